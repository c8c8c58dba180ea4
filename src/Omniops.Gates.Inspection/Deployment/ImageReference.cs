namespace Omniops.Gates.Inspection.Deployment;

/// <summary>The parts of an image's name. Source: distribution/reference, which completes short names in the same way.</summary>
/// <param name="Registry">Host name; <c>docker.io</c> where none is written.</param>
/// <param name="Repository">Path on that host; Docker's official images get their <c>library/</c>.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="HasDigest">Whether the content is fixed by a digest.</param>
internal sealed record ImageReference(string Registry, string Repository, string? Tag, bool HasDigest)
{
    public const string DockerHub = "docker.io";

    public static ImageReference Parse(string image)
    {
        var at = image.IndexOf('@');
        var name = at < 0 ? image : image[..at];
        var colon = name.LastIndexOf(':');
        // A colon before the last slash belongs to the registry's port.
        var hasTag = colon > name.LastIndexOf('/');
        var tag = hasTag ? name[(colon + 1)..] : null;
        var (registry, repository) = SplitRegistry(hasTag ? name[..colon] : name);
        return new ImageReference(registry, repository, tag, at >= 0);
    }

    private static (string Registry, string Repository) SplitRegistry(string name)
    {
        var slash = name.IndexOf('/');
        var first = slash < 0 ? "" : name[..slash].ToLowerInvariant();
        var isRegistry = first == "localhost" || first.Contains('.') || first.Contains(':');
        var repository = (isRegistry ? name[(slash + 1)..] : name).ToLowerInvariant();
        if (isRegistry && first is not ("docker.io" or "index.docker.io"))
            return (first, repository);

        return (DockerHub, repository.Contains('/') ? repository : $"library/{repository}");
    }
}
