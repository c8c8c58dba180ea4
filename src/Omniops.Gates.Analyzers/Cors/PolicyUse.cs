using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>A place that applies a CORS policy.</summary>
/// <param name="Place">The call; null for an attribute.</param>
/// <param name="Syntax">Where it is written.</param>
/// <param name="Name">The policy's name; empty for the default one, null where it is not seen.</param>
/// <param name="IsMiddleware">Whether it is for all requests.</param>
/// <param name="IsOwn">Whether it builds a policy itself.</param>
/// <param name="IsInProduction">Whether production comes by.</param>
internal readonly record struct PolicyUse(
    IOperation? Place, SyntaxNode Syntax, string? Name, bool IsMiddleware, bool IsOwn, bool IsInProduction);
