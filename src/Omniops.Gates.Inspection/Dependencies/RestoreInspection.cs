using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What a repository writes down about its packages and frameworks, read without a restore.</summary>
internal static class RestoreInspection
{
    private const string LockFile = "packages.lock.json";

    private static readonly string[] s_projects = [".csproj", ".fsproj", ".vbproj"];

    private static readonly string[] s_shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>Whether a file of this name is judged.</summary>
    public static bool IsOfInterest(string name) => IsProject(name) || s_shared.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <param name="root">Full path of the repository.</param>
    /// <param name="files">Full paths of its files, of which those of interest are judged.</param>
    /// <param name="today">The day to judge for.</param>
    public static IReadOnlyList<Finding> Check(string root, IReadOnlyList<string> files, DateOnly today)
    {
        var notRead = new List<Finding>();
        var findings = new List<Finding>();
        var projects = new ProjectFiles(root, notRead);
        var support = RuntimeSupport.Embedded;
        foreach (var file in files.Where(IsProject))
        {
            if (projects.Read(file) is { } project)
                findings.AddRange(TargetFrameworks.Check(projects, project, support, today));
        }

        var unlocked = files.Where(IsProject).Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, LockFile))).ToList();
        foreach (var file in files.Where(file => IsOfInterest(Path.GetFileName(file))))
        {
            if (projects.Read(file) is { } markup)
                findings.AddRange(FloatingVersion.Check(projects, markup, IsLocked(file, unlocked)));
        }

        // Projects that share a file say the same about it.
        return [.. notRead, .. findings.DistinctBy(finding => (finding.Rule.Id, finding.Position, finding.Anchor))];
    }

    /// <summary>A shared file is for every project of its folder and below.</summary>
    private static bool IsLocked(string file, List<string> unlocked)
    {
        var folder = Path.GetDirectoryName(file) + Path.DirectorySeparatorChar;
        return IsProject(file) ? !unlocked.Contains(file) : !unlocked.Exists(project => project.StartsWith(folder, StringComparison.Ordinal));
    }

    private static bool IsProject(string name) => s_projects.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
