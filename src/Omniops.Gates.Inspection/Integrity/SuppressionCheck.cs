using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Integrity;

/// <summary>
/// OMNI9911 over a compiler log: findings that a pragma, an attribute, a severity or <c>NoWarn</c> has silenced and that no waiver covers.
/// The compiler logs them all the same.
/// </summary>
public static class SuppressionCheck
{
    private const string WayOut = "remove that and mend the finding, or write a waiver in " + GatePolicy.FileName;

    /// <summary>One for each finding that counts and was silenced; give it what the policy has been applied to.</summary>
    public static IEnumerable<Finding> Check(IEnumerable<Finding> findings) => findings
        .Where(finding => finding.Silencer is not null && finding.Outcome != Outcome.Noted)
        .Select(finding => Suppressed(
            finding.Position, $"{finding.Rule.Id} {finding.Anchor}",
            $"{finding.Silencer} silences {finding.Rule.Id} here: {finding.Message}"));

    /// <summary>
    /// One for each rule that is switched off in a compilation, whose log a check has read before, and each file that it takes for a test.
    /// </summary>
    public static IEnumerable<Finding> Check(string projectFile, string logFile, FindingAcceptance acceptance, RepositoryPolicy policy)
    {
        CompilationCheck.Check(projectFile, logFile, out var log);
        return log is null ? [] : Check(projectFile, log, acceptance).Concat(CheckAside(log, policy));
    }

    /// <summary>One for each rule that is switched off where the log cannot show what it hides.</summary>
    public static IEnumerable<Finding> Check(string projectFile, CompilerLog log, FindingAcceptance acceptance)
    {
        foreach (var rule in log.SwitchedOff.Select(RuleCatalogue.Find).OfType<GateRule>().OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            if (!rule.IsWaivable || acceptance.WaiverOf(rule.Id, projectFile, advisory: null) is null)
            {
                yield return Suppressed(
                    new FilePosition(projectFile), rule.Id,
                    $"{rule.Id} is switched off in '{Path.GetFileName(projectFile)}' "
                        + "by NoWarn, an .editorconfig, a .globalconfig or a rule set");
            }
        }
    }

    /// <summary>
    /// One for each finding that a compilation took for accepted and that the repository's own policy does not accept: a
    /// <c>.globalconfig</c> can name the compiler another root, and a target can hand it another file.
    /// </summary>
    public static IEnumerable<Finding> CheckAccepted(CompilerLog log, FindingAcceptance acceptance) => acceptance
        .Apply(log.AcceptedFindings())
        .Where(finding => finding.Outcome != Outcome.Noted)
        .Select(finding => Suppressed(
            finding.Position, $"{finding.Rule.Id} {finding.Anchor}",
            $"a policy that is not the repository's own accepts {finding.Rule.Id} here: {finding.Message}"));

    /// <summary>
    /// One for each finding that counts less in a compilation, as a policy there calls its file a test, sample or document, and the
    /// repository's own policy does not.
    /// </summary>
    public static IEnumerable<Finding> CheckAside(CompilerLog log, RepositoryPolicy policy) => log.AsideFindings()
        .Where(finding => policy.PlaceOf(finding.PolicyPath) != SecretPlace.Aside)
        .Select(finding => Suppressed(
            finding.Position, $"{finding.Rule.Id} {finding.Anchor}",
            $"a policy that is not the repository's own makes {finding.Rule.Id} count less here: {finding.Message}"));

    private static Finding Suppressed(FilePosition position, string anchor, string fact) =>
        Finding.Of(IntegrityRules.RuleSuppressed, position, anchor, fact, WayOut);
}
