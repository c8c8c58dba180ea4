using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>The verbs that actions name, by MVC's attributes and by those of the team's own that derive from them.</summary>
internal sealed class ActionVerbs(SourceBodies bodies)
{
    private static readonly string[] s_unsafe = ["POST", "PUT", "DELETE", "PATCH"];

    /// <summary>In upper case; none where none is named.</summary>
    public IReadOnlyCollection<string> Of(IMethodSymbol action, CancellationToken cancellation)
    {
        var verbs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in MvcNames.Overridden(action).SelectMany(each => each.GetAttributes()))
        {
            // [PostOnly], whose class hands the verb to its base
            if ((MvcNames.VerbsOf(attribute) ?? (RouteAttributes.IsVerb(attribute.AttributeClass) ? new RouteAttributes(bodies, libraries: null, cancellation).VerbsOf(attribute) : null)) is { } named)
                verbs.UnionWith(named);
        }

        return verbs;
    }

    /// <summary>Whether verbs that change state are named, only others are, or (null) none are.</summary>
    public bool? IsUnsafe(IMethodSymbol action, CancellationToken cancellation) =>
        Of(action, cancellation) is { Count: > 0 } verbs ? Array.Exists(s_unsafe, verbs.Contains) : null;
}
