using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What the repository gate found and what it looked at.</summary>
/// <param name="Dockerfiles">Full paths of the Dockerfiles that were judged.</param>
public sealed record RepositoryReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Dockerfiles);
