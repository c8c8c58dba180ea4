namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Why its author advises against a package. Source: NuGet documentation, registration, package deprecation.</summary>
/// <param name="Reasons">Legacy, CriticalBugs, Other; empty where none is stated.</param>
/// <param name="Alternative">What to use instead; null where nothing is named.</param>
public sealed record Deprecation(IReadOnlyList<string> Reasons, string? Alternative)
{
    /// <summary>The one reason that says that the package does harm.</summary>
    public bool HasCriticalBugs => Reasons.Contains("CriticalBugs", StringComparer.OrdinalIgnoreCase);
}
