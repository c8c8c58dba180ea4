using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Whether an expression that moves some statements down still has the same value there.</summary>
internal static class Operands
{
    /// <param name="body">The member that all of it stands in.</param>
    /// <param name="to">Where the expression moves to; what is written behind that place does not matter.</param>
    public static bool CanMove(SemanticModel model, ExpressionSyntax operand, SyntaxNode body, int to, CancellationToken cancellation)
    {
        foreach (var node in operand.DescendantNodesAndSelf())
        {
            if (!IsQuiet(node) && !(node is InvocationExpressionSyntax call && IsPure(model, call, cancellation)))
                return false;
            if (node is IdentifierNameSyntax name && IsWritten(name.Identifier.ValueText, body, operand.SpanStart, to))
                return false;
        }

        return true;
    }

    /// <summary>Whether the expression calls nothing and changes nothing.</summary>
    public static bool IsQuiet(ExpressionSyntax expression) => expression.DescendantNodesAndSelf().All(IsQuiet);

    private static bool IsQuiet(SyntaxNode node) => node switch
    {
        PrefixUnaryExpressionSyntax unary =>
            !unary.IsKind(SyntaxKind.PreIncrementExpression) && !unary.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        NameSyntax or PredefinedTypeSyntax or NullableTypeSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or ConditionalAccessExpressionSyntax
            or ElementAccessExpressionSyntax
            or ElementBindingExpressionSyntax or BaseArgumentListSyntax or ArgumentSyntax or BinaryExpressionSyntax
            or ConditionalExpressionSyntax
            or CastExpressionSyntax or InstanceExpressionSyntax or InterpolatedStringExpressionSyntax or InterpolatedStringContentSyntax
            or InterpolationAlignmentClauseSyntax or InterpolationFormatClauseSyntax => true,
        _ => false,
    };

    /// <summary>Methods of texts, numbers and dates change nothing.</summary>
    private static bool IsPure(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
        && (method.ContainingType.SpecialType is not (SpecialType.None or SpecialType.System_Object)
            || method.ContainingType.Name is "Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" or "Convert"
                or "StringValues"
            || method is { Name: "ToString", Parameters.Length: 0 });

    private static bool IsWritten(string name, SyntaxNode body, int from, int to) => body.DescendantNodes().Any(node =>
        node.SpanStart > from && node.SpanStart < to && node switch
        {
            AssignmentExpressionSyntax assignment => Names(assignment.Left, name),
            PrefixUnaryExpressionSyntax unary => !IsQuiet((SyntaxNode)unary) && Names(unary.Operand, name),
            PostfixUnaryExpressionSyntax unary => !IsQuiet((SyntaxNode)unary) && Names(unary.Operand, name),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && Names(argument.Expression, name),
            _ => false,
        });

    private static bool Names(ExpressionSyntax target, string name) => target switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name,
        ElementAccessExpressionSyntax access => Names(access.Expression, name),
        TupleExpressionSyntax tuple => tuple.Arguments.Any(argument => Names(argument.Expression, name)),
        _ => false,
    };
}
