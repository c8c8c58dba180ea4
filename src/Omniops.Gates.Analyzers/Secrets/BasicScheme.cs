using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>
/// Code that makes the value of an <c>Authorization</c> header of user and password. Source: RFC 7617.
/// </summary>
internal static class BasicScheme
{
    /// <summary>Whether code puts <c>Basic</c> in front of the operand.</summary>
    public static bool IsBefore(IOperation whole, IOperation operand) => whole switch
    {
        IBinaryOperation sum => sum.RightOperand == operand && EndsWithScheme(sum.LeftOperand),
        IInterpolationOperation { Parent: IInterpolatedStringOperation { Parts: var parts } } hole =>
            parts.IndexOf(hole) is > 0 and var index
            && parts[index - 1] is IInterpolatedStringTextOperation { Text: var text } && EndsWithScheme(text),
        _ => false,
    };

    public static string Encode(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    private static bool EndsWithScheme(IOperation text) =>
        text.ConstantValue is { HasValue: true, Value: string scheme } && scheme.EndsWith("Basic ", StringComparison.OrdinalIgnoreCase);
}
