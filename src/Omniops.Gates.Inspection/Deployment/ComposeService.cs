using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>What a compose file says of a service and the gates ask about.</summary>
/// <param name="Name">The service.</param>
/// <param name="Folder">Full path of the folder of the file, which relative paths start from.</param>
public sealed record ComposeService(string Name, string Folder)
{
    /// <summary>The folder that its image is built from, as written; null where the file does not say.</summary>
    public string? BuildContext { get; init; }

    /// <summary>The Dockerfile, relative to the context, as written; null where the file does not say.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The image, as written; null where the file does not say.</summary>
    public string? Image { get; init; }

    /// <summary>How many containers run it: a number, or the words that stand for one; null where the file does not say.</summary>
    public string? Replicas { get; init; }

    /// <summary>Where <see cref="Replicas"/> stands.</summary>
    public FilePosition? ReplicasPosition { get; init; }

    /// <summary>The service as a second file adds to it: what that file says wins.</summary>
    public ComposeService With(ComposeService later) => this with
    {
        BuildContext = later.BuildContext ?? BuildContext,
        Dockerfile = later.Dockerfile ?? Dockerfile,
        Image = later.Image ?? Image,
        Replicas = later.Replicas ?? Replicas,
        ReplicasPosition = later.ReplicasPosition ?? ReplicasPosition,
    };
}
