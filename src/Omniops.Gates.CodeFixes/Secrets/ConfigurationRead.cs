using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.CodeFixes.Secrets;

/// <summary>What can stand in place of a secret and compiles without a new warning.</summary>
internal static class ConfigurationRead
{
    /// <summary>The expression, or null where configuration is out of reach or a constant is needed.</summary>
    public static ExpressionSyntax? Find(SemanticModel model, ExpressionSyntax literal, string key, CancellationToken cancellation)
    {
        if (model.GetConstantValue(literal, cancellation) is not { HasValue: true, Value: string } || !literal.IsReadAtRunTime()
            || ConfigurationInReach.Find(model, literal.SpanStart, cancellation) is not { } configuration)
        {
            return null;
        }

        var read = $"{configuration}[{SymbolDisplay.FormatLiteral(key, quote: true)}]";
        var message = SymbolDisplay.FormatLiteral($"{key} is not set", quote: true);
        var trial = new TrialReplacement(model, literal, cancellation);
        // The indexer answers with null where a key is missing, which the code around may not allow.
        foreach (var text in new[]
        {
            read,
            $"{read} ?? throw new InvalidOperationException({message})",
            $"{read} ?? throw new System.InvalidOperationException({message})",
        })
        {
            var expression = Parenthesized(SyntaxFactory.ParseExpression(text), literal).WithTriviaFrom(literal);
            if (trial.Compiles(expression))
                return expression;
        }

        return null;
    }

    private static ExpressionSyntax Parenthesized(ExpressionSyntax expression, ExpressionSyntax literal) =>
        expression is not BinaryExpressionSyntax || literal.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax
            or ParenthesizedExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax or AssignmentExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression);
}
