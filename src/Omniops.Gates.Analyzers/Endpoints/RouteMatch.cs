using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// What a test of a request's path or verb is for every request to an endpoint; null where requests differ. Routes do not tell upper from lower
/// case and allow a slash at the end, which a test of the path may. Tried on a running server.
/// </summary>
internal static class RouteMatch
{
    /// <summary>Path.StartsWithSegments("/api")</summary>
    public static bool? HasSegments(Endpoint endpoint, string text, bool ignoresCase)
    {
        if (endpoint.IsInBranch)
            return null;

        var (wanted, segments) = (Routes.Segments(text), Routes.Segments(endpoint.Route));
        for (var at = 0; at < wanted.Length; at++)
        {
            if (at == segments.Length)
                return false;
            if (!IsFixed(segments[at]))
                return null;
            if (!string.Equals(wanted[at], segments[at], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return ignoresCase || wanted.Length == 0 ? true : null;
    }

    /// <summary>Path.Value.StartsWith("/api")</summary>
    public static bool? StartsWith(Endpoint endpoint, string text, bool ignoresCase)
    {
        if (endpoint.IsInBranch)
            return null;

        var start = StartOf(endpoint.Route);
        if (start.Length >= text.Length)
            return !start.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? false : ignoresCase || text == "/" ? true : null;

        return IsFixed(endpoint.Route) && !string.Equals(text, start + "/", StringComparison.OrdinalIgnoreCase)
            || !text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? false : null;
    }

    /// <summary>Path == "/login", which a slash at the end evades.</summary>
    public static bool? Is(Endpoint endpoint, string text)
    {
        if (endpoint.IsInBranch)
            return null;

        var start = StartOf(endpoint.Route);
        return (IsFixed(endpoint.Route)
            ? string.Equals(text.TrimEnd('/'), start.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            : text.StartsWith(start, StringComparison.OrdinalIgnoreCase) || string.Equals(text + "/", start, StringComparison.OrdinalIgnoreCase)) ? null : false;
    }

    /// <summary>Path.Value.Contains("/admin/")</summary>
    public static bool? Contains(Endpoint endpoint, string text, bool ignoresCase)
    {
        if (endpoint.IsInBranch)
            return null;
        if (StartOf(endpoint.Route).IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0)
            return ignoresCase ? true : null;

        return IsFixed(endpoint.Route) && (endpoint.Route + "/").IndexOf(text, StringComparison.OrdinalIgnoreCase) < 0 ? false : null;
    }

    /// <summary>Request.Method == "POST"</summary>
    public static bool? HasVerb(Endpoint endpoint, string verb) =>
        endpoint.Verbs is not { Count: > 0 } verbs ? null
        : verbs.All(each => Same(each, verb)) ? true
        : verbs.Any(each => Same(each, verb)) ? null : false;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsFixed(string route) => route.IndexOf('{') < 0 && Routes.IsKnown(route);

    /// <summary>A route as far as every request to it has the same path.</summary>
    private static string StartOf(string route)
    {
        var end = route.IndexOfAny(['{', HeaderTexts.Hole]);
        return end < 0 ? route : route.Substring(0, end);
    }
}
