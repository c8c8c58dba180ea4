using System.Text.Json;
using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// The vulnerability data of a source: a list of pages, and pages. What is right in them counts, whatever else they hold.
/// Source: NuGet documentation, VulnerabilityInfo/6.7.0.
/// </summary>
internal static class AdvisoryPages
{
    /// <summary>The problem of a source that sent something else.</summary>
    public const string Broken = "sent vulnerability data that is not as it should be";

    /// <summary>The gallery has some ten thousand.</summary>
    public const int MaxAdvisories = 100_000;

    private const string ResourceType = "VulnerabilityInfo/6.7.0";

    /// <summary>What the documentation allows.</summary>
    private const int MaxPages = 16;

    private const int MaxAddressLength = 300;

    private static readonly string[] s_severities = ["low", "moderate", "high", "critical"];

    /// <summary>Where a service index says that the list of pages is; no address where it knows of none.</summary>
    /// <exception cref="JsonException">The index is no JSON.</exception>
    public static (Uri? List, string? Problem) ReadServices(ReadOnlyMemory<byte> index)
    {
        using var document = JsonDocument.Parse(WithoutMark(index));
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array)
            return (null, Broken);

        // Those after the first are the same again.
        return resources.EnumerateArray().Where(IsOurs).Select(resource => (JsonElement?)resource).FirstOrDefault() is { } ours
            ? Address(ours) is { } list ? (list, null) : (null, Broken)
            : (null, null);

        static bool IsOurs(JsonElement resource) => resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty("@type", out var type)
            && (IsType(type) || (type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(IsType)));

        static bool IsType(JsonElement type) => type.ValueKind == JsonValueKind.String && type.ValueEquals(ResourceType);
    }

    /// <summary>The addresses of a list of pages, each once.</summary>
    /// <exception cref="JsonException">The list is no JSON.</exception>
    public static (IReadOnlyList<Uri> Addresses, string? Problem) Read(ReadOnlyMemory<byte> list)
    {
        using var document = JsonDocument.Parse(WithoutMark(list));
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            return ([], Broken);

        var entries = document.RootElement.EnumerateArray().ToList();
        var addresses = entries.Select(Address).OfType<Uri>().Distinct().ToList();
        var problem = entries.Any(entry => Address(entry) is null) ? Broken
            : addresses.Count > MaxPages ? $"names more than {MaxPages} pages" : null;
        return ([.. addresses.Take(MaxPages)], problem);
    }

    /// <summary>Adds the advisories of a page to others, up to where the page breaks off.</summary>
    /// <returns>What is wrong with it, as the end of a sentence; null for nothing.</returns>
    public static string? Read(ReadOnlyMemory<byte> page, List<Advisory> advisories, CancellationToken cancellation)
    {
        try
        {
            var json = new Utf8JsonReader(WithoutMark(page).Span);
            json.Read();
            // The documentation writes an empty page as an empty list.
            if (json.TokenType == JsonTokenType.StartArray)
                return json.Read() && json.TokenType == JsonTokenType.EndArray && !json.Read() ? null : Broken;

            return json.TokenType == JsonTokenType.StartObject ? ReadPackages(ref json, advisories, cancellation) : Broken;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A text that is no Unicode is no JSON exception.
            return Broken;
        }
    }

    private static Uri? Address(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String
            && Uri.TryCreate(id.GetString(), UriKind.Absolute, out var address) ? address : null;

    private static string? ReadPackages(ref Utf8JsonReader json, List<Advisory> advisories, CancellationToken cancellation)
    {
        string? problem = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            cancellation.ThrowIfCancellationRequested();
            var package = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                problem = Broken;
                continue;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (advisories.Count >= MaxAdvisories)
                    return $"sent more than {MaxAdvisories} advisories";
                if (ReadAdvisory(ref json, package) is { } advisory)
                    advisories.Add(advisory);
                else
                    problem = Broken;
            }
        }

        // Whatever comes behind the end is an exception.
        json.Read();
        return problem;
    }

    /// <summary>Null for what does not say which versions it speaks of.</summary>
    private static Advisory? ReadAdvisory(ref Utf8JsonReader json, string package)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        string? url = null, versions = null;
        int? severity = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (json.TokenType == JsonTokenType.String && name == "url")
                url = json.GetString();
            else if (json.TokenType == JsonTokenType.String && name == "versions")
                versions = json.GetString();
            else if (json.TokenType == JsonTokenType.Number && name == "severity" && json.TryGetInt32(out var number))
                severity = number;
            else
                json.Skip();
        }

        // A severity that the documentation does not know is the worst one, and an advisory without an address is one all the same.
        return VersionRange.TryParse(versions ?? "", out var range)
            ? new Advisory(
                package, IdOf(url), Cve: null, severity is >= 0 and < 4 ? s_severities[severity.Value] : "unknown", [range.ToNormalizedString()], [])
            : null;
    }

    /// <summary>GHSA-5crp-9r3c-p9vr of https://github.com/advisories/GHSA-5crp-9r3c-p9vr; another address as a whole.</summary>
    private static string IdOf(string? url)
    {
        // What is written here stands in the log of the build.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.AbsoluteUri.Length > MaxAddressLength)
            return "without an address";

        var last = address.Segments.LastOrDefault("").Trim('/');
        return last.StartsWith("GHSA-", StringComparison.OrdinalIgnoreCase) || last.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase)
            ? last : address.AbsoluteUri;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
