using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// What another property of the same object is given in the same body: <c>CommandType</c> beside <c>CommandText</c>. Read from the source
/// text, because an operation of a control-flow graph no longer knows the object initializer that it stood in.
/// </summary>
internal sealed class SiblingValues
{
    private readonly ConcurrentDictionary<SyntaxNode, BodyAssignments> _bodies = new();

    /// <summary>The values given to <paramref name="member"/> of the object that the sink is a part of, or that it creates.</summary>
    public List<ExpressionSyntax> Of(SyntaxNode sink, string member)
    {
        var values = new List<ExpressionSyntax>();
        if (InitializerOf(sink) is { } initializer)
        {
            foreach (var expression in initializer.Expressions)
            {
                if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment
                    && name.Identifier.ValueText == member)
                {
                    values.Add(assignment.Right);
                }
            }
        }

        if (BodyOf(sink) is not { } body)
            return values;

        var assignments = _bodies.GetOrAdd(body, node => new BodyAssignments(node));
        if (ReceiverOf(sink) is { } receiver)
            assignments.AddTo(values, receiver, member, sink.SpanStart);
        if (sink is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax && TargetOf(sink) is { } target)
        {
            assignments.AddTo(values, target, member, sink.SpanStart);
            // The command that a data adapter makes of its text.
            assignments.AddTo(values, target + ".SelectCommand", member, sink.SpanStart);
        }

        return values;
    }

    private static InitializerExpressionSyntax? InitializerOf(SyntaxNode sink) => sink switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.Initializer,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } => initializer,
        _ => null,
    };

    /// <summary>The text of what the member belongs to: <c>command</c> of <c>command.CommandText = …</c>.</summary>
    private static string? ReceiverOf(SyntaxNode sink) => sink switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Expression.ToString(),
        AssignmentExpressionSyntax { Left: MemberBindingExpressionSyntax, Parent: ConditionalAccessExpressionSyntax access } =>
            access.Expression.ToString(),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: { } creation } } => TargetOf(creation),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression.ToString(),
        _ => null,
    };

    /// <summary>The variable that a value is put into.</summary>
    private static string? TargetOf(SyntaxNode value)
    {
        var node = value;
        while (node.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax
            or PostfixUnaryExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            AssignmentExpressionSyntax assignment when assignment.Right == node => assignment.Left.ToString(),
            _ => null,
        };
    }

    private static SyntaxNode? BodyOf(SyntaxNode sink)
    {
        for (var node = sink.Parent; node is not null; node = node.Parent)
        {
            if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or CompilationUnitSyntax)
                return node;
        }

        return null;
    }
}
