using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Reports;
using Spectre.Console;

namespace Omniops.Gates.Tool.Check;

/// <summary>Shows a check or a scan to a person: a line for each gate, its findings beneath, the verdict last.</summary>
internal static class ReportPrinter
{
    public static void Print(CheckReport report, IAnsiConsole console)
    {
        var stage = report.Stage.ToString().ToLowerInvariant();
        console.WriteLine($"omniops-gates {Payload.Version}: {report.Target}, stage {stage}, repository {report.Root}");
        console.WriteLine(report.NotLookedAt.Count == 0
            ? $"projects: {report.FoundProjects} found, {report.JudgedProjects} judged, {report.ListedProjects} listed"
            : $"not looked at: compilations and packages, so nothing is said about {string.Join(", ", report.NotLookedAt)};"
                + " use 'omniops-gates check'");
        var unjudged = report.Projects.Where(project => !project.IsSettled)
            .Select(project => $"{report.Relative(project.Path)}: {project.Reason}").Distinct().ToList();
        foreach (var project in report.Projects.Where(project => project.HasNoCode))
            console.WriteLine($"no code: {report.Relative(project.Path)} {project.Reason}");
        foreach (var project in unjudged)
            console.WriteLine($"not judged: {project}");
        if (report.Policy.Summary(report.Today) is { } accepted)
            console.WriteLine(accepted);
        foreach (var gate in report.Gates)
            PrintGate(report, gate, unjudged, console);
        SeenPrinter.Print(report, console);

        console.WriteLine();
        console.Write(new Text(Verdict(report), Style(report.ExitCode switch { 0 => "pass", 1 => "fail", _ => "not proven" })));
        console.WriteLine();
    }

    /// <summary>Projects that were not judged stand once at the top, not again under each gate.</summary>
    private static void PrintGate(CheckReport report, GateVerdict gate, List<string> unjudgedProjects, IAnsiConsole console)
    {
        console.WriteLine();
        console.Write(new Text($"{gate.Word.ToUpperInvariant(),-10}", Style(gate.Word)));
        console.WriteLine($"  {gate.Gate}: {string.Join(", ", gate.Evidence)}");
        foreach (var unjudged in gate.Unjudged.Except(unjudgedProjects))
            console.WriteLine($"  not judged: {unjudged}");
        var old = report.Findings.Count(finding => finding.Rule.Gate == gate.Gate && finding.Acceptance is { IsBaseline: true });
        if (old > 0)
            console.WriteLine($"  {old} finding(s) accepted by {Baseline.FileName}");
        var shown = report.Findings.Where(finding => finding.Rule.Gate == gate.Gate && finding.Acceptance is not { IsBaseline: true });
        foreach (var item in FoldedFinding.Of(shown))
        {
            var finding = item.First;
            var place = $"{Place(report, finding.Position)}: {Level(report, finding)} {finding.Rule.Id}";
            console.WriteLine($"  {place}: {item.Message}{Accepted(finding)}");
        }
    }

    private static string Place(CheckReport report, FilePosition position)
    {
        var path = report.Relative(position.Path);
        if (path == ".")
            return "repository";

        return position.Line == 0 ? path : $"{path}({position.Line},{position.Column})";
    }

    private static string Accepted(Finding finding) => finding.Acceptance is { } acceptance ? $" ({acceptance.Justification})" : "";

    private static string Level(CheckReport report, Finding finding) =>
        finding.IsError(report.Stage) || (report.IsStrict && finding.Outcome == Outcome.NotProven) ? "error"
        : finding.Outcome == Outcome.Noted ? "info" : "warning";

    private static string Verdict(CheckReport report)
    {
        var failed = report.Gates.Count(gate => gate.Word == "fail");
        var notProven = report.Gates.Count(gate => gate.Word == "not proven");
        return $"{report.Gates.Count - failed - notProven} passed, {failed} failed, {notProven} not proven (exit code {report.ExitCode})";
    }

    private static Style Style(string verdict) => new(verdict switch
    {
        "pass" => Color.Green,
        "fail" => Color.Red,
        _ => Color.Yellow,
    });
}
