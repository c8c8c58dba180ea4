using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The one place that reads bodies of other members, in whichever file they stand. Kept per compilation.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _types = new(() => TypesOf(compilation.Assembly.GlobalNamespace));

    public Compilation Compilation => compilation;

    /// <summary>Every type that is written in this compilation.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types => _types.Value;

    /// <summary>Whether a symbol is written in this compilation. In an IDE a referenced project has source too, which is not ours to read.</summary>
    public bool Has(ISymbol symbol) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty
        && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>The body of a method written in this compilation; null for one in metadata, without a body, or half typed.</summary>
    public IOperation? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        return _bodies.GetOrAdd(definition, symbol =>
            Has(symbol) ? Read(symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation) : null);
    }

    /// <summary>
    /// The call with which a constructor written in this compilation begins, of a constructor of its base; null where none is written, or of its
    /// own class.
    /// </summary>
    public IInvocationOperation? FindBaseCall(IMethodSymbol constructor, CancellationToken cancellation)
    {
        // class Orders() : Module("/orders")
        var written = !Has(constructor) ? null : constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax primary, ..] } => (SyntaxNode)primary,
            ConstructorDeclarationSyntax { Initializer: { } initializer } => initializer,
            _ => null,
        };
        return written is null ? null : Read(written, cancellation) as IInvocationOperation;
    }

    /// <summary>What a field or property is given where it is declared; null where it is given nothing there.</summary>
    public IOperation? FindInitializer(ISymbol member, CancellationToken cancellation) =>
        _initializers.GetOrAdd(member.OriginalDefinition, symbol =>
        {
            var value = !Has(symbol) ? null : symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            return value is null ? null : Read(value, cancellation);
        });

    /// <summary>The operation of a piece of any file.</summary>
    public IOperation? Read(SyntaxNode syntax, CancellationToken cancellation) => ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation);

#pragma warning disable RS1030 // Bodies of other members cannot be read otherwise; this is the only place, and models are kept.
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));
#pragma warning restore RS1030

    /// <summary>Every type of an assembly, those within others too.</summary>
    public static List<INamedTypeSymbol> TypesOf(INamespaceSymbol root)
    {
        var types = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>([root]);
        while (open.Count > 0)
        {
            var current = open.Pop();
            if (current is INamedTypeSymbol type)
                types.Add(type);
            foreach (var member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
                open.Push(member);
        }

        return types;
    }
}
