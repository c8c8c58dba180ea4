using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Reports;

namespace Omniops.Gates.Tool.Check;

/// <summary><c>--baseline write</c> and <c>prune</c>: the only ways in which the baseline file changes.</summary>
internal static class BaselineWriter
{
    /// <summary>Writes the file and says what has changed.</summary>
    /// <param name="isPrune">Only take out what is mended; else accept everything that was found.</param>
    /// <exception cref="UsageException">The file cannot be written, or projects do not build: nobody knows what they hold.</exception>
    public static string Change(CheckReport report, bool isPrune)
    {
        if (report.Projects.FirstOrDefault(project => project.IsBroken) is { } broken)
            throw new UsageException($"nothing is written to {Baseline.FileName}: {report.Relative(broken.Path)} {broken.Reason}");

        var before = report.Policy.Baseline.Entries;
        var found = Entries(report);
        var unseen = before.Where(entry => report.Policy.IsUnseen(entry, report.UnseenFolders)).ToList();
        var after = (isPrune ? found.Intersect(Plain(before)) : found).Union(Plain(unseen)).ToList();
        var path = Path.Combine(report.Root, Baseline.FileName);
        try
        {
            File.WriteAllText(path, Baseline.Write(after));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be written: {error.Message}");
        }

        var (added, removed) = (after.Except(Plain(before)).Count(), Plain(before).Except(after).Count());
        return $"{Baseline.FileName}: {after.Count} finding(s), {added} added, {removed} removed";
    }

    private static List<BaselineEntry> Entries(CheckReport report)
    {
        var seen = new Dictionary<(string, string, string), int>();
        var entries = new List<BaselineEntry>();
        foreach (var finding in report.Findings.Where(IsBaselined))
        {
            var path = report.Relative(finding.PolicyPath);
            var key = (finding.Rule.Id, path.ToUpperInvariant(), finding.Anchor);
            var number = seen[key] = seen.GetValueOrDefault(key) + 1;
            entries.Add(new BaselineEntry(finding.Rule.Id, path, finding.Anchor, number));
        }

        return entries;
    }

    /// <summary>What a waiver answers for has an owner and a date, which the baseline has not.</summary>
    private static bool IsBaselined(Finding finding) => finding.Rule.IsBaselined
        && (finding.Acceptance is { IsBaseline: true }
            || finding.Acceptance is null && finding.Outcome is Outcome.Fails or Outcome.NotProven or Outcome.Advised);

    /// <summary>Without their place in the file.</summary>
    private static IEnumerable<BaselineEntry> Plain(IEnumerable<BaselineEntry> entries) =>
        entries.Select(entry => entry with { Start = 0, Length = 0 });
}
