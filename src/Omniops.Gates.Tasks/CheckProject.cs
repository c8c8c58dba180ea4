using Microsoft.Build.Framework;

namespace Omniops.Gates.Tasks;

/// <summary>The gate of one project, once per build: its packages.</summary>
public sealed class CheckProject : GateTask
{
    /// <summary>Full path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Full path of <c>project.assets.json</c>; empty for a project that restore does not know.</summary>
    public string AssetsFile { get; set; } = "";

    /// <summary>Where findings are kept between builds.</summary>
    [Required]
    public string StoreFile { get; set; } = "";

    /// <summary>Whether the build is one for others: <c>ContinuousIntegrationBuild</c>.</summary>
    public bool IsContinuousIntegration { get; set; }

    /// <summary>Further advisory data; may be empty.</summary>
    public string AdvisorySnapshot { get; set; } = "";

    /// <inheritdoc />
    private protected override GateRun Run()
    {
        Log.LogMessage(MessageImportance.Low, "Omniops.Gates: packages of {0} from {1}, further advisories {2}", ProjectFile, AssetsFile, AdvisorySnapshot);
        return GateRun.OfProject(ProjectFile, AssetsFile, StoreFile, AdvisorySnapshot, IsContinuousIntegration, Root, ParsedStage);
    }
}
