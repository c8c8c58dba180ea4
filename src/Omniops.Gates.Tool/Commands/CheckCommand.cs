using System.CommandLine;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Tool.Check;
using Spectre.Console;

namespace Omniops.Gates.Tool.Commands;

/// <summary><c>omniops-gates check TARGET</c>: builds a repository with the gate and reports all of it.</summary>
internal sealed class CheckCommand : Command
{
    private readonly PathArgument _target = new("target", "A solution (.sln, .slnx, .slnf), a project, or a folder that holds one.");
    private readonly Option<string?> _configuration = new("--configuration", "-c")
    {
        Description = "The configuration to build [default: Debug, with --stage release Release]",
    };

    private readonly Option<Stage> _stage = new("--stage")
    {
        Description = "build, or release: what is not proven fails as well.",
        DefaultValueFactory = _ => Stage.Build,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Fail on what is not proven in any stage." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "A folder for gates.sarif, gates.json and endpoints.md." };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "write: accept today's findings in omniops.gates.baseline.json; prune: take out what is mended.",
    };

    private readonly Option<string?> _advisories = new("--advisories")
    {
        Description = "A file with further advisories, as OmniopsAdvisorySnapshot names it for a build.",
    };

    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Read every file for secrets, also those that are as they were." };

    private readonly IAnsiConsole _console;

    public CheckCommand(IAnsiConsole console)
        : base("check", "Builds a solution or project with the gate and reports what it found, without changing a tracked file.")
    {
        _console = console;
        Add(_target);
        Add(_configuration);
        Add(_stage);
        Add(_strict);
        Add(_output);
        _baseline.AcceptOnlyFromAmong("write", "prune");
        Add(_baseline);
        Add(_advisories);
        Add(_noCache);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var advisories = Advisories(arguments.GetValue(_advisories));
        using var workspace = new CheckWorkspace();
        // As dotnet build and dotnet publish do: what is shipped is what is to be judged, and '#if DEBUG' may leave some of it out.
        var configuration = arguments.GetValue(_configuration) ?? (arguments.GetValue(_stage) == Stage.Release ? "Release" : "Debug");
        var target = CheckTarget.Resolve(arguments.GetValue(_target)!, configuration, workspace.Path);
        var run = new CheckRun(target, configuration, workspace.Path, arguments.GetValue(_advisories), !arguments.GetValue(_noCache));
        await run.CollectAsync(_console, arguments.GetValue(_stage), cancellation);
        var report = Judge();

        if (arguments.GetValue(_baseline) is { } change)
        {
            _console.WriteLine(BaselineWriter.Change(report, isPrune: change == "prune"));
            report = Judge();
        }

        if (arguments.GetValue(_output) is { } folder)
            ReportFolder.Write(folder, report);
        ReportPrinter.Print(report, _console);
        return report.ExitCode;

        CheckReport Judge() => run.Judge(
            arguments.GetValue(_stage), arguments.GetValue(_strict), DateOnly.FromDateTime(DateTime.UtcNow), advisories);
    }

    private static AdvisorySnapshot Advisories(string? file)
    {
        try
        {
            return AdvisorySource.Load(file);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--advisories '{file}' cannot be read: {error.Message}");
        }
    }
}
