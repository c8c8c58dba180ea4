using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.VisualStudio.SolutionPersistence.Model;
using Microsoft.VisualStudio.SolutionPersistence.Serializer;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tool.Check;

/// <summary>
/// A solution, or a filter over one, as a target. One project that MSBuild cannot load stops the build of all the others, so those are
/// taken out by a filter of our own; the solution stays what is built, with its configurations and its folder.
/// </summary>
internal static class SolutionTarget
{
    /// <exception cref="UsageException">The file is no solution, or does not have the configuration.</exception>
    public static CheckTarget Read(string file, string configuration, string workspace)
    {
        try
        {
            var isFilter = Path.GetExtension(file).Equals(".slnf", StringComparison.OrdinalIgnoreCase);
            var filter = isFilter ? Filter(file) : default;
            var solutionFile = filter.Solution ?? file;
            var solution = Open(solutionFile);
            var platform = Platform(solution, solutionFile, configuration);
            var members = solution.SolutionProjects
                .Select(member => (Model: member, Path: FullPath(Path.GetDirectoryName(solutionFile)!, member.FilePath)))
                .Where(member => filter.Projects?.Contains(member.Path, ProjectVerdict.PathComparer) != false)
                .OrderBy(member => member.Path, StringComparer.Ordinal).ToList();

            var projects = members.Select(member => Project(member.Path, member.Model, solutionFile, configuration, platform)).ToList();
            var stranger = $"is in '{Path.GetFileName(file)}' but not in '{Path.GetFileName(solutionFile)}'; add it to the solution";
            var strangers = (filter.Projects ?? []).Except(members.Select(member => member.Path), ProjectVerdict.PathComparer)
                .Select(path => new TargetProject(path, stranger, IsBroken: true)).ToList();

            var loadable = members.Where(member => ProjectFiles.IsBuildable(member.Path) && File.Exists(member.Path)).ToList();
            var buildFile = loadable.Count == 0 ? null
                // MSBuild builds nothing of a solution without configurations, and says nothing.
                : platform is null ? Write(loadable.Select(member => member.Path), workspace)
                : loadable.Count == members.Count && strangers.Count == 0 ? file
                : WriteFilter(solutionFile, loadable.Select(member => member.Model.FilePath), workspace);
            return new CheckTarget(file, buildFile, Path.GetDirectoryName(file)!, [.. projects, .. strangers]);
        }
        catch (Exception error) when (error
            is SolutionException or JsonException or XmlException or FormatException or ArgumentException or KeyNotFoundException
            or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{Path.GetFileName(file)}' cannot be read as a solution: {error.Message}");
        }
    }

    /// <summary>Makes a solution of projects that have none; returns its path.</summary>
    public static string Write(IEnumerable<string> projects, string workspace)
    {
        var solution = new SolutionModel();
        // A folder for each, as a solution refuses two projects of one name side by side.
        foreach (var (number, project) in projects.Index())
            solution.AddProject(project, projectTypeName: null, solution.AddFolder($"/{number}/"));
        var file = Path.Combine(workspace, "All.slnx");
        SolutionSerializers.SlnXml.SaveAsync(file, solution, CancellationToken.None).GetAwaiter().GetResult();
        return file;
    }

    private static TargetProject Project(
        string path, SolutionProjectModel project, string solutionFile, string configuration, string? platform)
    {
        if (!ProjectFiles.IsBuildable(path))
            return new TargetProject(path, ProjectFiles.OtherKind);
        var name = Path.GetFileName(solutionFile);
        if (!File.Exists(path))
            return new TargetProject(path, $"is in '{name}' but does not exist; remove it from the solution", IsBroken: true);

        return platform is null || project.GetProjectConfiguration(configuration, platform).Build
            ? new TargetProject(path)
            : new TargetProject(
                path, $"is left out of the build by the configuration '{configuration}|{platform}' of '{name}'; check it by itself");
    }

    /// <summary>The platform that MSBuild takes when none is named; null for a solution without configurations.</summary>
    private static string? Platform(SolutionModel solution, string solutionFile, string configuration)
    {
        if (solution.BuildTypes.Count == 0 || solution.Platforms.Count == 0)
            return null;
        if (!solution.BuildTypes.Contains(configuration, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException(
                $"'{configuration}' is no configuration of '{Path.GetFileName(solutionFile)}'; "
                + $"name one of its own: {string.Join(", ", solution.BuildTypes)}");
        }

        string[] preferred = ["Mixed Platforms", "Any CPU"];
        return preferred.FirstOrDefault(name => solution.Platforms.Contains(name, StringComparer.OrdinalIgnoreCase))
            ?? solution.Platforms[0];
    }

    private static SolutionModel Open(string file) =>
        (SolutionSerializers.GetSerializerByMoniker(file) ?? throw new InvalidOperationException("unknown format"))
            .OpenAsync(file, CancellationToken.None).GetAwaiter().GetResult();

    private static (string? Solution, List<string>? Projects) Filter(string file)
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var filter = JsonDocument.Parse(File.ReadAllText(file), lenient);
        var content = filter.RootElement.GetProperty("solution");
        // Projects are written relative to the solution that is filtered, not to the filter.
        var solution = FullPath(Path.GetDirectoryName(file)!, content.GetProperty("path").GetString()!);
        var folder = Path.GetDirectoryName(solution)!;
        var projects = content.GetProperty("projects").EnumerateArray().Select(project => FullPath(folder, project.GetString()!));
        return (solution, [.. projects.Distinct()]);
    }

    private static string WriteFilter(string solution, IEnumerable<string> projects, string workspace)
    {
        var file = Path.Combine(workspace, "Buildable.slnf");
        var names = new JsonArray([.. projects.Select(project => (JsonNode)project)]);
        var content = new JsonObject { ["solution"] = new JsonObject { ["path"] = solution, ["projects"] = names } };
        File.WriteAllText(file, content.ToJsonString());
        return file;
    }

    private static string FullPath(string folder, string relative) =>
        Path.GetFullPath(Path.Combine(folder, relative.Replace('\\', Path.DirectorySeparatorChar)));
}
