using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Tool.Scan;

/// <summary>One scan: the files of a folder, held against the policy of its repository as a check does, but without a build.</summary>
internal static class ScanRun
{
    /// <param name="path">The folder as the user typed it.</param>
    /// <param name="options">How secrets are looked for; null for the usual way without a cache.</param>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static CheckReport Judge(string path, Stage stage, bool isStrict, DateOnly today, SecretScanOptions? options = null)
    {
        var folder = Path.TrimEndingDirectorySeparator(RealPath.Of(path));
        if (!Directory.Exists(folder))
            throw new UsageException(File.Exists(folder) ? $"'{path}' is no folder; name the one it is in" : $"'{path}' does not exist");

        var root = RepositoryRoot.Find(folder);
        var policy = RepositoryPolicy.Load(root);
        var scan = RepositoryInspection.Scan(root, folder, policy, today, options ?? new SecretScanOptions());
        var gates = Verdicts(scan, policy.Accept().Apply(scan.Findings));
        return new CheckReport(
            Path.GetRelativePath(root, folder).Replace('\\', '/'),
            root, stage, isStrict, today, Advisories: null, policy, gates, Projects: [])
        {
            PassedOver = scan.Secrets.PassedOver,
            NotLookedAt = [.. Enum.GetValues<Gate>().Except(gates.Select(gate => gate.Gate))],
        };
    }

    private static List<GateVerdict> Verdicts(ScanReport scan, IReadOnlyList<Finding> findings)
    {
        var notRead = findings.Where(finding => finding.Rule.Id == IntegrityRules.InputNotRead.Id).ToList();
        var (searched, settings) = (Paths(scan.Secrets.NotRead), scan.Settings.ToHashSet(StringComparer.Ordinal));
        var dockerfiles = scan.Dockerfiles.ToHashSet(StringComparer.Ordinal);
        var restoreFiles = scan.RestoreFiles.ToHashSet(StringComparer.Ordinal);
        List<GateVerdict> verdicts =
        [
            Verdict(Gate.Secrets, [$"{scan.Settings.Count} settings file(s) found", .. scan.Secrets.Evidence],
                notRead.Where(finding => searched.Contains(finding.Position.Path)
                    || !(dockerfiles.Contains(finding.Position.Path) || restoreFiles.Contains(finding.Position.Path)))),
            // Nobody knows what a folder that cannot be listed holds: it is a gap of both gates.
            Verdict(Gate.Deployment,
                [scan.Dockerfiles.Count == 0 ? "no Dockerfile in the folder" : $"{scan.Dockerfiles.Count} Dockerfile(s) found"],
                notRead.Where(finding => dockerfiles.Contains(finding.Position.Path) || Directory.Exists(finding.Position.Path))),
            Verdict(Gate.Integrity, ["policy files of the repository, no compilation"], []),
        ];

        var dependencies = Verdict(
            Gate.Dependencies, [$"{restoreFiles.Count} project and restore file(s), no package"],
            notRead.Where(finding => restoreFiles.Contains(finding.Position.Path)));
        // Whether the packages are clean is not looked at, so without a finding there is nothing to say.
        if (dependencies.Findings.Count > 0 || dependencies.Unjudged.Count > 0)
            verdicts.Insert(1, dependencies);
        return verdicts;

        GateVerdict Verdict(Gate gate, IReadOnlyList<string> evidence, IEnumerable<Finding> gaps) =>
            new(gate, evidence, [.. findings.Where(finding => finding.Rule.Gate == gate)], [.. gaps.Select(finding => finding.Message)]);
    }

    private static HashSet<string> Paths(IEnumerable<Finding> findings) =>
        findings.Select(finding => finding.Position.Path).ToHashSet(StringComparer.Ordinal);
}
