using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// Where each part of a text comes from: constant, unable to carry text, allow-listed, untrusted, or unknown. One for each compilation;
/// a body is evaluated when a rule asks for it, once.
/// </summary>
internal sealed class TextProvenance(Compilation compilation, SourceBodies bodies, Sinks sinks, Sanitizers sanitizers, UntrustedSources untrusted)
{
    private readonly ConcurrentDictionary<ISymbol, Dictionary<Focus, BodyFacts?>> _facts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, SyntaxNode> _firstCalls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, BodyNames> _names = [];
    private MemberValues? _held;
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

    public SourceBodies Bodies => bodies;

    public Sinks Sinks => sinks;

    public Sanitizers Sanitizers => sanitizers;

    public UntrustedSources Untrusted => untrusted;

    public Compilation Compilation => compilation;

    /// <summary>What is written in this compilation.</summary>
    public SourceMembers Members { get; } = new(bodies);

    /// <summary>What fields and properties hold.</summary>
    public MemberValues Held => LazyInitializer.EnsureInitialized(ref _held, () => new MemberValues(this, bodies))!;

    /// <summary>Whether a parameter says that its text is run: <c>[StringSyntax("sql")]</c>.</summary>
    public static bool IsDeclaredSink(IParameterSymbol parameter)
    {
        if (parameter.DeclaringSyntaxReferences.IsEmpty)
            return false;

        foreach (var attribute in parameter.OriginalDefinition.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "StringSyntaxAttribute" } && attribute.ConstructorArguments is [{ Value: string syntax }, ..]
                && syntax.Equals("sql", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type holds what the operator of the program writes.</summary>
    public static bool IsConfiguration(ITypeSymbol? type) => type is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && (named.Name is "IConfiguration" or "IConfigurationRoot" or "IConfigurationSection" or "ConfigurationManager" or "ConfigurationExtensions"
                or "ConfigurationBinder" or "IOptions" or "IOptionsSnapshot" or "IOptionsMonitor"
            || named.Name == "ConnectionStringSettings" && named.IsSystem());

    /// <summary>
    /// Whether a type of a library is a host, builds one or holds its services. The command line that it is handed becomes configuration; what
    /// it hands out is no part of that.
    /// </summary>
    public bool IsHost(ITypeSymbol? type) => type is INamedTypeSymbol { SpecialType: SpecialType.None } named && !Bodies.Has(named)
        && (IsHostName(named) || named.AllInterfaces.Any(IsHostName));

    private static bool IsHostName(INamedTypeSymbol type) =>
        type.Name is "IHost" or "IHostBuilder" or "IHostApplicationBuilder" or "IWebHost" or "IWebHostBuilder" or "WebApplicationBuilder"
            or "WebAssemblyHost" or "WebAssemblyHostBuilder" or "IApplicationBuilder" or "IEndpointRouteBuilder" or "IServiceCollection"
            or "IServiceProvider" or "IServiceScope"
        && type.ContainingNamespace.ToDisplayString() is "System" or "Microsoft.AspNetCore.Builder" or "Microsoft.AspNetCore.Hosting"
            or "Microsoft.AspNetCore.Routing" or "Microsoft.AspNetCore.Components.WebAssembly.Hosting" or "Microsoft.Extensions.Hosting"
            or "Microsoft.Extensions.DependencyInjection";

    /// <summary>What the rules ask about the body of a method, or the initializer of a field or property.</summary>
    public BodyFacts? FactsOf(ISymbol owner, Focus focus, CancellationToken cancellation)
    {
        // Sinks in different files ask for the same callers at the same time. Nothing that is evaluated asks for facts itself.
        var all = _facts.GetOrAdd(owner.OriginalDefinition, _ => []);
        lock (all)
        {
            if (!all.TryGetValue(focus, out var known))
                all[focus] = known = Evaluate(owner.OriginalDefinition, focus, cancellation);
            return known;
        }
    }

    /// <summary>The same, not kept; null where there is no body.</summary>
    public BodyFacts? Evaluate(ISymbol owner, Focus focus, CancellationToken cancellation) =>
        GraphOf(owner, cancellation) is { } graph ? new Evaluator(this, cancellation).Read(graph, owner, focus) : null;

    /// <summary>
    /// What a call in a body is given. The first one that is asked for is followed alone; as soon as there is another, all of them are,
    /// as each would run most of the body again.
    /// </summary>
    public BodyFacts? ArgumentsOf(ISymbol owner, SyntaxNode call, CancellationToken cancellation)
    {
        var first = _firstCalls.GetOrAdd(owner.OriginalDefinition, call);
        if (first == call || FactsOf(owner, Focus.Calls, cancellation) is not { IsIncomplete: false } facts)
            return FactsOf(owner, Focus.Of(call), cancellation);

        // Where it was too much to follow all of them, one may be followed alone, if the first could be.
        return facts.IsCut && facts.LeavesOpen(call) && FactsOf(owner, Focus.Of(first), cancellation) is { IsCut: false }
            ? FactsOf(owner, Focus.Of(call), cancellation)
            : facts;
    }

    /// <summary>The graph of a body in source; null where there is none.</summary>
    public ControlFlowGraph? GraphOf(ISymbol owner, CancellationToken cancellation) => _graphs.GetOrAdd(owner, symbol =>
    {
        var body = symbol is IMethodSymbol method ? bodies.Find(method, cancellation) : bodies.FindInitializer(symbol, cancellation);
        return body switch
        {
            IMethodBodyOperation { Parent: null } root => ControlFlowGraph.Create(root, cancellation),
            IConstructorBodyOperation { Parent: null } root => ControlFlowGraph.Create(root, cancellation),
            IBlockOperation { Parent: null } root => ControlFlowGraph.Create(root, cancellation),
            IFieldInitializerOperation { Parent: null } root => ControlFlowGraph.Create(root, cancellation),
            IPropertyInitializerOperation { Parent: null } root => ControlFlowGraph.Create(root, cancellation),
            _ => null,
        };
    });

    /// <summary>The names in a body, and how they depend on each other there.</summary>
    public BodyNames NamesOf(SyntaxNode body) => _names.GetOrAdd(body, node => new BodyNames(node, Members.IsMethod));

    /// <summary>The initializers that run before each constructor of a type.</summary>
    public IEnumerable<ControlFlowGraph> InitializersOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var member in type.OriginalDefinition.GetMembers())
        {
            if (member is { IsStatic: false, IsImplicitlyDeclared: false } and (IFieldSymbol or IPropertySymbol) && GraphOf(member, cancellation) is { } graph)
                yield return graph;
        }
    }

