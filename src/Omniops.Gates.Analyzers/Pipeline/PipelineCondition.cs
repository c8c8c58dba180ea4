using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A condition that is not about the environment.</summary>
/// <param name="Syntax">What makes it this condition and no other.</param>
/// <param name="Text">How a message names it.</param>
/// <param name="IsBranch">It is asked for each request, not once at start-up.</param>
internal sealed record PipelineCondition(SyntaxNode Syntax, string Text, bool IsBranch);
