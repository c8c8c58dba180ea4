namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// A route that controllers are mapped to by name. It serves an action whose names its parameters or defaults can be, and no other: one of
/// an area only where it speaks of that area. Source: RoutePatternTransformer.SubstituteRequiredValues.
/// </summary>
/// <param name="Defaults">What names are where the pattern does not say; null where that is not known.</param>
internal sealed record ControllerRoute(string Pattern, IReadOnlyDictionary<string, string>? Defaults)
{
    /// <summary>The route of an action, with its names in the place of parameters; null where it serves others only.</summary>
    public string? Of(string controller, string action, string? area)
    {
        var route = Pattern;
        return Take(ref route, "controller", controller) && Take(ref route, "action", action) && Take(ref route, "area", area)
            ? Routes.Combine("", route) : null;
    }

    private bool Take(ref string route, string parameter, string? name)
    {
        var (start, length) = Find(route, parameter);
        if (length == 0)
        {
            return Defaults is null
                || string.Equals(Defaults.TryGetValue(parameter, out var given) ? given : null, name, StringComparison.OrdinalIgnoreCase);
        }

        if (name is null)
            return false;

        route = route.Substring(0, start) + name + route.Substring(start + length);
        return true;
    }

    /// <summary>{controller}, {controller=Home} or {area:exists}</summary>
    private static (int Start, int Length) Find(string route, string parameter)
    {
        var start = route.IndexOf("{" + parameter, StringComparison.OrdinalIgnoreCase);
        var next = start + parameter.Length + 1;
        if (start < 0 || next >= route.Length || route[next] is not ('}' or '=' or ':' or '?'))
            return default;
        if (route.IndexOf('}', next) is not (>= 0 and var end))
            return default;

        return (start, end - start + 1);
    }
}
