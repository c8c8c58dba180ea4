using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Advisories of all sources by package. A package's ranges are read when it is first asked for.</summary>
public sealed class AdvisoryIndex
{
    private readonly Dictionary<string, List<Advisory>> _byPackage = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Entry>> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="sources">They add up: an advisory that one of them has counts.</param>
    public AdvisoryIndex(params IEnumerable<Advisory>[] sources)
    {
        foreach (var advisory in sources.SelectMany(source => source))
        {
            if (!_byPackage.TryGetValue(advisory.Package, out var known))
                _byPackage[advisory.Package] = known = [];
            known.Add(advisory);
        }
    }

    /// <summary>The advisories that a version of a package is affected by, each once, by ID.</summary>
    public IReadOnlyList<Advisory> Of(string package, NuGetVersion version) =>
    [
        .. Entries(package).Where(entry => entry.Affects(version)).GroupBy(entry => entry.Advisory.Id, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.First().Advisory with { Patched = [.. same.SelectMany(entry => entry.Advisory.Patched).Distinct()] })
            .OrderBy(advisory => advisory.Id, StringComparer.Ordinal),
    ];

    /// <summary>Whether any advisory speaks of a version.</summary>
    public bool IsAffected(string package, NuGetVersion version) => Entries(package).Exists(entry => entry.Affects(version));

    /// <summary>
    /// The lowest version above the one in use that no advisory speaks of, going by where their ranges end; null where the ranges do not tell.
    /// The fix of a newer branch is no fix for an older one below it.
    /// </summary>
    public NuGetVersion? LowestUnaffected(string package, NuGetVersion used) => Entries(package).SelectMany(entry => entry.Ends)
        .Where(version => version > used && !IsAffected(package, version)).Min();

    private List<Entry> Entries(string package)
    {
        if (!_read.TryGetValue(package, out var entries))
            _read[package] = entries = [.. _byPackage.GetValueOrDefault(package, []).Select(Entry.Of)];
        return entries;
    }

    private sealed record Entry(Advisory Advisory, IReadOnlyList<VersionRange> Ranges, IReadOnlyList<NuGetVersion> Ends)
    {
        public static Entry Of(Advisory advisory)
        {
            var ranges = advisory.Ranges.Select(VersionRange.Parse).ToList();
            return new Entry(advisory, ranges,
            [
                .. advisory.Patched.Select(NuGetVersion.Parse),
                .. ranges.Where(range => range.HasUpperBound && !range.IsMaxInclusive).Select(range => range.MaxVersion!),
            ]);
        }

        public bool Affects(NuGetVersion version) => Ranges.Any(range => range.Satisfies(version));
    }
}
