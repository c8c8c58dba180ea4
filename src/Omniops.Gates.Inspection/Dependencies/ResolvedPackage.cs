using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A package as restore resolved it for a project.</summary>
/// <param name="Path">The shortest way to it: the direct package first, the package itself last.</param>
public sealed record ResolvedPackage(string Id, NuGetVersion Version, IReadOnlyList<string> Path);
