using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>The body of a lambda or local function, or of a method that is handed on.</summary>
/// <param name="Graph">Null for a method, whose body is looked up when it is called.</param>
/// <param name="Instance">What a method is called on.</param>
internal sealed record FunctionBody(ControlFlowGraph? Graph, Value? Instance);
