using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Deployment;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.RateLimits;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Seen;
using Spectre.Console;

namespace Omniops.Gates.Tool.Check;

/// <summary>
/// One check: build and collect, once; judge the packages and the repository and put the verdicts together, as often as the policy changes.
/// </summary>
internal sealed class CheckRun(CheckTarget target, string configuration, string workspace, string? advisoryFile, bool usesCache)
{
    private readonly AdvisoryInquiry _inquiry = AdvisoryInquiry.OfUser();
    private IReadOnlyList<ProjectDescription> _descriptions = [];
    private IReadOnlyList<ProjectVerdict> _projects = [];
    private IReadOnlyList<ProjectSeen> _seen = [];
    private List<Finding> _found = [];

    /// <summary>Full path of the repository.</summary>
    public string Root { get; } = RepositoryRoot.Find(target.Folder);

    /// <summary>Builds the target with the gate and collects what its rules find.</summary>
    public async Task CollectAsync(IAnsiConsole console, Stage stage, CancellationToken cancellation)
    {
        var collected = Directory.CreateDirectory(Path.Combine(workspace, "collected")).FullName;
        var errors = await BuildAsync(new CollectBuild(target, configuration, collected, workspace), console, cancellation);
        _descriptions = ProjectDescription.ReadAll(collected);
        _projects = ProjectJudge.Judge(target.Projects, _descriptions, errors, out _found);
        _seen = ProjectSeen.ReadAll(_descriptions, _projects);
        // Before the policy may change: whom to ask and how long is not what a baseline is written for.
        var dependencies = RepositoryPolicy.Load(Root).Policy.Dependencies;
        foreach (var description in _descriptions.DistinctBy(description => description.Project))
        {
            _found.AddRange(new ProjectAudit(description.Project, description.AssetsFile, StoreFile: null, advisoryFile)
            {
                Policy = dependencies,
                Stage = stage,
                LockFilePath = description.LockFilePath,
                IsContinuousIntegration = description.IsContinuousIntegration,
                Inquiry = _inquiry,
                Root = Root,
            }.Check());
        }
    }

    /// <summary>Holds what was collected against the policy as it is now.</summary>
    public CheckReport Judge(Stage stage, bool isStrict, DateOnly today, AdvisorySnapshot advisories)
    {
        var policy = RepositoryPolicy.Load(Root);
        var acceptance = policy.Accept();
        var audit = AuditData.Load(advisories, AuditSources.Of(Root), _inquiry, policy.Policy.Dependencies, stage);
        var repository = RepositoryInspection.Check(Root, policy, audit, today, usesCache);
        List<Finding> findings = [.. acceptance.Apply([.. _found, .. repository.Findings, .. ReplicatedLimits.Check(Root, _seen)])];
        findings.AddRange(SuppressionCheck.Check(findings).ToList());
        foreach (var description in _descriptions.Where(description => File.Exists(description.LogFile)))
            findings.AddRange(SuppressionCheck.Check(description.Project, description.LogFile, acceptance, policy));

        var unseen = UnseenFolders(repository);
        findings.AddRange(policy.Unused(acceptance, unseen));
        return new CheckReport(
            Path.GetRelativePath(Root, target.Path).Replace('\\', '/'),
            Root, stage, isStrict, today, advisories, policy,
            Verdicts(findings, _projects, _descriptions, repository, audit, Root, _seen), _projects)
        {
            Expected = [.. target.Projects.Select(project => project.Path)],
            AdvisorySources = _inquiry.Asked,
            UnseenFolders = unseen,
            Seen = _seen,
        };
    }

    /// <summary>Of a part of the repository that was not judged nobody knows what it still needs.</summary>
    private List<string> UnseenFolders(RepositoryReport repository) =>
    [
        .. repository.Projects.Concat(_projects.Select(project => project.Path))
            .Except(_projects.Where(project => project.IsSettled).Select(project => project.Path), ProjectVerdict.PathComparer)
            .Concat(_projects.Where(project => !project.IsSettled).Select(project => project.Path))
            .Select(project => Path.GetDirectoryName(project)!).Distinct(),
    ];

    private static async Task<IReadOnlyList<BuildError>> BuildAsync(
        CollectBuild build, IAnsiConsole console, CancellationToken cancellation) =>
        console.Profile.Out.IsTerminal
            ? await console.Status().StartAsync("building with the gates", _ => build.RunAsync(cancellation))
            : await build.RunAsync(cancellation);

