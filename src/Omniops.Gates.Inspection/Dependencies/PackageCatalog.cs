using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What sources say about the versions of some packages; empty where none was reached.</summary>
/// <param name="packages">Versions by package.</param>
public sealed class PackageCatalog(IReadOnlyDictionary<string, IReadOnlyList<PublishedVersion>> packages)
{
    private readonly Dictionary<string, List<(NuGetVersion Version, PublishedVersion Published)>> _packages = packages.ToDictionary(
        package => package.Key,
        package => package.Value.Select(one => (Version: NuGetVersion.Parse(one.Version), one)).OrderBy(one => one.Version).ToList(),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing is known.</summary>
    public static PackageCatalog None { get; } = new(new Dictionary<string, IReadOnlyList<PublishedVersion>>());

    /// <summary>A version; null where it is not offered or nobody was asked.</summary>
    public PublishedVersion? Find(string id, NuGetVersion version) =>
        _packages.TryGetValue(id, out var versions) ? versions.Find(one => one.Version == version).Published : null;

    /// <summary>The versions above the one in use, ascending; pre-releases only for whoever uses one.</summary>
    public IEnumerable<NuGetVersion> Above(string id, NuGetVersion used) => _packages.TryGetValue(id, out var versions)
        ? versions.Select(one => one.Version).Where(version => version > used && (used.IsPrerelease || !version.IsPrerelease))
        : [];

    /// <summary>Whether it is known which versions a package has.</summary>
    public bool Knows(string id) => _packages.ContainsKey(id);

    /// <summary>
    /// The lowest version of the direct package on a way with which the package at its end is no longer affected, going by the lowest
    /// version that each range allows, as restore does; null where there is none or it cannot be told.
    /// </summary>
    public NuGetVersion? UpdateOf(IReadOnlyList<string> way, NuGetVersion direct, AdvisoryIndex advisories) =>
        // A source that does not know what the version in use needs, does not know it of others either.
        KnowsNeeds(way, direct)
            ? Above(way[0], direct).FirstOrDefault(version => IsFixedWith(way, version, advisories))
            : null;

    /// <summary>Whether a source knows that the direct package needs what comes next on the way.</summary>
    public bool KnowsNeeds(IReadOnlyList<string> way, NuGetVersion direct) =>
        Find(way[0], direct) is { } used && used.Needs.Any(need => need.Id.Equals(way[1], StringComparison.OrdinalIgnoreCase));

    private bool IsFixedWith(IReadOnlyList<string> way, NuGetVersion version, AdvisoryIndex advisories)
    {
        for (var at = 0; at < way.Count - 1; at++)
        {
            if (Find(way[at], version) is not { } published)
                return false;
            if (published.Needs.Where(need => need.Id.Equals(way[at + 1], StringComparison.OrdinalIgnoreCase)).ToList() is not { Count: > 0 } needs)
                return true;

            // Of several frameworks the one with the lowest bound: it is the one that may still be affected.
            var lowest = needs.Select(need => VersionRange.Parse(need.Range)).Select(range => range.IsMinInclusive ? range.MinVersion : null).ToList();
            if (lowest.Contains(null))
                return false;
            version = lowest.Min()!;
        }

        return !advisories.IsAffected(way[^1], version);
    }
}
