namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>How much is known of where a part of a text comes from.</summary>
internal enum OriginKind
{
    /// <summary>From configuration, which whoever runs the program writes.</summary>
    Configured,

    /// <summary>From files, the database, a queue: somebody may have put it there before.</summary>
    SecondOrder,

    /// <summary>From whoever calls the method.</summary>
    Parameter,

    /// <summary>From code that is not in sight.</summary>
    Unknown,

    /// <summary>From a request.</summary>
    Untrusted,
}
