using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The template and the verbs of an attribute that says where a controller or action is served: those of the framework, and classes of a team's
/// own, whose constructors are read. What cannot be read is unknown, never absent. Source: IRouteTemplateProvider, IActionHttpMethodProvider.
/// </summary>
internal sealed class RouteAttributes(SourceBodies bodies, CancellationToken cancellation)
{
    private const string Template = "Template";

    private static readonly string s_unknown = HeaderTexts.Hole.ToString();

    private static readonly string[] s_verbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];

    private readonly AttributeValues _values = new(bodies, cancellation);

    /// <summary>Whether an attribute says anything of routes.</summary>
    public static bool IsRoute(INamedTypeSymbol? type) =>
        type is not null && (type.Name == "RouteAttribute" && KnownMiddleware.IsFramework(type.ContainingAssembly)
            || type.AllInterfaces.Any(each => each.Name == "IRouteTemplateProvider"));

    /// <summary>Whether an attribute says for which verbs an action is.</summary>
    public static bool IsVerb(INamedTypeSymbol? type) => type?.AllInterfaces.Any(each => each.Name == "IActionHttpMethodProvider") == true;

    /// <summary>Null for an attribute without a template.</summary>
    public string? TemplateOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !IsRoute(type))
            return null;

        if (NearestOfFramework(type) is not { } known)
            return _values.OfProperty(attribute, Template) ?? s_unknown;

        if (known.Name == "AcceptVerbsAttribute")
            return attribute.NamedArguments.FirstOrDefault(given => given.Key == "Route").Value.Value as string;
        if (SymbolEqualityComparer.Default.Equals(known, type))
            return attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string template }, ..] ? template : null;
        return _values.BaseCall(attribute, known) is not { } call ? s_unknown
            : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is { } given ? _values.TextOf(given.Value) : null;
    }

    /// <summary>None for an attribute that is for every verb, null where they are not known.</summary>
    public IReadOnlyList<string>? VerbsOf(AttributeData attribute)
    {
        if (!IsVerb(attribute.AttributeClass))
            return [];

        if (attribute.AttributeClass is not { } type || NearestOfFramework(type) is not { } known)
            return null;

        if (known.Name.StartsWith("Http", StringComparison.Ordinal) && known.Name.EndsWith("Attribute", StringComparison.Ordinal)
            && known.Name.Substring(4, known.Name.Length - 13) is var verb && Array.IndexOf(s_verbs, verb) >= 0)
        {
            return [verb.ToUpperInvariant()];
        }

        if (SymbolEqualityComparer.Default.Equals(known, type))
        {
            return [.. attribute.ConstructorArguments
                .SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
                .OfType<string>().Select(each => each.ToUpperInvariant())];
        }

        // class HttpSearchAttribute(string template) : HttpMethodAttribute(["SEARCH"], template)
        var verbs = _values.BaseCall(attribute, known) is { Arguments: [{ Value: var given }, ..] } ? _values.Elements(given).Select(_values.TextOf).ToList() : [];
        return verbs.Count == 0 || verbs.Exists(each => each.IndexOf(HeaderTexts.Hole) >= 0) ? null : [.. verbs.Select(each => each.ToUpperInvariant())];
    }

    private static INamedTypeSymbol? NearestOfFramework(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (KnownMiddleware.IsFramework(current.ContainingAssembly))
                return IsRoute(current) ? current : null;
        }

        return null;
    }
}
