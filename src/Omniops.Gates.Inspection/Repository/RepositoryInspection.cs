using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Deployment;
using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>The gate over what belongs to a repository as a whole: its policy file, its deployment files, the age of the advisory data.</summary>
public static class RepositoryInspection
{
    /// <summary>Bytes. A Dockerfile beyond this is no Dockerfile.</summary>
    private const long MaxDockerfile = 1024 * 1024;

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
        var dockerfiles = files.Where(file => ContainerUser.IsDockerfile(Path.GetFileName(file))).ToList();
        foreach (var file in dockerfiles)
        {
            if (CheckDockerfile(root, file) is { } finding)
                findings.Add(finding);
        }

        return new RepositoryReport(findings, dockerfiles, [.. files.Where(file => file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))]);
    }

    private static Finding? CheckDockerfile(string root, string file)
    {
        var content = TextFile.Read(file, MaxDockerfile);
        if (content.Text is { } text)
            return ContainerUser.Check(file, DockerfileReader.Read(text));

        var name = Path.GetRelativePath(root, file);
        return Finding.Of(IntegrityRules.InputNotRead, new FilePosition(file), name, $"'{name}' {content.Problem}", "save it as a UTF-8 text file that the build may read");
    }
}
