using System.IO.Enumeration;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>The files of a repository that people wrote: without version control data, build output, installed packages and linked folders.</summary>
public static class RepositoryFiles
{
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".vs", ".idea", ".vscode", ".devcontainer", "bin", "obj", "node_modules", "TestResults",
    };

    private static readonly EnumerationOptions s_everything =
        new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false, ReturnSpecialDirectories = false };

    /// <summary>Full paths in a stable order.</summary>
    /// <param name="findings">Receives a finding for each folder that cannot be listed.</param>
    /// <param name="isWanted">By the name of a file; most files of a repository are of no interest to whoever asks.</param>
    public static IReadOnlyList<string> Enumerate(string root, ICollection<Finding> findings, Func<string, bool> isWanted)
    {
        var files = new List<string>();
        var folders = new Stack<string>();
        folders.Push(root);
        while (folders.TryPop(out var folder))
        {
            try
            {
                var entries = new FileSystemEnumerable<(string Name, bool IsFolder)>(folder, Describe, s_everything) { ShouldIncludePredicate = IsNoLink };
                foreach (var (name, isFolder) in entries)
                {
                    if (!isFolder && isWanted(name))
                        files.Add(Path.Combine(folder, name));
                    else if (isFolder && !s_skipped.Contains(name))
                        folders.Push(Path.Combine(folder, name));
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                findings.Add(RepositoryListing.NotListed(folder, Path.GetRelativePath(root, folder)));
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static (string Name, bool IsFolder) Describe(ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory);

    /// <summary>What a link to a folder leads to is either in the repository anyway or none of its business; and links can form loops.</summary>
    private static bool IsNoLink(ref FileSystemEntry entry) => !entry.IsDirectory || !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
