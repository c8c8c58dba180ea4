namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Whether a runtime gets security fixes.</summary>
internal enum SupportState
{
    /// <summary>Nothing runs on it: a contract such as .NET Standard, or a platform that is no server's.</summary>
    NoRuntime,

    Supported,

    /// <summary>Supported, and its end is near.</summary>
    EndsSoon,

    Ended,

    /// <summary>The list does not tell.</summary>
    Unknown,
}
