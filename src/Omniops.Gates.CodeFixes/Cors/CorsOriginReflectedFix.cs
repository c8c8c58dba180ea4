using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4005: takes the header away that answers with the origin that asks. Whom to allow instead only the team knows, and says with a
/// policy.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsOriginReflectedFix)), Shared]
public sealed class CorsOriginReflectedFix : CorsFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsOriginReflected.Id);

    private protected override string Title => "Do not allow the origin that asks";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || Written(unit.FindNode(span, getInnermostNodeForTie: true), span) is not { } statement
            || WithCondition(statement) is not { ContainsDirectives: false } removed)
        {
            return [];
        }

        var change = new FileChange(document, unit, model);
        change.Remove(removed);
        return [change];
    }

    /// <summary>The statement that does nothing but write the header.</summary>
    private static ExpressionStatementSyntax? Written(SyntaxNode node, TextSpan finding)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement)
            return null;

        var target = statement.Expression switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => assignment.Left,
            InvocationExpressionSyntax call => call.Expression,
            _ => null,
        };
        return target?.Span.Contains(finding) == true && !target.DescendantNodes().OfType<InvocationExpressionSyntax>().Any() ? statement : null;
    }

    /// <summary>With the condition that is there for nothing else; null where something else would be left without a statement.</summary>
    private static StatementSyntax? WithCondition(StatementSyntax statement)
    {
        var removed = statement;
        while (Whole(removed).Parent is IfStatementSyntax { Else: null } choice && !Acts(choice.Condition))
            removed = choice;

        var isOneOfSeveral = removed.Parent is BlockSyntax { Statements.Count: > 1 } or GlobalStatementSyntax;
        var isBody = Whole(removed).Parent
            is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax;
        return isOneOfSeveral || isBody ? removed : null;
    }

    /// <summary>The block that holds nothing but the statement; the statement where there is none.</summary>
    private static StatementSyntax Whole(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block : statement;

    private static bool Acts(ExpressionSyntax condition) => condition.DescendantNodesAndSelf().Any(node =>
        node is AssignmentExpressionSyntax or AwaitExpressionSyntax
        || node.RawKind is (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PostIncrementExpression
            or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.PostDecrementExpression);
}
