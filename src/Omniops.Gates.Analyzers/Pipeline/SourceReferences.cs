using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Where a method is used in this compilation. Asked only when a finding is at hand: it looks at every file.</summary>
internal sealed class SourceReferences(SourceBodies bodies)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<SimpleNameSyntax>> _names = new(StringComparer.Ordinal);
    private IdentifierIndex? _index;

    /// <summary>Every place where this name is written, whatever it means there.</summary>
    public IReadOnlyList<SimpleNameSyntax> Named(string name, CancellationToken cancellation) =>
        _names.GetOrAdd(name, key => [.. IndexOf(cancellation).Of(key, cancellation)]);

    private IdentifierIndex IndexOf(CancellationToken cancellation) =>
        LazyInitializer.EnsureInitialized(ref _index, () => new IdentifierIndex(bodies.Compilation, cancellation))!;

    /// <summary>Every call or method group of a method; null for a use that is neither.</summary>
    public IEnumerable<IOperation?> To(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var name in Named(method.Name, cancellation))
        {
            var info = bodies.ModelOf(name.SyntaxTree).GetSymbolInfo(name, cancellation);
            if (info.Symbol is null ? !info.CandidateSymbols.Any(IsMethod) : !IsMethod(info.Symbol))
                continue;

            var use = UseOf(name, cancellation);
            if (use is not INameOfOperation)
                yield return use;
        }

        bool IsMethod(ISymbol symbol) => symbol is IMethodSymbol used
            && SymbolEqualityComparer.Default.Equals((used.ReducedFrom ?? used).OriginalDefinition, method.OriginalDefinition);
    }

    /// <summary>The call, method group or nameof that a name is part of.</summary>
    public IOperation? UseOf(SyntaxNode name, CancellationToken cancellation)
    {
        for (SyntaxNode? node = name; node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax; node = node.Parent)
        {
            if (bodies.Read(node, cancellation) is { } operation and (IInvocationOperation or IMethodReferenceOperation or INameOfOperation))
                return operation;
        }

        return null;
    }
}
