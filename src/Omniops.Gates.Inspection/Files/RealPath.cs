namespace Omniops.Gates.Inspection.Files;

/// <summary>
/// Where a folder really is. A repository can be entered through a symbolic link: the compiler then names its files by where they are, as
/// the system tells it (POSIX getcwd), while MSBuild names its projects by how it was called.
/// </summary>
public static class RealPath
{
    /// <summary>The full path without links; what does not exist, and a link that leads nowhere, as it is written.</summary>
    public static string Of(string path)
    {
        try
        {
            return Resolve(Path.GetFullPath(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;

        // One link at a time: what it leads to may lie behind further ones. A loop of links is no folder that exists.
        var here = new DirectoryInfo(Path.Combine(Resolve(parent), Path.GetFileName(path)));
        return here.Exists && here.ResolveLinkTarget(returnFinalTarget: false) is { } target ? Resolve(target.FullName) : here.FullName;
    }
}
