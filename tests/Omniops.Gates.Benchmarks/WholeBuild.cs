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
            await BuildAsync(folder, ["-v:q"]);
            var ratios = new List<double>();
            for (var run = 1; run <= runs; run++)
            {
                var (without, _) = await BuildAsync(folder, ["-v:q"]);
                var (with, _) = await BuildAsync(folder, ["-v:q", .. Gate()]);
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

    /// <summary>
    /// Rebuilds a project with the gate and prints the compiler's own account of its analyzers: one line for each assembly of them, in
    /// processor seconds and as a share of all, and the dearest of ours.
    /// </summary>
    /// <param name="project">A folder with a project; without one, the sample.</param>
    public static async Task<int> ReportAnalyzersAsync(string? project)
    {
        var folder = Directory.CreateTempSubdirectory("omniops-benchmark-").FullName;
        try
        {
            Copy(project ?? Path.Combine(RepositoryFolder.Root, "samples", "Storefront"), folder);
            var (_, output) = await BuildAsync(folder, ["-p:ReportAnalyzer=true", "-v:detailed", "-m:1", .. Gate()]);
            var lines = output.Split('\n').Select(line => line.Trim())
                .SkipWhile(line => !line.StartsWith("Total analyzer execution time", StringComparison.Ordinal)).ToList();
            if (lines.Count == 0)
                throw new InvalidOperationException("the compiler gave no account of its analyzers");

            foreach (var line in lines.TakeWhile(line => !line.StartsWith("Total generator", StringComparison.Ordinal)).Where(IsShown).Take(40))
                Console.WriteLine(line);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsShown(string line) => line.StartsWith("Total", StringComparison.Ordinal)
        || line.Contains(", Version=", StringComparison.Ordinal) || line.Contains("Omniops.Gates.", StringComparison.Ordinal);

    private static async Task<(double Seconds, string Output)> BuildAsync(string folder, string[] options)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["build", "-t:Rebuild", "--no-incremental", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. options])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, output) : throw new InvalidOperationException(output);
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