    /// <summary>Whether a property only keeps a value.</summary>
    public bool IsAuto(IPropertySymbol property, CancellationToken cancellation)
    {
        if (property.IsAbstract || property.IsIndexer || !bodies.Has(property.OriginalDefinition))
            return false;

        return property.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            PropertyDeclarationSyntax declaration => declaration.ExpressionBody is null
                && declaration.AccessorList?.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null) != false,
            ParameterSyntax => true,
            _ => false,
        };
    }

    /// <summary>The methods that may run where this one is called; null where it is certain to be this one.</summary>
    public IReadOnlyList<IMethodSymbol>? Implementations(IMethodSymbol method, Value instance)
    {
        var all = _implementations.GetOrAdd(method.OriginalDefinition, symbol => FindImplementations((IMethodSymbol)symbol));
        if (instance.Text.IsConstant && instance.Objects is [{ Kind: ObjectKind.Created, Symbol: INamedTypeSymbol exact }]
            && all.FirstOrDefault(target => SymbolEqualityComparer.Default.Equals(target.ContainingType, exact.OriginalDefinition)) is { } own)
        {
            return [own];
        }

        return all;
    }

    private IReadOnlyList<IMethodSymbol> FindImplementations(IMethodSymbol method)
    {
        var found = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in bodies.Types)
        {
            if (type is { IsAbstract: true } or { TypeKind: not (TypeKind.Class or TypeKind.Struct) })
                continue;

            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                if (type.AllInterfaces.FirstOrDefault(contract => SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, method.ContainingType.OriginalDefinition)) is { } contract
                    && contract.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition)) is { } asked
                    && type.FindImplementationForInterfaceMember(asked) is IMethodSymbol { IsAbstract: false } implementation)
                {
                    found.Add(implementation.OriginalDefinition);
                }
            }
            else if (MostDerived(type, method) is { } target)
            {
                found.Add(target);
            }
        }

        return found.ToImmutableArray();
    }

    private static IMethodSymbol? MostDerived(INamedTypeSymbol type, IMethodSymbol method)
    {
        var isRelated = false;
        IMethodSymbol? target = null;
        for (var current = type; current is not null; current = current.BaseType)
        {
            isRelated |= SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.ContainingType.OriginalDefinition);
            target ??= current.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate => Overrides(candidate, method));
        }

        return isRelated && target is { IsAbstract: false } ? target.OriginalDefinition : null;
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var current = candidate; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.OriginalDefinition))
                return true;
        }

        return false;
    }
}
