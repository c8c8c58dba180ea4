using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>
/// A finding and, where a file holds very many secrets of its kind, the others: a dump of a database must not bury everything else. For
/// showing only; waivers, baseline and verdict go by the single finding.
/// </summary>
public sealed record FoldedFinding(Finding First, IReadOnlyList<Finding> Others)
{
    /// <summary>How many findings of a kind in a file are shown one by one.</summary>
    public const int Most = 20;

    /// <summary>The first finding's message, with the count of the others.</summary>
    public string Message => Others.Count == 0 ? First.Message : $"{First.Message} (and {Others.Count} more of this kind in the file)";

    /// <summary>Findings in the order given; of one kind are those with equal rule, file, outcome and acceptance.</summary>
    public static IReadOnlyList<FoldedFinding> Of(IEnumerable<Finding> findings)
    {
        var folded = new List<FoldedFinding>();
        var kinds = findings.GroupBy(
            finding => (finding.Rule.Id, finding.Position.Path, finding.Outcome, finding.Acceptance?.Justification));
        foreach (var kind in kinds)
        {
            var all = kind.ToList();
            var isFolded = all.Count > Most && all[0].Rule.Gate == Gate.Secrets;
            folded.AddRange(isFolded ? [new FoldedFinding(all[0], all[1..])] : all.Select(finding => new FoldedFinding(finding, [])));
        }

        // Groups come in the order of their first findings; the findings of a file with several kinds have to be mixed again.
        return [.. folded.OrderBy(item => item.First.Position.Path, StringComparer.Ordinal).ThenBy(item => item.First.Position.Line)
            .ThenBy(item => item.First.Position.Column)];
    }
}
