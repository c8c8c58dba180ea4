using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Spectre.Console;

namespace Omniops.Gates.Tool.Check;

/// <summary>One check: build and collect, judge the packages and the repository, put the verdicts together.</summary>
internal sealed class CheckRun(CheckTarget target, string configuration, string workspace)
{
    public async Task<CheckReport> ExecuteAsync(
        Stage stage, bool isStrict, DateOnly today, AdvisorySnapshot advisories, IAnsiConsole console, CancellationToken cancellation)
    {
        var collected = Directory.CreateDirectory(Path.Combine(workspace, "collected")).FullName;
        var errors = await BuildAsync(new CollectBuild(target, configuration, collected), console, cancellation);

        var root = RepositoryRoot.Find(target.Folder);
        var descriptions = ProjectDescription.ReadAll(collected);
        var projects = ProjectJudge.Judge(target.Projects, descriptions, errors, out var findings);
        foreach (var description in descriptions.DistinctBy(description => description.Project))
            findings.AddRange(new ProjectAudit(description.Project, description.AssetsFile, StoreFile: null, AdditionalSnapshot: null).Check());

        var repository = RepositoryInspection.Check(root, advisories, today);
        findings.AddRange(repository.Findings);
        return new CheckReport(
            Path.GetRelativePath(root, target.Path.StartsWith(workspace, StringComparison.Ordinal) ? target.Folder : target.Path).Replace('\\', '/'),
            root, stage, isStrict, today, advisories,
            Verdicts(findings, projects, descriptions, repository, advisories, root), projects);
    }

    private static async Task<IReadOnlyList<string>> BuildAsync(CollectBuild build, IAnsiConsole console, CancellationToken cancellation) =>
        console.Profile.Out.IsTerminal
            ? await console.Status().StartAsync("building with the gates", _ => build.RunAsync(cancellation))
            : await build.RunAsync(cancellation);

    private static List<GateVerdict> Verdicts(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<ProjectVerdict> projects,
        IReadOnlyList<ProjectDescription> descriptions,
        RepositoryReport repository,
        AdvisorySnapshot advisories,
        string root)
    {
        var unjudged = projects.Where(project => project.Reason is not null)
            .Select(project => $"{Path.GetRelativePath(root, project.Path).Replace('\\', '/')}: {project.Reason}").ToList();
        var settings = descriptions.SelectMany(description => description.Settings).ToHashSet(StringComparer.Ordinal);
        var notRead = findings.Where(finding => finding.Rule.Id == IntegrityRules.InputNotRead.Id)
            .ToLookup(finding => settings.Contains(finding.Position.Path) ? Gate.Secrets : Gate.Deployment, finding => finding.Message);
        var judged = projects.Count(project => project.Reason is null);
        return
        [
            Verdict(Gate.Secrets, [.. unjudged, .. notRead[Gate.Secrets]], $"{settings.Count} settings file(s) found"),
            Verdict(Gate.Headers, unjudged, $"{judged} compilation(s) judged"),
            Verdict(Gate.Cors, unjudged, $"{judged} compilation(s) judged"),
            Verdict(Gate.Dependencies, [.. unjudged.Where(_ => descriptions.Count == 0)],
                $"package graphs of {descriptions.DistinctBy(description => description.Project).Count()} project(s) against "
                + $"{advisories.Advisories.Count} advisories, complete until {advisories.CompleteUntil:yyyy-MM-dd}"),
            Verdict(Gate.Deployment, [.. notRead[Gate.Deployment]],
                repository.Dockerfiles.Count == 0 ? "no Dockerfile in the repository" : $"{repository.Dockerfiles.Count} Dockerfile(s) found"),
            Verdict(Gate.Integrity, unjudged, $"{judged} of {projects.Count} compilation(s) judged"),
        ];

        GateVerdict Verdict(Gate gate, IReadOnlyList<string> gaps, string evidence) =>
            new(gate, [evidence], [.. findings.Where(finding => finding.Rule.Gate == gate)], gaps);
    }
}
