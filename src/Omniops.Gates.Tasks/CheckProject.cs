using Microsoft.Build.Framework;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Dependencies;

namespace Omniops.Gates.Tasks;

/// <summary>The gate of one project, once per build: its packages.</summary>
public sealed class CheckProject : GateTask
{
    /// <summary>Full path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Full path of <c>project.assets.json</c>.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>Where findings are kept between builds.</summary>
    [Required]
    public string StoreFile { get; set; } = "";

    /// <summary>Further advisory data; may be empty.</summary>
    public string AdvisorySnapshot { get; set; } = "";

    /// <inheritdoc />
    protected override IEnumerable<Finding> Check()
    {
        Log.LogMessage(MessageImportance.Low, "OMNI: packages of {0} from {1}, advisories {2}", ProjectFile, AssetsFile, AdvisorySnapshot);
        return new ProjectAudit(ProjectFile, AssetsFile, StoreFile, AdvisorySnapshot).Check();
    }
}
