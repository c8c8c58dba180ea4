using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>Quotes that code doubles or adds itself, as it writes a literal. In a parameter they would be a part of the value.</summary>
internal static class Escaping
{
    public static bool IsIn(SyntaxNode expression) => expression.DescendantNodesAndSelf().Any(node => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.IndexOf('\'') >= 0,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText.IndexOf('\'') >= 0,
        InvocationExpressionSyntax call => IsEscape(call.Expression.ToString()),
        _ => false,
    });

    /// <summary>Whether the expression can be a text of its own: a value without quotes, or a word such as <c>NULL</c>.</summary>
    public static bool IsChoice(SyntaxNode expression) => expression.DescendantNodesAndSelf(node => node is not ArgumentSyntax).Any(node =>
        node is LiteralExpressionSyntax { Token.Value: string { Length: > 0 } } or InterpolatedStringExpressionSyntax);

    /// <summary>Whether a variable in the expression is given a text of that kind anywhere.</summary>
    public static bool ReachesBy(
        SemanticModel model, ExpressionSyntax expression, SyntaxNode body, Func<SyntaxNode, bool> kind, CancellationToken cancellation)
    {
        foreach (var name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellation).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Parameter } symbol)
                continue;

            foreach (var node in body.DescendantNodes())
            {
                var given = node switch
                {
                    AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment
                        when left.Identifier.ValueText == name.Identifier.ValueText =>
                        assignment.Right,
                    VariableDeclaratorSyntax { Initializer: { } initializer } variable
                        when variable.Identifier.ValueText == name.Identifier.ValueText =>
                        initializer.Value,
                    _ => null,
                };
                if (given is not null && kind(given) && symbol.Equals(SymbolOf(model, node, cancellation), SymbolEqualityComparer.Default))
                    return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(SemanticModel model, SyntaxNode given, CancellationToken cancellation) =>
        given is AssignmentExpressionSyntax assignment
        ? model.GetSymbolInfo(assignment.Left, cancellation).Symbol
        : model.GetDeclaredSymbol(given, cancellation);

    private static bool IsEscape(string method)
    {
        var name = method.Substring(method.LastIndexOf('.') + 1);
        return name.IndexOf("Escape", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("Quote", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
