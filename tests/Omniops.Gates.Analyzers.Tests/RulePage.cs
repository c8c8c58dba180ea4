namespace Omniops.Gates.Tests;

/// <summary>A rule's page: its title, its sections and the first code block of each.</summary>
internal sealed class RulePage
{
    private readonly Dictionary<string, List<string>> _sections = [];

    private RulePage(string[] lines)
    {
        Title = lines[0];
        LineCount = lines.Length;
        var section = "";
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..];
            else
                (_sections.TryGetValue(section, out var content) ? content : _sections[section] = []).Add(line);
        }
    }

    public string Title { get; }

    public int LineCount { get; }

    public IEnumerable<string> Sections => _sections.Keys.Where(section => section.Length > 0);

    /// <summary>The code block under "Fails".</summary>
    public string Fails => Block("Fails");

    /// <summary>The code block under "Passes".</summary>
    public string Passes => Block("Passes");

    /// <summary>The text of omniops.gates.json that the example names in a comment.</summary>
    public string Policy => Fails[Fails.IndexOf('{', StringComparison.Ordinal)..Fails.IndexOf('\n', Fails.IndexOf('{', StringComparison.Ordinal))];

    public string Options => string.Join('\n', _sections["Options"]);

    public static RulePage Read(string id) => new(File.ReadAllLines(Path.Combine(RepositoryFolder.Rules, $"{id}.md")));

    private string Block(string section) => string.Join('\n', _sections[section]
        .SkipWhile(line => !line.StartsWith("```", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal)));
}
