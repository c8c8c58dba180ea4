using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>One function on the way of an origin from the request to the answer.</summary>
/// <param name="Guards">The conditions it stands under there.</param>
/// <param name="Value">What is handed on.</param>
/// <param name="Parameter">What takes it in the next function; null in the last.</param>
internal sealed record Passage(IReadOnlyList<(IOperation Condition, bool IsTrue)> Guards, IOperation Value, IParameterSymbol? Parameter);
