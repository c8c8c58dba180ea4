using System.Collections.Immutable;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>
/// A web application in a text file. <c>//? name value</c> says how it is started and asked; <c>//@ Startup.cs</c> begins another file,
/// <c>//@ Library/Module.cs</c> one of a library that it references,
/// <c>with</c> adds one that several programs share, and <c>project</c> takes the files of a project of the repository.
/// Nothing says what is expected: that follows from what the analyzers say of it.
/// </summary>
internal sealed class WebProgram
{
    private const string Mark = "//? ";
    private const string FileMark = "//@ ";
    private const string DefaultOrigin = "https://shop.example";

    private WebProgram(string name, ImmutableArray<(string Name, string Value)> marks, ImmutableArray<(string Path, string Text)> files)
    {
        Name = name;
        Files = files;
        Paths = [.. Values("get")];
        SharedPaths = [.. Values("shared").DefaultIfEmpty("/api")];
        Origin = Values("origin").SingleOrDefault() ?? DefaultOrigin;
        Variables = [.. Values("set").Select(value => value.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))];
        NeedsPackages = Values("packages").Any();
        Refuses = Values("refuses to start").Any();
        Unknown = int.Parse(Values("unknown").SingleOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        Closing = [.. Values("fails closed")];
        Failing = [.. Values("fails")];

        IEnumerable<string> Values(string asked) => marks.Where(mark => mark.Name == asked).Select(mark => mark.Value);
    }

    /// <summary>The names of all programs.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The names of the programs whose endpoints are held against what is said of them.</summary>
    public static ImmutableArray<string> EndpointNames { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "endpoints"), "*.txt").Select(file => $"endpoints/{Path.GetFileNameWithoutExtension(file)}")
            .Order(StringComparer.Ordinal)];

    /// <summary>The program that runs the others.</summary>
    public static WebProgram Runner => new("runner", [], [("Program.cs", File.ReadAllText(Path.Combine(SharedFolder, "runner.txt")))]);

    /// <summary>How tests call it.</summary>
    public string Name { get; }

    /// <summary>Paths that it is asked for besides those that every program is asked for.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Paths that its policies mean to share with their origin.</summary>
    public ImmutableArray<string> SharedPaths { get; }

    /// <summary>The origin that its policies mean to let in.</summary>
    public string Origin { get; }

    /// <summary>Environment variables of the deployment.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Variables { get; }

    /// <summary>Whether it uses the packages that the samples use.</summary>
    public bool NeedsPackages { get; }

    /// <summary>Whether it throws while it starts.</summary>
    public bool Refuses { get; }

    /// <summary>How many of its endpoints' decisions may be unknown, since they are made by code that runs.</summary>
    public int Unknown { get; }

    /// <summary>Endpoints that let nobody in and answer with 500, as the policy that they ask for is not registered or nothing looks at it.</summary>
    public ImmutableArray<string> Closing { get; }

    /// <summary>Endpoints that answer with 500 whoever asks, for a reason that has nothing to do with who it is.</summary>
    public ImmutableArray<string> Failing { get; }

    /// <summary>Source and content, by path within the project.</summary>
    public ImmutableArray<(string Path, string Text)> Files { get; }

    private static string SharedFolder => Path.Combine(Path.GetDirectoryName(Folder)!, "Shared");

    private static string Folder => Path.Combine(RepositoryFolder.Root, "tests", "Omniops.Gates.Conformance.Tests", "Programs");

    /// <summary>Whether its source mentions a name.</summary>
    public bool Mentions(string name) =>
        Files.Any(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) && file.Text.Contains(name, StringComparison.Ordinal));

    public static WebProgram Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".txt")).ReplaceLineEndings("\n");
        var lines = text.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
            .Select(line => line[Mark.Length..].Trim());
        ImmutableArray<(string Name, string Value)> marks = [.. lines.Select(Divide)];
        var parts = ("\n" + text).Split("\n" + FileMark);
        var files = parts.Skip(1).Select(part => part.Split('\n', 2)).Select(part => (part[0].Trim(), part[1]));
        foreach (var (_, shared) in marks.Where(mark => mark.Name == "with"))
            files = files.Append(($"{shared}.cs", File.ReadAllText(Path.Combine(SharedFolder, shared + ".txt"))));
        foreach (var (_, project) in marks.Where(mark => mark.Name == "project"))
            files = files.Concat(ProjectFiles(Path.Combine(RepositoryFolder.Root, project)));
        if (!marks.Any(mark => mark.Name == "project"))
            files = files.Prepend(("Program.cs", parts[0]));
        return new WebProgram(name, marks, [.. files]);
    }

    private static (string Name, string Value) Divide(string mark) =>
        mark.Split(": ", 2) is [var name, var value] ? (name, value.Trim()) : (mark, "");

    private static IEnumerable<(string Path, string Text)> ProjectFiles(string folder) =>
        from file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(folder, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
            && Path.GetExtension(path) is ".cs" or ".json" or ".js"
        select (path, File.ReadAllText(file));
}
