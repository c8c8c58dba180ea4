namespace Omniops.Gates.Analyzers.Input;

/// <summary>What a path is made of.</summary>
[Flags]
internal enum PathParts
{
    None = 0,

    /// <summary>The name that the client sent, which can hold <c>../</c>.</summary>
    ClientPath = 1,

    /// <summary>Its last part: a name and an extension of the client's choice.</summary>
    ClientName = 2,

    /// <summary>A name that was made up here.</summary>
    Generated = 4,

    /// <summary>The folder that static files are served from.</summary>
    WebRoot = 8,

    /// <summary>It was made absolute, so that no <c>../</c> is left in it.</summary>
    Normalized = 16,
}
