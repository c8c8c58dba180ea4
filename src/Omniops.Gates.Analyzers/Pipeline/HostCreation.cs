using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A call that creates the builder of a web host.</summary>
/// <param name="Variables">The environment variables it takes the environment from, the later before the earlier.</param>
/// <param name="Order">How many assignments of the environment stand before it.</param>
internal sealed record HostCreation(SyntaxNode Syntax, string[] Variables, int Order);
