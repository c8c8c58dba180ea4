using System.Diagnostics;
using System.Globalization;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Benchmarks;

/// <summary>Rebuilds a sample with and without the gate in turn and compares pair by pair, so that a drifting machine cancels out.</summary>
internal static class WholeBuild
{
    public static async Task<int> RunAsync(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("omniops-benchmark-").FullName;
        try
        {
            Copy(Path.Combine(RepositoryFolder.Root, "samples", "Storefront"), folder);
            await BuildAsync(folder, []);
            var ratios = new List<double>();
            for (var run = 1; run <= runs; run++)
            {
                var without = await BuildAsync(folder, []);
                var with = await BuildAsync(folder, Gate());
                ratios.Add(with / without);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pair {run}: {ratios[^1]:F2}"));
            }

            ratios.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median: {ratios[ratios.Count / 2]:F2}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> BuildAsync(string folder, string[] gate)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["build", "-t:Rebuild", "--no-incremental", "-nodeReuse:false", "-v:q", "-p:UseSharedCompilation=false", .. gate])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException(output);
    }

    /// <summary>The injection that the tool uses, so that nothing has to be packed.</summary>
    private static string[] Gate()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;
        var payload = Path.Combine(RepositoryFolder.Root, "src", "Omniops.Gates.Tool", "bin", configuration, "net10.0", "payload");
        return
        [
            $"-p:OmniopsPayload={payload}",
            $"-p:CustomAfterMicrosoftCommonProps={Path.Combine(payload, "msbuild", "Gates.props")}",
            $"-p:CustomAfterMicrosoftCommonTargets={Path.Combine(payload, "msbuild", "Gates.targets")}",
        ];
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                continue;

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
            File.Copy(file, Path.Combine(to, relative));
        }
    }
}
