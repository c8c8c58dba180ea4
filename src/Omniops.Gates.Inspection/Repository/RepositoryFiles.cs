using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>The files of a repository that people wrote: without version control data, build output, installed packages and linked folders.</summary>
public static class RepositoryFiles
{
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".vs", ".idea", ".vscode", ".devcontainer", "bin", "obj", "node_modules", "TestResults",
    };

    /// <summary>Full paths in a stable order.</summary>
    /// <param name="findings">Receives a finding for each folder that cannot be listed.</param>
    public static IReadOnlyList<string> Enumerate(string root, ICollection<Finding> findings)
    {
        var files = new List<string>();
        var folders = new Stack<string>();
        folders.Push(root);
        while (folders.TryPop(out var folder))
        {
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                {
                    if (entry is FileInfo)
                        files.Add(entry.FullName);
                    else if (!s_skipped.Contains(entry.Name) && !IsLink(entry))
                        folders.Push(entry.FullName);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                var name = Path.GetRelativePath(root, folder);
                findings.Add(Finding.Of(
                    IntegrityRules.InputNotRead, new FilePosition(folder), name, $"the folder '{name}' cannot be listed", "give the build the right to read it"));
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    /// <summary>What a link leads to is either in the repository anyway or none of its business; and links can form loops.</summary>
    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
