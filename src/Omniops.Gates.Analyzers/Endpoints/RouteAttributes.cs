using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// The template and the verbs of an attribute that says where a controller or action is served: those of the framework, and classes of a team's
/// own, whose constructors and properties are read, or have been in the project that holds them. What cannot be read is unknown, never absent.
/// Source: IRouteTemplateProvider, IActionHttpMethodProvider.
/// </summary>
internal sealed class RouteAttributes(SourceBodies bodies, ReferencedFacts? libraries, CancellationToken cancellation)
{
    private const string TemplateContract = "IRouteTemplateProvider";

    private const string VerbContract = "IActionHttpMethodProvider";

    private const string Template = "Template";

    private const string HttpMethods = "HttpMethods";

    private const string AcceptVerbs = "AcceptVerbsAttribute";

    private static readonly string s_unknown = HeaderTexts.Hole.ToString();

    private static readonly string[] s_verbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];

    /// <summary>What parameters hold that are given an expression.</summary>
    private readonly Dictionary<ISymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

    /// <summary>What parameters hold of which only the value is known.</summary>
    private readonly Dictionary<ISymbol, string> _texts = new(SymbolEqualityComparer.Default);

    /// <summary>The constructors that have run.</summary>
    private readonly List<IMethodSymbol> _ran = [];

    /// <summary>The constructor of a library that is read without an attribute.</summary>
    private IMethodSymbol? _alone;

    /// <summary>Whether an attribute says anything of routes.</summary>
    public static bool IsRoute(INamedTypeSymbol? type) =>
        type is not null && (type.Name == "RouteAttribute" && KnownMiddleware.IsFramework(type.ContainingAssembly)
            || type.AllInterfaces.Any(each => each.Name == TemplateContract));

    /// <summary>Whether an attribute says for which verbs an action is.</summary>
    public static bool IsVerb(INamedTypeSymbol? type) => type?.AllInterfaces.Any(each => each.Name == VerbContract) == true;

    /// <summary>Null for an attribute without a template.</summary>
    public string? TemplateOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !IsRoute(type))
            return null;

        if (KnownMiddleware.IsFramework(type.ContainingAssembly))
        {
            return type.Name == AcceptVerbs ? attribute.NamedArguments.FirstOrDefault(given => given.Key == "Route").Value.Value as string
                : attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string template }, ..] ? template : null;
        }

        if (attribute.NamedArguments.FirstOrDefault(given => given.Key == Template).Value.Value is string named)
            return named;

        return attribute.AttributeConstructor is { } constructor && Give(attribute, constructor) ? TemplateOf(type, constructor) : s_unknown;
    }

    /// <summary>None for an attribute that is for every verb, null where they are not known.</summary>
    public IReadOnlyList<string>? VerbsOf(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !IsVerb(type))
            return [];

        if (KnownMiddleware.IsFramework(type.ContainingAssembly))
        {
            return VerbIn(type.Name) is { } verb ? [verb] : [.. attribute.ConstructorArguments
                .SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
                .OfType<string>().Select(each => each.ToUpperInvariant())];
        }

        return attribute.AttributeConstructor is { } constructor && Give(attribute, constructor) ? VerbsOf(type, constructor) : null;
    }

    /// <summary>What a class of a library says for whoever writes it with one of its constructors, whose parameters stand in it.</summary>
    public IReadOnlyList<LibraryFact> Write(IMethodSymbol constructor)
    {
        var type = constructor.ContainingType;
        var facts = new List<LibraryFact>();
        if (IsRoute(type))
        {
            Start(constructor);
            if (TemplateOf(type, constructor) is { } template)
                facts.Add(new LibraryFact(LibraryFactKind.Route, Template, EnvironmentSet.All, Value: template));
        }

        if (IsVerb(type))
        {
            Start(constructor);
            facts.Add(new LibraryFact(LibraryFactKind.Route, HttpMethods, EnvironmentSet.All, Value: VerbsOf(type, constructor) is { } verbs ? string.Join(",", verbs) : s_unknown));
        }

        return facts;
    }

    private void Start(IMethodSymbol? alone)
    {
        _alone = alone;
        _given.Clear();
        _texts.Clear();
        _ran.Clear();
    }

    private string? TemplateOf(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        if (PropertyOf(type, TemplateContract, Template) is not { } property)
            return s_unknown;

        var (last, arguments) = Construct(constructor, property.ContainingType);
        if (KnownMiddleware.IsFramework(last?.ContainingAssembly))
        {
            return last!.ContainingType.Name == AcceptVerbs ? s_unknown
                : arguments?.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String) is not { } given ? null
                : given.Value.IsNull() ? null : TextOf(given.Value);
        }

        return last is null ? s_unknown
            : bodies.Has(property) ? Written(property) is { } value ? value.IsNull() ? null : TextOf(value) : s_unknown
            : libraries?.Of(last) is { } facts ? Complete(facts, Template, last) : s_unknown;
    }

    private IReadOnlyList<string>? VerbsOf(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        if (PropertyOf(type, VerbContract, HttpMethods) is not { } property)
            return null;

        var (last, arguments) = Construct(constructor, property.ContainingType);
        if (last is null)
            return null;

        if (KnownMiddleware.IsFramework(property.ContainingAssembly) && Framework(type) is { } known && VerbIn(known) is { } verb)
            return [verb];

        if (!bodies.Has(last.ContainingType) && !KnownMiddleware.IsFramework(last.ContainingAssembly))
        {
            return libraries?.Of(last) is { } facts && Complete(facts, HttpMethods, last) is { } said && Routes.IsKnown(said)
                ? said.Split([','], StringSplitOptions.RemoveEmptyEntries) : null;
        }

        // class HttpSearchAttribute(string template) : HttpMethodAttribute(["SEARCH"], template)
        var given = bodies.Has(property) ? Written(property) : arguments?.FirstOrDefault()?.Value;
        var verbs = given is null ? [] : Elements(given).Select(TextOf).ToList();
        return verbs.Count == 0 || !verbs.TrueForAll(each => Routes.IsKnown(each) && each.Length > 0) ? null : [.. verbs.Select(each => each.ToUpperInvariant())];
    }

    /// <summary>The name of the nearest class of the framework's.</summary>
    private static string? Framework(INamedTypeSymbol type)
    {
        var current = type;
        while (current is not null && !KnownMiddleware.IsFramework(current.ContainingAssembly))
            current = current.BaseType;
        return current?.Name;
    }

    private static string? VerbIn(string attribute) => attribute.StartsWith("Http", StringComparison.Ordinal) && attribute.EndsWith("Attribute", StringComparison.Ordinal)
        && attribute.Length > 13 && attribute.Substring(4, attribute.Length - 13) is var verb && Array.IndexOf(s_verbs, verb) >= 0 ? verb.ToUpperInvariant() : null;

    /// <summary>The property of a class that answers for a contract, in the class nearest to it.</summary>
    private static IPropertySymbol? PropertyOf(INamedTypeSymbol type, string contract, string name) =>
        type.AllInterfaces.FirstOrDefault(each => each.Name == contract)?.GetMembers(name).FirstOrDefault() is { } member
            && type.FindImplementationForInterfaceMember(member) is IPropertySymbol property ? Dispatch.PropertyOf(type, property) : null;

    /// <summary>
    /// Runs constructors from that of the attribute on, up to that of a class or the first that is not in sight, and notes what their parameters
    /// hold. Null where it cannot be told which runs.
    /// </summary>
    private (IMethodSymbol? Last, IEnumerable<IArgumentOperation>? Arguments) Construct(IMethodSymbol constructor, INamedTypeSymbol declaring)
    {
        var (current, call) = (constructor, (IInvocationOperation?)null);
        while (bodies.Has(current.ContainingType))
        {
            if (_ran.Contains(current, SymbolEqualityComparer.Default))
                return default;

            _ran.Add(current);
            if (current.ContainingType.OriginalDefinition.Is(declaring.OriginalDefinition))
                return (current, call?.Arguments);

            call = bodies.FindBaseCall(current, cancellation);
            if ((call?.TargetMethod ?? current.ImplicitBase())?.OriginalDefinition is not { } next)
                return default;

            if (call is not null)
                Give(call.Arguments);
            else
                GiveDefaults(next);

            current = next;
        }

        // What a base in another project says is for the constructor of it that runs.
        return (current, call?.Arguments);
    }

    /// <summary>What a property is given, where that is one thing: by a constructor that has run, by itself, or where it is declared.</summary>
    private IOperation? Written(IPropertySymbol property)
    {
        var written = _ran.SelectMany(each => bodies.Find(each, cancellation)?.Descendants() ?? []).OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property: var target } && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, property.OriginalDefinition))
            .Select(assignment => assignment.Value).ToList();
        if (written.Count == 0 && property.GetMethod is { } getter)
            written.AddRange((bodies.Find(getter, cancellation)?.Descendants() ?? []).OfType<IReturnOperation>().Select(each => each.ReturnedValue).OfType<IOperation>());
        if (written.Count == 0 && bodies.FindInitializer(property, cancellation) is ISymbolInitializerOperation { Value: var initial })
            written.Add(initial);
        return written is [var only] ? only : null;
    }

    /// <summary>Puts into what a library says what its constructor is given.</summary>
    private string? Complete(IReadOnlyList<LibraryFact> facts, string name, IMethodSymbol constructor) =>
        facts.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Route && fact.Name == name)?.Value is string text
            ? LibraryTexts.Complete(text, ordinal => ordinal < constructor.Parameters.Length ? HeldBy(constructor.Parameters[ordinal]) : null) : null;

    private string? HeldBy(IParameterSymbol parameter) => _given.TryGetValue(parameter.OriginalDefinition, out var given) ? TextOf(given)
        : _texts.TryGetValue(parameter.OriginalDefinition, out var text) ? text : null;

    /// <summary>Notes what the attribute gives its constructor; false where it is not known what.</summary>
    private bool Give(AttributeData attribute, IMethodSymbol constructor)
    {
        Start(alone: null);
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is { } syntax && syntax.SyntaxTree is { } tree && bodies.Compilation.ContainsSyntaxTree(tree)
            && bodies.Read(syntax, cancellation) is IAttributeOperation { Operation: IObjectCreationOperation creation })
        {
            Give(creation.Arguments);
            return true;
        }

        // On a class of another project.
        for (var i = 0; i < attribute.ConstructorArguments.Length && i < constructor.Parameters.Length; i++)
        {
            if (attribute.ConstructorArguments[i] is { Kind: TypedConstantKind.Primitive, Value: { } value })
                _texts[constructor.Parameters[i].OriginalDefinition] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        return attribute.AttributeClass?.TypeKind != TypeKind.Error;
    }

    private void GiveDefaults(IMethodSymbol constructor)
    {
        foreach (var parameter in constructor.Parameters.Where(each => each.HasExplicitDefaultValue))
            _texts[parameter] = Convert.ToString(parameter.ExplicitDefaultValue, System.Globalization.CultureInfo.InvariantCulture) ?? "";
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
        IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property }
            when bodies.Has(property) && Written(property) is { } initial && !initial.DescendantsAndSelf().Any(each => each is IPropertyReferenceOperation) => initial.Unwrapped(),
        // Template = $"v{Version}", where the constructor has set Version before.
        IPropertyReferenceOperation { Property: { IsStatic: false } property, Instance: IInstanceReferenceOperation }
            when bodies.Has(property) && Written(property) is { } written && !written.DescendantsAndSelf().Any(each => each is IPropertyReferenceOperation) => Origin(written),
        var other => other,
    };

    private string TextOf(IOperation value) => Origin(value).ConstantValue.Value is "" ? "" : HeaderTexts.Of(value, Origin, HeldByParameter) ?? s_unknown;

    private string? HeldByParameter(IOperation value) => value is not IParameterReferenceOperation { Parameter: var parameter } ? null
        : SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _alone) ? LibraryTexts.Of(parameter)
        : HeldBy(parameter);

    private IEnumerable<IOperation> Elements(IOperation value) => Origin(value) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Syntax: CollectionExpressionSyntax } collection => collection.ChildOperations,
        var other => [other],
    };
}
