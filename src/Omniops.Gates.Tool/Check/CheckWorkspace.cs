namespace Omniops.Gates.Tool.Check;

/// <summary>A folder outside the repository for what a check needs in passing.</summary>
internal sealed class CheckWorkspace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("omniops-gates-").FullName;

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
}
