using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>How one gate ended.</summary>
/// <param name="Evidence">What was looked at.</param>
/// <param name="Findings">Everything its rules said, in order of place.</param>
/// <param name="Unjudged">What its rules could not look at, with the reason.</param>
public sealed record GateVerdict(Gate Gate, IReadOnlyList<string> Evidence, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Unjudged)
{
    /// <summary>pass, fail or not proven: there is nothing else.</summary>
    public string Word =>
        Findings.Any(finding => finding.Outcome == Outcome.Fails) ? "fail"
        : Unjudged.Count > 0 || Findings.Any(finding => finding.Outcome is Outcome.NotProven or Outcome.Tampered) ? "not proven"
        : "pass";
}
