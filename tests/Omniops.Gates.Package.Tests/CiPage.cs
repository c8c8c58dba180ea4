using YamlDotNet.RepresentationModel;

namespace Omniops.Gates.Package.Tests;

/// <summary>The page about pipelines, read as a team copies from it.</summary>
internal static class CiPage
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "rules", "ci.md")).ReplaceLineEndings("\n");

    /// <summary>The only code block of a section.</summary>
    public static string Block(string heading)
    {
        var section = s_page.Split("\n## ").Single(section => section.StartsWith(heading + "\n", StringComparison.Ordinal));
        var parts = section.Split("```");
        Assert.Equal(3, parts.Length);
        return parts[1][(parts[1].IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The pipeline of a section. YAML that is not valid, and a key that comes twice, throw.</summary>
    public static YamlMappingNode Pipeline(string heading)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Block(heading)));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>A job of the pipeline of a section.</summary>
    public static CiJob Job(string heading, string name)
    {
        var pipeline = Pipeline(heading);
        if (pipeline.Children.TryGetValue("stages", out var stages) && stages[0] is YamlMappingNode)
            return new CiJob(((YamlSequenceNode)stages).Single(stage => stage["stage"].Equals(new YamlScalarNode(name))));

        return new CiJob((pipeline.Children.TryGetValue("jobs", out var jobs) ? jobs : pipeline)[name]);
    }
}
