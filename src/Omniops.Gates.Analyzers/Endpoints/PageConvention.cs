namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What is said of Razor Pages by their path. Source: PageConventionCollectionExtensions.</summary>
/// <param name="Area">The area; null for pages of none.</param>
/// <param name="Path">The page or folder, beginning with a slash; null where it is not known.</param>
internal sealed record PageConvention(EndpointConvention Convention, string? Area, string? Path, bool IsFolder)
{
    /// <summary>Whether it is said of a page; null where that cannot be told.</summary>
    public bool? Covers(string? area, string page)
    {
        if (Path is null)
            return null;
        if (!string.Equals(area ?? "", Area ?? "", StringComparison.OrdinalIgnoreCase))
            return false;

        return !IsFolder
            ? string.Equals(page, Path, StringComparison.OrdinalIgnoreCase)
            : Path == "/" || page.StartsWith(Path.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);
    }
}
