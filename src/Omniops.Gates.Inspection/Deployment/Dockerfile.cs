namespace Omniops.Gates.Inspection.Deployment;

/// <summary>The instructions of a Dockerfile, in order, with their places.</summary>
/// <param name="Text">The file without byte order mark; every offset counts from its start.</param>
/// <param name="Escape">The character that escapes and continues lines: a backslash, or a backtick where the file says so.</param>
/// <param name="Error">The first error, or null when the whole file was read.</param>
public sealed record Dockerfile(string Text, char Escape, IReadOnlyList<DockerInstruction> Instructions, DockerfileError? Error)
{
    /// <summary>Reads <paramref name="text"/>; never throws for its content.</summary>
    public static Dockerfile Read(string text) => DockerfileReader.Read(text);
}
