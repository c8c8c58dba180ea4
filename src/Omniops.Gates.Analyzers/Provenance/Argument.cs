using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What a parameter is given in a call.</summary>
/// <param name="Source">The expression; the call itself where nothing is written.</param>
internal readonly record struct Argument(IParameterSymbol Parameter, Value Value, IOperation Source);
