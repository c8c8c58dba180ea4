namespace Omniops.Gates.Inspection.Repository;

/// <summary>The folders of a repository's C# projects, with everything below: the compiler hands it to its own rules.</summary>
internal sealed class CompiledFolders(string root, IEnumerable<string> projects)
{
    private readonly HashSet<string> _folders =
        [.. projects.Select(project => Path.GetRelativePath(root, Path.GetDirectoryName(project)!).Replace('\\', '/'))];

    /// <summary>Relative to the root, with slashes.</summary>
    public IReadOnlyCollection<string> Folders => _folders;

    /// <summary>Whether a file belongs to one of them.</summary>
    /// <param name="path">Relative to the root, with slashes.</param>
    public bool Hold(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (_folders.Contains(path[..slash]))
                return true;
        }

        return _folders.Contains(".");
    }
}
