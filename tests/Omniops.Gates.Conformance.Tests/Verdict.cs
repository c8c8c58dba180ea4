namespace Omniops.Gates.Conformance.Tests;

/// <summary>Whether an application does what a rule asks for.</summary>
internal enum Verdict
{
    /// <summary>It does.</summary>
    Kept,

    /// <summary>It does not.</summary>
    Broken,

    /// <summary>It cannot be told.</summary>
    Open,
}
