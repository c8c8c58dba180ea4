namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Who shares a bucket.</summary>
internal enum LimitKey
{
    /// <summary>All clients.</summary>
    Shared,
    Address,
    User,

    /// <summary>A value that the client chooses, and with it its bucket.</summary>
    ClientChosen,
    Other,
}
