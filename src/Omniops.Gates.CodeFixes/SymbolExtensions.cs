using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes;

/// <summary>Small questions that fixes ask about a symbol.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether the symbol belongs to this very type and not to one of the same name.</summary>
    public static bool IsMemberOf(this ISymbol symbol, string type, Compilation compilation) =>
        compilation.GetTypeByMetadataName(type) is { } owner && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, owner);
}
