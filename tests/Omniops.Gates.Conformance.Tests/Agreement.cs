namespace Omniops.Gates.Conformance.Tests;

/// <summary>How what was said and what was seen go together.</summary>
internal enum Agreement
{
    /// <summary>They say the same.</summary>
    Agrees,

    /// <summary>They contradict each other.</summary>
    Contradicts,

    /// <summary>The analyzers do not commit themselves.</summary>
    NotProven,

    /// <summary>No answer shows it.</summary>
    NotSeen,
}
