using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Data on its way into a text.</summary>
/// <param name="Place">The expression that is the text, or what a caller gives to the method that hands it on.</param>
/// <param name="Owner">The member that the place stands in.</param>
/// <param name="Hole">The part of the text that is not constant.</param>
/// <param name="Wrapper">The method that hands the text on; null where it is given to the sink directly.</param>
internal sealed record TextFlow(SyntaxNode Place, ISymbol Owner, Hole Hole, string? Wrapper = null);
