namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What a text holds; what comes later is worse, and a join of two is the worse one.</summary>
internal enum Origin
{
    /// <summary>Constants and what cannot carry text.</summary>
    Clean,

    /// <summary>Something that whoever calls has written.</summary>
    Unknown,

    /// <summary>Something that came with the request.</summary>
    Source,
}
