using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// [Authorize] that a farther [AllowAnonymous] takes the effect of: on a base, on the class of an action, or in front of it on the same target.
/// Source: AuthorizationMiddleware, where anonymous wins from near or far; ASP0026.
/// </summary>
internal static class OverriddenAuthorize
{
    /// <summary>The attributes without effect, of a class and of the actions that it declares.</summary>
    public static IEnumerable<(AttributeData Authorize, ISymbol On)> In(INamedTypeSymbol controller)
    {
        var classes = MvcNames.Chain(controller).Select(type => ((ISymbol)type, type.GetAttributes())).ToList();
        foreach (var found in Overridden(classes))
            yield return (found, controller);

        foreach (var action in controller.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction))
        {
            var own = MvcNames.Overridden(action).Select(each => ((ISymbol)each, each.GetAttributes())).ToList();
            foreach (var found in Overridden([.. own, .. classes]).Where(each => !classes.Exists(level => level.Item2.Contains(each))))
                yield return (found, action);
        }
    }

    /// <summary>From the nearest attribute to the farthest: what is asked for before the first that lets everybody in.</summary>
    private static List<AttributeData> Overridden(List<(ISymbol On, System.Collections.Immutable.ImmutableArray<AttributeData> Attributes)> levels)
    {
        var asked = new List<AttributeData>();
        foreach (var attribute in levels.SelectMany(level => InOrder(level.Attributes)))
        {
            if (MvcNames.IsAnonymous(attribute.AttributeClass))
                return asked;
            if (MvcNames.IsAuthorize(attribute.AttributeClass))
                asked.Add(attribute);
        }

        return [];
    }

    private static IEnumerable<AttributeData> InOrder(System.Collections.Immutable.ImmutableArray<AttributeData> attributes) => attributes.Reverse();
}
