using System.Diagnostics;

namespace Omniops.Gates.Tool.Check;

/// <summary>Builds a target with the gate's own props and targets injected, in collect mode.</summary>
internal sealed class CollectBuild(CheckTarget target, string configuration, string collectFolder)
{
    /// <summary>Builds; returns the error lines of the build, which are none when it succeeded.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            // The target's own global.json decides which SDK builds it.
            WorkingDirectory = target.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments())
            start.ArgumentList.Add(argument);

        // Left behind by the build that may have started us, and meant for that one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start) ?? throw new UsageException("dotnet cannot be started");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var lines = $"{await output}\n{await error}".Split('\n').Select(line => line.Trim())
            .Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().ToList();
        return process.ExitCode != 0 && lines.Count == 0 ? [$"dotnet build ended with exit code {process.ExitCode}"] : lines;
    }

    private IEnumerable<string> Arguments()
    {
        var files = Path.Combine(Payload.Folder, "msbuild");
        return
        [
            "build", target.Path, "-nologo", "-tl:off", "-nodeReuse:false", "-v:m", "-clp:NoSummary;ErrorsOnly", "-c", configuration,
            Property("OmniopsPayload", Payload.Folder),
            Property("OmniopsCollectDir", collectFolder),
            Property("OmniopsGates", "enforce"),
            Property("RunAnalyzers", "true"),
            Property("RunAnalyzersDuringBuild", "true"),
            Property("CustomAfterMicrosoftCommonProps", Path.Combine(files, "Gates.props")),
            Property("CustomAfterMicrosoftCommonTargets", Path.Combine(files, "Gates.targets")),
            Property("CustomAfterMicrosoftCommonCrossTargetingTargets", Path.Combine(files, "Gates.targets")),
        ];
    }

    private static string Property(string name, string value) => $"-p:{name}={value.Replace("%", "%25").Replace(";", "%3B").Replace(",", "%2C")}";
}
