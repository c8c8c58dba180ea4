using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>The text that stands in code, as far as it does.</summary>
internal static class LiteralText
{
    /// <summary>What takes the place of a value that code puts into the text: a placeholder to every detector.</summary>
    private const string Hole = "{value}";

    /// <summary>Parts of one text. Real code has dozens.</summary>
    private const int MaxParts = 2000;

    /// <summary>Whether the operation is a piece of a larger text, with which it is read.</summary>
    public static bool IsPiece(IOperation operation) => operation.Parent switch
    {
        IBinaryOperation sum => IsSum(sum),
        IInterpolatedStringTextOperation => true,
        IInterpolationOperation hole => hole.Parent is IInterpolatedStringOperation { ConstantValue.HasValue: true },
        _ => false,
    };

    /// <summary>Whether this puts texts together.</summary>
    public static bool IsSum(IBinaryOperation operation) =>
        operation.OperatorKind == BinaryOperatorKind.Add && operation.Type?.SpecialType == SpecialType.System_String;

    /// <summary>A sum or an interpolation with holes, or null if nothing in it can be the text of a connection.</summary>
    public static string? WithHoles(IOperation operation)
    {
        var text = new StringBuilder();
        var isConnection = false;
        foreach (var part in Parts(operation))
        {
            if (part.ConstantValue is { HasValue: true, Value: string constant })
            {
                isConnection |= constant.IndexOf('=') >= 0 || constant.IndexOf("://", StringComparison.Ordinal) >= 0;
                text.Append(constant);
            }
            else
            {
                text.Append(Hole);
            }
        }

        return isConnection ? text.ToString() : null;
    }

    /// <summary>The text of an initializer in any file, without a semantic model: literals and sums of literals.</summary>
    public static string? OfSyntax(ExpressionSyntax? expression)
    {
        var text = "";
        for (var left = expression; ;)
        {
            switch (left)
            {
                case LiteralExpressionSyntax { Token.Value: string value }:
                    return value + text;
                case ParenthesizedExpressionSyntax parenthesized:
                    left = parenthesized.Expression;
                    break;
                case BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: string right } } sum
                    when sum.IsKind(SyntaxKind.AddExpression):
                    (text, left) = (right + text, sum.Left);
                    break;
                default:
                    return null;
            }
        }
    }

    private static IEnumerable<IOperation> Parts(IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        for (var count = 0; open.Count > 0 && count < MaxParts; count++)
        {
            var part = open.Pop();
            switch (part)
            {
                case { ConstantValue.HasValue: true }:
                    yield return part;
                    break;
                case IBinaryOperation sum when IsSum(sum):
                    open.Push(sum.RightOperand);
                    open.Push(sum.LeftOperand);
                    break;
                case IInterpolatedStringOperation text:
                    for (var i = text.Parts.Length - 1; i >= 0; i--)
                        open.Push(PartOf(text.Parts[i]));
                    break;
                default:
                    yield return part;
                    break;
            }
        }
    }

    private static IOperation PartOf(IInterpolatedStringContentOperation content) => content switch
    {
        IInterpolationOperation hole => hole.Expression,
        IInterpolatedStringTextOperation text => text.Text,
        _ => content,
    };
}
