using System.Globalization;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>A FROM and the instructions up to the next one. Source: Dockerfile reference, FROM; stage names know no case.</summary>
internal sealed class BuildStage(DockerWord image, WordExpansion imageName, string? name, BuildStage? parent)
{
    /// <summary>The image or stage after FROM, as written.</summary>
    public DockerWord Image { get; } = image;

    /// <summary>The same with its variables resolved.</summary>
    public WordExpansion ImageName { get; } = imageName;

    /// <summary>What <c>AS</c> calls the stage, or null.</summary>
    public string? Name { get; } = name;

    /// <summary>The earlier stage it is built from, or null for an image.</summary>
    public BuildStage? Parent { get; } = parent;

    public List<DockerInstruction> Instructions { get; } = [];

    /// <summary>The stage that becomes the image. What ARG sets before the first one goes into <paramref name="global"/>.</summary>
    public static BuildStage Last(Dockerfile dockerfile, DockerVariables global)
    {
        var stages = new List<BuildStage>();
        var known = new Dictionary<string, BuildStage>(StringComparer.OrdinalIgnoreCase);
        foreach (var instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword == "FROM")
            {
                var stage = Open(instruction, global, known);
                known[stage.Name ?? stages.Count.ToString(CultureInfo.InvariantCulture)] = stage;
                stages.Add(stage);
            }
            else if (stages.Count > 0)
            {
                stages[^1].Instructions.Add(instruction);
            }
            else
            {
                global.Apply(instruction);
            }
        }

        return stages[^1];
    }

    /// <summary>The stages from the one built on an image down to this one.</summary>
    public IReadOnlyList<BuildStage> Chain()
    {
        var chain = new List<BuildStage>();
        for (var stage = this; stage is not null; stage = stage.Parent)
            chain.Add(stage);

        chain.Reverse();
        return chain;
    }

    private static BuildStage Open(DockerInstruction from, DockerVariables global, Dictionary<string, BuildStage> known)
    {
        var operands = from.Operands.ToList();
        var image = global.Expand(operands[0].Text);
        var parent = image.Value is null ? null : known.GetValueOrDefault(image.Value);
        return new BuildStage(operands[0], image, operands.ElementAtOrDefault(2)?.Text, parent);
    }
}
