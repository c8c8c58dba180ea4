namespace Omniops.Gates.Inspection.Files;

/// <summary>What a file turned out to be.</summary>
/// <param name="Reason">What it is, or why it could not be read.</param>
/// <param name="IsProblem">Whether it could not be read and should have been.</param>
internal sealed record FileContent(string Reason, bool IsProblem = false)
{
    /// <summary>It was read.</summary>
    public static FileContent Text { get; } = new("text");

    /// <summary>Its beginning is no text in any encoding.</summary>
    public static FileContent Binary { get; } = new("binary");

    /// <summary>Nothing is in it; it may be a pipe, a socket or a device.</summary>
    public static FileContent Empty { get; } = new("empty");

    /// <summary>A symbolic link, which is not followed.</summary>
    public static FileContent Link { get; } = new("links");

    /// <summary>A folder, where a file was expected.</summary>
    public static FileContent NoFile { get; } = new("no files");

    /// <summary>It could not be read.</summary>
    /// <param name="reason">Ends a sentence that begins with its name.</param>
    public static FileContent Problem(string reason) => new(reason, IsProblem: true);
}
