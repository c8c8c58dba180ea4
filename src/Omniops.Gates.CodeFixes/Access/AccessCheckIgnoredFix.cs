using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.CodeFixes.Transport;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>OMNI6010: a refusal is returned. What becomes of the answer of a check is the program's to say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessCheckIgnoredFix)), Shared]
public sealed class AccessCheckIgnoredFix : TransportFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AccessRules.AccessCheckIgnored.Id);

    private protected override string Title => "Return it";

    private protected override Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax or ObjectCreationExpressionSyntax } statement
            || ReturnTypeAt(model, statement, cancellation) is not { } type
            || !model.ClassifyConversion(statement.Expression, type).IsImplicit)
        {
            return null;
        }

        var returned = SyntaxFactory.ReturnStatement(statement.Expression.WithoutLeadingTrivia())
            .WithReturnKeyword(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithSemicolonToken(statement.SemicolonToken)
            .WithLeadingTrivia(statement.GetLeadingTrivia());
        return () => root.ReplaceNode(statement, returned);
    }

    /// <summary>What a <c>return</c> takes there; null where it takes nothing.</summary>
    private static ITypeSymbol? ReturnTypeAt(SemanticModel model, SyntaxNode place, CancellationToken cancellation) =>
        model.GetEnclosingSymbol(place.SpanStart, cancellation) is not IMethodSymbol { ReturnsVoid: false } method ? null
        : !method.IsAsync ? method.ReturnType
        : method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } ? result : null;
}
