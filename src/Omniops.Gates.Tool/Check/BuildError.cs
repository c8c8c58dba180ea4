using System.Text.RegularExpressions;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Tool.Check;

/// <summary>An error of the build.</summary>
/// <param name="Origin">The file it stands in, often the project itself; may be empty.</param>
/// <param name="Project">The project or solution that was being built; may be empty.</param>
/// <param name="Framework">The framework it was being built for; empty where the project has one only, or the error is of all.</param>
/// <param name="Message">Its code and text.</param>
internal sealed partial record BuildError(string Origin, string Project, string Framework, string Message)
{
    private const string Mark = ": error ";
    private const string FrameworkMark = "TargetFramework=";

    /// <summary>Reads a line as MSBuild writes it: <c>file(1,2): error CODE: text [project::TargetFramework=net8.0]</c>.</summary>
    /// <returns>Null when the line is no error.</returns>
    public static BuildError? Parse(string line)
    {
        var mark = line.IndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
            return null;

        // An error that a target raises may have no code: "error : text".
        var message = line[(mark + Mark.Length)..].TrimStart(':', ' ').Trim();
        var project = "";
        var framework = "";
        if (message.EndsWith(']') && message.LastIndexOf(" [", StringComparison.Ordinal) is >= 0 and var bracket)
        {
            var parts = message[(bracket + 2)..^1].Split("::");
            project = parts[0];
            var built = parts.Skip(1).FirstOrDefault(part => part.StartsWith(FrameworkMark, StringComparison.Ordinal));
            framework = built?[FrameworkMark.Length..] ?? "";
            message = message[..bracket];
        }

        return new BuildError(Around().Replace(line[..mark].Trim(), ""), project, framework, message);
    }

    /// <summary>Whether it is the given project's. Restore names the project in front and the solution behind.</summary>
    public bool IsOf(string project) =>
        ProjectVerdict.PathComparer.Equals(Origin, project) || (ProjectVerdict.PathComparer.Equals(Project, project) && !HasProjectOrigin);

    /// <summary>Whether it can be the reason why the project was not built for the framework.</summary>
    public bool IsOf(string project, string framework) =>
        IsOf(project) && (Framework.Length == 0 || Framework.Equals(framework, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it says that packages could not be restored.</summary>
    public bool IsOfRestore => Message.StartsWith("NU", StringComparison.Ordinal);

    /// <summary>The name of the project it is of; null when it is of none.</summary>
    public string? Culprit =>
        HasProjectOrigin ? Path.GetFileName(Origin)
        : ProjectFiles.IsBuildable(Project) ? Path.GetFileName(Project)
        : null;

    private bool HasProjectOrigin => ProjectFiles.IsBuildable(Origin);

    /// <summary>The number of the node that a log writes in front, and the position in the file behind.</summary>
    [GeneratedRegex(@"^\d+>|\(\d+(,\d+)*\)$", RegexOptions.None, 1000)]
    private static partial Regex Around();
}
