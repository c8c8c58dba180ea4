using System.Diagnostics;
using System.Globalization;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Benchmarks;

/// <summary>
/// Reads a source tree, then looks for secrets in it, then does so again with everything unchanged, all in one process and by processor
/// time, so that a drifting machine changes all figures alike.
/// </summary>
internal static class SecretScanRun
{
    private const int Files = 10_000;
    private const int Repetitions = 7;

    /// <param name="tree">A folder under version control; without one, copies of this repository's own files.</param>
    public static int Run(string? tree)
    {
        var work = Directory.CreateTempSubdirectory("omniops-benchmark-").FullName;
        try
        {
            var folder = tree is null ? Copies(Path.Combine(work, "tree")) : Path.GetFullPath(tree);
            var listing = RepositoryListing.Of(folder);
            var options = new SecretScanOptions { UsesCache = true, CacheFolder = Path.Combine(work, "cache") };

            // The first reading makes the operating system's caches warm, the first scan the compiler.
            Read(listing);
            var (_, cold) = Measure(() => Scan(folder, options with { UsesCache = false }));
            Scan(folder, options with { UsesCache = false });
            var bytes = Read(listing);
            var reading = Median(() => Read(listing));
            var scanning = Median(() => Scan(folder, options with { UsesCache = false }));
            Scan(folder, options);
            Scan(folder, options);
            var again = Median(() => Scan(folder, options));

            var count = listing.Files.Count;
            Print($"{count} files, {bytes / 1e6:F0} MB");
            Print($"plain reading: {bytes / 1e6 / reading:F0} MB per CPU second");
            Print($"detection with listing and reading: {bytes / 1e6 / scanning:F0} MB per CPU second, {scanning / reading:F1} times plain reading");
            Print($"the first time, with compiling the detector: {bytes / 1e6 / cold:F0} MB per CPU second");
            Print($"again, unchanged: {again * 1000 * Files / count:F0} ms CPU per {Files} files, without git's own");
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static long Scan(string folder, SecretScanOptions options) =>
        SecretScan.Run(folder, RepositoryListing.Of(folder), options).Findings.Count;

    private static long Read(RepositoryListing listing) =>
        listing.Files.Sum(file => File.ReadAllBytes(Path.Combine(listing.Folder, file.Path)).LongLength);

    /// <summary>A collection of garbage or a compilation in the background counts much in a single run.</summary>
    private static double Median(Func<long> work) =>
        Enumerable.Range(0, Repetitions).Select(_ => Measure(work).Seconds).Order().ElementAt(Repetitions / 2);

    private static (long Result, double Seconds) Measure(Func<long> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var result = work();
        return (result, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static string Copies(string folder)
    {
        var sources = RepositoryListing.Of(Path.Combine(RepositoryFolder.Root, "src")).Files.Select(file => file.Path).ToList();
        for (var file = 0; file < Files; file++)
        {
            var source = sources[file % sources.Count];
            var copy = Path.Combine(folder, $"part{file / sources.Count}", source);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(RepositoryFolder.Root, "src", source), copy);
        }

        Git(folder, "init", "-q");
        Git(folder, "add", "-A");
        return folder;
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        git.WaitForExit();
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git {arguments[0]} ended with {git.ExitCode}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
