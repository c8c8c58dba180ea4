using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Inspection.Repository;

/// <summary>The files that version control has or would take in with the next <c>git add</c>.</summary>
/// <param name="Folder">Full path of the folder that was listed.</param>
/// <param name="Files">In order of their paths.</param>
public sealed record RepositoryListing(string Folder, IReadOnlyList<RepositoryFile> Files)
{
    /// <summary>Why git was not asked; null where it was.</summary>
    public string? WithoutGit { get; init; }

    /// <summary>Whether there is a repository at all, be it one that git could not be asked about.</summary>
    public bool IsRepository { get; init; } = true;

    /// <summary>Repositories inside the repository, which have their own gate; relative paths.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>How many symbolic links there are. What they lead to is a file of the repository anyway, or none of its business.</summary>
    public int Links { get; init; }

    /// <summary>The tracked files that are not in the working tree: deleted, or left out by a sparse checkout.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The <c>.gitattributes</c> among the files.</summary>
    internal IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>All that git has, where git found nothing changed; null where it did or nobody knows.</summary>
    internal UntouchedTree? Untouched { get; init; }

    /// <summary>Ignored files whose names say that they hold secrets, as far as somebody has come across them; relative paths.</summary>
    public IReadOnlyList<string> IgnoredSecretFiles { get; init; } = [];

    /// <summary>Folders that could not be listed; relative paths.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>Lists a folder with git, or without it where that is not possible.</summary>
    public static RepositoryListing Of(string folder) =>
        GitListing.Read(folder, out var reason) ?? FolderListing.Read(folder, reason);

    /// <summary>OMNI9912 for a folder that cannot be listed.</summary>
    public static Finding NotListed(string folder, string name) => Finding.Of(
        IntegrityRules.InputNotRead, new FilePosition(folder), name,
        $"the folder '{name}' cannot be listed", "give the build the right to read it");
}
