namespace Omniops.Gates.Engine.Transport;

/// <summary>How far the way to a host is, by its name alone.</summary>
public enum HostReach
{
    /// <summary>The text does not say.</summary>
    Unknown,

    /// <summary>This machine.</summary>
    Local,

    /// <summary>A private address, or a name that means something inside one network only, such as that of a container.</summary>
    Nearby,

    /// <summary>Any other host.</summary>
    Foreign,
}
