using NuGet.Versioning;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>OMNI7001 and OMNI7002 over a package graph.</summary>
/// <param name="projectFile">Full path of the project.</param>
/// <param name="policy">What is milder than the repository fails for is advised, not passed over.</param>
/// <param name="locate">Where a direct package of the project is written.</param>
public sealed class DependencyAudit(
    string projectFile, PackageGraph graph, AdvisoryIndex advisories, DependencyPolicy policy, Func<string, FilePosition> locate)
{
    private readonly string _project = Path.GetFileNameWithoutExtension(projectFile);

    /// <summary>Packages whose versions help to say what to do: those the project references, and those on the way to an affected one.</summary>
    public IReadOnlyCollection<string> Interesting() => graph.Packages.Where(package => package.IsDirect).Select(package => package.Id)
        .Concat(graph.Packages.Where(package => advisories.IsAffected(package.Id, package.Version)).SelectMany(package => package.Path))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>One finding for each advisory that a resolved package is affected by.</summary>
    public IEnumerable<Finding> Vulnerable(PackageCatalog catalog)
    {
        foreach (var package in graph.Packages)
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
                    Way(package),
                    WayOut(package, catalog) + Suppression(advisory)) with
                {
                    Advisory = advisory.Id,
                    Outcome = SeverityOf(advisory) < policy.MinimumSeverity ? Outcome.Advised : DependencyRules.VulnerablePackage.Outcome,
                };
            }
        }
    }

    /// <summary>
    /// One finding for each deprecated package: of those that only other packages bring in, where it does harm; the others are for their authors.
    /// </summary>
    public IEnumerable<Finding> Deprecated(DeprecationList list, PackageCatalog catalog, DateOnly today)
    {
        foreach (var package in graph.Packages)
        {
            if ((catalog.Find(package.Id, package.Version)?.Deprecation ?? list.Of(package.Id, package.Version, today)) is not { } deprecation
                || !package.IsDirect && !deprecation.HasCriticalBugs)
                continue;

            yield return Finding.Of(
                DependencyRules.DeprecatedPackage,
                locate(package.Path[0]),
                package.Id,
                package.Id,
                package.Version.ToNormalizedString(),
                deprecation.Reasons.Count == 0 ? "no reason stated" : string.Join(", ", deprecation.Reasons),
                Way(package),
                deprecation.Alternative is { } alternative ? $"move to {alternative}" : "look for what its author names instead") with
            { Outcome = deprecation.HasCriticalBugs ? Outcome.Fails : DependencyRules.DeprecatedPackage.Outcome };
        }
    }

    /// <summary>A word that is not known may mean the worst.</summary>
    private static AdvisorySeverity SeverityOf(Advisory advisory) =>
        Enum.TryParse<AdvisorySeverity>(advisory.Severity, ignoreCase: true, out var severity) ? severity : AdvisorySeverity.Critical;

    private string Way(ResolvedPackage package)
    {
        var way = string.Join(" -> ", package.Path.Prepend(_project));
        return package.OtherPaths switch
        {
            0 => way,
            1 => $"{way} and 1 other path",
            >= ResolvedPackage.MaxPaths - 1 => $"{way} and very many other paths",
            _ => $"{way} and {package.OtherPaths} other paths",
        };
    }

    private string WayOut(ResolvedPackage package, PackageCatalog catalog)
    {
        var direct = package.Path[0];
        var isOffered = catalog.Knows(package.Id);
        var fixedIn = isOffered
            ? catalog.Above(package.Id, package.Version).FirstOrDefault(version => !advisories.IsAffected(package.Id, version))
            : advisories.LowestUnaffected(package.Id, package.Version);
        if (package.IsDirect)
            return fixedIn is null ? "no fixed version is known: replace the package" : $"update it to {fixedIn}{OrLater(isOffered)}";

        // Where several packages bring it in, an update of one of them leaves it in.
        var parent = graph.Packages.FirstOrDefault(one => one.IsDirect && one.Id == direct);
        if (package.OtherPaths == 0 && parent is not null && catalog.UpdateOf(package.Path, parent.Version, advisories) is { } update)
            return $"update '{direct}' to {update}";

        // Where nothing is above it, or what is above it is known not to end it, an update is no way out.
        var parentIsKnown = catalog.Knows(direct) && parent is not null
            && (catalog.KnowsNeeds(package.Path, parent.Version) || !catalog.Above(direct, parent.Version).Any());

        return fixedIn is null ? $"no fixed version is known: replace '{direct}'" : Pin(package, direct, fixedIn, isOffered, parentIsKnown);
    }

    private string Pin(ResolvedPackage package, string direct, NuGetVersion version, bool isOffered, bool isNoUpdate)
    {
        var other = isNoUpdate ? "" : $"update '{direct}', or ";
        return (graph.IsCentral, graph.PinsTransitively) switch
        {
            (true, true) => $"{other}add <PackageVersion Include=\"{package.Id}\" Version=\"{version}\" /> to Directory.Packages.props",
            (true, false) => $"{other}reference '{package.Id}' directly with {version}{OrLater(isOffered)}, or set "
                + "CentralPackageTransitivePinningEnabled and add a PackageVersion of it",
            _ => $"{other}reference '{package.Id}' {version}{OrLater(isOffered)} directly",
        };
    }

    /// <summary>Going by ranges alone, the version itself need not exist.</summary>
    private static string OrLater(bool isOffered) => isOffered ? "" : " or later";

    private string Suppression(Advisory advisory) =>
        graph.Suppressed.Any(url => url.TrimEnd('/').EndsWith(advisory.Id, StringComparison.OrdinalIgnoreCase))
            ? $"; NuGetAuditSuppress counts for restore only: if it has to stay, write a waiver of OMNI7001 with advisory {advisory.Id}"
            : "";
}
