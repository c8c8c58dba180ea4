using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>The services of a compose file. Source: Compose specification, services, deploy, build and merge.</summary>
/// <param name="Services">The services; null where the file could not be read.</param>
/// <param name="Problem">Why it could not be read; null where it could.</param>
/// <param name="Line">The line of the problem; 0 for the file as a whole.</param>
public sealed record ComposeFile(IReadOnlyList<ComposeService>? Services, string? Problem, int Line)
{
    /// <summary>Bytes. What is larger was not written by people.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;

    /// <summary>How deep a file may nest; the representation of a deeper one would need the stack.</summary>
    private const int MaxDepth = 64;

    private const int MaxMerges = 8;

    /// <summary>Whether a file is named as compose files are: <c>compose.yaml</c>, <c>docker-compose.prod.yml</c>.</summary>
    public static bool IsCompose(string name) =>
        (name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
        && (IsStem(name, "compose") || IsStem(name, "docker-compose"));

    /// <summary>Reads the file. Never throws for its state or content.</summary>
    /// <param name="file">Full path.</param>
    public static ComposeFile Read(string file)
    {
        var content = TextFile.Read(file, MaxBytes);
        return content.Text is { } text ? Parse(file, text) : new ComposeFile(null, content.Problem, 0);
    }

    private static ComposeFile Parse(string file, string text)
    {
        try
        {
            if (TooDeep(text) is { } line)
                return new ComposeFile(null, $"nests deeper than {MaxDepth} levels", line);

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return new ComposeFile([.. stream.Documents.SelectMany(document => ReadServices(file, document.RootNode))], null, 0);
        }
        catch (YamlException error)
        {
            return new ComposeFile(null, $"is not valid YAML: {error.Message}", (int)error.Start.Line);
        }
    }

    private static int? TooDeep(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
                return (int)parser.Current.Start.Line;
        }

        return null;
    }

    private static IEnumerable<ComposeService> ReadServices(string file, YamlNode root)
    {
        if (Child(root, "services") is not YamlMappingNode services)
            yield break;

        foreach (var (key, service) in services.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                continue;

            var build = Child(service, "build");
            var deploy = Child(service, "deploy");
            var count = Child(deploy, "replicas") ?? Child(service, "scale");
            var isGlobal = Text(Child(deploy, "mode")) is "global" or "global-job";
            var replicas = isGlobal ? Child(deploy, "mode") : count;
            yield return new ComposeService(name, Path.GetDirectoryName(file)!)
            {
                BuildContext = Text(build) ?? Text(Child(build, "context")) ?? (build is null ? null : "."),
                Dockerfile = Text(Child(build, "dockerfile")),
                Image = Text(Child(service, "image")),
                Replicas = isGlobal ? "one on each node" : Text(replicas),
                ReplicasPosition = replicas is null
                    ? null : new FilePosition(file, (int)replicas.Start.Line, (int)replicas.Start.Column, (int)replicas.End.Line, (int)replicas.End.Column),
            };
        }
    }

    /// <summary>The value of a key, also where a merge key brings it in; a merge key may name the mapping that it stands in.</summary>
    private static YamlNode? Child(YamlNode? node, string key, int depth = 0)
    {
        if (depth > MaxMerges || node is not YamlMappingNode mapping)
            return null;

        if (mapping.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return value;

        mapping.Children.TryGetValue(new YamlScalarNode("<<"), out var merged);
        return merged is YamlSequenceNode several
            ? several.Children.Select(each => Child(each, key, depth + 1)).FirstOrDefault(found => found is not null)
            : Child(merged, key, depth + 1);
    }

    private static string? Text(YamlNode? node) => node is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    private static bool IsStem(string name, string stem) =>
        name.StartsWith(stem, StringComparison.OrdinalIgnoreCase) && name.Length > stem.Length && name[stem.Length] is '.' or '-' or '_';
}
