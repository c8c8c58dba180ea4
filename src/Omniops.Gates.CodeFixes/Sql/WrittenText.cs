using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A text that one expression builds: an interpolated string, a concatenation, a <c>string.Format</c>.</summary>
internal sealed class WrittenText
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellation;
    private readonly List<TextPart> _parts = [];
    private readonly List<TextSpan> _lines = [];

    private WrittenText(SemanticModel model, ExpressionSyntax expression, CancellationToken cancellation) =>
        (_model, Expression, _cancellation) = (model, expression, cancellation);

    public ExpressionSyntax Expression { get; }

    public IReadOnlyList<TextPart> Parts => _parts;

    /// <summary>The lines of a concatenation; none of what can only be written anew.</summary>
    public IReadOnlyList<TextSpan> Lines => _lines;

    /// <summary>Null where the expression is built in another way, or a comment stands in it.</summary>
    public static WrittenText? Read(SemanticModel model, ExpressionSyntax expression, CancellationToken cancellation)
    {
        if (expression.DescendantTrivia().Any(trivia =>
            !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;

        var text = new WrittenText(model, expression, cancellation);
        var isRead = model.GetOperation(expression, cancellation) switch
        {
            IInvocationOperation { TargetMethod: { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } call =>
                text.AddFormat(call),
            IInvocationOperation { TargetMethod: { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } } call =>
                text.AddJoined(call),
            _ => expression is BinaryExpressionSyntax or InterpolatedStringExpressionSyntax && text.AddConcatenation(),
        };
        return isRead && text._parts.Exists(part => part.Hole is { Constant: null }) ? text : null;
    }

    private bool AddConcatenation()
    {
        var rights = new Stack<BinaryExpressionSyntax>();
        var left = Expression;
        while (left is BinaryExpressionSyntax binary && IsConcatenation(binary))
        {
            rights.Push(binary);
            left = binary.Left;
        }

        if (!AddLeaf(left, line: 0))
            return false;

        var line = 0;
        foreach (var binary in rights)
        {
            var gap = TextSpan.FromBounds(binary.Left.Span.End, binary.Right.SpanStart);
            if (binary.SyntaxTree.GetText(_cancellation).ToString(gap).IndexOf('\n') >= 0)
                line++;
            if (!AddLeaf(binary.Right, line))
                return false;
        }

        return true;
    }

    private bool IsConcatenation(BinaryExpressionSyntax binary) => binary.IsKind(SyntaxKind.AddExpression)
        && _model.GetOperation(binary, _cancellation)
            is IBinaryOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_String };

    private bool AddLeaf(ExpressionSyntax leaf, int line)
    {
        if (line == _lines.Count)
            _lines.Add(leaf.Span);
        else
            _lines[line] = TextSpan.FromBounds(_lines[line].Start, leaf.Span.End);

        switch (leaf)
        {
            case InterpolatedStringExpressionSyntax text:
                AddInterpolated(text, line);
                return true;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
                when TextStyle.Of(literal) is { } style:
                AddCharacters(Inner(literal, style), style, line);
                return true;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.Utf8StringLiteralExpression }:
                return false;
            default:
                AddHole(leaf, "", isInterpolated: false, line);
                return true;
        }
    }

    private void AddInterpolated(InterpolatedStringExpressionSyntax text, int line)
    {
        var style = TextStyle.Of(text);
        // Line break and indentation around the text of a raw string belong to its quotes; here they are characters like others.
        AddCharacters(text.StringStartToken.Text.Substring(text.StringStartToken.Text.TrimEnd('\r', '\n', ' ', '\t').Length), style, line);
        foreach (var content in text.Contents)
        {
            if (content is InterpolationSyntax hole)
                AddHole(hole.Expression, $"{hole.AlignmentClause}{hole.FormatClause}", isInterpolated: true, line);
            else
                AddCharacters(content.ToString(), style, line);
        }

        var end = text.StringEndToken.Text;
        AddCharacters(end.Substring(0, end.Length - style.Quotes.Length), style, line);
    }

    private void AddCharacters(string source, TextStyle style, int line)
    {
        foreach (var (value, piece) in style.Split(source))
            _parts.Add(new TextPart(value, piece, style, Hole: null, line));
    }

    private void AddHole(ExpressionSyntax expression, string suffix, bool isInterpolated, int line)
    {
        var constant = _model.GetConstantValue(expression, _cancellation) is { HasValue: true, Value: string or char } known
            ? known.Value.ToString()
            : null;
        var type = _model.GetTypeInfo(expression, _cancellation).Type;
        _parts.Add(new TextPart("", "", Style: null, new TextHole(expression, type, constant, suffix, isInterpolated), line));
    }

    private bool AddJoined(IInvocationOperation call)
    {
        if (ArgumentsOf(call) is not { Count: > 1 } arguments)
            return false;

        foreach (var argument in arguments)
        {
            if (!AddLeaf(argument, line: 0))
                return false;
        }

        _lines.Clear();
        return true;
    }

    private bool AddFormat(IInvocationOperation call)
    {
        if (ArgumentsOf(call) is not { Count: > 1 } arguments || arguments[0] is not LiteralExpressionSyntax literal
            || TextStyle.Of(literal) is not { } style)
        {
            return false;
        }

        var characters = style.Split(Inner(literal, style)).ToList();
        var used = new HashSet<int>();
        for (var at = 0; at < characters.Count; at++)
        {
            var (value, source) = characters[at];
            var isDoubled = at + 1 < characters.Count && characters[at + 1].Value == value;
            if (value is "{" or "}" && isDoubled)
            {
                at++;
            }
            else if (value == "{")
            {
                var close = characters.FindIndex(at, character => character.Value == "}");
                var written = characters.Skip(at + 1).Take(close - at - 1).Select(character => character.Value);
                var item = close < 0 ? "" : string.Concat(written);
                var end = item.IndexOfAny([',', ':']);
                if (!int.TryParse(end < 0 ? item : item.Substring(0, end), out var number) || number < 0 || number + 1 >= arguments.Count)
                    return false;

                if (!used.Add(number) && !Operands.IsQuiet(arguments[number + 1]))
                    return false;

                AddHole(arguments[number + 1], end < 0 ? "" : item.Substring(end), isInterpolated: true, line: 0);
                at = close;
                continue;
            }
            else if (value == "}")
            {
                return false;
            }

            _parts.Add(new TextPart(value, source, style, Hole: null, Line: 0));
        }

        // An argument that no item names is evaluated all the same.
        return used.Count == arguments.Count - 1;
    }

    /// <summary>The arguments in their order; null where one is named, or an array stands for all of them.</summary>
    private List<ExpressionSyntax>? ArgumentsOf(IInvocationOperation call)
    {
        if (call.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
            || call.TargetMethod.Parameters[0].Type.SpecialType is not (SpecialType.System_String or SpecialType.System_Object))
        {
            return null;
        }

        return arguments.All(argument => argument.NameColon is null
            && _model.GetTypeInfo(argument.Expression, _cancellation).Type is { TypeKind: not TypeKind.Array })
            ? arguments.Select(argument => argument.Expression).ToList()
            : null;
    }

    private static string Inner(LiteralExpressionSyntax literal, TextStyle style)
    {
        var start = style.Quotes.Length + (style.IsVerbatim ? 1 : 0);
        var text = literal.Token.Text;
        return text.Substring(start, text.Length - start - style.Quotes.Length);
    }
}
