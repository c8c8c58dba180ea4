using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Omniops.Gates.Tool.Check;

/// <summary>Builds a target with the gate's own props and targets injected, in collect mode.</summary>
internal sealed partial class CollectBuild(CheckTarget target, string configuration, string collectFolder, string workspace)
{
    private readonly IReadOnlyList<(string Name, string Value)> _injection = Injection.Write(workspace);

    /// <summary>Builds; returns the errors of the build, which are none when it succeeded.</summary>
    public async Task<IReadOnlyList<BuildError>> RunAsync(CancellationToken cancellation)
    {
        if (target.BuildFile is null)
            return [];

        var (errors, isReal) = await DotnetAsync("first", ["build", target.BuildFile], cancellation);
        var projects = target.Projects.Where(project => project.Exclusion is null).Select(project => project.Path).ToList();
        var isCollected = Directory.EnumerateFileSystemEntries(collectFolder).Any();
        // The SDK does not load every solution that is read here: those of Visual Studio 2008 and before stop it. Their projects it may load.
        var isSolutionRefused = !ProjectFiles.IsBuildable(target.BuildFile) && errors.All(error => error.Culprit is null);
        if (errors.Count == 0 || !isReal || isCollected || (projects.Count < 2 && !isSolutionRefused))
            return errors;

        // One project that cannot be restored ends the build of a solution before it begins. The others can be judged all the same.
        var script = WriteScript(projects);
        var (restore, _) = await DotnetAsync("restore", ["msbuild", script, "-t:Restore"], cancellation);
        string[] second = isSolutionRefused ? ["msbuild", script, "-t:Build"] : ["build", target.BuildFile, "--no-restore"];
        var (build, _) = await DotnetAsync("second", second, cancellation);
        return [.. restore.Concat(build).Distinct()];
    }

    private async Task<(IReadOnlyList<BuildError> Errors, bool IsReal)> DotnetAsync(
        string step, string[] command, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            // The target's own global.json decides which SDK builds it.
            WorkingDirectory = target.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var log = Path.Combine(workspace, $"{step}.log");
        foreach (var argument in command.Concat(Arguments(log)))
            start.ArgumentList.Add(argument);

        // Left behind by the build that may have started us, and meant for that one.
        var names = start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var variable in names)
            start.Environment.Remove(variable);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start) ?? throw new UsageException("dotnet cannot be started");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var said = $"{await output}\n{await error}";
        if (process.ExitCode == 0)
            return ([], true);

        // The console shows what a response file of the target makes of it; the log is ours.
        var lines = (File.Exists(log) ? await File.ReadAllTextAsync(log, cancellation) : said).Split('\n');
        var errors = lines.Select(line => BuildError.Parse(line.Trim())).OfType<BuildError>().Distinct().ToList();
        return errors.Count > 0 ? (errors, true) : ([new BuildError("dotnet", "", "", Refusal(said, process.ExitCode))], false);
    }

    /// <summary>Why dotnet did not even begin.</summary>
    private static string Refusal(string said, int exitCode) => RequestedSdk().Match(said) is { Success: true } match
        ? $"'global.json' asks for the .NET SDK {match.Groups[1].Value}, which is not installed; "
            + "install it, or let global.json roll forward"
        : $"dotnet ended with exit code {exitCode}; build the target by hand to see why";

    /// <summary>Writes a project that restores and builds each of the given ones by itself; returns its path.</summary>
    private string WriteScript(IEnumerable<string> projects)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetDirectoryName(target.Path)!) + Path.DirectorySeparatorChar;
        var isSolution = File.Exists(target.Path) && !ProjectFiles.IsBuildable(target.Path);
        var solution = isSolution ? $"SolutionDir={Injection.Escape(folder)}" : "";
        const string asRestoreDoes = "ExcludeRestorePackageImports=true;MSBuildIsRestoring=true;MSBuildRestoreSessionId=omniops";
        var file = Path.Combine(workspace, "Each.proj");
        var items = projects.Select(project => new XElement("Each", new XAttribute("Include", Injection.Escape(project))));
        // As restore does, which passes over a project that knows nothing of packages; what is wrong with it the build says.
        var restore = Each("Restore", $"{asRestoreDoes};{solution}", skipsNonexistent: true);
        new XElement("Project", new XElement("ItemGroup", items), restore, Each("Build", solution, skipsNonexistent: false)).Save(file);
        return file;
    }

    private static XElement Each(string name, string properties, bool skipsNonexistent) => new(
        "Target", new XAttribute("Name", name),
        new XElement(
            "MSBuild",
            new XAttribute("Projects", "@(Each)"),
            new XAttribute("Targets", name),
            new XAttribute("Properties", properties),
            new XAttribute("SkipNonexistentTargets", skipsNonexistent),
            new XAttribute("BuildInParallel", !skipsNonexistent),
            new XAttribute("ContinueOnError", "ErrorAndContinue")));

    private IEnumerable<string> Arguments(string log) =>
    [
        "-nologo", "-tl:off", "-nodeReuse:false", "-v:m", "-clp:NoSummary;ErrorsOnly",
        $"-flp9:LogFile={log};ErrorsOnly;Encoding=UTF-8",
        Property("Configuration", configuration),
        Property("OmniopsPayload", Payload.Folder),
        Property("OmniopsCollectDir", collectFolder),
        Property("OmniopsGates", "enforce"),
        Property("RunAnalyzers", "true"),
        Property("RunAnalyzersDuringBuild", "true"),
        Property("RunAnalyzersDuringLiveAnalysis", "true"),
        Property("DesignTimeBuild", "false"),
        Property("SkipCompilerExecution", "false"),
        // Analyzers that the target keeps off run now; what they say must not stop the projects behind.
        Property("EnableNETAnalyzers", "false"),
        Property("EnforceCodeStyleInBuild", "false"),
        Property("TreatWarningsAsErrors", "false"),
        Property("MSBuildTreatWarningsAsErrors", "false"),
        // The gate audits by itself, and without asking a feed.
        Property("NuGetAudit", "false"),
        // Only the restore that runs targets leaves lock files alone: see Collect.props.
        Property("RestoreUseStaticGraphEvaluation", "false"),
        Property("GeneratePackageOnBuild", "false"),
        // A target may keep the generated files under version control.
        Property("EmitCompilerGeneratedFiles", "false"),
        .. _injection.Select(property => Property(property.Name, property.Value)),
    ];

    private static string Property(string name, string value) => $"-p:{name}={Injection.Escape(value)}";

    [GeneratedRegex(@"^\s*Requested SDK version:\s*(\S+)", RegexOptions.Multiline, 1000)]
    private static partial Regex RequestedSdk();
}
