using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What was found without a build, and what was looked at.</summary>
/// <param name="Settings">Full paths of the settings files that were judged.</param>
/// <param name="Dockerfiles">Full paths of the Dockerfiles that were judged.</param>
public sealed record ScanReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Settings, IReadOnlyList<string> Dockerfiles);
