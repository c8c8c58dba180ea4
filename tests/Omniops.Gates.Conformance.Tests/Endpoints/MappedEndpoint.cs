using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>An endpoint of the map with what was decided for it.</summary>
internal sealed record MappedEndpoint(Endpoint Endpoint, AccessDecision Access, LimitDecision Limit)
{
    /// <summary>Whether it is this one that runs.</summary>
    public bool Is(RunningEndpoint running) =>
        Endpoint.Verbs is { } verbs && IsRoute(running.Route)
        && (verbs.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(running.Verbs)
            // A hub turns other verbs than POST away itself, with 405. Source: HttpConnectionDispatcher.
            || Endpoint.Kind == EndpointKind.Hub && running.Verbs.Length == 0);

    /// <summary>
    /// A path that it answers for, with a plausible value for each parameter. Where parts of the route are not known, that which runs has them.
    /// </summary>
    public string? PathIn(IEnumerable<RunningEndpoint> serving)
    {
        var route = Routes.IsKnown(Endpoint.Route) ? Endpoint.Route : serving.FirstOrDefault(Is)?.Route;
        return route is null ? null : "/" + string.Join('/', Routes.Segments(route).Select(PathOf).Where(segment => segment.Length > 0));
    }

    /// <summary>The verb that it is asked with.</summary>
    public string Verb => Endpoint.Verbs is [var first, ..] ? first : "GET";

    private bool IsRoute(string route)
    {
        // What the map does not know stands for anything.
        // Nor does what runs know of the branch that it is in.
        var parts = ("/" + Endpoint.Route[Endpoint.Branch.Length..].Trim('/')).Split(HeaderTexts.Hole);
        if (parts.Length == 1)
            return string.Equals(parts[0], route, StringComparison.OrdinalIgnoreCase);

        var at = 0;
        foreach (var part in parts)
        {
            at = route.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return false;
            at += part.Length;
        }

        return route.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)
            && route.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }

    private static string PathOf(string segment)
    {
        var start = segment.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
            return segment;

        var end = segment.LastIndexOf('}');
        return segment[..start] + ValueOf(segment[(start + 1)..end]) + segment[(end + 1)..];
    }

    private static string ValueOf(string parameter) => parameter switch
    {
        ['*', ..] => "some/place",
        _ when parameter.Contains(":guid", StringComparison.Ordinal) => "0f8fad5b-d9cb-469f-a165-70867728950e",
        _ when parameter.Contains(":bool", StringComparison.Ordinal) => "true",
        _ when parameter.Contains(":datetime", StringComparison.Ordinal) => "2024-02-29",
        _ when parameter.Contains(":alpha", StringComparison.Ordinal) => "seven",
        _ => "7",
    };
}
