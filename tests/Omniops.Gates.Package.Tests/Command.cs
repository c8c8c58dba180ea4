using System.Collections.Concurrent;
using System.Diagnostics;

namespace Omniops.Gates.Package.Tests;

/// <summary>Runs dotnet as a user's shell would: nothing of the build that runs the tests leaks into it.</summary>
internal static class Command
{
    /// <summary>Names the compiler server of this run, which no other build of the machine shares.</summary>
    private static readonly string s_compiler = $"omniops-{Guid.NewGuid():N}";

    /// <summary>
    /// Commands that MSBuild's server carries out, a process that has built before. The steps of a pipeline, what has variables of its own
    /// and the builds of the tool begin in a new process, as they do for a user who has set nothing.
    /// </summary>
    private static readonly string[] s_served = ["build", "pack", "publish", "restore"];

    /// <summary>Names of this run's servers that are free: each carries out one command at a time.</summary>
    private static readonly ConcurrentBag<string> s_servers = [];

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static Task<CommandResult> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, [], arguments);

    public static async Task<CommandResult> RunAsync(
        string program, string folder, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // Measures code that no short process runs often enough to gain by it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        // As it is for a user who has set nothing; a compiler that starts anew needs longer than all the rest of a small build.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = s_compiler;

        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        if (program != "dotnet" || environment.Count > 0 || !s_served.Contains(arguments[0]))
            return await RunAnewAsync(start);

        var server = s_servers.TryTake(out var free) ? free : $"omniops-{Guid.NewGuid():N}";
        try
        {
            var result = await RunAsync(start, server);
            // The client that has lost its server ends with 1, whatever became of the build; a build that fails says why.
            return result.ExitCode != 0 && !result.Output.Contains(": error ", StringComparison.Ordinal) ? await RunAnewAsync(start) : result;
        }
        finally
        {
            s_servers.Add(server);
        }
    }

    private static Task<CommandResult> RunAnewAsync(ProcessStartInfo start)
    {
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        return RunAsync(start);
    }

    /// <summary>Ends the servers of this run, which would otherwise wait for some minutes.</summary>
    public static async Task StopServersAsync(string folder)
    {
        // Each SDK has its own: that which our global.json chooses packs, the newest builds the repositories of the tests.
        foreach (var (server, place) in s_servers.SelectMany(server => new[] { (server, folder), (server, RepositoryPaths.Root) }))
            (await RunAsync(new ProcessStartInfo("dotnet", ["build-server", "shutdown", "--msbuild"]) { WorkingDirectory = place }, server)).MustExit(0);

        var project = Path.Combine(folder, "Sdk.proj");
        await File.WriteAllTextAsync(project, """<Project Sdk="Microsoft.NET.Sdk" />""");
        var roslyn = (await DotnetAsync(folder, "msbuild", project, "-getProperty:RoslynTargetsPath")).MustExit(0).Output.Trim();
        await DotnetAsync(folder, Path.Combine(roslyn, "bincore", "VBCSCompiler.dll"), $"-pipename:{s_compiler}", "-shutdown");
    }

    private static Task<CommandResult> RunAsync(ProcessStartInfo start, string server)
    {
        start.Environment.Remove("MSBUILDDISABLENODEREUSE");
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "1";
        start.Environment["MSBUILDNODEHANDSHAKESALT"] = server;
        return RunAsync(start);
    }

    private static async Task<CommandResult> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(s_limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {s_limit}");
        }

        return new CommandResult(process.ExitCode, await output + await error);
    }
}
