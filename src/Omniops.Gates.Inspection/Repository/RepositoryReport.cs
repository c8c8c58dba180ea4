using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What the repository gate found and what it looked at.</summary>
/// <param name="Dockerfiles">Full paths of the Dockerfiles that were judged.</param>
/// <param name="Projects">Full paths of the C# projects there are, whether or not anything builds them.</param>
public sealed record RepositoryReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Dockerfiles, IReadOnlyList<string> Projects);
