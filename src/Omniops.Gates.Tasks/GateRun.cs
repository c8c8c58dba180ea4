using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Tasks;

/// <summary>What a gate of the build found, and the line it says about itself; the same whether a task or a process runs it.</summary>
/// <param name="Summary">What was looked at; null where nothing needs to be said.</param>
internal sealed record GateRun(IReadOnlyList<Finding> Findings, string? Summary)
{
    /// <summary>The gate of one project: its packages.</summary>
    /// <param name="isContinuousIntegration">Whether the build is one for others.</param>
    public static GateRun OfProject(
        string projectFile, string assetsFile, string storeFile, string snapshot, bool isContinuousIntegration, string root, Stage stage)
    {
        var policy = RepositoryPolicy.Load(Trimmed(root));
        var findings = new ProjectAudit(projectFile, assetsFile, storeFile, snapshot)
        {
            Policy = policy.Policy.Dependencies,
            Stage = stage,
            IsContinuousIntegration = isContinuousIntegration,
            Inquiry = AdvisoryInquiry.OfUser(),
            Root = Trimmed(root),
        }.Check();
        return new GateRun(policy.Accept().Apply(findings), Summary: null);
    }

    /// <summary>The gate of the repository: deployment files, policy file, age of the advisory data.</summary>
    /// <param name="today">The date that ages are measured against.</param>
    public static GateRun OfRepository(string root, string snapshot, Stage stage, DateOnly today)
    {
        root = Trimmed(root);
        AdvisorySnapshot advisories;
        try
        {
            advisories = AdvisorySource.Load(snapshot);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The rest of the gate still runs, on what the package knows by itself.
            var run = OfRepository(root, "", stage, today);
            return run with
            {
                Findings = [.. run.Findings, Finding.Of(
                    DependencyRules.AuditDidNotHappen, new FilePosition(snapshot), "snapshot",
                    $"OmniopsAdvisorySnapshot cannot be read: {error.Message}",
                    "give the path of a snapshot as rules/advisories/README.md describes it")],
            };
        }

        var policy = RepositoryPolicy.Load(root);
        var audit = AuditData.Load(advisories, AuditSources.Of(root), AdvisoryInquiry.OfUser(), policy.Policy.Dependencies, stage);
        var report = RepositoryInspection.Check(root, policy, audit, today, usesCache: true);
        return new GateRun(
            policy.Accept().Apply(report.Findings),
            $"Omniops.Gates: repository {root}, stage {stage.ToString().ToLowerInvariant()}: {report.Dockerfiles.Count} Dockerfile(s), "
            + $"{string.Join("; ", report.Secrets.Evidence)}, "
            + string.Join("; ", audit.Evidence)
            + (policy.Summary(today) is { } accepted ? $"; {accepted}" : ""));
    }

    /// <summary>The proof that the rules were loaded and not silenced, and their warnings again when the compiler was not run.</summary>
    /// <param name="wasSkipped">Whether the build reused an earlier compilation, whose warnings were shown in that build only.</param>
    /// <param name="reportsOnly">Whether this build lets every finding through as a warning.</param>
    public static GateRun OfCompilation(string projectFile, string logFile, bool wasSkipped, string root, Stage stage, bool reportsOnly)
    {
        var problem = CompilationCheck.Check(projectFile, logFile, out var log);
        var findings = new List<Finding>();
        if (problem is not null)
            findings.Add(problem);
        if (log is null)
            return new GateRun(findings, Summary: null);

        // The rules have applied the policy while they ran: what it accepts is noted already.
        var policy = RepositoryPolicy.Load(Trimmed(root));
        var logged = log.GateFindings(Expected).ToList();
        findings.AddRange(SuppressionCheck.Check(logged));
        findings.AddRange(SuppressionCheck.CheckAccepted(log, policy.Accept()));
        findings.AddRange(SuppressionCheck.CheckAside(log, policy));
        findings.AddRange(SuppressionCheck.Check(projectFile, log, policy.Accept()));
        if (wasSkipped)
            findings.AddRange(logged.Where(finding => finding.Silencer is null));
        return new GateRun(findings, Summary: null);

        string Expected(Outcome outcome) =>
            outcome == Outcome.Noted ? "note" : !reportsOnly && Finding.IsError(outcome, stage) ? "error" : "warning";
    }

    private static string Trimmed(string root) => Path.TrimEndingDirectorySeparator(root);
}
