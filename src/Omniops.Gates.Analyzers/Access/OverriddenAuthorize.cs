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
        var ofClass = Nearest(controller.WithBases()).ToList();
        foreach (var found in Overridden(ofClass))
            yield return (found, controller);

        foreach (var action in controller.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsAction))
        {
            var ofAction = Nearest(MvcNames.Overridden(action)).ToList();
            foreach (var found in Overridden([.. ofAction, .. ofClass]).Where(ofAction.Contains))
                yield return (found, action);
        }
    }

    /// <summary>[Authorize] on the handlers of a page that asks for nobody itself, where nothing looks at it. Source: MVC1001.</summary>
    public static IEnumerable<(AttributeData Authorize, ISymbol On)> OnHandlers(INamedTypeSymbol page) =>
        page.WithBases().Any(type => type.GetAttributes().Any(attribute => MvcNames.IsAuthorize(attribute.AttributeClass))) ? []
            : page.GetMembers().OfType<IMethodSymbol>().Where(MvcNames.IsHandler)
                .SelectMany(method => method.GetAttributes().Where(attribute => MvcNames.IsAuthorize(attribute.AttributeClass)).Select(attribute => (attribute, (ISymbol)method)));

    /// <summary>What is asked for nearer than the first that lets everybody in.</summary>
    private static List<AttributeData> Overridden(List<AttributeData> nearest)
    {
        var anonymous = nearest.FindIndex(attribute => MvcNames.IsAnonymous(attribute.AttributeClass));
        return anonymous < 0 ? [] : nearest.GetRange(0, anonymous).FindAll(attribute => MvcNames.IsAuthorize(attribute.AttributeClass));
    }

    /// <summary>The attributes of a member and of those that it derives from, the nearest first: on one target that is the last.</summary>
    private static IEnumerable<AttributeData> Nearest(IEnumerable<ISymbol> levels) => levels.SelectMany((level, at) =>
        level.GetAttributes().Reverse().Where(attribute => at == 0 || MvcNames.IsInherited(attribute.AttributeClass)));
}