    private static List<GateVerdict> Verdicts(
        IReadOnlyList<Finding> findings,
        IReadOnlyList<ProjectVerdict> projects,
        IReadOnlyList<ProjectDescription> descriptions,
        RepositoryReport repository,
        AuditData audit,
        string root,
        IReadOnlyList<ProjectSeen> seen)
    {
        var unjudged = projects.Where(project => !project.IsSettled).Select(Reason).Distinct().ToList();
        // The package graph of a project that was built is known, whatever its language is and whether it compiles.
        var described = descriptions.Select(description => description.Project).ToHashSet(ProjectVerdict.PathComparer);
        var withoutPackages = projects.Where(project => project.Reason is not null && !described.Contains(project.Path))
            .Select(Reason).ToList();
        var settings = descriptions.SelectMany(description => description.Settings).ToHashSet(StringComparer.Ordinal);
        var searched = repository.Secrets.NotRead.Select(finding => finding.Position.Path).ToHashSet(StringComparer.Ordinal);
        var dockerfiles = repository.Dockerfiles.ToHashSet(StringComparer.Ordinal);
        var restoreFiles = repository.RestoreFiles.ToHashSet(StringComparer.Ordinal);
        var notRead = findings.Where(finding => finding.Rule.Id == IntegrityRules.InputNotRead.Id).ToList();
        var judged = projects.Count(project => project.Reason is null);
        return
        [
            Verdict(Gate.Secrets,
                [.. unjudged, .. Messages(path => settings.Contains(path) || searched.Contains(path) || !IsJudgedElsewhere(path))],
                [$"{settings.Count} settings file(s) found", .. repository.Secrets.Evidence]),
            Verdict(Gate.Sql, unjudged, [$"{judged} compilation(s) judged"]),
            Verdict(Gate.Headers, unjudged, [$"{judged} compilation(s) judged"]),
            Verdict(Gate.Cors, unjudged, [$"{judged} compilation(s) judged"]),
            Verdict(Gate.RateLimits, [.. unjudged, .. Messages(IsCompose)], [$"{judged} compilation(s) judged", .. Endpoints(seen, endpoint => endpoint.RateLimit)]),
            Verdict(Gate.Access, unjudged, [$"{judged} compilation(s) judged", .. Endpoints(seen, endpoint => endpoint.Access)]),
            Verdict(Gate.Dependencies, [.. withoutPackages, .. Messages(restoreFiles.Contains)],
                [$"package graphs of {described.Count} project(s) against {string.Join("; ", audit.Evidence)}"]),
            Verdict(Gate.Deployment, Messages(path => dockerfiles.Contains(path) || Directory.Exists(path)),
                [repository.Dockerfiles.Count == 0 ? "no Dockerfile in the repository" : $"{repository.Dockerfiles.Count} Dockerfile(s) found"]),
            Verdict(Gate.Integrity, unjudged, [$"{judged} of {projects.Count} compilation(s) judged"]),
        ];

        string Reason(ProjectVerdict project) => $"{Path.GetRelativePath(root, project.Path).Replace('\\', '/')}: {project.Reason}";

        bool IsCompose(string path) => ComposeFile.IsCompose(Path.GetFileName(path)) && !searched.Contains(path);

        bool IsJudgedElsewhere(string path) => dockerfiles.Contains(path) || restoreFiles.Contains(path) || IsCompose(path);

        List<string> Messages(Func<string, bool> isMeant) =>
            [.. notRead.Where(finding => isMeant(finding.Position.Path)).Select(finding => finding.Message)];

        GateVerdict Verdict(Gate gate, IReadOnlyList<string> gaps, IReadOnlyList<string> evidence) =>
            new(gate, evidence, [.. findings.Where(finding => finding.Rule.Gate == gate)], gaps);
    }

    /// <summary>17 endpoint(s): 12 authorized, 5 anonymous.</summary>
    private static IEnumerable<string> Endpoints(IReadOnlyList<ProjectSeen> seen, Func<SeenEndpoint, SeenDecision> decision)
    {
        var endpoints = seen.SelectMany(project => project.Program?.Routes ?? []).ToList();
        var states = endpoints.GroupBy(endpoint => decision(endpoint).State).OrderBy(state => state.Key, StringComparer.Ordinal)
            .Select(state => $"{state.Count()} {state.Key}");
        return endpoints.Count == 0 ? [] : [$"{endpoints.Count} endpoint(s) ({string.Join(", ", states)})"];
    }
}
