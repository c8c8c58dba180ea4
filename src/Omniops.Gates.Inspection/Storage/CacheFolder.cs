namespace Omniops.Gates.Inspection.Storage;

/// <summary>Where the gate keeps what it need not find out twice.</summary>
internal static class CacheFolder
{
    /// <summary>
    /// The folder for the gate's caches of this user, or null. Source: XDG base directory specification; on Windows the local application
    /// data.
    /// </summary>
    public static string? OfUser
    {
        get
        {
            var folder = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } named && Path.IsPathFullyQualified(named) ? named
                : Environment.GetEnvironmentVariable("HOME") is { } home && Path.IsPathFullyQualified(home) ? Path.Combine(home, ".cache")
                : "";
            return folder.Length == 0 ? null : Path.Combine(folder, "omniops-gates");
        }
    }
}
