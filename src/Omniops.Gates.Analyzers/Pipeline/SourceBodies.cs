using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>The one place that reads bodies of other members, in whichever file they stand. Kept per compilation.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>The body of a method written in this compilation; null for one in metadata, without a body, or half typed.</summary>
    public IOperation? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        return _bodies.GetOrAdd(definition, symbol => Read(symbol, cancellation));
    }

    private IOperation? Read(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
            return null;

        var syntax = reference.GetSyntax(cancellation);
#pragma warning disable RS1030 // Bodies of other members cannot be read otherwise; this is the only place, and results are kept.
        return compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
#pragma warning restore RS1030
    }
}
