using System.Text.Json;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Integrity;

/// <summary>
/// The error log that the compiler writes (SARIF 2.1.0). It lists the rules of every analyzer that ran, also of those without findings, and
/// every suppressed diagnostic: the proof that our rules looked at the code.
/// </summary>
/// <param name="RuleIds">Rules of the analyzers that ran.</param>
/// <param name="Results">Everything reported, in the compiler's order.</param>
public sealed record CompilerLog(IReadOnlySet<string> RuleIds, IReadOnlyList<LoggedResult> Results)
{
    /// <summary>Reads a log.</summary>
    /// <exception cref="InvalidDataException">The file is no SARIF 2.1.0 log.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static CompilerLog Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var run = document.RootElement.GetProperty("runs")[0];
            var driver = run.GetProperty("tool").GetProperty("driver");
            return new CompilerLog(
                driver.TryGetProperty("rules", out var rules) ? rules.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToHashSet() : [],
                [.. run.GetProperty("results").EnumerateArray().Select(Result)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{Path.GetFileName(path)}' is no SARIF 2.1.0 log", error);
        }
    }

    /// <summary>Whether every rule that runs in the compiler was loaded.</summary>
    public bool ListsGateRules() => RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).All(rule => RuleIds.Contains(rule.Id));

    /// <summary>The findings of our own rules that nobody silenced.</summary>
    public IEnumerable<Finding> GateFindings()
    {
        foreach (var result in Results)
        {
            if (!result.IsSuppressed && RuleCatalogue.Find(result.RuleId) is { } rule && Enum.TryParse<Outcome>(result.Outcome, out var outcome))
                yield return new Finding(rule, outcome, result.Message, result.Position ?? new FilePosition(""), result.Anchor ?? "");
        }
    }

    private static LoggedResult Result(JsonElement result)
    {
        string? outcome = null;
        string? anchor = null;
        if (result.TryGetProperty("properties", out var properties) && properties.TryGetProperty("customProperties", out var custom))
        {
            outcome = custom.TryGetProperty("omniops.outcome", out var value) ? value.GetString() : null;
            anchor = custom.TryGetProperty("omniops.anchor", out value) ? value.GetString() : null;
        }

        return new LoggedResult(
            result.GetProperty("ruleId").GetString()!,
            result.GetProperty("level").GetString()!,
            result.GetProperty("message").GetProperty("text").GetString()!,
            Position(result),
            result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0,
            outcome,
            anchor);
    }

    private static FilePosition? Position(JsonElement result)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
            return null;

        var physical = locations[0].GetProperty("physicalLocation");
        var uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);
        var region = physical.GetProperty("region");
        return new FilePosition(path, Number("startLine"), Number("startColumn"), Number("endLine"), Number("endColumn"));

        int Number(string name) => region.TryGetProperty(name, out var number) ? number.GetInt32() : 0;
    }
}
