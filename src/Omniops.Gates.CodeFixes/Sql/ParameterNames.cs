using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Names for parameters, each of them new to the statement.</summary>
internal sealed class ParameterNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that is in use beside the text, with or without its sign.</summary>
    public void Take(string name) => _taken.Add(name.TrimStart('@', ':', '?', '$'));

    /// <summary>The names that a text mentions itself.</summary>
    public void TakeFrom(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('@' or ':'))
                continue;

            var start = at + 1;
            while (at + 1 < text.Length && (char.IsLetterOrDigit(text[at + 1]) || text[at + 1] == '_'))
                at++;
            _taken.Add(text.Substring(start, at + 1 - start));
        }
    }

    /// <summary>A new name, after the expression that is the value.</summary>
    public string For(ExpressionSyntax value)
    {
        var stem = Stem(value);
        var name = stem;
        for (var number = 2; !_taken.Add(name); number++)
            name = stem + number;
        return name;
    }

    private static string Stem(ExpressionSyntax value)
    {
        var name = NameOf(value)?.TrimStart('_', '@');
        if (name is not { Length: > 0 } || !char.IsLetter(name[0])
            || !name.All(character => character is '_' or < '\u0080' && char.IsLetterOrDigit(character)))
        {
            return "value";
        }

        name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : name + "Value";
    }

    private static string? NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax },
            ArgumentList.Arguments: [var first, ..],
        } =>
            NameOf(first.Expression),
        // A text that is trimmed or converted keeps its name.
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
            access.Name.Identifier.ValueText is var method && method.StartsWith("Get", StringComparison.Ordinal) && method.Length > 3
                ? method.Substring(3)
                : NameOf(access.Expression),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax method } =>
            method.Identifier.ValueText.StartsWith("Get", StringComparison.Ordinal)
                ? method.Identifier.ValueText.Substring(3)
                : method.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } access => NameOf(access.Expression),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => NameOf(access.Expression),
        ElementAccessExpressionSyntax
        {
            ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }],
        } => key,
        ElementAccessExpressionSyntax access => NameOf(access.Expression),
        ParenthesizedExpressionSyntax inner => NameOf(inner.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        AwaitExpressionSyntax awaited => NameOf(awaited.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesced => NameOf(coalesced.Left),
        _ => null,
    };
}
