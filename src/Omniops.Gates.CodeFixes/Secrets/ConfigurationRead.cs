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
        var before = Problems(model, Member(literal), cancellation);
        foreach (var text in new[]
        {
            read,
            $"{read} ?? throw new InvalidOperationException({message})",
            $"{read} ?? throw new System.InvalidOperationException({message})",
        })
        {
            var expression = Parenthesized(SyntaxFactory.ParseExpression(text), literal).WithTriviaFrom(literal);
            if (Compiles(model, literal, expression, before, cancellation))
                return expression;
        }

        return null;
    }

    /// <summary>The configuration's indexer answers with null where a key is missing, which the code around may not allow.</summary>
    private static bool Compiles(
        SemanticModel model, ExpressionSyntax literal, ExpressionSyntax replacement, int before, CancellationToken cancellation)
    {
        var mark = new SyntaxAnnotation();
        var root = model.SyntaxTree.GetRoot(cancellation).ReplaceNode(literal, replacement.WithAdditionalAnnotations(mark));
        var tree = model.SyntaxTree.WithRootAndOptions(root, model.SyntaxTree.Options);
        var changed = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree);
        var node = tree.GetRoot(cancellation).GetAnnotatedNodes(mark).Single();
        return Problems(changed, Member(node), cancellation) <= before;
    }

    private static int Problems(SemanticModel model, SyntaxNode member, CancellationToken cancellation) =>
        model.GetDiagnostics(member.Span, cancellation).Count(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    /// <summary>Top-level statements are one member, though each of them is a node of its own.</summary>
    private static SyntaxNode Member(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member is null or GlobalStatementSyntax ? node.SyntaxTree.GetRoot() : member;
    }

    private static ExpressionSyntax Parenthesized(ExpressionSyntax expression, ExpressionSyntax literal) =>
        expression is not BinaryExpressionSyntax || literal.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax
            or ParenthesizedExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax or AssignmentExpressionSyntax
            ? expression
            : SyntaxFactory.ParenthesizedExpression(expression);
}
