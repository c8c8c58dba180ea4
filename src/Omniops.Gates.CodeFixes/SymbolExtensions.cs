using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes;

/// <summary>Small questions that fixes ask about a symbol.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether the symbol is this very type, or a member of it, and not of one of the same name.</summary>
    public static bool IsOf(this ISymbol symbol, string type, Compilation compilation) =>
        compilation.GetTypeByMetadataName(type) is { } owner
        && (SymbolEqualityComparer.Default.Equals(symbol.ContainingType, owner) || SymbolEqualityComparer.Default.Equals(symbol, owner));
}
