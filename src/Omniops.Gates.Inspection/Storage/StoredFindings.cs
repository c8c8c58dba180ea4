using System.Globalization;
using System.Text.Json;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Storage;

/// <summary>
/// Findings kept beside a build's intermediate files, so that unchanged input is judged once and its findings are repeated. Valid only for
/// exactly the inputs it was made from and for this build of the gate.
/// </summary>
public sealed class StoredFindings(string path)
{
    /// <summary>The stored findings, or null when there are none for these inputs.</summary>
    public IReadOnlyList<Finding>? Load(string inputs)
    {
        try
        {
            if (!File.Exists(path))
                return null;

            var stored = JsonSerializer.Deserialize<Document>(File.ReadAllText(path));
            return stored?.Inputs == inputs ? [.. stored.Findings.Select(Restore)] : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException or ArgumentException)
        {
            // A damaged store is no store: the input is judged again.
            return null;
        }
    }

    /// <summary>Keeps findings for the next build. A folder that cannot be written costs time, not correctness.</summary>
    public void Save(string inputs, IReadOnlyList<Finding> findings)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, JsonSerializer.Serialize(new Document(inputs, [.. findings.Select(Entry.Of)])));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>A text that changes whenever one of the files does, appears or goes, or the gate itself is another build.</summary>
    /// <param name="circumstances">What else decides what is found.</param>
    public static string Fingerprint(IEnumerable<string> files, string circumstances)
    {
        var parts = files.Select(file =>
        {
            var info = new FileInfo(file);
            return info.Exists
                ? string.Create(CultureInfo.InvariantCulture, $"{file}|{info.Length}|{info.LastWriteTimeUtc.Ticks}")
                : $"{file}|absent";
        });
        return string.Join('\n', parts.Prepend(circumstances).Prepend(typeof(StoredFindings).Module.ModuleVersionId.ToString()));
    }

    private static Finding Restore(Entry entry)
    {
        var rule = RuleCatalogue.Find(entry.Rule) ?? throw new KeyNotFoundException(entry.Rule);
        return new Finding(rule, Enum.Parse<Outcome>(entry.Outcome), entry.Message, entry.Position, entry.Anchor) { Advisory = entry.Advisory };
    }

    private sealed record Document(string Inputs, List<Entry> Findings);

    private sealed record Entry(string Rule, string Outcome, string Message, FilePosition Position, string Anchor, string? Advisory)
    {
        public static Entry Of(Finding finding) =>
            new(finding.Rule.Id, finding.Outcome.ToString(), finding.Message, finding.Position, finding.Anchor, finding.Advisory);
    }
}
