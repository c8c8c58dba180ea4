namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What restore was told about a lock file, as it wrote it down. Source: NuGet, "Locking dependencies".</summary>
/// <param name="IsAskedFor">Whether <c>RestorePackagesWithLockFile</c> is on; a lock file that exists counts without it.</param>
/// <param name="File"><c>NuGetLockFilePath</c>, relative to the project; null where the file has one of its usual names.</param>
/// <param name="IsLocked">Whether a restore that needs other packages than the lock file has would have stopped.</param>
public sealed record LockSettings(bool IsAskedFor, string? File, bool IsLocked)
{
    /// <summary>Nothing was said.</summary>
    public static LockSettings None { get; } = new(IsAskedFor: false, File: null, IsLocked: false);

    /// <summary>Full path of the lock file of a project, whether it exists or not.</summary>
    /// <param name="projectFile">Full path of the project.</param>
    public string PathFor(string projectFile)
    {
        var folder = Path.GetDirectoryName(projectFile)!;
        if (File is not null)
            return Path.GetFullPath(Path.Combine(folder, File));

        var own = NamesFor(projectFile).First();
        return System.IO.File.Exists(own) ? own : Path.Combine(folder, "packages.lock.json");
    }

    /// <summary>Full paths of the usual names, the one that counts first where both exist.</summary>
    public static IEnumerable<string> NamesFor(string projectFile)
    {
        var folder = Path.GetDirectoryName(projectFile)!;
        yield return Path.Combine(folder, $"packages.{Path.GetFileNameWithoutExtension(projectFile).Replace(' ', '_')}.lock.json");
        yield return Path.Combine(folder, "packages.lock.json");
    }
}
