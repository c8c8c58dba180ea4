using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>An object whose content is followed: all that are made at one place are one.</summary>
/// <param name="Site">Where it is made; null for one that comes from elsewhere.</param>
/// <param name="Symbol">The member, parameter, type or method that it comes from.</param>
internal sealed record HeapObject(ObjectKind Kind, SyntaxNode? Site, ISymbol? Symbol)
{
    /// <summary>For a function: what it is called on, and the graph that a lambda's body is read in.</summary>
    public FunctionBody? Function { get; init; }

    /// <summary>For a format with its arguments apart: both together.</summary>
    public Text? Formatted { get; init; }

    public bool Equals(HeapObject? other) => other is not null && Kind == other.Kind && ReferenceEquals(Site, other.Site)
        && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => unchecked(
        (Site is null ? 0 : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Site)) * 31
        + SymbolEqualityComparer.Default.GetHashCode(Symbol) * 7 + (int)Kind);
}
