using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>The text that a literal is a part of, with a mark where it is filled in at run time.</summary>
internal static class LiteralWhole
{
    /// <summary>Whether a parent puts the literal or the text so far together with others.</summary>
    public static bool IsPartOf(IOperation parent) =>
        parent is IInterpolatedStringTextOperation or IInterpolatedStringOperation
        || parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };

    public static IOperation Of(IOperation literal)
    {
        var current = literal;
        while (current.Parent is { } parent && (IsPartOf(parent)
            || parent is IParenthesizedOperation or IConversionOperation { Type.SpecialType: SpecialType.System_String }))
        {
            current = parent;
        }

        return current;
    }

    public static string Read(IOperation whole)
    {
        if (whole.ConstantValue is { HasValue: true, Value: string constant })
            return constant;

        var text = new StringBuilder();
        var open = new Stack<IOperation>([whole]);
        while (open.Count > 0)
        {
            var part = open.Pop().Unwrapped();
            switch (part)
            {
                case { ConstantValue: { HasValue: true, Value: var value } }:
                    text.Append(value);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    open.Push(sum.RightOperand);
                    open.Push(sum.LeftOperand);
                    break;
                case IInterpolatedStringOperation { Parts: var parts }:
                    for (var i = parts.Length - 1; i >= 0; i--)
                        open.Push(parts[i]);
                    break;
                case IInterpolatedStringTextOperation { Text: var fixedText }:
                    open.Push(fixedText);
                    break;
                case IInterpolationOperation { Expression: var expression }:
                    open.Push(expression);
                    break;
                default:
                    text.Append(ClearTextAddress.Hole);
                    break;
            }
        }

        return text.ToString();
    }
}
