using System.CommandLine;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Tool.Check;
using Omniops.Gates.Tool.Scan;
using Spectre.Console;

namespace Omniops.Gates.Tool.Commands;

/// <summary><c>omniops-gates scan FOLDER</c>: what can be judged before every commit, because it builds nothing.</summary>
internal sealed class ScanCommand : Command
{
    public ScanCommand(IAnsiConsole console)
        : base("scan", "Looks for secrets in all files of a folder and judges its Dockerfiles and policy files, without a build or restore.")
    {
        var folder = new PathArgument("folder", "The repository, or a part of it.");
        var stage = new Option<Stage>("--stage")
        {
            Description = "build, or release: what is not proven fails as well.",
            DefaultValueFactory = _ => Stage.Build,
        };
        var strict = new Option<bool>("--strict") { Description = "Fail on what is not proven in any stage." };
        var output = new Option<string?>("--output", "-o") { Description = "A folder for gates.sarif and gates.json." };
        var low = new Option<bool>("--low") { Description = "Note what is probably no secret as well." };
        var explain = new Option<bool>("--explain") { Description = "List what was taken for a secret and is none, with the reason." };
        var noCache = new Option<bool>("--no-cache") { Description = "Read every file, also those that are as they were." };
        Add(folder);
        Add(stage);
        Add(strict);
        Add(output);
        Add(low);
        Add(explain);
        Add(noCache);
        SetAction(arguments =>
        {
            var options = new SecretScanOptions
            {
                NotesLow = arguments.GetValue(low),
                ListsPassedOver = arguments.GetValue(explain),
                UsesCache = !arguments.GetValue(noCache),
            };
            var report = ScanRun.Judge(
                arguments.GetValue(folder)!, arguments.GetValue(stage), arguments.GetValue(strict), DateOnly.FromDateTime(DateTime.UtcNow), options);
            if (arguments.GetValue(output) is { } reports)
                ReportFolder.Write(reports, report);
            if (arguments.GetValue(explain))
                PassedOverPrinter.Print(report, console);
            ReportPrinter.Print(report, console);
            return report.ExitCode;
        });
    }
}
