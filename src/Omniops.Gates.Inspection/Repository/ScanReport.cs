using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What was found without a build, and what was looked at.</summary>
/// <param name="Settings">Full paths of the settings files that were judged.</param>
/// <param name="Dockerfiles">Full paths of the Dockerfiles that were judged.</param>
/// <param name="Secrets">Which files were searched for secrets.</param>
public sealed record ScanReport(
    IReadOnlyList<Finding> Findings, IReadOnlyList<string> Settings, IReadOnlyList<string> Dockerfiles, SecretScanReport Secrets)
{
    /// <summary>Full paths of the files that were judged for what they say about restore.</summary>
    public IReadOnlyList<string> RestoreFiles { get; init; } = [];
}
