using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A function that a predicate holds or hands over, with the variables around it.</summary>
/// <param name="Target">A lambda or a method group.</param>
/// <param name="Variables">What the variables around it hold.</param>
internal sealed record PredicateFunction(IOperation Target, ImmutableDictionary<ISymbol, PredicateValue> Variables);
