using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes;

/// <summary>Tries what could stand in place of a piece of code: whether it compiles without a new error or warning in its member.</summary>
internal sealed class TrialReplacement(SemanticModel model, SyntaxNode replaced, CancellationToken cancellation)
{
    private readonly int _before = Problems(model, Member(replaced), cancellation);

    /// <summary>Whether the member compiles as well as before.</summary>
    public bool Compiles(SyntaxNode replacement)
    {
        var mark = new SyntaxAnnotation();
        var root = model.SyntaxTree.GetRoot(cancellation).ReplaceNode(replaced, replacement.WithAdditionalAnnotations(mark));
        var tree = model.SyntaxTree.WithRootAndOptions(root, model.SyntaxTree.Options);
        var changed = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree);
        var node = tree.GetRoot(cancellation).GetAnnotatedNodes(mark).Single();
        return Problems(changed, Member(node), cancellation) <= _before;
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
