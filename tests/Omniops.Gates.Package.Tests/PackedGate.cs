using System.Globalization;

[assembly: AssemblyFixture(typeof(Omniops.Gates.Package.Tests.PackedGate))]

namespace Omniops.Gates.Package.Tests;

/// <summary>Packs what was built, once for all tests and under a version that no cache has seen.</summary>
public sealed class PackedGate : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("omniops-feed-").FullName;

    /// <summary>The version packed for this run.</summary>
    public string Version { get; } = $"0.0.1-t{DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}";

    /// <summary>A folder feed with the package.</summary>
    public string Feed => Path.Combine(_folder, "feed");

    /// <summary>Packages extracted by this run; those of the machine are used where they are.</summary>
    public string Packages => Path.Combine(_folder, "packages");

    /// <summary>The package file.</summary>
    public string File => Path.Combine(Feed, $"Omniops.Gates.{Version}.nupkg");

    /// <summary>A nuget.config that adds the feed to the machine's own sources.</summary>
    public string NuGetConfig => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Packages}" /></config>
          <packageSources><add key="gates" value="{Feed}" /></packageSources>
          <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
        </configuration>
        """;

    private static string MachinePackages
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            Directory.CreateDirectory(folder);
            return folder;
        }
    }

    public async ValueTask InitializeAsync()
    {
        var result = await Command.DotnetAsync(
            RepositoryPaths.Root, "pack", "src/Omniops.Gates", "--no-build", "-c", RepositoryPaths.Configuration, $"-p:PackageVersion={Version}", "-o", Feed);
        result.MustExit(0);
        (await Command.DotnetAsync(
            RepositoryPaths.Root, "pack", "src/Omniops.Gates.Tool", "--no-build", "-c", RepositoryPaths.Configuration, $"-p:PackageVersion={Version}", "-o", Feed)).MustExit(0);
    }

    public async ValueTask DisposeAsync()
    {
        await Command.StopServersAsync(_folder);
        Directory.Delete(_folder, recursive: true);
    }
}
