using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What the repository gate found and what it looked at.</summary>
/// <param name="Dockerfiles">Full paths of the Dockerfiles that were judged.</param>
/// <param name="Projects">Full paths of the C# projects there are, whether or not anything builds them.</param>
/// <param name="Secrets">Which files were searched for secrets.</param>
public sealed record RepositoryReport(
    IReadOnlyList<Finding> Findings, IReadOnlyList<string> Dockerfiles, IReadOnlyList<string> Projects, SecretScanReport Secrets)
{
    /// <summary>Full paths of the files that were judged for what they say about restore.</summary>
    public IReadOnlyList<string> RestoreFiles { get; init; } = [];
}
