using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>The files of a folder without git's help: all but what its <c>.gitignore</c> files leave out.</summary>
internal sealed class FolderListing
{
    private const long MaxIgnoreBytes = 1024 * 1024;

    private static readonly HashSet<string> s_versionControl = new(StringComparer.OrdinalIgnoreCase) { ".git", ".hg", ".svn" };

    /// <summary>Left out even where no <c>.gitignore</c> says so: nobody wrote what is in them.</summary>
    private static readonly HashSet<string> s_output =
        new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "TestResults" };

    private readonly string _root;
    private readonly List<RepositoryFile> _files = [];
    private readonly List<string> _repositories = [];
    private readonly List<string> _ignored = [];
    private readonly List<string> _unlisted = [];
    private int _links;

    private FolderListing(string root) => _root = root;

    /// <param name="reason">Why git was not asked.</param>
    public static RepositoryListing Read(string folder, string reason)
    {
        var listing = new FolderListing(folder);
        listing.ReadAll();
        listing._files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new RepositoryListing(folder, listing._files)
        {
            WithoutGit = reason,
            IsRepository = GitListing.IsInRepository(folder),
            Repositories = [.. listing._repositories.Order(StringComparer.Ordinal)],
            Links = listing._links,
            Attributes = [.. listing._files.Select(file => file.Path).Where(path => Path.GetFileName(path) == ".gitattributes")],
            IgnoredSecretFiles = [.. listing._ignored.Order(StringComparer.Ordinal)],
            Unlisted = [.. listing._unlisted.Order(StringComparer.Ordinal)],
        };
    }

    private void ReadAll()
    {
        var folders = new Stack<(string Path, IgnoreScope? Scope)>();
        folders.Push(("", null));
        while (folders.TryPop(out var folder))
        {
            try
            {
                var entries = new DirectoryInfo(Path.Combine(_root, folder.Path)).GetFileSystemInfos();
                if (folder.Path.Length > 0 && entries.Any(entry => entry.Name == ".git"))
                {
                    _repositories.Add(folder.Path);
                    continue;
                }

                var scope = Enter(folder.Path, folder.Scope);
                foreach (var entry in entries)
                    Read(entry, folder.Path, scope, folders);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _unlisted.Add(folder.Path);
            }
        }
    }

    private void Read(FileSystemInfo entry, string folder, IgnoreScope? scope, Stack<(string Path, IgnoreScope? Scope)> folders)
    {
        var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null)
            _links++;
        else if (entry is DirectoryInfo)
        {
            if (!s_versionControl.Contains(entry.Name) && !s_output.Contains(entry.Name)
                && IgnoreScope.Ignores(scope, path, isFolder: true) != true)
                folders.Push((path, scope));
        }
        else if (IgnoreScope.Ignores(scope, path, isFolder: false) != true)
            _files.Add(new RepositoryFile(path, IsTracked: null));
        else if (SecretFileNames.Find(path) is not null)
            _ignored.Add(path);
    }

    private IgnoreScope? Enter(string folder, IgnoreScope? outer)
    {
        var file = Path.Combine(_root, folder, ".gitignore");
        return File.Exists(file) && TextFile.Read(file, MaxIgnoreBytes).Text is { } text
            ? new IgnoreScope(folder, IgnoreRule.ReadAll(text), outer)
            : outer;
    }
}
