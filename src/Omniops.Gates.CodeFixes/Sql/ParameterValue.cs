using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>What a parameter holds.</summary>
/// <param name="Subject">The expression that the value is made of, or the first of them.</param>
/// <param name="Written">The value as it is written.</param>
/// <param name="IsSubject">Whether the value is the expression itself.</param>
internal sealed record ParameterValue(ExpressionSyntax Subject, string Written, bool IsSubject)
{
    /// <summary>The value of a literal's content; null where it would differ from what stood in the text.</summary>
    /// <param name="isConcatenated">Whether to join the parts by plus signs, because braces are around already.</param>
    public static ParameterValue? OfLiteral(IReadOnlyList<TextPart> content, bool isConcatenated)
    {
        if (content.Count == 1 && content[0].Hole is { } single)
            return Of(single);

        var holes = content.Where(part => part.Hole is { Constant: null }).Select(part => part.Hole!).ToList();
        var first = holes.Find(hole => !hole.IsHarmless) ?? holes[0];
        var pieces = new List<string>();
        var text = new StringBuilder();
        var isInterpolated = !isConcatenated && content.Any(part => part.Hole is { IsInterpolated: true });
        foreach (var part in content)
        {
            if (part.Hole is not { } hole)
            {
                text.Append(part.Value);
            }
            else if (isInterpolated)
            {
                if (Unescaped(hole) is not { } expression)
                    return null;
                text.Append('\0').Append('{').Append(Operand(expression)).Append(hole.Suffix).Append('}').Append('\0');
            }
            else
            {
                if (hole.Suffix.Length > 0 || Unescaped(hole) is not { } expression)
                    return null;
                Flush(pieces, text);
                pieces.Add(Operand(expression));
            }
        }

        if (isInterpolated)
        {
            var interpolated = string.Concat(text.ToString().Split('\0').Select(Interpolated));
            return new ParameterValue(first.Expression, $"$\"{interpolated}\"", IsSubject: false);
        }

        Flush(pieces, text);
        // Without a text among the first two, the plus sign between them adds numbers.
        return content[0].Hole is null or { IsString: true } || pieces.Count > 1 && pieces[1][0] == '"'
            ? new ParameterValue(first.Expression, string.Join(" + ", pieces), IsSubject: false)
            : null;
    }

    /// <summary>The value of one expression that is the whole literal, or stands without quotes.</summary>
    public static ParameterValue? Of(TextHole hole)
    {
        if (hole.Suffix.Length > 0 || Unescaped(hole) is not { } expression)
            return null;
        if (hole.IsString || hole.IsPlain)
            return new ParameterValue(expression, expression.ToString(), IsSubject: true);

        // Any other object would reach the database as what it is and not as its text.
        return hole.Type is { IsValueType: true, OriginalDefinition.SpecialType: not Microsoft.CodeAnalysis.SpecialType.System_Nullable_T }
            ? new ParameterValue(expression, Operand(expression) + ".ToString()", IsSubject: false)
            : null;
    }

    /// <summary>The expression without what doubled its quotes, which would stay doubled; null where that lies deeper.</summary>
    private static ExpressionSyntax? Unescaped(TextHole hole)
    {
        var expression = Bare(hole.Expression);
        if (expression is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" } access,
                ArgumentList.Arguments:
                [
                { Expression: LiteralExpressionSyntax { Token.Value: "'" } },
                { Expression: LiteralExpressionSyntax { Token.Value: "''" } },
                ],
            })
        {
            expression = Bare(access.Expression);
        }

        return Escaping.IsIn(expression) ? null : expression;
    }

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        return expression;
    }

    private static string Operand(ExpressionSyntax expression) =>
        expression is SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or LiteralExpressionSyntax or PostfixUnaryExpressionSyntax or ThisExpressionSyntax or InterpolatedStringExpressionSyntax
            or ConditionalAccessExpressionSyntax
            ? expression.ToString()
            : $"({expression})";

    private static void Flush(List<string> pieces, StringBuilder text)
    {
        if (text.Length > 0)
            pieces.Add(SymbolDisplay.FormatLiteral(text.ToString(), quote: true));
        text.Clear();
    }

    private static string Interpolated(string piece, int index)
    {
        // Every second piece is an expression in its braces.
        if (index % 2 == 1)
            return piece;

        var literal = SymbolDisplay.FormatLiteral(piece, quote: true);
        return literal.Substring(1, literal.Length - 2).Replace("{", "{{").Replace("}", "}}");
    }
}
