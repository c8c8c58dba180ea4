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

    /// <summary>A token that the client sends, which is somebody's only where it is asked for first.</summary>
    Credential,

    /// <summary>A value that every request, or every connection, has for itself.</summary>
    Fresh,
    Other,
}
