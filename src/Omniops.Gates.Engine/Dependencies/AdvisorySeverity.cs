namespace Omniops.Gates.Engine.Dependencies;

/// <summary>How bad a vulnerability is, in the words of the GitHub Advisory Database.</summary>
public enum AdvisorySeverity
{
    /// <summary>The mildest.</summary>
    Low,

    /// <summary>What other lists call medium.</summary>
    Moderate,

    /// <summary>Bad.</summary>
    High,

    /// <summary>The worst, and what a source has no word for: nobody knows that it is mild.</summary>
    Critical,
}
