using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What somebody wants to know of a body: what its sinks are given, what calls in it are given, or what it writes to a member.</summary>
internal sealed record Focus
{
    private SyntaxNode? Call { get; init; }

    private bool IsAllCalls { get; init; }

    /// <summary>What the sinks are given.</summary>
    public static Focus Sinks { get; } = new();

    /// <summary>What each call of a method or constructor in source is given.</summary>
    public static Focus Calls { get; } = new() { IsAllCalls = true };

    /// <summary>The name of the member whose values are asked for; null where none is.</summary>
    public string? Member { get; private init; }

    /// <summary>What one call is given.</summary>
    public static Focus Of(SyntaxNode call) => new() { Call = call };

    /// <summary>What a member is given.</summary>
    public static Focus Of(ISymbol member) => new() { Member = member.Name };

    /// <summary>The expressions in a body that are asked for.</summary>
    /// <param name="sinks">The texts of its sinks.</param>
    /// <param name="members">What is written in this compilation.</param>
    public IEnumerable<SyntaxNode> ValuesIn(SyntaxNode body, Func<IEnumerable<SyntaxNode>> sinks, SourceMembers members)
    {
        if (Call is not null)
            return [Call];
        if (IsAllCalls)
            return body.DescendantNodesAndSelf().Where(node => IsCall(node, members));
        if (Member is null)
            return sinks();

        return body.DescendantNodesAndSelf().Where(node => node == body ? body is EqualsValueClauseSyntax
            : node is AssignmentExpressionSyntax assignment ? BodyNames.Mentioned(assignment.Left).Contains(Member)
            : node is ArgumentSyntax or InvocationExpressionSyntax && BodyNames.Mentioned(node).Contains(Member));
    }

    private static bool IsCall(SyntaxNode node, SourceMembers members) => node switch
    {
        InvocationExpressionSyntax call => BodyNames.NameOf(call.Expression) is { } name && members.IsMethod(name),
        ObjectCreationExpressionSyntax creation => BodyNames.Mentioned(creation.Type).Any(members.IsType),
        ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => true,
        _ => false,
    };
}
