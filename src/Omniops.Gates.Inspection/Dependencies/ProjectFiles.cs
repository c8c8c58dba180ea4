using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Dependencies;

/// <summary>
/// What the project files of a repository set, as far as it can be read without evaluating them: a project, the files it imports by a
/// plain path, and the <c>Directory.*</c> files above it. Source: MSBuild, "Customize your build by folder".
/// </summary>
/// <param name="root">Full path of the repository; nothing outside it is read.</param>
/// <param name="findings">Receives a finding for each file that cannot be read, once.</param>
internal sealed class ProjectFiles(string root, ICollection<Finding> findings)
{
    private const string ThisFolder = "$(MSBuildThisFileDirectory)";

    /// <summary>Values of one text that are followed; more are not told.</summary>
    private const int MaxValues = 200;

    /// <summary>Characters of a text that a person may have written into a property.</summary>
    private const int MaxLength = 10_000;

    private const int MaxImports = 100;

    private static readonly string[] s_above = ["Directory.Build.targets", "", "Directory.Build.props", "Directory.Packages.props"];

    private readonly Dictionary<string, MarkupFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, PropertyDefinition>> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<MarkupFile>>> _layers = new(StringComparer.Ordinal);

    /// <summary>The file, or null when it cannot be read.</summary>
    public MarkupFile? Read(string path) =>
        _files.TryGetValue(path, out var file) ? file : _files[path] = MarkupFile.Read(root, path, findings);

    /// <summary>
    /// The definitions of one of the properties that count for a project: what is set last, and what is set before where the later ones
    /// have a condition.
    /// </summary>
    public IReadOnlyList<PropertyDefinition> Definitions(string project, params IReadOnlyList<string> names)
    {
        var definitions = new List<PropertyDefinition>();
        foreach (var layer in Layers(project))
        {
            foreach (var file in layer)
            {
                foreach (var name in names)
                    definitions.AddRange(Properties(file)[name].Take(MaxValues));
            }

            if (definitions.Exists(definition => !definition.IsConditional))
                break;
        }

        return definitions;
    }

    /// <summary>Every text that may come of one with properties in it; null when one of them is not set in sight.</summary>
    public IReadOnlyList<string>? Values(string project, string text)
    {
        var values = new List<string>();
        var budget = MaxValues;
        return TryExpand(project, text, values, ref budget) ? values : null;
    }

    private bool TryExpand(string project, string text, List<string> values, ref int budget)
    {
        var start = text.IndexOf("$(", StringComparison.Ordinal);
        if (start < 0)
        {
            values.Add(text);
            return true;
        }

        var end = text.IndexOf(')', start);
        if (end < 0 || text.Length > MaxLength)
            return false;

        var name = text[(start + 2)..end];
        var definitions = Definitions(project, name);
        if (definitions.Count >= MaxValues)
            return false;

        foreach (var definition in definitions)
        {
            // What a definition adds to an earlier one: the earlier one is among the others.
            var value = definition.Value.Replace($"$({name})", "", StringComparison.Ordinal);
            if (--budget < 0 || !TryExpand(project, text[..start] + value + text[(end + 1)..], values, ref budget))
                return false;
        }

        return definitions.Count > 0;
    }

    private ILookup<string, PropertyDefinition> Properties(MarkupFile file)
    {
        if (!_properties.TryGetValue(file.Path, out var properties))
        {
            _properties[file.Path] = properties = file.Root.Descendants()
                .Where(element => element.Parent?.Name.LocalName == "PropertyGroup")
                .Select(element => new PropertyDefinition(file, element))
                .ToLookup(definition => definition.Name, StringComparer.OrdinalIgnoreCase);
        }

        return properties;
    }

    /// <summary>Files that set properties, the last to do so first.</summary>
    private IReadOnlyList<IReadOnlyList<MarkupFile>> Layers(string project)
    {
        if (!_layers.TryGetValue(project, out var layers))
            _layers[project] = layers = [.. s_above.Select(name => name.Length == 0 ? WithImports(project) : Above(project, name))];

        return layers;
    }

    private List<MarkupFile> Above(string project, string name)
    {
        var files = new List<MarkupFile>();
        for (var folder = Path.GetDirectoryName(project); folder is not null && IsInside(folder); folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, name);
            if (path == project || !File.Exists(path))
                continue;

            var found = WithImports(path);
            files.AddRange(found);
            // The nearest one hides those above, unless it imports them.
            if (!found.SelectMany(Imports).Any(import => import.Contains("GetPathOfFileAbove", StringComparison.OrdinalIgnoreCase)))
                break;
        }

        return files;
    }

    /// <summary>A file, and what it imports by a plain path.</summary>
    public IReadOnlyList<MarkupFile> WithImports(string path)
    {
        var files = new List<MarkupFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { path };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var next) && files.Count < MaxImports)
        {
            if (Read(next) is not { } file)
                continue;

            files.Add(file);
            foreach (var import in Imports(file))
            {
                if (Locate(next, import) is { } imported && seen.Add(imported))
                    waiting.Enqueue(imported);
            }
        }

        return files;
    }

    private string? Locate(string importer, string import)
    {
        var written = import.Replace(ThisFolder, "", StringComparison.OrdinalIgnoreCase).Replace('\\', '/').TrimStart('/');
        if (written.Length is 0 or > MaxLength || written.IndexOfAny(['$', '*', '?', '\0']) >= 0)
            return null;

        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(importer)!, written));
        return IsInside(path) && File.Exists(path) ? path : null;
    }

    private bool IsInside(string path) =>
        path == root || path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> Imports(MarkupFile file) =>
        file.Root.Descendants().Where(element => element.Name.LocalName == "Import")
            .Select(element => (string?)element.Attribute("Project")).OfType<string>();
}
