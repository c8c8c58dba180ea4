namespace Omniops.Gates.Inspection.Repository;

/// <summary>Whether version control has one file, where the whole listing is not needed.</summary>
internal static class TrackedFile
{
    /// <summary>Asks git; null where there is no git or no repository.</summary>
    /// <param name="path">Full path.</param>
    public static bool? IsTracked(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return GitCommand.For(folder) is { } git && git.TryRun(["ls-files", "-z", "--", $":(literal){name}"], null, out var output, out _, out _)
            ? output.Length > 0
            : null;
    }
}
