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
    public static GateRun OfProject(string projectFile, string assetsFile, string storeFile, string snapshot) =>
        new(new ProjectAudit(projectFile, assetsFile, storeFile, snapshot).Check(), Summary: null);

    /// <summary>The gate of the repository: deployment files, policy file, age of the advisory data.</summary>
    /// <param name="today">The date that ages are measured against.</param>
    public static GateRun OfRepository(string root, string snapshot, string stage, DateOnly today)
    {
        root = Path.TrimEndingDirectorySeparator(root);
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
                    $"OmniopsAdvisorySnapshot cannot be read: {error.Message}", "give the path of a snapshot as rules/advisories/README.md describes it")],
            };
        }

        var report = RepositoryInspection.Check(root, advisories, today);
        return new GateRun(
            report.Findings,
            $"Omniops.Gates: repository {root}, stage {stage}: {report.Dockerfiles.Count} Dockerfile(s), "
            + $"{advisories.Advisories.Count} advisories until {advisories.LastEntry:yyyy-MM-dd}");
    }

    /// <summary>The proof that the rules were loaded, and their warnings again when the compiler was not run.</summary>
    /// <param name="wasSkipped">Whether the build reused an earlier compilation, whose warnings were shown in that build only.</param>
    public static GateRun OfCompilation(string projectFile, string logFile, bool wasSkipped)
    {
        var problem = CompilationCheck.Check(projectFile, logFile, out var log);
        IEnumerable<Finding> repeated = wasSkipped && log is not null ? log.GateFindings() : [];
        return new GateRun([.. problem is null ? [] : new[] { problem }, .. repeated], Summary: null);
    }
}
