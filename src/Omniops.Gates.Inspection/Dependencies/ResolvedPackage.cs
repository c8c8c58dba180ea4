using NuGet.Versioning;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>A package as restore resolved it for a project.</summary>
/// <param name="Way">The shortest way to it, the package itself last.</param>
/// <param name="OtherPaths">How many other ways lead to it, at most <see cref="MaxPaths"/>.</param>
public sealed record ResolvedPackage(string Id, NuGetVersion Version, PathStep Way, int OtherPaths)
{
    /// <summary>From here on the number of ways says nothing more: it grows exponentially with the depth of a graph.</summary>
    public const int MaxPaths = 1000;

    /// <summary>Whether the project references it itself.</summary>
    public bool IsDirect => Way.Length == 1;

    /// <summary>The direct package first, the package itself last.</summary>
    public IReadOnlyList<string> Path => Way.Names;
}
