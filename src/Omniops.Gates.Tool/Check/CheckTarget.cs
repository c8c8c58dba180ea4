using System.Text.Json;
using System.Xml;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;

namespace Omniops.Gates.Tool.Check;

/// <summary>What is to be checked.</summary>
/// <param name="Path">Full path of the solution or project to build.</param>
/// <param name="Folder">Full path of the folder the user spoke of, where the search for the repository's root begins.</param>
/// <param name="Projects">Full paths of all projects in it, of whatever kind.</param>
internal sealed record CheckTarget(string Path, string Folder, IReadOnlyList<string> Projects)
{
    private static readonly string[] s_solutions = [".sln", ".slnx", ".slnf"];
    private static readonly string[] s_projects = [".csproj", ".vbproj", ".fsproj"];

    /// <summary>Finds the solution or project behind what the user typed.</summary>
    /// <param name="workspace">Where a solution is made for a folder that has projects and none of its own.</param>
    /// <exception cref="UsageException">There is nothing to check, or more than one thing.</exception>
    public static CheckTarget Resolve(string path, string workspace)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
            return FromFile(full);

        if (!Directory.Exists(full))
            throw new UsageException($"'{path}' does not exist");

        var folder = System.IO.Path.TrimEndingDirectorySeparator(full);
        var solutions = Files(folder, SearchOption.TopDirectoryOnly, ".sln", ".slnx");
        var projects = Files(folder, SearchOption.TopDirectoryOnly, s_projects);
        return (solutions, projects) switch
        {
            ([var solution], _) => FromFile(solution),
            ([], [var project]) => FromFile(project),
            ([], _) => FromProjects(path, folder, Files(folder, SearchOption.AllDirectories, s_projects), workspace),
            _ => throw new UsageException($"'{path}' has several solutions ({Names(solutions)}); name one"),
        };
    }

    private static CheckTarget FromFile(string file)
    {
        var extension = System.IO.Path.GetExtension(file).ToLowerInvariant();
        var folder = System.IO.Path.GetDirectoryName(file)!;
        if (s_projects.Contains(extension))
            return new CheckTarget(file, folder, [file]);

        if (!s_solutions.Contains(extension))
            throw new UsageException($"'{System.IO.Path.GetFileName(file)}' is neither a solution nor a project");

        try
        {
            return new CheckTarget(file, folder, extension == ".slnf" ? FilterProjects(file) : SolutionProjects(file));
        }
        catch (Exception error) when (error
            is SolutionException or JsonException or XmlException or FormatException or ArgumentException or KeyNotFoundException
            or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{System.IO.Path.GetFileName(file)}' cannot be read as a solution: {error.Message}");
        }
    }

    private static CheckTarget FromProjects(string asTyped, string folder, IReadOnlyList<string> projects, string workspace)
    {
        if (projects.Count == 0)
            throw new UsageException($"'{asTyped}' holds no solution and no project");

        var solution = new SolutionModel();
        foreach (var project in projects)
            solution.AddProject(project);
        var file = System.IO.Path.Combine(workspace, "All.slnx");
        SolutionSerializers.SlnXml.SaveAsync(file, solution, CancellationToken.None).GetAwaiter().GetResult();
        return new CheckTarget(file, folder, projects);
    }

    private static List<string> SolutionProjects(string file)
    {
        var serializer = SolutionSerializers.GetSerializerByMoniker(file) ?? throw new InvalidOperationException("unknown format");
        var solution = serializer.OpenAsync(file, CancellationToken.None).GetAwaiter().GetResult();
        return [.. solution.SolutionProjects.Select(project => FullPath(System.IO.Path.GetDirectoryName(file)!, project.FilePath)).Order(StringComparer.Ordinal)];
    }

    private static List<string> FilterProjects(string file)
    {
        using var filter = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var solution = filter.RootElement.GetProperty("solution");
        // Projects are written relative to the solution that is filtered, not to the filter.
        var solutionFolder = System.IO.Path.GetDirectoryName(FullPath(System.IO.Path.GetDirectoryName(file)!, solution.GetProperty("path").GetString()!))!;
        return [.. solution.GetProperty("projects").EnumerateArray().Select(project => FullPath(solutionFolder, project.GetString()!)).Order(StringComparer.Ordinal)];
    }

    private static string FullPath(string folder, string relative) =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, relative.Replace('\\', System.IO.Path.DirectorySeparatorChar)));

    private static List<string> Files(string folder, SearchOption depth, params string[] extensions) =>
    [
        .. new DirectoryInfo(folder)
            .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = depth == SearchOption.AllDirectories, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => extensions.Contains(file.Extension.ToLowerInvariant()) && !IsOutput(System.IO.Path.GetRelativePath(folder, file.FullName)))
            .Select(file => file.FullName)
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsOutput(string relative) =>
        relative.Split(System.IO.Path.DirectorySeparatorChar).SkipLast(1).Any(part => part is "bin" or "obj" or "node_modules" or ".git");

    private static string Names(IEnumerable<string> files) => string.Join(", ", files.Select(System.IO.Path.GetFileName));
}
