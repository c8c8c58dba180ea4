using System.Text.Json;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Inspection.Integrity;

/// <summary>
/// The error log that the compiler writes (SARIF 2.1.0). It lists the rules of every analyzer that ran, also of those without findings, and
/// every suppressed diagnostic: the proof that our rules looked at the code.
/// </summary>
/// <param name="RuleIds">Rules of the analyzers that ran.</param>
/// <param name="SwitchedOff">Rules that a setting has switched off somewhere, so that their findings are not in the log.</param>
/// <param name="Results">Everything reported, in the compiler's order.</param>
public sealed record CompilerLog(IReadOnlySet<string> RuleIds, IReadOnlySet<string> SwitchedOff, IReadOnlyList<LoggedResult> Results)
{
    /// <summary>The project whose compilation it was: where a finding stands that the compiler gives no place.</summary>
    public string Project { get; init; } = "";

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
            var rules = driver.TryGetProperty("rules", out var listed) ? listed.EnumerateArray().ToList() : [];
            return new CompilerLog(
                rules.Select(Id).ToHashSet(),
                rules.Where(IsSwitchedOff).Select(Id).ToHashSet(),
                [.. run.GetProperty("results").EnumerateArray().Select(Result)]);
        }
        catch (Exception error) when (error
            is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{Path.GetFileName(path)}' is no SARIF 2.1.0 log", error);
        }
    }

    /// <summary>Whether every rule that runs in the compiler was loaded.</summary>
    public bool ListsGateRules() => RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).All(rule => RuleIds.Contains(rule.Id));

    /// <summary>The findings of our own rules, those included that somebody has silenced.</summary>
    /// <param name="expected">The level that a finding with an outcome is reported with in this build.</param>
    public IEnumerable<Finding> GateFindings(Func<Outcome, string> expected)
    {
        foreach (var result in Results)
        {
            if (RuleCatalogue.Find(result.RuleId) is not { } rule || !Enum.TryParse<Outcome>(result.Outcome, out var outcome))
                continue;

            var silencer = result.Suppression ?? (Rank(result.Level) < Rank(expected(outcome)) ? $"a severity of '{result.Level}'" : null);
            yield return FindingOf(rule, outcome, result) with { Silencer = silencer };
        }
    }

    /// <summary>What the compilation took for accepted by the policy, as if nothing accepted it.</summary>
    public IEnumerable<Finding> AcceptedFindings()
    {
        foreach (var result in Results)
        {
            if (result.IsAccepted && RuleCatalogue.Find(result.RuleId) is { } rule)
                yield return FindingOf(rule, rule.Outcome, result);
        }
    }

    /// <summary>What counts less as the policy calls its file a test, sample or document.</summary>
    public IEnumerable<Finding> AsideFindings()
    {
        foreach (var result in Results)
        {
            if (result.IsAside && RuleCatalogue.Find(result.RuleId) is { } rule)
                yield return FindingOf(rule, rule.Outcome, result);
        }
    }

    private Finding FindingOf(GateRule rule, Outcome outcome, LoggedResult result) =>
        new(rule, outcome, result.Message, result.Position ?? new FilePosition(Project), result.Anchor ?? "") { File = result.File };

    private static int Rank(string level) => level switch
    {
        "error" => 2,
        "warning" => 1,
        _ => 0,
    };

    private static string Id(JsonElement rule) => rule.GetProperty("id").GetString()!;

    /// <summary>By the compilation's options; what is suppressed in source is of kind <c>inSource</c> and stays in the log.</summary>
    private static bool IsSwitchedOff(JsonElement rule) =>
        rule.TryGetProperty("properties", out var properties) && properties.TryGetProperty("suppressionKinds", out var kinds)
        && kinds.EnumerateArray().Any(kind => kind.ValueEquals("external"));

    private static string? Suppression(JsonElement result)
    {
        if (!result.TryGetProperty("suppressions", out var suppressions) || suppressions.GetArrayLength() == 0)
            return null;

        var type = suppressions[0].TryGetProperty("properties", out var properties)
            && properties.TryGetProperty("suppressionType", out var value)
            ? value.GetString()
            : null;
        return type switch
        {
            "Pragma Directive" => "'#pragma warning disable'",
            "SuppressMessageAttribute" => "'[SuppressMessage]'",
            null => "a suppression",
            _ => $"'{type}'",
        };
    }

    private static LoggedResult Result(JsonElement result)
    {
        string? outcome = null;
        string? anchor = null;
        string? file = null;
        string? seen = null;
        var (isAccepted, isAside) = (false, false);
        if (result.TryGetProperty("properties", out var properties) && properties.TryGetProperty("customProperties", out var custom))
        {
            outcome = custom.TryGetProperty("omniops.outcome", out var value) ? value.GetString() : null;
            anchor = custom.TryGetProperty("omniops.anchor", out value) ? value.GetString() : null;
            file = custom.TryGetProperty("omniops.file", out value) && value.GetString() is { Length: > 0 } path ? path : null;
            isAccepted = custom.TryGetProperty("omniops.accepted", out _);
            isAside = custom.TryGetProperty("omniops.aside", out _);
            seen = custom.TryGetProperty(SeenProgram.Property, out value) ? value.GetString() : null;
        }

        return new LoggedResult(
            result.GetProperty("ruleId").GetString()!,
            result.GetProperty("level").GetString()!,
            result.GetProperty("message").GetProperty("text").GetString()!,
            Position(result),
            Suppression(result),
            outcome,
            anchor)
        {
            File = file,
            IsAccepted = isAccepted,
            IsAside = isAside,
            Seen = seen,
        };
    }

    private static FilePosition? Position(JsonElement result)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
            return null;

        var physical = locations[0].GetProperty("physicalLocation");
        var uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        var path = Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Uri.UnescapeDataString(uri);
        var region = physical.GetProperty("region");
        return new FilePosition(path, Number("startLine"), Number("startColumn"), Number("endLine"), Number("endColumn"));

        int Number(string name) => region.TryGetProperty(name, out var number) ? number.GetInt32() : 0;
    }
}
