using System.Text.Json;
using System.Text.Json.Nodes;
using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// Advisories as they were known on a day. A snapshot can fail a build and never pass one: what was published later is not in it.
/// Format: see <c>rules/advisories/README.md</c>.
/// </summary>
public sealed class AdvisorySnapshot
{
    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<AdvisorySnapshot> s_embedded = new(ReadEmbedded);

    /// <param name="completeUntil">Last day up to which every reviewed advisory is contained.</param>
    /// <param name="lastEntry">Day of the newest advisory contained.</param>
    /// <param name="attribution">Where the facts come from, as their licence asks to be told.</param>
    public AdvisorySnapshot(DateOnly completeUntil, DateOnly lastEntry, string attribution, IEnumerable<Advisory> advisories)
    {
        CompleteUntil = completeUntil;
        LastEntry = lastEntry;
        Attribution = attribution;
        Advisories = [.. advisories.OrderBy(advisory => advisory.Package, StringComparer.OrdinalIgnoreCase).ThenBy(advisory => advisory.Id, StringComparer.Ordinal)];
    }

    /// <summary>Last day up to which every reviewed advisory is contained.</summary>
    public DateOnly CompleteUntil { get; }

    /// <summary>Day of the newest advisory contained.</summary>
    public DateOnly LastEntry { get; }

    /// <summary>Where the facts come from.</summary>
    public string Attribution { get; }

    /// <summary>All advisories by package and ID.</summary>
    public IReadOnlyList<Advisory> Advisories { get; }

    /// <summary>The snapshot that travels inside this assembly.</summary>
    public static AdvisorySnapshot Embedded() => s_embedded.Value;

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="InvalidDataException">The content is not a snapshot, or one of its ranges is no NuGet interval.</exception>
    public static AdvisorySnapshot Read(Stream stream)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(stream, s_format);
            if (document?.Advisories is null || document.Attribution is null || document.Advisories.Exists(IsBroken))
                throw new InvalidDataException("an advisory snapshot has completeUntil, lastEntry, attribution and advisories with valid ranges");
            return new AdvisorySnapshot(document.CompleteUntil, document.LastEntry, document.Attribution, document.Advisories);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"not an advisory snapshot: line {error.LineNumber + 1} of it is not as expected", error);
        }
    }

    /// <summary>Both snapshots together; the result is as complete as the more complete one.</summary>
    public AdvisorySnapshot With(AdvisorySnapshot other) => new(
        CompleteUntil > other.CompleteUntil ? CompleteUntil : other.CompleteUntil,
        LastEntry > other.LastEntry ? LastEntry : other.LastEntry,
        Attribution,
        Advisories.Concat(other.Advisories).DistinctBy(advisory => (advisory.Package.ToLowerInvariant(), advisory.Id, string.Join('|', advisory.Ranges))));

    /// <summary>Writes the snapshot, one advisory a line, so that a change of it can be reviewed.</summary>
    public string Write()
    {
        var lines = Advisories.Select(advisory => JsonSerializer.Serialize(advisory, s_format));
        return $$"""
            {
            "completeUntil": "{{CompleteUntil:yyyy-MM-dd}}",
            "lastEntry": "{{LastEntry:yyyy-MM-dd}}",
            "attribution": {{JsonSerializer.Serialize(Attribution, s_format)}},
            "advisories": [
            {{string.Join(",\n", lines)}}
            ]
            }

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Makes a snapshot of collected records: an array with ghsa, cve, package, severity, ranges, patched and published.</summary>
    /// <param name="completeUntil">The day up to which the collection is complete.</param>
    public static AdvisorySnapshot FromRecords(JsonArray records, DateOnly completeUntil, string attribution) => new(
        completeUntil,
        records.Max(record => DateOnly.ParseExact(Text(record!, "published")!, "yyyy-MM-dd")),
        attribution,
        records.Select(record => new Advisory(
            Text(record!, "package")!,
            Text(record!, "ghsa") ?? Text(record!, "cve")!,
            Text(record!, "ghsa") is null ? null : Text(record!, "cve"),
            Text(record!, "severity")!,
            Texts(record!, "ranges"),
            Texts(record!, "patched"))));

    /// <summary>Whether something is missing, or a range or version is none.</summary>
    internal static bool IsBroken(Advisory? advisory) =>
        advisory is not { Package: not null, Id: not null, Severity: not null, Patched: { } patched, Ranges: { Count: > 0 } ranges }
        || ranges.Any(range => !VersionRange.TryParse(range, out _))
        || patched.Any(version => !NuGetVersion.TryParse(version, out _));

    private static AdvisorySnapshot ReadEmbedded()
    {
        using var stream = typeof(AdvisorySnapshot).Assembly.GetManifestResourceStream("advisories.json")
            ?? throw new InvalidOperationException("the advisory snapshot is not embedded");
        return Read(stream);
    }

    private static string? Text(JsonNode record, string name) => (string?)record[name];

    private static List<string> Texts(JsonNode record, string name) => [.. record[name]!.AsArray().Select(item => (string)item!)];

    private sealed record Document(DateOnly CompleteUntil, DateOnly LastEntry, string? Attribution, List<Advisory>? Advisories);
}
