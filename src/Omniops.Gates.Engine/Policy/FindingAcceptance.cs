using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Engine.Policy;

/// <summary>Holds findings against the waivers and the baseline of their repository. What they accept blocks no more.</summary>
public sealed class FindingAcceptance(GatePolicy policy, Baseline baseline, Func<string, string> relative)
{
    private readonly HashSet<Waiver> _usedWaivers = [];
    private readonly HashSet<BaselineEntry> _usedEntries = [];

    /// <summary>Waivers that no finding so far was covered by.</summary>
    public IEnumerable<Waiver> UnusedWaivers => policy.Waivers.Where(waiver => !_usedWaivers.Contains(waiver));

    /// <summary>Baseline entries that no finding so far was named by.</summary>
    public IEnumerable<BaselineEntry> UnusedEntries =>
        baseline.Entries.Where(entry => !_usedEntries.Contains(entry));

    /// <summary>The findings in order of place, each with its acceptance where there is one.</summary>
    public IReadOnlyList<Finding> Apply(IEnumerable<Finding> findings)
    {
        var seen = new Dictionary<(string, string, string), int>();
        var result = new List<Finding>();
        foreach (var finding in findings
            .OrderBy(finding => relative(finding.PolicyPath), StringComparer.Ordinal)
            .ThenBy(finding => finding.Position.Line).ThenBy(finding => finding.Position.Column))
        {
            result.Add(finding.Rule.IsWaivable && finding.Outcome != Outcome.Noted ? Accept(finding, seen) : finding);
        }

        return result;
    }

    /// <summary>The waiver of a finding, or null.</summary>
    public Waiver? WaiverOf(string rule, string path, string? advisory) =>
        policy.Waivers.FirstOrDefault(waiver => waiver.Covers(rule, relative(path), advisory));

    private Finding Accept(Finding finding, Dictionary<(string, string, string), int> seen)
    {
        var path = relative(finding.PolicyPath);
        if (WaiverOf(finding.Rule.Id, finding.PolicyPath, finding.Advisory) is { } waiver)
        {
            _usedWaivers.UnionWith(policy.Waivers.Where(other => other.Covers(finding.Rule.Id, path, finding.Advisory)));
            return finding with { Outcome = Outcome.Noted, Acceptance = new Acceptance(IsBaseline: false, waiver.Justification) };
        }

        var key = Baseline.Key(finding.Rule.Id, path, finding.Anchor);
        var number = seen[key] = (seen.TryGetValue(key, out var count) ? count : 0) + 1;
        if (baseline.Find(finding.Rule.Id, path, finding.Anchor, number) is not { } entry)
            return finding;

        _usedEntries.Add(entry);
        return finding with { Outcome = Outcome.Noted, Acceptance = Baselined };
    }

    /// <summary>The acceptance of every finding that the baseline names.</summary>
    public static Acceptance Baselined { get; } = new(IsBaseline: true, $"in {Baseline.FileName}: there when the gate was introduced");
}
