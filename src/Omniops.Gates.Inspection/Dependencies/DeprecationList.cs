using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>Packages whose authors have announced their end, built into the gate. Format: see <c>rules/advisories/README.md</c>.</summary>
public sealed class DeprecationList
{
    private static readonly Lazy<DeprecationList> s_embedded = new(ReadEmbedded);

    private static readonly JsonSerializerOptions s_format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ILookup<string, KnownDeprecation> _byPackage;

    /// <param name="packages">In any order.</param>
    public DeprecationList(IEnumerable<KnownDeprecation> packages)
    {
        Packages = [.. packages.OrderBy(one => one.Package, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Version, StringComparer.Ordinal)];
        _byPackage = Packages.ToLookup(one => one.Package, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>By package and version.</summary>
    public IReadOnlyList<KnownDeprecation> Packages { get; }

    /// <summary>The list inside this assembly.</summary>
    public static DeprecationList Embedded() => s_embedded.Value;

    /// <summary>Makes the list of collected records; see <c>rules/advisories/README.md</c>.</summary>
    public static DeprecationList FromRecords(JsonArray records) => new(records
        // Announced somewhere and known not to be marked on the feed: whoever is told to leave cannot check it.
        .Where(record => (bool?)record!["marked_on_feed"] != false)
        .Select(record => new KnownDeprecation(
            (string)record!["package"]!,
            // "4.4.0-preview1 (the version read)"
            ((string?)record["versions"])?.Split(' ')[0],
            (string?)record["reason"],
            record["alternatives"]!.AsArray() is { Count: > 0 } alternatives ? string.Join(", ", alternatives.Select(one => (string)one!)) : null,
            (string?)record["end_of_support"] is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null)));

    /// <summary>What is known of a version on a day; null where nothing is.</summary>
    public Deprecation? Of(string package, NuGetVersion version, DateOnly today) =>
        _byPackage[package].FirstOrDefault(one => (one.Until is null || one.Until <= today)
                && (one.Version is null || NuGetVersion.TryParse(one.Version, out var meant) && meant == version)) is { } known
            ? new Deprecation(known.Reason is null ? [] : [known.Reason], known.Alternative)
            : null;

    /// <summary>One package a line, so that a change can be reviewed.</summary>
    public string Write() => "[\n" + string.Join(",\n", Packages.Select(one => JsonSerializer.Serialize(one, s_format))) + "\n]\n";

    private static DeprecationList ReadEmbedded()
    {
        using var stream = typeof(DeprecationList).Assembly.GetManifestResourceStream("deprecations.json")
            ?? throw new InvalidOperationException("the list of deprecated packages is not embedded");
        return new(JsonSerializer.Deserialize<List<KnownDeprecation>>(stream, s_format)!);
    }
}
