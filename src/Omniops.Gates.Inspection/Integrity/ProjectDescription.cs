namespace Omniops.Gates.Inspection.Integrity;

/// <summary>What a project said of itself in collect mode: see <c>_OmniopsDescribeProject</c> in the package's targets.</summary>
/// <param name="Project">Full path of the project.</param>
/// <param name="Language">As MSBuild names it: C#, VB, F#.</param>
/// <param name="Framework">The target framework this compilation is for.</param>
/// <param name="AssetsFile">Full path of <c>project.assets.json</c>.</param>
/// <param name="LogFile">Full path of the compiler's log; empty where no C# is compiled.</param>
/// <param name="Settings">Full paths of the settings files handed to the compiler.</param>
public sealed record ProjectDescription(
    string Project, string Language, string Framework, string AssetsFile, string LogFile, IReadOnlyList<string> Settings)
{
    /// <summary>All frameworks the project is compiled for; empty when it names a single one.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Whether it makes no assembly, as projects of Microsoft.Build.NoTargets, which only copy, pack or run something.</summary>
    public bool MakesNothing { get; init; }

    /// <summary>Whether the build says that it is one for others.</summary>
    public bool IsContinuousIntegration { get; init; }

    /// <summary>Where the project says its lock file is; empty for one of the usual names.</summary>
    public string LockFilePath { get; init; } = "";

    /// <summary>Reads all descriptions of a collect folder in a stable order.</summary>
    public static IReadOnlyList<ProjectDescription> ReadAll(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.project").Select(file => Parse(File.ReadAllLines(file)))
            .OrderBy(description => description.Project, StringComparer.Ordinal)
            .ThenBy(description => description.Framework, StringComparer.Ordinal),
    ];

    private static ProjectDescription Parse(string[] lines)
    {
        var values = lines.Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        return new ProjectDescription(One("project"), One("language"), One("framework"), One("assets"), One("log"), [.. values["settings"]])
        {
            Frameworks = One("frameworks").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            MakesNothing = One("makes") == "nothing",
            LockFilePath = One("lock"),
            IsContinuousIntegration = One("ci") == "true",
        };

        string One(string key) => values[key].FirstOrDefault() ?? "";
    }
}
