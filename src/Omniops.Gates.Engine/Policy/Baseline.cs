using System.Globalization;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Policy;

/// <summary>
/// The findings of the day the gate was introduced, from <c>omniops.gates.baseline.json</c> in the root. The tool writes and shrinks it;
/// nothing makes it grow by itself.
/// </summary>
public sealed class Baseline
{
    /// <summary>The file's name.</summary>
    public const string FileName = "omniops.gates.baseline.json";

    private readonly ILookup<(string Rule, string Path, string About), BaselineEntry> _entries;

    private Baseline(IReadOnlyList<BaselineEntry> entries, IReadOnlyList<PolicyProblem> problems)
    {
        (Entries, Problems) = (entries, problems);
        _entries = entries.ToLookup(entry => Key(entry.Rule, entry.Path, entry.About));
    }

    /// <summary>The baseline of a repository that has none.</summary>
    public static Baseline None { get; } = new([], []);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<BaselineEntry> Entries { get; }

    /// <summary>What is not understood. A file with any of it accepts nothing.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    /// <summary>How many equal findings are accepted.</summary>
    public int Count(string rule, string path, string about) =>
        Entries.Count > 0 ? _entries[Key(rule, path, about)].Count() : 0;

    /// <summary>The entry that accepts a finding; null where none does.</summary>
    /// <param name="number">Its number among findings that are equal otherwise, from one.</param>
    public BaselineEntry? Find(string rule, string path, string about, int number) =>
        Entries.Count > 0 ? _entries[Key(rule, path, about)].ElementAtOrDefault(number - 1) : null;

    /// <summary>
    /// Equal for findings that the baseline takes for one another: a path is compared without letter case, as two of three systems do; of
    /// rules that see the same thing from different sides only what they have in common.
    /// </summary>
    public static (string Rule, string Path, string About) Key(string rule, string path, string about) =>
        RuleCatalogue.Find(rule)?.BaselineGroup is { } group
            ? (group, path.ToUpperInvariant(), about.Substring(about.LastIndexOf(' ') + 1))
            : (rule, path.ToUpperInvariant(), about);

    /// <summary>Reads the text of a baseline file; never throws for its content.</summary>
    public static Baseline Read(string text)
    {
        var settings = JsonSettings.Read(text);
        if (settings.Error is { } error)
            return Broken($"'{FileName}' is not valid JSON: {error.Reason}", error.Start, 0);

        var entries = new List<BaselineEntry>();
        var seen = new HashSet<(string Rule, string Path, string About, int Number)>();
        var content = settings.Entries.Where(entry => entry.KeyPath is not ("" or "$schema" or "findings"));
        foreach (var fields in content.GroupBy(entry => entry.Key.Parent))
        {
            var first = fields.First();
            if (fields.Key is not { Parent: { Name: "findings", Parent: null } } || ReadEntry([.. fields]) is not { } entry)
                return Broken($"'{first.KeyPath}' is no entry of a baseline", first.Start, first.Length);

            // Equal findings are told apart by their number, so that the same line twice would accept one more than anybody has seen.
            if (!seen.Add((entry.Rule, entry.Path.ToUpperInvariant(), entry.About, entry.Number)))
                return Broken($"'{first.Key.Parent}' comes twice", entry.Start, entry.Length);

            entries.Add(entry);
        }

        return new Baseline(entries, []);
    }

    /// <summary>The text of a baseline file: sorted, a finding on each line, so that a review shows what is added and removed.</summary>
    public static string Write(IEnumerable<BaselineEntry> entries)
    {
        var lines = entries
            .OrderBy(entry => entry.Path, StringComparer.Ordinal).ThenBy(entry => entry.Rule, StringComparer.Ordinal)
            .ThenBy(entry => entry.About, StringComparer.Ordinal).ThenBy(entry => entry.Number)
            .Select(entry => string.Format(
                CultureInfo.InvariantCulture, "    {{ \"rule\": {0}, \"path\": {1}, \"about\": {2}, \"number\": {3} }}",
                JsonText.Quoted(entry.Rule), JsonText.Quoted(entry.Path), JsonText.Quoted(entry.About), entry.Number));
        var list = string.Join(",\n", lines);
        return list.Length == 0 ? "{\n  \"findings\": []\n}\n" : $"{{\n  \"findings\": [\n{list}\n  ]\n}}\n";
    }

    private static BaselineEntry? ReadEntry(IReadOnlyList<JsonEntry> fields)
    {
        var values = fields.ToLookup(field => field.Key.Name, field => field.Value);
        return fields.Count == 4 && values["rule"].Count() == 1 && values["path"].Count() == 1 && values["about"].Count() == 1
            && values["number"].Count() == 1
            && int.TryParse(values["number"].Single(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && RuleCatalogue.Find(values["rule"].Single()) is { IsBaselined: true } rule
            ? new BaselineEntry(rule.Id, values["path"].Single(), values["about"].Single(), number, fields[0].Start, fields[0].Length)
            : null;
    }

    private static Baseline Broken(string fact, int start, int length)
    {
        const string wayOut = "restore it from version control, or write it again with 'omniops-gates check --baseline write'";
        return new([], [new PolicyProblem(FileName, fact, wayOut, start, length)]);
    }
}
