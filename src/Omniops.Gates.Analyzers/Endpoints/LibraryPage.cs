using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What a library says of Razor Pages by their path, as text within a fact: the path, and on the next line what is said.</summary>
internal static class LibraryPage
{
    private const char Line = '\n';

    public static string Write(PageConvention page) => Write(page.On) + Line + LibraryEndpoint.Write(page.Convention, page.Convention.Scope);

    public static string Write(PageRoute route) => Write(route.On) + Line + LibraryEndpoint.Join(route.Route, route.IsReplaced ? "replaced" : "");

    /// <summary>What <see cref="Write(PageConvention)"/> has written; null for any other text.</summary>
    public static PageConvention? ReadConvention(string text, Location place, PipelineScope scope) =>
        text.Split(Line) is [var path, var said] && ReadPath(path) is { } on && LibraryEndpoint.ReadConvention(said, place, scope) is { } convention
            ? new PageConvention(convention with { Depth = on.Depth }, on) : null;

    /// <summary>What <see cref="Write(PageRoute)"/> has written; null for any other text.</summary>
    public static PageRoute? ReadRoute(string text) =>
        text.Split(Line) is [var path, var said] && ReadPath(path) is { } on && LibraryEndpoint.Split(said, 2) is { } parts
            ? new PageRoute(on, parts[0], parts[1].Length > 0) : null;

    private static string Write(PagePath path) => LibraryEndpoint.Join(
        path.Area ?? "", path.Area is null ? "none" : "", path.Path ?? "", path.Path is null ? "?" : "", path.IsFolder ? "folder" : "");

    /// <summary>A name with a part that is known at run time only is none that is known.</summary>
    private static PagePath? ReadPath(string text) => LibraryEndpoint.Split(text, 5) is not { } parts ? null
        : !Routes.IsKnown(parts[0]) ? new PagePath(null, null, parts[4].Length > 0)
        : new PagePath(parts[1].Length > 0 ? null : parts[0], parts[3].Length > 0 || !Routes.IsKnown(parts[2]) ? null : parts[2], parts[4].Length > 0);
}
