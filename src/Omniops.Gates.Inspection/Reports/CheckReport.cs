using NuGet.Configuration;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Reports;

/// <summary>Everything a check has found out, and the verdict that follows.</summary>
/// <param name="Target">The solution or project, relative to the root.</param>
/// <param name="Root">Full path of the repository.</param>
/// <param name="Today">The date the check was made for.</param>
/// <param name="Advisories">The data that packages were held against; null where no packages were looked at.</param>
/// <param name="Policy">What the repository has accepted.</param>
/// <param name="IsStrict">Whether what is not proven fails in any stage.</param>
public sealed record CheckReport(
    string Target,
    string Root,
    Stage Stage,
    bool IsStrict,
    DateOnly Today,
    AdvisorySnapshot? Advisories,
    RepositoryPolicy Policy,
    IReadOnlyList<GateVerdict> Gates,
    IReadOnlyList<ProjectVerdict> Projects)
{
    /// <summary>Who was asked for advisories, and what they said; empty where the data needed no addition.</summary>
    public IReadOnlyList<(PackageSource Source, AdvisoryAnswer Answer)> AdvisorySources { get; init; } = [];

    /// <summary>Gates that nobody looked at, and which have therefore no verdict: a scan does not build.</summary>
    public IReadOnlyList<Gate> NotLookedAt { get; init; } = [];

    /// <summary>What was taken for a secret and is none.</summary>
    public IReadOnlyList<PassedOver> PassedOver { get; init; } = [];

    /// <summary>How the rules understood the programs, for a reader to disagree.</summary>
    public IReadOnlyList<ProjectSeen> Seen { get; init; } = [];

    /// <summary>Full paths of the target's own projects; those it only refers to are in <see cref="Projects"/> alone.</summary>
    public IReadOnlyCollection<string> Expected { get; init; } = [];

    /// <summary>How many projects there are. Each must be either judged or listed, or the report is not complete.</summary>
    public int FoundProjects => Expected.Concat(Projects.Select(project => project.Path)).Distinct(ProjectVerdict.PathComparer).Count();

    /// <summary>How many projects were judged in every compilation they have.</summary>
    public int JudgedProjects => ByProject.Count(compilations => compilations.All(compilation => compilation.Reason is null));

    /// <summary>How many projects are listed with the reason why they are not proven.</summary>
    public int ListedProjects => ByProject.Count(compilations => compilations.Any(compilation => compilation.Reason is not null));

    /// <summary>Full paths of the folders whose projects were not judged: what they need of the policy is not known.</summary>
    public IReadOnlyList<string> UnseenFolders { get; init; } = [];

    private IEnumerable<IGrouping<string, ProjectVerdict>> ByProject =>
        Projects.GroupBy(project => project.Path, ProjectVerdict.PathComparer);

    /// <summary>
    /// 3 a configuration that is not understood, 1 a gate failed, 2 not proven, 0 pass; the first that applies. Tampering and projects that
    /// do not build are never let through.
    /// </summary>
    public int ExitCode
    {
        get
        {
            var findings = Gates.SelectMany(gate => gate.Findings).ToList();
            if (findings.Exists(finding => finding.Rule == IntegrityRules.ConfigurationInvalid))
                return 3;

            if (findings.Exists(finding => finding.Outcome == Outcome.Fails))
                return 1;

            var isBroken = FoundProjects != JudgedProjects + ListedProjects
                || findings.Exists(finding => finding.Outcome == Outcome.Tampered)
                || Projects.Any(project => project.IsBroken);
            var isNotProven = findings.Exists(finding => finding.Outcome == Outcome.NotProven)
                || Projects.Any(project => !project.IsSettled);
            return isBroken || (isNotProven && (IsStrict || Stage == Stage.Release)) ? 2 : 0;
        }
    }

    /// <summary>All findings in order of place.</summary>
    public IEnumerable<Finding> Findings => Gates.SelectMany(gate => gate.Findings)
        .OrderBy(finding => Relative(finding.Position.Path), StringComparer.Ordinal)
        .ThenBy(finding => finding.Position.Line).ThenBy(finding => finding.Position.Column)
        .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal);

    /// <summary>A path as reports show it: relative to the root, with slashes. What is in no file is of the whole repository.</summary>
    public string Relative(string path) => path.Length == 0 ? "." : Path.GetRelativePath(Root, path).Replace('\\', '/');
}
