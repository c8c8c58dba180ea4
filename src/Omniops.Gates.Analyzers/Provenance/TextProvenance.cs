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
    /// <summary>Bodies that are read to know a member that another body reads.</summary>
    private const int MaxNesting = 4;

    private readonly ConcurrentDictionary<ISymbol, ConcurrentDictionary<Focus, BodyFacts>> _facts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, SyntaxNode> _firstCalls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Value?> _held = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ILookup<string, Mention>> _mentions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, BodyNames> _names = [];
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Bodies of others that may be read for one body with a sink: reading one costs as much as compiling it. What lies beyond is of
    /// unknown origin.
    /// </summary>
    private const int MaxBodies = 32;

    private readonly ThreadLocal<int> _spent = new();

    /// <summary>Members as far as the sinks at hand needed to know them.</summary>
    private readonly ThreadLocal<Dictionary<ISymbol, Value?>> _heldForNow = new(() => new Dictionary<ISymbol, Value?>(SymbolEqualityComparer.Default));

    /// <summary>Steps after which what is known of a member is not asked for again.</summary>
    private const int MaxSpent = 4000;

    /// <summary>The bodies that were read for the sinks of one body.</summary>
    private readonly ThreadLocal<HashSet<ISymbol>> _read = new(() => new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>Bodies that this thread is about to know.</summary>
    private readonly ThreadLocal<HashSet<(ISymbol Owner, Focus Focus)>> _open = new(() => []);

    /// <summary>Members that this thread is about to know.</summary>
    private readonly ThreadLocal<HashSet<ISymbol>> _openMembers = new(() => new HashSet<ISymbol>(SymbolEqualityComparer.Default));

    /// <summary>How often this thread met something that it was about to know already: what it learned meanwhile is not all.</summary>
    private readonly ThreadLocal<int> _cuts = new();

    public SourceBodies Bodies => bodies;

    public Sinks Sinks => sinks;

    public Sanitizers Sanitizers => sanitizers;

    public UntrustedSources Untrusted => untrusted;

    public Compilation Compilation => compilation;

    /// <summary>What is written in this compilation.</summary>
    public SourceMembers Members { get; } = new(bodies);

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

    /// <summary>What the rules ask about the body of a method, or the initializer of a field or property.</summary>
    public BodyFacts? FactsOf(ISymbol owner, Focus focus, CancellationToken cancellation)
    {
        var key = owner.OriginalDefinition;
        var all = _facts.GetOrAdd(key, _ => new ConcurrentDictionary<Focus, BodyFacts>());
        if (all.TryGetValue(focus, out var known))
            return known;

        var open = _open.Value!;
        if (!open.Add((key, focus)))
        {
            _cuts.Value++;
            return null;
        }

        try
        {
            if (open.Count == 1)
            {
                _read.Value!.Clear();
                _heldForNow.Value!.Clear();
                _spent.Value = 0;
            }

            var cuts = _cuts.Value;
            if (open.Count > MaxNesting || !MayRead(key) || GraphOf(key, cancellation) is not { } graph)
            {
                _cuts.Value++;
                return null;
            }

            var facts = new Evaluator(this, cancellation).Read(graph, key, focus, isNested: open.Count > 1);
            // What was learned while another body was open lacks what that body would have said.
            return _cuts.Value == cuts || open.Count == 1 ? all.GetOrAdd(focus, facts) : facts;
        }
        finally
        {
            open.Remove((key, focus));
        }
    }

    /// <summary>
    /// What a call in a body is given. The first one that is asked for is followed alone; as soon as there is another, all of them are,
    /// as each would run most of the body again.
    /// </summary>
    public BodyFacts? ArgumentsOf(ISymbol owner, SyntaxNode call, CancellationToken cancellation)
    {
        var first = _firstCalls.GetOrAdd(owner.OriginalDefinition, call);
        if (first != call && FactsOf(owner, Focus.Calls, cancellation) is { IsCut: false, IsIncomplete: false } facts)
            return facts;

        return FactsOf(owner, Focus.Of(call), cancellation);
    }

    /// <summary>Steps that were spent on the bodies of others, for the sinks at hand.</summary>
    public int Spent
    {
        get => _spent.Value;
        set => _spent.Value = value;
    }

    /// <summary>Says that a budget ended: what is learned of others meanwhile is less than there is, and not kept.</summary>
    public void Cut() => _cuts.Value++;

    /// <summary>Whether one more body may be read for the sinks at hand.</summary>
    public bool MayRead(ISymbol owner)
    {
        var read = _read.Value!;
        if (read.Contains(owner))
            return true;
        if (read.Count >= MaxBodies)
            return false;

        read.Add(owner);
        return true;
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

    /// <summary>Everything that a member is given, where all of it is in sight; null where others can write to it.</summary>
    public Value? Held(ISymbol member, CancellationToken cancellation)
    {
        var key = member.OriginalDefinition;
        if (_held.TryGetValue(key, out var known))
            return known;
        if (!IsClosed(key, cancellation))
            return _held.GetOrAdd(key, (Value?)null);

        if (_heldForNow.Value!.TryGetValue(key, out var forNow))
        {
            _cuts.Value++;
            return forNow;
        }

        var open = _openMembers.Value!;
        if (!open.Add(key))
        {
            _cuts.Value++;
            return Value.Empty;
        }

        try
        {
            var cuts = _cuts.Value;
            var value = Gather(key, cancellation);
            if (_cuts.Value == cuts)
                return _held.GetOrAdd(key, value);

            // Cut short because the budget ended, and not because it is being asked already.
            if (open.Count == 1 || Spent > MaxSpent)
                _heldForNow.Value![key] = value;
            return value;
        }
        finally
        {
            open.Remove(key);
        }
    }

    private Value? Gather(ISymbol member, CancellationToken cancellation)
    {
        Value? value = null;
        var focus = Focus.Of(member);
        var isMutable = IsMutable(member);
        var writers = MentionsOf(member.ContainingType.OriginalDefinition, cancellation)[member.Name]
            .Where(mention => isMutable || mention.IsWritten).Select(mention => mention.Body).Append(member);
        foreach (var writer in writers)
        {
            if (IsReadOnly(member) && !isMutable && writer is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) })
                continue;
            if (FactsOf(writer, focus, cancellation) is not { } facts)
            {
                // A body that is being evaluated tells what it writes itself; one that lies too deep tells nothing.
                if (GraphOf(writer.OriginalDefinition, cancellation) is not null && !_open.Value!.Contains((writer.OriginalDefinition, focus)))
                    return null;
                continue;
            }

            if (facts.IsIncomplete)
                return null;
            if (facts.Writes.TryGetValue(member, out var written))
                value = value is null ? written : value.Or(written);
        }

        return value ?? Value.Empty;
    }

    private bool IsClosed(ISymbol member, CancellationToken cancellation)
    {
        if (member is IFieldSymbol { IsConst: true })
            return true;
        if (!bodies.Has(member) || member.ContainingType is null || IsMarked(member))
            return false;

        return member switch
        {
            IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
            IPropertySymbol property => IsAuto(property, cancellation) && !property.IsOpen()
                && (property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private } || property.DeclaredAccessibility == Accessibility.Private),
            _ => false,
        };
    }

    /// <summary>Whether a framework may fill the member, which no assignment shows. What the compiler and debuggers read fills nothing.</summary>
    private static bool IsMarked(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            var space = attribute.AttributeClass?.ContainingNamespace?.ToDisplayString();
            if (space is not ("System" or "System.Diagnostics" or "System.Diagnostics.CodeAnalysis" or "System.Runtime.CompilerServices"
                or "System.ComponentModel"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether only constructors and initializers write a member.</summary>
    public static bool IsReadOnly(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };

    private static bool IsMutable(ISymbol member) =>
        (member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null }).IsContainer();

    /// <summary>Which bodies of a type name what.</summary>
    private ILookup<string, Mention> MentionsOf(INamedTypeSymbol type, CancellationToken cancellation) => _mentions.GetOrAdd(type, symbol =>
    {
        var mentions = new Dictionary<(string Name, ISymbol Body), bool>();
        foreach (var member in WithNested((INamedTypeSymbol)symbol).SelectMany(each => each.GetMembers()))
        {
            if (member is not IMethodSymbol || member.IsImplicitlyDeclared || !bodies.Has(member))
                continue;

            var method = ((IMethodSymbol)member).PartialImplementationPart ?? member;
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                var syntax = reference.GetSyntax(cancellation);
                // The declaration of a primary constructor is the whole type.
                if (syntax is TypeDeclarationSyntax)
                    continue;

                foreach (var token in syntax.DescendantTokens())
                {
                    if (token.Parent is not SimpleNameSyntax name)
                        continue;

                    mentions.TryGetValue((token.ValueText, method), out var isWritten);
                    mentions[(token.ValueText, method)] = isWritten || IsWritten(name);
                }
            }
        }

        return mentions.ToLookup(mention => mention.Key.Name, mention => new Mention(mention.Key.Body, mention.Value));
    });

    /// <summary>Whether a name is given a value where it stands, or a part of what it names is.</summary>
    private static bool IsWritten(SyntaxNode name)
    {
        for (var node = name; node.Parent is { } parent and not StatementSyntax and not MemberDeclarationSyntax; node = parent)
        {
            if (parent is AssignmentExpressionSyntax assignment && assignment.Left == node
                || parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax
                || parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(WithNested).Prepend(type);

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
