using System.Diagnostics;

namespace Omniops.Gates.Inspection.Tests;

/// <summary>A git repository for one test.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GitFolder() => Git("init", "-q");

    public string Path => _folder.Path;

    public string Write(string name, string content) => _folder.Write(name, content);

    public string Read(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    /// <summary>Runs git and expects that it succeeds.</summary>
    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "core.autocrlf=false", .. arguments])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output;
    }

    public void Commit()
    {
        Git("add", "--all", "--force");
        Git("commit", "-q", "--allow-empty", "-m", "all");
    }

    public void Dispose()
    {
        // Git writes its objects without the right to change them.
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (File.ResolveLinkTarget(file, returnFinalTarget: false) is null)
                File.SetAttributes(file, FileAttributes.Normal);
        }

        _folder.Dispose();
    }
}
