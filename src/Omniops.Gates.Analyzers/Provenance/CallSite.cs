using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>A call, and the member whose body it stands in.</summary>
internal sealed record CallSite(IOperation Call, ISymbol Owner);
