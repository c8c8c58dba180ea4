using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.CodeFixes.Transport;

/// <summary>OMNI3008: removes the assignment that switches the check off; without it the framework checks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CertificateValidationOffFix)), Shared]
public sealed class CertificateValidationOffFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(TransportRules.CertificateValidationOff.Id);

    private protected override string Title => "Have certificates checked";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax value)
            return null;

        SyntaxNode node = value;
        while (node.Parent is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
            || node.Parent is ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax creation } && IsDelegate(model, creation, cancellation)
            || node is ArgumentSyntax or ArgumentListSyntax
            || node.Parent is InvocationExpressionSyntax call && call.Expression == node)
        {
            node = node.Parent!;
        }

        if (node is not InvocationExpressionSyntax)
        {
            if (node.Parent is not AssignmentExpressionSyntax assigned || assigned.Right != node && assigned != node)
                return node is AssignmentExpressionSyntax ? Remove(root, node) : null;

            // Only a property of the framework goes back to its own check.
            if (model.GetSymbolInfo(assigned.Left, cancellation).Symbol is not (IPropertySymbol or IEventSymbol) and not null)
                return null;

            node = assigned;
        }

        return Remove(root, node);
    }

    private static Func<SyntaxNode>? Remove(SyntaxNode root, SyntaxNode expression) => expression.Parent switch
    {
        InitializerExpressionSyntax initializer when initializer.IsKind(SyntaxKind.ObjectInitializerExpression) =>
            RemoveFrom(root, initializer, (ExpressionSyntax)expression),
        ExpressionStatementSyntax { Parent: BlockSyntax } statement =>
            () => root.RemoveNode(statement, SyntaxRemoveOptions.KeepUnbalancedDirectives)!,
        ExpressionStatementSyntax { Parent: GlobalStatementSyntax global } =>
            () => root.RemoveNode(global, SyntaxRemoveOptions.KeepUnbalancedDirectives)!,
        _ => null,
    };

    private static Func<SyntaxNode>? RemoveFrom(SyntaxNode root, InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        if (initializer.Expressions.Count > 1)
        {
            var index = initializer.Expressions.IndexOf(element);
            var kept = KeepDirectives(initializer, element);
            var rest = kept.WithExpressions(kept.Expressions.RemoveAt(index));
            return () => root.ReplaceNode(initializer, rest.WithAdditionalAnnotations(Formatter.Annotation));
        }

        return initializer.Parent switch
        {
            ObjectCreationExpressionSyntax creation => () => root.ReplaceNode(creation, creation
                .WithType(creation.Type.WithoutTrailingTrivia()).WithInitializer(null)
                .WithArgumentList((creation.ArgumentList ?? SyntaxFactory.ArgumentList()).WithoutTrivia())
                .WithTrailingTrivia(creation.GetTrailingTrivia())),
            ImplicitObjectCreationExpressionSyntax creation => () => root.ReplaceNode(creation, creation
                .WithInitializer(null).WithArgumentList(creation.ArgumentList.WithoutTrivia())
                .WithTrailingTrivia(creation.GetTrailingTrivia())),
            _ => null,
        };
    }

    /// <summary>A pragma that ends above the element goes on ending there.</summary>
    private static InitializerExpressionSyntax KeepDirectives(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var trivia = element.GetLeadingTrivia();
        var length = trivia.Count;
        while (length > 0 && !trivia[length - 1].IsDirective)
            length--;
        if (length == 0)
            return initializer;

        var last = element.GetLastToken().GetNextToken();
        var next = last.IsKind(SyntaxKind.CommaToken) ? last.GetNextToken() : last;
        return initializer.ReplaceToken(next, next.WithLeadingTrivia(trivia.Take(length).Concat(next.LeadingTrivia)));
    }

    private static bool IsDelegate(SemanticModel model, ExpressionSyntax creation, CancellationToken cancellation) =>
        model.GetTypeInfo(creation, cancellation).Type?.TypeKind == TypeKind.Delegate;
}
