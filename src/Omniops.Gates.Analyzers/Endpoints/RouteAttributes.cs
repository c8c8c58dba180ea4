using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    private readonly Dictionary<ISymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

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
            return OwnTemplate(attribute, type);

        if (known.Name == "AcceptVerbsAttribute")
            return attribute.NamedArguments.FirstOrDefault(given => given.Key == "Route").Value.Value as string;
        if (SymbolEqualityComparer.Default.Equals(known, type))
            return attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string template }, ..] ? template : null;
        return BaseCall(attribute, type, known) is not { } call ? s_unknown
            : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is { } given ? TextOf(given.Value) : null;
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
        var verbs = BaseCall(attribute, type, known) is { Arguments: [{ Value: var given }, ..] } ? Elements(given).Select(TextOf).ToList() : [];
        return verbs.Count == 0 || verbs.Exists(each => each.IndexOf(HeaderTexts.Hole) >= 0) ? null : [.. verbs.Select(each => each.ToUpperInvariant())];
    }

    /// <summary>A class that implements the contract by itself: what its property is given, where that is one thing.</summary>
    private string? OwnTemplate(AttributeData attribute, INamedTypeSymbol type)
    {
        if (attribute.NamedArguments.FirstOrDefault(given => given.Key == Template).Value.Value is string named)
            return named;

        if (type.GetMembers(Template).OfType<IPropertySymbol>().FirstOrDefault() is not { } property || !bodies.Has(property)
            || attribute.AttributeConstructor is not { } constructor || !Give(attribute))
        {
            return s_unknown;
        }

        var written = (bodies.Find(constructor, cancellation)?.Descendants() ?? []).OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property: var target } && SymbolEqualityComparer.Default.Equals(target, property))
            .Select(assignment => assignment.Value).ToList();
        if (written.Count == 0 && property.GetMethod is { } getter)
            written.AddRange((bodies.Find(getter, cancellation)?.Descendants() ?? []).OfType<IReturnOperation>().Select(each => each.ReturnedValue).OfType<IOperation>());
        if (written.Count == 0 && bodies.FindInitializer(property, cancellation) is ISymbolInitializerOperation { Value: var initial })
            written.Add(initial);
        return written is [var only] ? TextOf(only) : s_unknown;
    }

    /// <summary>The call of the constructor of the framework's class, with what parameters hold by then.</summary>
    private IInvocationOperation? BaseCall(AttributeData attribute, INamedTypeSymbol type, INamedTypeSymbol known)
    {
        var constructor = attribute.AttributeConstructor;
        if (!Give(attribute))
            return null;

        for (var current = type; constructor is not null; current = current.BaseType!)
        {
            if (BaseCall(constructor) is not { } call)
                return null;

            Give(call.Arguments);
            constructor = call.TargetMethod;
            if (SymbolEqualityComparer.Default.Equals(current.BaseType, known))
                return call;
        }

        return null;
    }

    private IInvocationOperation? BaseCall(IMethodSymbol constructor)
    {
        if (!bodies.Has(constructor) || constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } syntax)
            return null;

        // class ApiRouteAttribute(string template) : RouteAttribute("api/" + template)
        var written = syntax is TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax primary, ..] } ? (SyntaxNode)primary
            : (syntax as ConstructorDeclarationSyntax)?.Initializer;
        return written is null ? null : bodies.Read(written, cancellation) as IInvocationOperation;
    }

    /// <summary>Notes what the attribute gives its constructor; false where that is not in sight.</summary>
    private bool Give(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not { } syntax
            || bodies.Read(syntax, cancellation) is not IAttributeOperation { Operation: IObjectCreationOperation creation })
        {
            return false;
        }

        Give(creation.Arguments);
        return true;
    }

    private void Give(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter)
                _given[parameter.OriginalDefinition] = Origin(argument.Value);
        }
    }

    private IOperation Origin(IOperation value) => value.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: var parameter } when _given.TryGetValue(parameter.OriginalDefinition, out var given) => given,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field }
            when bodies.FindInitializer(field, cancellation) is ISymbolInitializerOperation { Value: var initial } => initial.Unwrapped(),
        var other => other,
    };

    private string TextOf(IOperation value) => Origin(value).ConstantValue.Value is "" ? "" : HeaderTexts.Of(value, Origin, _ => null) ?? s_unknown;

    private IEnumerable<IOperation> Elements(IOperation value) => Origin(value) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Syntax: CollectionExpressionSyntax } collection => collection.ChildOperations,
        var other => [other],
    };

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
