namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Which Razor Pages something is said of, by their path. Source: PageConventionCollectionExtensions.</summary>
/// <param name="Area">The area; null for pages of none.</param>
/// <param name="Path">The page or folder, beginning with a slash; null where it is not known.</param>
internal sealed record PagePath(string? Area, string? Path, bool IsFolder)
{
    /// <summary>All pages, those of areas too.</summary>
    public static PagePath All { get; } = new("*", "/", IsFolder: true);

    /// <summary>How near to a page that is: the folders above it, and more than any of them for the page itself.</summary>
    public int Depth => IsFolder ? Routes.Segments(Path ?? "").Length : int.MaxValue;

    /// <summary>Whether it is said of a page; null where that cannot be told.</summary>
    public bool? Covers(string? area, string page)
    {
        if (this == All)
            return true;
        if (Path is null)
            return null;
        if (!string.Equals(area ?? "", Area ?? "", StringComparison.OrdinalIgnoreCase))
            return false;

        return !IsFolder
            ? string.Equals(page, Path, StringComparison.OrdinalIgnoreCase)
            : Path == "/" || page.StartsWith(Path.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);
    }
}
