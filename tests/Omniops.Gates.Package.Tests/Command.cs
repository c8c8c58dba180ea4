using System.Diagnostics;

namespace Omniops.Gates.Package.Tests;

/// <summary>Runs dotnet as a user's shell would: nothing of the build that runs the tests leaks into it.</summary>
internal static class Command
{
    /// <summary>Names the compiler server of this run, which no other build of the machine shares.</summary>
    private static readonly string s_compiler = $"omniops-{Guid.NewGuid():N}";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static Task<CommandResult> DotnetAsync(string folder, params string[] arguments) => RunAsync("dotnet", folder, [], arguments);

    public static async Task<CommandResult> RunAsync(
        string program, string folder, IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        // As it is for a user who has set nothing; a compiler that starts anew needs longer than all the rest of a small build.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = s_compiler;

        foreach (var (name, value) in environment)
            start.Environment[name] = value;

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
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {s_limit}");
        }

        return new CommandResult(process.ExitCode, await output + await error);
    }

    /// <summary>Ends the compiler server of this run, which would otherwise wait for some minutes.</summary>
    public static async Task StopCompilerAsync(string folder)
    {
        // Of the SDK that builds the repositories of the tests, which no global.json pins.
        var project = Path.Combine(folder, "Sdk.proj");
        await File.WriteAllTextAsync(project, """<Project Sdk="Microsoft.NET.Sdk" />""");
        var roslyn = (await DotnetAsync(folder, "msbuild", project, "-getProperty:RoslynTargetsPath")).MustExit(0).Output.Trim();
        await DotnetAsync(folder, Path.Combine(roslyn, "bincore", "VBCSCompiler.dll"), $"-pipename:{s_compiler}", "-shutdown");
    }
}
