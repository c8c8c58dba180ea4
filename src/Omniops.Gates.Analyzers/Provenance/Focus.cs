using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What somebody wants to know of a body: what its sinks are given, what a call in it is given, or what it writes to a member.</summary>
/// <param name="Call">The call; null where it is not a call.</param>
/// <param name="Member">The name of the member; null where it is no member.</param>
internal sealed record Focus(SyntaxNode? Call, string? Member)
{
    public static Focus Sinks { get; } = new(null, null);

    public static Focus Of(SyntaxNode call) => new(call, null);

    public static Focus Of(ISymbol member) => new(null, member.Name);

    /// <summary>The expressions in a body that are asked for.</summary>
    /// <param name="sinks">The texts of its sinks.</param>
    public IEnumerable<SyntaxNode> ValuesIn(SyntaxNode body, Func<IEnumerable<SyntaxNode>> sinks)
    {
        if (Call is not null)
            return [Call];
        if (Member is null)
            return sinks();

        return body.DescendantNodesAndSelf().Where(node => node == body ? body is EqualsValueClauseSyntax
            : node is AssignmentExpressionSyntax assignment ? BodyNames.Mentioned(assignment.Left).Contains(Member)
            : node is ArgumentSyntax or InvocationExpressionSyntax && BodyNames.Mentioned(node).Contains(Member));
    }
}
