using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// What another property of the same object is given in the same body: <c>CommandType</c> beside <c>CommandText</c>. Read from the source
/// text, because an operation of a control-flow graph no longer knows the object initializer that it stood in.
/// </summary>
internal static class SiblingValues
{
    /// <summary>The values given to <paramref name="member"/> of the object that the sink is a part of, or that it creates.</summary>
    public static List<ExpressionSyntax> Of(SyntaxNode sink, string member)
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

        if (ReceiverOf(sink) is { } receiver && BodyOf(sink) is { } body)
            AddAssigned(values, body, sink.SpanStart, receiver, member);
        if (sink is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or InitializerExpressionSyntax
            && TargetOf(sink) is { } target && BodyOf(sink) is { } region)
        {
            AddAssigned(values, region, sink.SpanStart, target, member);
            // The command that a data adapter makes of its text.
            AddAssigned(values, region, sink.SpanStart, target + ".SelectCommand", member);
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

    /// <summary>What is assigned while the variable holds the same object as at the sink: one name serves many commands.</summary>
    private static void AddAssigned(List<ExpressionSyntax> values, SyntaxNode body, int at, string receiver, string member)
    {
        var from = 0;
        var to = int.MaxValue;
        var assigned = new List<AssignmentExpressionSyntax>();
        foreach (var node in body.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } assignment
                    when access.Name.Identifier.ValueText == member && access.Expression.ToString() == receiver:
                    assigned.Add(assignment);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                    when assignment.Left is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" }
                        && assignment.Left.ToString() == receiver:
                    Narrow(assignment);
                    break;
                case VariableDeclaratorSyntax variable when variable.Identifier.ValueText == receiver:
                    Narrow(variable);
                    break;
            }
        }

        foreach (var assignment in assigned)
        {
            if (assignment.SpanStart >= from && assignment.SpanStart < to)
                values.Add(assignment.Right);
        }

        void Narrow(SyntaxNode renewal)
        {
            if (renewal.SpanStart <= at)
                from = Math.Max(from, renewal.SpanStart);
            else
                to = Math.Min(to, renewal.SpanStart);
        }
    }
}
