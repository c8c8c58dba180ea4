using NuGet.Common;
using NuGet.LibraryModel;
using NuGet.ProjectModel;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What restore resolved for a project, over all its frameworks and runtimes, with the shortest path to each package.</summary>
public static class PackageGraph
{
    /// <summary>Reads <c>project.assets.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is no assets file of a version that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<ResolvedPackage> Read(string assetsFile)
    {
        using var stream = File.OpenRead(assetsFile);
        LockFile assets;
        try
        {
            assets = new LockFileFormat().Read(stream, NullLogger.Instance, assetsFile);
        }
        catch (Exception error) when (error is not IOException)
        {
            throw new InvalidDataException($"'{Path.GetFileName(assetsFile)}' is no assets file", error);
        }

        // The reader answers broken content with an empty file instead of an exception.
        if (assets.PackageSpec is null || assets.Targets.Count == 0)
            throw new InvalidDataException($"'{Path.GetFileName(assetsFile)}' names no target");

        var packages = new Dictionary<(string, string), ResolvedPackage>();
        foreach (var target in assets.Targets)
        {
            foreach (var package in Walk(target, assets.PackageSpec))
            {
                var key = (package.Id.ToLowerInvariant(), package.Version.ToNormalizedString());
                if (!packages.TryGetValue(key, out var known) || package.Path.Count < known.Path.Count)
                    packages[key] = package;
            }
        }

        return [.. packages.Values.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version)];
    }

    /// <summary>Breadth first, so that the first path found is a shortest one; names in order, so that it is always the same.</summary>
    private static IEnumerable<ResolvedPackage> Walk(LockFileTarget target, PackageSpec project)
    {
        var libraries = target.Libraries.Where(library => library.Name is not null)
            .ToDictionary(library => library.Name!, StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var queue = new Queue<(LockFileTargetLibrary Library, string[] Path)>();
        foreach (var name in DirectDependencies(target, project).Order(StringComparer.OrdinalIgnoreCase))
            Visit(name, []);

        while (queue.TryDequeue(out var next))
        {
            if (next.Library.Type == LibraryType.Package && next.Library.Version is { } version)
                yield return new ResolvedPackage(next.Library.Name!, version, next.Path);
            foreach (var dependency in next.Library.Dependencies.OrderBy(dependency => dependency.Id, StringComparer.OrdinalIgnoreCase))
                Visit(dependency.Id, next.Path);
        }

        // What no path leads to (a download dependency promoted by a tool, say) is still built with.
        foreach (var (name, library) in libraries)
        {
            if (!seen.Contains(name) && library.Type == LibraryType.Package && library.Version is { } version)
                yield return new ResolvedPackage(name, version, [name]);
        }

        void Visit(string name, string[] path)
        {
            if (libraries.TryGetValue(name, out var library) && seen.Add(name))
                queue.Enqueue((library, [.. path, library.Name!]));
        }
    }

    private static IEnumerable<string> DirectDependencies(LockFileTarget target, PackageSpec project) =>
        project.TargetFrameworks
            .Where(framework => framework.FrameworkName.Equals(target.TargetFramework))
            .SelectMany(framework => framework.Dependencies.Select(dependency => dependency.Name))
            .Concat(project.RestoreMetadata.TargetFrameworks
                .Where(framework => framework.FrameworkName.Equals(target.TargetFramework))
                .SelectMany(framework => framework.ProjectReferences.Select(reference => ProjectName(target, reference.ProjectPath))));

    /// <summary>A referenced project is listed under its package ID, which need not be its file name.</summary>
    private static string ProjectName(LockFileTarget target, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return target.Libraries.FirstOrDefault(library =>
            library.Type == LibraryType.Project && string.Equals(library.Name, name, StringComparison.OrdinalIgnoreCase))?.Name ?? name;
    }
}
