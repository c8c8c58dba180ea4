using Omniops.Gates.Engine.Deployment;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Inspection.Deployment;

/// <summary>
/// OMNI8002: the container of a Dockerfile's last stage does not start as root.
/// Source: Dockerfile reference, USER; without USER the base image decides. CWE-250.
/// </summary>
public static class ContainerUser
{
    private const int LongestQuote = 200;

    /// <summary>Ends of files that are about Dockerfiles or happen to be called so: a class, a page, a template's data.</summary>
    private static readonly string[] s_others = [".dockerignore", ".containerignore", ".cs", ".md", ".txt", ".json", ".yml", ".yaml"];

    /// <summary>Whether a file of this name is judged, such as <c>Dockerfile</c>, <c>Dockerfile.dev</c>, <c>shop.Dockerfile</c>.</summary>
    public static bool IsDockerfile(string fileName)
    {
        if (s_others.Any(EndsWith))
            return false;

        return Is("Dockerfile") || StartsWith("Dockerfile.") || EndsWith(".Dockerfile")
            || Is("Containerfile") || StartsWith("Containerfile.");

        bool Is(string name) => fileName.Equals(name, StringComparison.OrdinalIgnoreCase);
        bool StartsWith(string start) => fileName.StartsWith(start, StringComparison.OrdinalIgnoreCase);
        bool EndsWith(string end) => fileName.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>At most one finding, about the stage that becomes the image.</summary>
    /// <param name="path">Full path of the Dockerfile.</param>
    public static Finding? Check(string path, Dockerfile dockerfile)
    {
        if (dockerfile.Error is { } error)
            return NotRead(FilePosition.Of(path, dockerfile.Text, error.Start, 0), error.Reason);

        var user = new StartUser(dockerfile);
        if (user.Instruction is { } instruction)
            return CheckUser(user, instruction, Position(instruction.ArgumentsStart, instruction.ArgumentsLength));

        var image = user.FinalStage.Image;
        return CheckBase(user, Position(image.Start, image.Length));

        FilePosition Position(int start, int length) => FilePosition.Of(path, dockerfile.Text, start, length);
    }

    private static Finding? CheckUser(StartUser user, DockerInstruction instruction, FilePosition position)
    {
        var culprit = Quote($"USER {instruction.Arguments}");
        if (instruction.Arguments.Length == 0)
            return NotProven(user, position, "'USER' names nobody");

        if (user.Name?.Value is not { } name)
            return NotProven(user, position, $"{culprit}: {Shorten(user.Name?.Problem)}");

        if (user.IsRoot)
            return Root(user, position, culprit);

        // USER takes the whole line, a comment behind the name as well.
        return name.Any(char.IsWhiteSpace) ? NotProven(user, position, $"{culprit} is no single name") : null;
    }

    private static Finding? CheckBase(StartUser user, FilePosition position)
    {
        var image = user.FinalStage.Image.Text;
        var culprit = Quote($"FROM {image}");
        if (user.BaseName.Value is not { } baseName || user.Base is null)
            return NotProven(user, position, $"{culprit}: {Shorten(user.BaseName.Problem)}");

        if (baseName != image)
            culprit += $" ({Shorten(baseName)})";

        return KnownImages.UserOf(user.Base) switch
        {
            ImageUser.Root => Root(user, position, culprit),
            ImageUser.NotRoot => null,
            _ => NotProven(user, position, $"{culprit} may start as root"),
        };
    }

    private static Finding Root(StartUser user, FilePosition position, string culprit) =>
        Finding.Of(DeploymentRules.ContainerRunsAsRoot, position, Anchor(user), culprit, user.LineToWrite);

    private static Finding NotProven(StartUser user, FilePosition position, string reason)
    {
        var wayOut = $"write {user.LineToWrite} in the last stage";
        return Finding.NotProven(DeploymentRules.ContainerRunsAsRoot, position, Anchor(user), $"{reason}; {wayOut}");
    }

    private static Finding NotRead(FilePosition position, string reason)
    {
        var fact = $"The Dockerfile was not checked: {reason}";
        return Finding.Of(IntegrityRules.InputNotRead, position, "Dockerfile", fact, "correct it, or rename it if it is no Dockerfile");
    }

    private static string Anchor(StartUser user) => user.FinalStage.Name ?? "final stage";

    private static string Quote(string culprit) => $"'{Shorten(culprit)}'";

    private static string? Shorten(string? text) => text?.Length > LongestQuote ? $"{text[..LongestQuote]}…" : text;
}
