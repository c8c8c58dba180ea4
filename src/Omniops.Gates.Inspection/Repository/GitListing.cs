using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>What git has of a folder, and would take in. Source: git-ls-files(1).</summary>
internal static class GitListing
{
    private const string Unlisted = "warning: could not open directory '";

    private static readonly string[] s_changes =
        ["ls-files", "-z", "-t", "--others", "--modified", "--deleted", "--exclude-standard"];

    /// <summary>The listing, or null and why git cannot give it.</summary>
    public static RepositoryListing? Read(string folder, out string reason)
    {
        reason = "it is in no git repository";
        if (!IsInRepository(folder))
            return null;
        if (GitCommand.For(folder) is not { } git)
        {
            reason = "there is no git on the PATH";
            return null;
        }

        if (!git.TryLeaveOutFilters())
        {
            reason = "its git filters cannot be left out";
            return null;
        }

        var changes = Task.Run(() => (
            IsDone: git.TryRun(s_changes, null, out var output, out var errors, out var problem),
            Output: output, Errors: errors, Problem: problem));
        var isDone = git.TryRun(["ls-files", "-z", "-v", "--stage"], null, out var staged, out _, out var problem);
        var changed = changes.GetAwaiter().GetResult();
        if (!isDone || !changed.IsDone)
        {
            reason = problem ?? changed.Problem!;
            return null;
        }

        // A folder that the repository around it ignores has no files as git sees it; whoever names it wants it looked at.
        if (staged.Length == 0 && git.TryRun(["check-ignore", "-q", "."], null, out _, out _, out _))
        {
            reason = "git ignores this folder";
            return null;
        }

        return Combine(folder, staged, changed.Output, changed.Errors, git.HasFilters);
    }

    /// <summary>Whether there is a repository around a folder, whatever git would say about it.</summary>
    public static bool IsInRepository(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")))
                return true;
        }

        return false;
    }

    private static RepositoryListing Combine(string folder, byte[] staged, byte[] changed, string errors, bool hasFilters)
    {
        var others = new List<string>();
        var (modified, deleted) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in Encoding.UTF8.GetString(changed).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = entry[2..];
            if (entry[0] == '?')
                others.Add(path);
            else if (entry[0] == 'R')
                deleted.Add(path);
            else
                modified.Add(path);
        }

        var files = new List<RepositoryFile>();
        var repositories = others.Where(path => path.EndsWith('/')).ToList();
        var links = 0;
        string? previous = null;
        var absent = new List<string>();
        for (var rest = staged.AsSpan(); rest.IndexOf((byte)0) is var end and >= 0; rest = rest[(end + 1)..])
        {
            var entry = rest[..end];
            // H 100644 0123456789abcdef0123456789abcdef01234567 0<tab>src/Program.cs
            var tab = entry.IndexOf((byte)'\t');
            var path = Encoding.UTF8.GetString(entry[(tab + 1)..]);
            // A file with a merge conflict comes once for each side.
            if (path == previous)
                continue;

            previous = path;
            var mode = entry.Slice(2, 6);
            if (mode.SequenceEqual("160000"u8))
                repositories.Add(path);
            else if (mode.SequenceEqual("120000"u8))
                links++;
            else if (deleted.Contains(path) || (entry[0] == 'S' && !Path.Exists(Path.Combine(folder, path))))
                absent.Add(path);
            else
            {
                var isUnchanged = IsAsStaged(entry, tab) && !hasFilters && !modified.Contains(path);
                files.Add(new RepositoryFile(path, IsTracked: true, isUnchanged ? Name(entry) : null));
            }
        }

        files.AddRange(others.Where(path => !path.EndsWith('/')).Select(path => new RepositoryFile(path, IsTracked: false)));
        Sort(files);
        repositories.Sort(StringComparer.Ordinal);
        return new RepositoryListing(folder, files)
        {
            Repositories = repositories,
            Links = links,
            Absent = absent,
            Unlisted =
            [
                .. errors.Split('\n')
                    .Where(line => line.StartsWith(Unlisted, StringComparison.Ordinal) && line.LastIndexOf('\'') > Unlisted.Length)
                    .Select(line => line[Unlisted.Length..line.LastIndexOf('\'')].TrimEnd('/')),
            ],
        };
    }

    /// <summary>Git's own order is nearly always ours as well, which is cheaper to see than to make.</summary>
    private static void Sort(List<RepositoryFile> files)
    {
        for (var i = 1; i < files.Count; i++)
        {
            if (string.CompareOrdinal(files[i - 1].Path, files[i].Path) > 0)
            {
                files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
                return;
            }
        }
    }

    /// <summary>Neither in conflict nor exempt from comparison: git itself has looked whether it is modified.</summary>
    private static bool IsAsStaged(ReadOnlySpan<byte> entry, int tab) => entry[0] == 'H' && entry[tab - 1] == '0' && entry[tab - 2] == ' ';

    private static UInt128 Name(ReadOnlySpan<byte> entry)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(entry, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
