using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Tool.Scan;

/// <summary>One scan: the files of a folder, held against the policy of its repository as a check does, but without a build.</summary>
internal static class ScanRun
{
    /// <param name="path">The folder as the user typed it.</param>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static CheckReport Judge(string path, Stage stage, bool isStrict, DateOnly today)
    {
        var folder = Path.TrimEndingDirectorySeparator(RealPath.Of(path));
        if (!Directory.Exists(folder))
            throw new UsageException(File.Exists(folder) ? $"'{path}' is no folder; name the one it is in" : $"'{path}' does not exist");

        var root = RepositoryRoot.Find(folder);
        var policy = RepositoryPolicy.Load(root);
        var scan = RepositoryInspection.Scan(root, folder, policy, today);
        var gates = Verdicts(scan, policy.Accept().Apply(scan.Findings));
        return new CheckReport(
            Path.GetRelativePath(root, folder).Replace('\\', '/'),
            root, stage, isStrict, today, Advisories: null, policy, gates, Projects: [])
        {
            NotLookedAt = [.. Enum.GetValues<Gate>().Except(gates.Select(gate => gate.Gate))],
        };
    }

    private static List<GateVerdict> Verdicts(ScanReport scan, IReadOnlyList<Finding> findings)
    {
        var notRead = findings.Where(finding => finding.Rule.Id == IntegrityRules.InputNotRead.Id).ToList();
        return
        [
            Verdict(Gate.Secrets, $"{scan.Settings.Count} settings file(s) found", NotReadBut(scan.Dockerfiles)),
            Verdict(Gate.Deployment,
                scan.Dockerfiles.Count == 0 ? "no Dockerfile in the folder" : $"{scan.Dockerfiles.Count} Dockerfile(s) found",
                NotReadBut(scan.Settings)),
            Verdict(Gate.Integrity, "policy files of the repository, no compilation", []),
        ];

        GateVerdict Verdict(Gate gate, string evidence, IReadOnlyList<string> gaps) =>
            new(gate, [evidence], [.. findings.Where(finding => finding.Rule.Gate == gate)], gaps);

        // Nobody knows what a folder that cannot be listed holds: it is a gap of both gates.
        IReadOnlyList<string> NotReadBut(IReadOnlyList<string> filesOfAnotherGate) =>
            [.. notRead.Where(finding => !filesOfAnotherGate.Contains(finding.Position.Path)).Select(finding => finding.Message)];
    }
}
