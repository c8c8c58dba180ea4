namespace Omniops.Gates.Inspection.Repository;

/// <summary>What git has of a folder, and would take in. Source: git-ls-files(1).</summary>
internal static class GitListing
{
    private const string Unlisted = "warning: could not open directory '";

    /// <summary>
    /// One run, as each reads the whole index: what is staged, and after it once more what is modified or deleted in the working tree.
    /// </summary>
    private static readonly string[] s_command =
        ["ls-files", "-z", "-v", "--stage", "--others", "--modified", "--deleted", "--exclude-standard"];

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

        if (!git.TryRun(s_command, null, out var output, out var errors, out var problem))
        {
            reason = problem!;
            return null;
        }

        var entries = new GitEntries(folder, output, git.HasFilters);
        // A folder that the repository around it ignores has no files as git sees it; whoever names it wants it looked at.
        if (!entries.HasStaged && git.TryRun(["check-ignore", "-q", "."], null, out _, out _, out _))
        {
            reason = "git ignores this folder";
            return null;
        }

        return entries.ToListing(
        [
            .. errors.Split('\n')
                .Where(line => line.StartsWith(Unlisted, StringComparison.Ordinal) && line.LastIndexOf('\'') > Unlisted.Length)
                .Select(line => line[Unlisted.Length..line.LastIndexOf('\'')].TrimEnd('/')),
        ]);
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
}
