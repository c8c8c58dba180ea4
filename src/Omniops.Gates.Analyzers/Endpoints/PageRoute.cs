namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What code says of the routes of Razor Pages.</summary>
/// <param name="Route">A further route; a <see cref="Pipeline.HeaderTexts.Hole"/> where it is not known.</param>
/// <param name="IsReplaced">Whether the routes that the pages have by their paths may be others.</param>
internal sealed record PageRoute(PagePath On, string Route, bool IsReplaced = false);
