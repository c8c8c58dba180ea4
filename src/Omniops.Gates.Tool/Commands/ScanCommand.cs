using System.CommandLine;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Tool.Check;
using Omniops.Gates.Tool.Scan;
using Spectre.Console;

namespace Omniops.Gates.Tool.Commands;

/// <summary><c>omniops-gates scan FOLDER</c>: what can be judged before every commit, because it builds nothing.</summary>
internal sealed class ScanCommand : Command
{
    public ScanCommand(IAnsiConsole console)
        : base("scan", "Judges the settings files, Dockerfiles and policy files of a folder, without a build or restore.")
    {
        var folder = new PathArgument("folder", "The repository, or a part of it.");
        var stage = new Option<Stage>("--stage")
        {
            Description = "build, or release: what is not proven fails as well.",
            DefaultValueFactory = _ => Stage.Build,
        };
        var strict = new Option<bool>("--strict") { Description = "Fail on what is not proven in any stage." };
        var output = new Option<string?>("--output", "-o") { Description = "A folder for gates.sarif and gates.json." };
        Add(folder);
        Add(stage);
        Add(strict);
        Add(output);
        SetAction(arguments =>
        {
            var report = ScanRun.Judge(
                arguments.GetValue(folder)!, arguments.GetValue(stage), arguments.GetValue(strict), DateOnly.FromDateTime(DateTime.UtcNow));
            if (arguments.GetValue(output) is { } reports)
                ReportFolder.Write(reports, report);
            ReportPrinter.Print(report, console);
            return report.ExitCode;
        });
    }
}
