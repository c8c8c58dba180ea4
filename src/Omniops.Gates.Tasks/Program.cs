using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Tasks;

// The gates as a process, for an MSBuild that cannot load the tasks. Prints findings in MSBuild's own format. Exit code 40 when none is an
// error and 41 when one is: another program that is started in place of this one ends with 0 or 1.
var stage = args.Length > 1 && Enum.TryParse<Stage>(args[1], ignoreCase: true, out var parsed) ? parsed : Stage.Release;
var reportsOnly = args.Length > 2 && args[2] == "report";
GateRun? run = args switch
{
    ["project", _, _, var root, var project, var assets, var store, var snapshot, var isContinuousIntegration] =>
        GateRun.OfProject(project, assets, store, snapshot, isContinuousIntegration == "true", root, stage),
    ["repository", _, _, var root, var snapshot] => GateRun.OfRepository(root, snapshot, stage, DateOnly.FromDateTime(DateTime.UtcNow)),
    ["compilation", _, _, var root, var project, var log, var wasSkipped] =>
        GateRun.OfCompilation(project, log, wasSkipped == "true", root, stage, reportsOnly),
    _ => null,
};
if (run is null)
{
    Console.Error.WriteLine("usage: project|repository|compilation <stage> <mode> <root> ...; the package's targets call this program");
    return 3;
}

if (run.Summary is { } summary)
    Console.WriteLine(summary);

foreach (var folded in FoldedFinding.Of(run.Findings.Where(finding => finding.Outcome != Outcome.Noted)))
{
    var finding = folded.First;
    Console.WriteLine($"{Place(finding.Position)}: {(IsError(finding) ? "error" : "warning")} {finding.Rule.Id}: {folded.Message}");
}

var failed = run.Findings.Where(IsError).Select(finding => finding.Rule.Id).Distinct().ToList();
foreach (var rule in failed)
    Console.WriteLine($"failed {rule}");
return failed.Count == 0 ? 40 : 41;

bool IsError(Finding finding) => !reportsOnly && finding.IsError(stage);

static string Place(FilePosition position) => position.Line == 0 ? position.Path : $"{position.Path}({position.Line},{position.Column})";
