namespace Omniops.Gates.Tool.Check;

/// <summary>A folder outside the repository for what a check needs in passing.</summary>
internal sealed class CheckWorkspace : IDisposable
{
    public string Path { get; } = Create();

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A virus scanner may still hold a file. The folder is the system's to clean up then.
        }
    }

    /// <exception cref="UsageException">The compiler and the build take what is in the path for more than a path.</exception>
    private static string Create()
    {
        var temporary = System.IO.Path.GetTempPath();
        return temporary.IndexOfAny([',', ';']) < 0
            ? Directory.CreateTempSubdirectory("omniops-gates-").FullName
            : throw new UsageException(
                $"the folder for temporary files '{temporary}' has a comma or a semicolon in its path; "
                + "name another one in TMPDIR (TMP on Windows)");
    }
}
