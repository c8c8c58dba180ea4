using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>How a string is written in the source.</summary>
/// <param name="IsVerbatim">Whether it begins with <c>@</c>.</param>
/// <param name="Quotes">What opens and closes it: one quotation mark, or three and more of a raw string.</param>
/// <param name="Dollars">The dollar signs in front of it, none where it is not interpolated.</param>
internal sealed record TextStyle(bool IsVerbatim, string Quotes, string Dollars)
{
    private bool IsRaw => Quotes.Length > 1;

    /// <summary>Null where the string is none that the fix rewrites.</summary>
    public static TextStyle? Of(LiteralExpressionSyntax literal) => literal.Token.Kind() switch
    {
        SyntaxKind.StringLiteralToken => new TextStyle(literal.Token.Text[0] == '@', "\"", ""),
        SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken =>
            new TextStyle(IsVerbatim: false, new string('"', literal.Token.Text.TakeWhile(character => character == '"').Count()), ""),
        _ => null,
    };

    public static TextStyle Of(InterpolatedStringExpressionSyntax text)
    {
        var start = text.StringStartToken.Text.TrimEnd('\r', '\n', ' ', '\t');
        return new TextStyle(
            start.Contains("@"),
            new string('"', start.Count(character => character == '"')),
            new string('$', start.Count(character => character == '$')));
    }

    /// <summary>The characters of a string and what stands for each of them in the source.</summary>
    public IEnumerable<(string Value, string Source)> Split(string source)
    {
        for (var at = 0; at < source.Length;)
        {
            var piece = source.Substring(at, LengthOf(source, at));
            yield return (ValueOf(piece), piece);
            at += piece.Length;
        }
    }

    /// <summary>A whole string of this style; null where a part of it cannot be written so.</summary>
    public string? Write(IReadOnlyList<TextPart> parts)
    {
        var style = this with { Dollars = parts.All(part => part.Hole is null) ? "" : Dollars.Length == 0 ? "$" : Dollars };
        var written = new StringBuilder(style.Dollars).Append(IsVerbatim ? "@" : "").Append(Quotes);
        foreach (var part in parts)
        {
            if (style.Written(part) is not { } text)
                return null;
            written.Append(text);
        }

        return written.Append(Quotes).ToString();
    }

    private string? Written(TextPart part)
    {
        var braces = IsRaw ? Dollars.Length : 1;
        if (part.Hole is { } hole)
            return new string('{', braces) + hole.Written + hole.Suffix + new string('}', braces);

        var style = part.Style!;
        if (IsRaw)
            return style.IsRaw && (part.Value is not ("{" or "}") || Dollars.Length == 0 || style.Dollars == Dollars) ? part.Value : null;
        if (part.Value is "{" or "}")
            return Dollars.Length > 0 ? part.Value + part.Value : part.Value;
        if (!style.IsRaw && style.IsVerbatim == IsVerbatim)
            return part.Source;
        return IsVerbatim ? part.Value.Replace("\"", "\"\"") : Escaped(part.Value);
    }

    private int LengthOf(string source, int at)
    {
        var next = at + 1 < source.Length ? source[at + 1] : '\0';
        if (IsRaw)
            return 1;
        if (source[at] is '{' or '}' && Dollars.Length > 0)
            return next == source[at] ? 2 : 1;
        if (IsVerbatim)
            return source[at] == '"' && next == '"' ? 2 : 1;
        if (source[at] != '\\')
            return 1;

        var length = 2;
        var most = next switch { 'x' => 4, 'u' => 4, 'U' => 8, _ => 0 };
        while (most-- > 0 && at + length < source.Length && Uri.IsHexDigit(source[at + length]))
            length++;
        return Math.Min(length, source.Length - at);
    }

    private static string ValueOf(string piece) => piece.Length switch
    {
        1 => piece,
        _ when piece[0] == '\\' => SyntaxFactory.ParseToken($"\"{piece}\"").ValueText,
        _ => piece.Substring(1),
    };

    private static string Escaped(string value) => value switch
    {
        "\"" => "\\\"",
        "\\" => "\\\\",
        "\n" => "\\n",
        "\r" => "\\r",
        "\t" => "\\t",
        [var character] when char.IsControl(character) => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
        _ => value,
    };
}
