using System.Globalization;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>The facts about the user a container starts with: the last USER that counts, or else the base image.</summary>
internal sealed class StartUser
{
    // The id of the user app in .NET's images since version 8. Source: github.com/dotnet/dotnet-docker, runtime-deps Dockerfiles.
    private const string AppUid = "1654";

    /// <summary>Collects the facts of a file that was read without error.</summary>
    public StartUser(Dockerfile dockerfile)
    {
        var global = new DockerVariables(dockerfile.Escape);
        FinalStage = BuildStage.Last(dockerfile, global);
        var chain = FinalStage.Chain();
        BaseName = chain[0].ImageName;
        Base = BaseName.Value is { } image ? ImageReference.Parse(image) : null;

        var variables = new DockerVariables(dockerfile.Escape, global);
        if (HasAppUid)
            variables.SetEnvironment("APP_UID", AppUid);

        foreach (var instruction in chain.SelectMany(stage => stage.Instructions))
            Apply(instruction, variables);
    }

    /// <summary>The stage that becomes the image.</summary>
    public BuildStage FinalStage { get; }

    /// <summary>The image below the final stage, other stages skipped; without a value when it is given by an unknown variable.</summary>
    public WordExpansion BaseName { get; }

    /// <summary>Its parts, or null.</summary>
    public ImageReference? Base { get; }

    /// <summary>The last USER of the final stage, or of the stages it is built from.</summary>
    public DockerInstruction? Instruction { get; private set; }

    /// <summary>Who that is.</summary>
    public WordExpansion? Name { get; private set; }

    /// <summary>Whether <see cref="Name"/> has the rights of root: by name, as id 0, or because it is empty.</summary>
    public bool IsRoot
    {
        get
        {
            var name = Name?.Value?.Split(':')[0];
            return name is "" or "root"
                || string.Equals(name, "ContainerAdministrator", StringComparison.OrdinalIgnoreCase)
                || (long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id == 0);
        }
    }

    /// <summary>The line that makes it someone else.</summary>
    public string LineToWrite
    {
        get
        {
            if (HasAppUid)
                return "'USER $APP_UID'";

            return Base is not null && KnownImages.IsWindows(Base) ? "'USER ContainerUser'" : "'USER 1654' (any id but 0)";
        }
    }

    private bool HasAppUid => Base is not null && KnownImages.HasAppUid(Base);

    private void Apply(DockerInstruction instruction, DockerVariables variables)
    {
        variables.Apply(instruction);
        if (instruction.Keyword != "USER")
            return;

        Instruction = instruction;
        Name = variables.Expand(instruction.Arguments);
    }
}
