using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Deployment;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// The gate over what belongs to a repository as a whole: its policy file, its deployment files, what it says about restore, secrets in
/// all files that are not compiled, whether the advisory data is recent enough.
/// </summary>
public static class RepositoryInspection
{
    /// <summary>What no compilation of the repository can see.</summary>
    /// <param name="root">Full path of the repository.</param>
    /// <param name="policy">What the repository has accepted; what is wrong with it is found here, accepting is for the caller.</param>
    /// <param name="audit">What is known about vulnerable packages.</param>
    /// <param name="today">The one place where the date comes in.</param>
    /// <param name="usesCache">Whether unchanged files without a finding are taken as read.</param>
    public static RepositoryReport Check(
        string root, RepositoryPolicy policy, AuditData audit, DateOnly today, bool usesCache = false)
    {
        var findings = new List<Finding>();
        findings.AddRange(policy.Problems);
        findings.AddRange(policy.Expired(today));
        findings.AddRange(audit.Doubts(root, policy.Policy.Dependencies, today));

        var files = RepositoryFiles.Enumerate(root, findings, IsOfInterest);
        var restoreFiles = CheckRestore(root, files, findings, today);
        var dockerfiles = CheckDockerfiles(root, files, findings, today);
        var projects = files.Where(IsProject).ToList();
        var compiled = new CompiledFolders(root, projects);
        var settings = files.Where(file => SettingsFile.IsSettings(file) && !compiled.Hold(Relative(root, file))).ToList();
        var options = new SecretScanOptions { UsesCache = usesCache };
        var secrets = CheckSecrets(root, root, settings, policy, options, findings, compiled);
        return new RepositoryReport(findings, dockerfiles, projects, secrets) { RestoreFiles = restoreFiles };
    }

    /// <summary>What can be judged without a build: the policy file, and files that may hold a secret, restore or deploy.</summary>
    /// <param name="root">Full path of the repository.</param>
    /// <param name="folder">Full path of the part of the repository to look at.</param>
    /// <param name="policy">What the repository has accepted; what is wrong with it is found here, accepting is for the caller.</param>
    /// <param name="today">The one place where the date comes in.</param>
    /// <param name="options">How secrets are looked for.</param>
    public static ScanReport Scan(string root, string folder, RepositoryPolicy policy, DateOnly today, SecretScanOptions options)
    {
        var findings = new List<Finding>();
        findings.AddRange(policy.Problems);
        findings.AddRange(policy.Expired(today));
        var files = RepositoryFiles.Enumerate(folder, findings, IsOfInterest);
        var restoreFiles = CheckRestore(root, files, findings, today);
        var dockerfiles = CheckDockerfiles(root, files, findings, today);
        var settings = files.Where(SettingsFile.IsSettings).ToList();
        var secrets = CheckSecrets(root, folder, settings, policy, options, findings, compiled: null);
        return new ScanReport(findings, settings, dockerfiles, secrets) { RestoreFiles = restoreFiles };
    }

    /// <summary>Settings are judged as the compiler's rules judge them, all other files by what they hold.</summary>
    private static SecretScanReport CheckSecrets(
        string root,
        string folder,
        IReadOnlyList<string> settings,
        RepositoryPolicy policy,
        SecretScanOptions options,
        List<Finding> findings,
        CompiledFolders? compiled)
    {
        var secrets = policy.Policy.Secrets;
        findings.AddRange(settings.SelectMany(file => SettingsInspection.Check(file, Relative(root, file), secrets)));
        var judged = settings.Select(file => Relative(root, file)).ToHashSet(StringComparer.Ordinal);
        var report = SecretScan.Run(root, RepositoryListing.Of(folder), options with
        {
            Policy = secrets,
            Elsewhere = new JudgedElsewhere(judged, compiled),
        });
        // A Dockerfile or folder that cannot be read has been reported before.
        var known = findings.Where(finding => finding.Rule == IntegrityRules.InputNotRead)
            .Select(finding => finding.Position.Path).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(report.Findings.Where(
            finding => finding.Rule != IntegrityRules.InputNotRead || !known.Contains(finding.Position.Path)));
        return report;
    }

    private static bool IsOfInterest(string name) =>
        DockerfileInspection.IsDockerfile(name) || SettingsFile.IsSettings(name) || RestoreInspection.IsOfInterest(name);

    private static bool IsProject(string name) => name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static string Relative(string root, string file) => Path.GetRelativePath(root, file).Replace('\\', '/');

    private static List<string> CheckRestore(string root, IReadOnlyList<string> files, List<Finding> findings, DateOnly today)
    {
        var restoreFiles = files.Where(file => RestoreInspection.IsOfInterest(Path.GetFileName(file))).ToList();
        findings.AddRange(RestoreInspection.Check(root, restoreFiles, today));
        return restoreFiles;
    }

    private static List<string> CheckDockerfiles(string root, IReadOnlyList<string> files, List<Finding> findings, DateOnly today)
    {
        var dockerfiles = files.Where(DockerfileInspection.IsDockerfile).ToList();
        foreach (var file in dockerfiles)
            findings.AddRange(DockerfileInspection.Check(root, file, today));

        return dockerfiles;
    }
}
