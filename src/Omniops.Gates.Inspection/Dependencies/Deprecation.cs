using NuGet.Packaging;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Why its author advises against a package. Source: NuGet documentation, registration, package deprecation.</summary>
/// <param name="Reasons">Legacy, CriticalBugs, Other; empty where none is stated.</param>
/// <param name="Alternative">What to use instead; null where nothing is named.</param>
public sealed record Deprecation(IReadOnlyList<string> Reasons, string? Alternative)
{
    private static readonly string[] s_reasons = ["Legacy", "CriticalBugs", "Other"];

    /// <summary>Of what a source says, which stands in the log of a build: a reason that is not documented counts as another one.</summary>
    public static Deprecation Of(IEnumerable<string> reasons, string? alternative) => new(
        [.. reasons.Select(reason => s_reasons.FirstOrDefault(known => known.Equals(reason, StringComparison.OrdinalIgnoreCase)) ?? "Other").Distinct()],
        alternative is { Length: <= PackageIdValidator.MaxPackageIdLength } && PackageIdValidator.IsValidPackageId(alternative) ? alternative : null);

    /// <summary>The one reason that says that the package does harm.</summary>
    public bool HasCriticalBugs => Reasons.Contains("CriticalBugs", StringComparer.OrdinalIgnoreCase);
}
