using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Finds out which filters of the team's own let no stranger pass, by reading them. Source: the contracts of Microsoft.AspNetCore.Mvc.Filters
/// and IEndpointFilter, ServiceFilterAttribute, TypeFilterAttribute.
/// </summary>
internal sealed class AccessFilters(SourceBodies bodies, ReferencedFacts libraries, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    private const char Separator = ',';

    /// <summary>What another project is told of a filter that ends no request.</summary>
    private const string Passes = "-";

    /// <summary>What another project is told of a filter that may turn callers away, by what its code speaks of.</summary>
    private const string Doubtful = "?";

    /// <summary>What runs in front of an action or page, and can answer in its place.</summary>
    private static readonly string[] s_methods =
        ["OnAuthorization", "OnAuthorizationAsync", "OnResourceExecuting", "OnResourceExecutionAsync", "OnActionExecuting", "OnActionExecutionAsync"];

    private static readonly string[] s_pageMethods =
    [
        "OnAuthorization", "OnAuthorizationAsync", "OnResourceExecuting", "OnResourceExecutionAsync", "OnPageHandlerExecuting", "OnPageHandlerExecutionAsync",
    ];

    private static readonly string[] s_endpointMethods = ["InvokeAsync"];

    private static readonly (string Name, string Twin)[] s_twins =
    [
        ("OnAuthorizationAsync", "OnAuthorization"), ("OnResourceExecutionAsync", "OnResourceExecuting"),
        ("OnActionExecutionAsync", "OnActionExecuting"), ("OnPageHandlerExecutionAsync", "OnPageHandlerExecuting"),
    ];

    private readonly ConcurrentDictionary<(INamedTypeSymbol, string[]), AccessFilter?> _read = new();
    private readonly PassingFilters _passing = new(bodies, type => IsNoted(libraries, type, Passes), cancellation);

    /// <summary>What a filter lets pass; null where a stranger may, or that cannot be told.</summary>
    public AccessFilter? Of(EndpointConvention said, EndpointKind kind)
    {
        if (said.Code is { } code)
            return kind is EndpointKind.Controller or EndpointKind.Page ? null : OfLambda(code);

        return said.Filter is { } type ? Of(type, MethodsOf(kind)) : null;
    }

    /// <summary>What a controller or the model of a page does itself in front of its actions.</summary>
    public AccessFilter? OfClass(INamedTypeSymbol type, EndpointKind kind) => Of(type, MethodsOf(kind));

    /// <summary>The code that a controller or the model of a page runs itself in front of its actions.</summary>
    public IEnumerable<SyntaxNode> Overrides(INamedTypeSymbol type, EndpointKind kind)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var body in Running(current, MethodsOf(kind), hidden))
                yield return body.Syntax;
        }
    }

    /// <summary>Whether a filter of controllers or pages can be seen to end no request.</summary>
    public bool PassAll(EndpointConvention said, EndpointKind kind) => kind is EndpointKind.Controller or EndpointKind.Page && said.Filter is { } filter && PassAll(filter);

    private bool PassAll(INamedTypeSymbol filter)
    {
        var type = filter;
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (!bodies.Has(type))
                return IsNoted(libraries, type, Passes);
            if (Made(type) is not { } made || SymbolEqualityComparer.Default.Equals(made, type))
                return _passing.PassAll(type);

            type = made;
        }

        return false;
    }

    /// <summary>Whether the project of a filter has seen that it may turn callers away.</summary>
    public bool MayRefuse(EndpointConvention said) => said.Filter is { } filter && !bodies.Has(filter) && IsNoted(libraries, filter, Doubtful);

    /// <summary>What another project is told of a filter; null for one of which its name says as much.</summary>
    public string? Write(INamedTypeSymbol filter)
    {
        var read = new[] { s_methods, s_pageMethods, s_endpointMethods }
            .Select(methods => (methods, Filter: Of(filter, methods))).Where(each => each.Filter is not null).ToList();
        return read.Count > 0 ? string.Join(Separator.ToString(), read[0].Filter!.Exemptions.Prepend(string.Concat(read.Select(each => LetterOf(each.methods)))))
            : PassAll(filter) ? Passes
            : AccessDecisions.MayRefuse(filter) ? Doubtful : null;
    }

    private static bool IsNoted(ReferencedFacts libraries, INamedTypeSymbol filter, string value) =>
        libraries.Of(filter)?.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Filter)?.Value as string == value;

    private AccessFilter? Of(INamedTypeSymbol type, string[] methods) => _read.GetOrAdd((type, methods), key => Read(key.Item1, key.Item2, 0));

    private AccessFilter? Read(INamedTypeSymbol type, string[] methods, int depth)
    {
        if (depth > MaxDepth)
            return null;

        if (!bodies.Has(type))
            return OfLibrary(type, methods);

        var hidden = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "TypeFilterAttribute" || current.Name == "ServiceFilterAttribute")
                return null;

            foreach (var body in Running(current, methods, hidden))
            {
                if (Read(ControlFlowGraph.Create(body, cancellation), depth) is { } filter)
                    return filter;
            }

            if (Made(current) is { } made && !SymbolEqualityComparer.Default.Equals(made, type))
                return Read(made, methods, depth + 1);
            if (current.BaseType is { } up && !bodies.Has(up) && hidden.Count == 0 && OfLibrary(up, methods) is { } inherited)
                return inherited;
        }

        return null;
    }

    /// <summary>The code of a class that runs; notes what it hides of the classes above.</summary>
    private IEnumerable<IMethodBodyOperation> Running(INamedTypeSymbol type, string[] methods, HashSet<string> hidden)
    {
        // Who runs asynchronously runs alone: only the framework's own goes on to the other. Source: Controller.OnActionExecutionAsync.
        foreach (var (name, twin) in s_twins)
        {
            if (hidden.Contains(name) || type.GetMembers().OfType<IMethodSymbol>().Any(method =>
                !method.IsAbstract && IsNamed(method, [name]) && bodies.Find(method, cancellation) is IMethodBodyOperation body && !CallsBase(body, method)))
            {
                hidden.Add(twin);
            }
        }

        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!IsNamed(method, methods) || method.IsAbstract || hidden.Contains(method.Name) || bodies.Find(method, cancellation) is not IMethodBodyOperation body)
                continue;

            yield return body;
            if (!CallsBase(body, method))
                hidden.Add(method.Name);
        }
    }

    /// <summary>Whether a method does, whatever else, what the one does that it takes the place of.</summary>
    private bool CallsBase(IMethodBodyOperation body, IMethodSymbol method) => method.IsOverride && EveryWay.Does(
        ControlFlowGraph.Create(body, cancellation),
        operation => operation is IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var called }
            && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method.OverriddenMethod?.OriginalDefinition),
        _ => true);

    /// <summary>The class of the filter that an attribute makes: <c>: TypeFilterAttribute(typeof(X))</c>, <c>CreateInstance(...) => new X()</c>.</summary>
    private INamedTypeSymbol? Made(INamedTypeSymbol attribute)
    {
        if (attribute.BaseType is { Name: "ServiceFilterAttribute" or "TypeFilterAttribute" } up)
        {
            if (up.TypeArguments.FirstOrDefault() is INamedTypeSymbol named)
                return named;

            var types = attribute.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared)
                .Select(constructor => bodies.FindBaseCall(constructor, cancellation)?.Descendants().OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand as INamedTypeSymbol)
                .ToList();
            return types.Count > 0 && types.TrueForAll(type => type is not null && SymbolEqualityComparer.Default.Equals(type, types[0])) ? types[0] : null;
        }

        if (!attribute.AllInterfaces.Any(contract => contract.Name == "IFilterFactory")
            || attribute.GetMembers("CreateInstance").OfType<IMethodSymbol>().FirstOrDefault() is not { } create
            || bodies.Find(create, cancellation) is not { } body)
        {
            return null;
        }

        var returned = body.Descendants().OfType<IReturnOperation>().Select(each => each.ReturnedValue?.Unwrapped().Type).ToList();
        return returned.Count == 1 ? returned[0] as INamedTypeSymbol : null;
    }

    private AccessFilter? Read(ControlFlowGraph graph, int depth) => Paths(graph, depth).Read();

    private bool SetsResult(IMethodSymbol method, int depth) => depth < MaxDepth
        && bodies.Find(method, cancellation) is IMethodBodyOperation body
        && Paths(ControlFlowGraph.Create(body, cancellation), depth + 1).AlwaysAnswers();

    private StrangerPaths Paths(ControlFlowGraph graph, int depth) => new(graph, method => SetsResult(method, depth), syntax => bodies.Read(syntax, cancellation));

    private AccessFilter? OfLambda(SyntaxNode code)
    {
        if (bodies.Read(code, cancellation) is not { } operation)
            return null;

        if (operation is IMethodBodyOperation method)
            return Read(ControlFlowGraph.Create(method, cancellation), 0);

        var root = operation;
        while (root.Parent is not null)
            root = root.Parent;
        return root is IMethodBodyOperation body && Within(ControlFlowGraph.Create(body, cancellation), code) is { } graph ? Read(graph, 0) : null;
    }

    /// <summary>The graph of a lambda, however deep it stands in others.</summary>
    private ControlFlowGraph? Within(ControlFlowGraph graph, SyntaxNode code)
    {
        foreach (var lambda in graph.Blocks.SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : []))
            .SelectMany(operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
        {
            if (!lambda.Syntax.Span.Contains(code.Span))
                continue;

            var inner = graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation);
            return lambda.Syntax.Span == code.Span ? inner : Within(inner, code);
        }

        return null;
    }

    private AccessFilter? OfLibrary(INamedTypeSymbol type, string[] methods)
    {
        if (libraries.Of(type)?.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Filter)?.Value is not string text)
            return null;

        var parts = text.Split(Separator);
        return parts[0].IndexOf(LetterOf(methods)) < 0 ? null : new AccessFilter([.. parts.Skip(1)]);
    }

    private static bool IsNamed(IMethodSymbol method, string[] methods) =>
        Array.IndexOf(methods, method.MethodKind == MethodKind.ExplicitInterfaceImplementation ? method.Name.Substring(method.Name.LastIndexOf('.') + 1) : method.Name) >= 0;

    private static string[] MethodsOf(EndpointKind kind) => kind switch
    {
        EndpointKind.Controller => s_methods,
        EndpointKind.Page => s_pageMethods,
        _ => s_endpointMethods,
    };

    private static char LetterOf(string[] methods) => methods == s_methods ? 'a' : methods == s_pageMethods ? 'p' : 'e';
}
