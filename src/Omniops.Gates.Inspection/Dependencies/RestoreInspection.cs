using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>What a repository writes down about its packages and frameworks, read without a restore.</summary>
internal static class RestoreInspection
{
    private const string LockFile = "packages.lock.json";

    /// <summary>The spellings that NuGet looks for where file names know case.</summary>
    private static readonly string[] s_sources = ["nuget.config", "NuGet.config", "NuGet.Config"];

    private static readonly string[] s_projects = [".csproj", ".fsproj", ".vbproj"];

    private static readonly string[] s_shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    /// <summary>Whether a file of this name is judged.</summary>
    public static bool IsOfInterest(string name) => IsMSBuild(name) || IsSources(name);

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
            if (projects.Read(file) is not { } project)
                continue;

            findings.AddRange(TargetFrameworks.Check(projects, project, support, today));
            findings.AddRange(PackageSources.Check(projects, project));
        }

        var locks = files.Where(IsProject).ToLookup(project => File.Exists(Path.Combine(Path.GetDirectoryName(project)!, LockFile)));
        foreach (var file in files.Where(file => IsMSBuild(Path.GetFileName(file))))
        {
            foreach (var markup in projects.WithImports(file))
                findings.AddRange(FloatingVersion.Check(projects, markup, file, IsLocked(file, locks)));
        }

        foreach (var file in files.Where(file => IsSources(Path.GetFileName(file))))
        {
            if (projects.Read(file) is { } sources)
                findings.AddRange(PackageSources.Check(sources, IsMapped(root, sources, projects)));
        }

        // Projects that share a file say the same about it, or one of them the worst.
        return [.. notRead, .. findings.GroupBy(finding => (finding.Rule.Id, finding.Position, finding.Anchor)).Select(same => same.MinBy(Rank)!)];
    }

    private static int Rank(Finding finding) => finding.Outcome switch
    {
        Outcome.Fails => 0,
        Outcome.NotProven => 1,
        _ => 2,
    };

    /// <summary>A shared file is for every project of its folder and below.</summary>
    private static bool IsLocked(string file, ILookup<bool, string> locks)
    {
        var folder = Path.GetDirectoryName(file) + Path.DirectorySeparatorChar;
        return IsProject(file) ? locks[true].Contains(file) : locks[true].Any(IsBelow) && !locks[false].Any(IsBelow);

        bool IsBelow(string project) => project.StartsWith(folder, StringComparison.Ordinal);
    }

    /// <summary>Restore reads every nuget.config from the project's folder up, also above the folder that is looked at.</summary>
    private static bool IsMapped(string root, MarkupFile file, ProjectFiles files)
    {
        if (PackageSources.HasMapping(file))
            return true;

        for (var folder = Path.GetDirectoryName(file.Path)!; folder.Length > root.Length;)
        {
            folder = Path.GetDirectoryName(folder)!;
            var above = s_sources.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            if (above is not null && files.Read(above) is { } sources && PackageSources.HasMapping(sources))
                return true;
        }

        return false;
    }

    private static bool IsSources(string name) => s_sources[0].Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsMSBuild(string name) => IsProject(name) || s_shared.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsProject(string name) => s_projects.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
