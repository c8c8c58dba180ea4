using Microsoft.Build.Framework;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Tasks;

/// <summary>The gate of the repository, once per build: deployment files, policy file, age of the advisory data.</summary>
public sealed class CheckRepository : GateTask
{
    /// <summary>Full path of the repository.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Further advisory data; may be empty.</summary>
    public string AdvisorySnapshot { get; set; } = "";

    /// <inheritdoc />
    protected override IEnumerable<Finding> Check()
    {
        var root = Path.TrimEndingDirectorySeparator(Root);
        Inspection.Dependencies.AdvisorySnapshot advisories;
        try
        {
            advisories = AdvisorySource.Load(AdvisorySnapshot);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return [Finding.Of(
                DependencyRules.AuditDidNotHappen, new FilePosition(AdvisorySnapshot), "advisories",
                $"OmniopsAdvisorySnapshot cannot be read: {error.Message}", "give the path of a snapshot as rules/advisories/README.md describes it")];
        }

        var report = RepositoryInspection.Check(root, advisories, DateOnly.FromDateTime(DateTime.UtcNow));
        foreach (var file in report.Dockerfiles)
            Log.LogMessage(MessageImportance.Low, "OMNI: {0}", file);
        Log.LogMessage(
            MessageImportance.High, "Omniops.Gates: repository {0}, stage {1}: {2} Dockerfile(s), {3} advisories until {4:yyyy-MM-dd}",
            root, Stage, report.Dockerfiles.Count, advisories.Advisories.Count, advisories.LastEntry);
        return report.Findings;
    }
}
