using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// A route that controllers are mapped to by name. It serves an action whose names its parameters or defaults can be, and no other: one of
/// an area only where it speaks of that area. Source: RoutePatternTransformer.SubstituteRequiredValues.
/// </summary>
/// <param name="Pattern">The pattern; a part that is made at run time can hold parameters of its own.</param>
/// <param name="Defaults">
/// What names are where the pattern does not say, each a <see cref="HeaderTexts.Hole"/> that is made at run time; null where none is known.
/// </param>
internal sealed record ControllerRoute(string Pattern, IReadOnlyDictionary<string, string>? Defaults)
{
    private const string Controller = "controller";

    private const string Action = "action";

    /// <summary>Whether nothing of the pattern is known, so that its defaults need not hold.</summary>
    public bool IsOpen => HasHole && Pattern.Trim('/', HeaderTexts.Hole).Length == 0;

    /// <summary>Whether it is known which controllers and actions it is for.</summary>
    public bool IsKnown => Says(Controller) && Says(Action);

    private bool HasHole => !Routes.IsKnown(Pattern);

    /// <summary>The route of an action, with its names in the place of parameters; null where it serves others only.</summary>
    public string? Of(string controller, string action, string? area)
    {
        var route = Pattern;
        return Take(ref route, Controller, controller) && Take(ref route, Action, action) && Take(ref route, "area", area)
            ? Routes.Combine("", route) : null;
    }

    private bool Says(string parameter) => Find(Pattern, parameter).Length > 0 || HasHole
        || Defaults is not null && !(Defaults.TryGetValue(parameter, out var given) && !Routes.IsKnown(given));

    private bool Take(ref string route, string parameter, string? name)
    {
        var (start, length) = Find(route, parameter);
        if (length == 0)
            return Defaults is null || MayBe(parameter, name, Defaults.TryGetValue(parameter, out var given) ? given : null);
        if (name is null)
            return false;

        route = route.Substring(0, start) + name + route.Substring(start + length);
        return true;
    }

    private bool MayBe(string parameter, string? name, string? given)
    {
        if (given is not null && !Routes.IsKnown(given) || string.Equals(given, name, StringComparison.OrdinalIgnoreCase))
            return true;

        // Without it in the pattern a route that names no controller would be for none.
        return given is null ? HasHole && (parameter is Controller or Action || Find(Pattern, Controller).Length == 0) : IsOpen && parameter == Action;
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
