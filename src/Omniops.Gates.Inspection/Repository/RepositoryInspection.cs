using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Deployment;
using Omniops.Gates.Inspection.Secrets;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>
/// The gate over what belongs to a repository as a whole: its policy file, its deployment files, the age of the advisory data.
/// </summary>
public static class RepositoryInspection
{
    /// <param name="root">Full path of the repository.</param>
    /// <param name="policy">What the repository has accepted; what is wrong with it is found here, accepting is for the caller.</param>
    /// <param name="today">The one place where the date comes in.</param>
    public static RepositoryReport Check(string root, RepositoryPolicy policy, AdvisorySnapshot advisories, DateOnly today)
    {
        var findings = new List<Finding>();
        findings.AddRange(policy.Problems);
        findings.AddRange(policy.Expired(today));
        if (AdvisoryAge.Check(root, advisories, today) is { } tooOld)
            findings.Add(tooOld);

        var files = RepositoryFiles.Enumerate(root, findings);
        var dockerfiles = CheckDockerfiles(root, files, findings);
        var projects = files.Where(file => file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).ToList();
        return new RepositoryReport(findings, dockerfiles, projects);
    }

    /// <summary>What can be judged without a build: the policy file, and every settings and deployment file.</summary>
    /// <param name="root">Full path of the repository.</param>
    /// <param name="folder">Full path of the part of the repository to look at.</param>
    /// <param name="policy">What the repository has accepted; what is wrong with it is found here, accepting is for the caller.</param>
    /// <param name="today">The one place where the date comes in.</param>
    public static ScanReport Scan(string root, string folder, RepositoryPolicy policy, DateOnly today)
    {
        var findings = new List<Finding>();
        findings.AddRange(policy.Problems);
        findings.AddRange(policy.Expired(today));
        var files = RepositoryFiles.Enumerate(folder, findings);
        var dockerfiles = CheckDockerfiles(root, files, findings);
        var settings = files.Where(SettingsFile.IsSettings).ToList();
        findings.AddRange(settings.SelectMany(SettingsInspection.Check));
        return new ScanReport(findings, settings, dockerfiles);
    }

    private static List<string> CheckDockerfiles(string root, IReadOnlyList<string> files, List<Finding> findings)
    {
        var dockerfiles = files.Where(DockerfileInspection.IsDockerfile).ToList();
        foreach (var file in dockerfiles)
        {
            if (DockerfileInspection.Check(root, file) is { } finding)
                findings.Add(finding);
        }

        return dockerfiles;
    }
}
