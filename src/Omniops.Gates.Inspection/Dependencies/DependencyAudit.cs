using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>OMNI7001 over a package graph.</summary>
public static class DependencyAudit
{
    /// <summary>One finding for each advisory that a resolved package is affected by.</summary>
    /// <param name="policy">What is milder than the repository fails for is advised, not passed over.</param>
    /// <param name="locate">Where a direct package of the project is written.</param>
    public static IEnumerable<Finding> Check(
        string projectFile,
        IReadOnlyList<ResolvedPackage> packages,
        AdvisoryIndex advisories,
        DependencyPolicy policy,
        Func<string, FilePosition> locate)
    {
        var project = Path.GetFileNameWithoutExtension(projectFile);
        foreach (var package in packages)
        {
            foreach (var advisory in advisories.Of(package.Id, package.Version))
            {
                yield return Finding.Of(
                    DependencyRules.VulnerablePackage,
                    locate(package.Path[0]),
                    $"{package.Id} {advisory.Id}",
                    package.Id,
                    package.Version.ToNormalizedString(),
                    advisory.Severity,
                    advisory.Id,
                    Way(project, package),
                    WayOut(package, advisories)) with
                {
                    Advisory = advisory.Id,
                    Outcome = SeverityOf(advisory) < policy.MinimumSeverity ? Outcome.Advised : DependencyRules.VulnerablePackage.Outcome,
                };
            }
        }
    }

    /// <summary>A word that is not known may mean the worst.</summary>
    private static AdvisorySeverity SeverityOf(Advisory advisory) =>
        Enum.TryParse<AdvisorySeverity>(advisory.Severity, ignoreCase: true, out var severity) ? severity : AdvisorySeverity.Critical;

    private static string Way(string project, ResolvedPackage package)
    {
        var way = string.Join(" -> ", package.Path.Prepend(project));
        return package.OtherPaths switch
        {
            0 => way,
            1 => $"{way} and 1 other path",
            >= ResolvedPackage.MaxPaths - 1 => $"{way} and very many other paths",
            _ => $"{way} and {package.OtherPaths} other paths",
        };
    }

    private static string WayOut(ResolvedPackage package, AdvisoryIndex advisories)
    {
        var isDirect = package.IsDirect;
        if (advisories.LowestUnaffected(package.Id, package.Version) is not { } version)
            return isDirect ? "no fixed version is known: replace the package" : $"no fixed version is known: replace '{package.Path[0]}'";

        return isDirect
            ? $"update it to {version} or later"
            : $"update '{package.Path[0]}', or reference '{package.Id}' {version} or later directly";
    }
}
