using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>What can stand in place of a call that allows every origin, and compiles without a new warning.</summary>
internal static class ConfiguredOrigins
{
    /// <summary>The method that takes the place of the other.</summary>
    public const string Method = "WithOrigins";

    private const string Key = "Cors:Origins";

    /// <summary>The call, or null where configuration is out of reach.</summary>
    public static InvocationExpressionSyntax? Find(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        // What is typed at the beginning of the chain sees the same variables.
        if (ConfigurationInReach.Find(model, call.SpanStart, cancellation) is not { } configuration)
            return null;

        var section = $"{configuration}.GetSection({SymbolDisplay.FormatLiteral(Key, quote: true)})";
        var before = Problems(model, Member(call), cancellation);
        foreach (var read in new[]
        {
            $"{section}.Get<string[]>() ?? []",
            $"{section}.Get<string[]>() ?? new string[0]",
            $"Microsoft.Extensions.Configuration.ConfigurationBinder.Get<string[]>({section}) ?? new string[0]",
        })
        {
            var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(read));
            var replacement = call.WithExpression(Named(call.Expression)).WithArgumentList(
                call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(argument)));
            if (Compiles(model, call, replacement, before, cancellation))
                return replacement;
        }

        return null;
    }

    private static ExpressionSyntax Named(ExpressionSyntax callee)
    {
        var name = SyntaxFactory.IdentifierName(Method);
        return callee switch
        {
            MemberAccessExpressionSyntax access => access.WithName(name.WithTriviaFrom(access.Name)),
            MemberBindingExpressionSyntax binding => binding.WithName(name.WithTriviaFrom(binding.Name)),
            _ => name.WithTriviaFrom(callee),
        };
    }

    private static bool Compiles(
        SemanticModel model, SyntaxNode call, SyntaxNode replacement, int before, CancellationToken cancellation)
    {
        var mark = new SyntaxAnnotation();
        var root = model.SyntaxTree.GetRoot(cancellation).ReplaceNode(call, replacement.WithAdditionalAnnotations(mark));
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
}
