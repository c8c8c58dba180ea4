using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A package or project of one target, as a file lists it.</summary>
/// <param name="Version">Null for a project.</param>
/// <param name="Dependencies">Names of what it depends on.</param>
internal sealed record GraphNode(string Name, NuGetVersion? Version, IReadOnlyList<string> Dependencies);
