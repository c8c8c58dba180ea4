using Omniops.Gates.Inspection.Files;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tool.Check;

/// <summary>What is to be checked.</summary>
/// <param name="Path">Full path of the solution, project or folder that the verdict is about.</param>
/// <param name="BuildFile">Full path of what has to be built for it; null when the .NET SDK can build none of it.</param>
/// <param name="Folder">Full path of the folder the user spoke of, where the search for the repository's root begins.</param>
/// <param name="Projects">All projects in it, of whatever kind.</param>
internal sealed record CheckTarget(string Path, string? BuildFile, string Folder, IReadOnlyList<TargetProject> Projects)
{
    /// <summary>Finds the solution or project behind what the user typed.</summary>
    /// <param name="configuration">The configuration to build, which a solution may leave projects out of.</param>
    /// <param name="workspace">Where a solution or a filter is made, when none of the user's lists just what can be built.</param>
    /// <exception cref="UsageException">There is nothing to check, or more than one thing.</exception>
    public static CheckTarget Resolve(string path, string configuration, string workspace)
    {
        var full = System.IO.Path.GetFullPath(path);
        // The build is to name its files as the compiler does.
        full = System.IO.Path.GetDirectoryName(full) is { } parent && !Directory.Exists(full)
            ? System.IO.Path.Combine(RealPath.Of(parent), System.IO.Path.GetFileName(full))
            : RealPath.Of(full);
        if (File.Exists(full))
            return FromFile(full, configuration, workspace);

        if (!Directory.Exists(full))
            throw new UsageException($"'{path}' does not exist");

        var folder = System.IO.Path.TrimEndingDirectorySeparator(full);
        var solutions = Directory.GetFiles(folder).Where(file => IsSolution(file) && !IsFilter(file))
            .Order(StringComparer.Ordinal).ToList();
        if (solutions.Count > 1)
            throw new UsageException($"'{path}' has several solutions ({Names(solutions)}); check one at a time");

        var projects = ProjectFiles.Below(folder);
        var top = projects.Where(ProjectFiles.IsBuildable)
            .Where(project => System.IO.Path.GetDirectoryName(project) == folder).ToList();
        return (solutions, top) switch
        {
            ([var solution], _) => WithStrangers(FromFile(solution, configuration, workspace), projects),
            (_, [var project]) => WithStrangers(FromFile(project, configuration, workspace), projects),
            _ => FromProjects(path, folder, projects, workspace),
        };
    }

    /// <summary>Who names a folder means all of it: a project that nothing there mentions must not go unnoticed.</summary>
    private static CheckTarget WithStrangers(CheckTarget target, IReadOnlyList<string> projects)
    {
        var reason = $"is not part of '{System.IO.Path.GetFileName(target.Path)}'; check it by itself";
        return target with
        {
            Projects =
            [
                .. target.Projects,
                .. projects.Except(target.Projects.Select(project => project.Path), ProjectVerdict.PathComparer)
                    .Select(project => new TargetProject(project, ProjectFiles.IsBuildable(project) ? reason : ProjectFiles.OtherKind)),
            ],
        };
    }

    private static CheckTarget FromFile(string file, string configuration, string workspace)
    {
        if (IsSolution(file))
            return SolutionTarget.Read(file, configuration, workspace);

        return ProjectFiles.IsBuildable(file)
            ? new CheckTarget(file, file, System.IO.Path.GetDirectoryName(file)!, [new TargetProject(file)])
            : throw new UsageException(
                $"'{System.IO.Path.GetFileName(file)}' is neither a solution nor a project of C#, Visual Basic or F#");
    }

    private static CheckTarget FromProjects(string asTyped, string folder, IReadOnlyList<string> projects, string workspace)
    {
        var buildable = projects.Where(ProjectFiles.IsBuildable).ToList();
        if (buildable.Count == 0)
            throw new UsageException($"'{asTyped}' holds no solution and no project of C#, Visual Basic or F#");

        return new CheckTarget(
            folder, SolutionTarget.Write(buildable, workspace), folder,
            [.. projects.Select(project => new TargetProject(project, ProjectFiles.IsBuildable(project) ? null : ProjectFiles.OtherKind))]);
    }

    private static bool IsSolution(string file) => System.IO.Path.GetExtension(file).ToLowerInvariant() is ".sln" or ".slnx" or ".slnf";

    private static bool IsFilter(string file) => System.IO.Path.GetExtension(file).Equals(".slnf", StringComparison.OrdinalIgnoreCase);

    private static string Names(IEnumerable<string> files) => string.Join(", ", files.Select(System.IO.Path.GetFileName));
}
