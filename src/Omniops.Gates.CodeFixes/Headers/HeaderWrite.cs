using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>A statement that gives a header a text that is written out.</summary>
/// <param name="Value">The text.</param>
internal sealed record HeaderWrite(Document Document, SemanticModel Model, LiteralExpressionSyntax Value)
{
    /// <summary>The statement at the finding, or the only one in the middleware class that is added there; else null.</summary>
    public static async Task<HeaderWrite?> FindAsync(Document document, TextSpan finding, string header, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || root.FindNode(finding, getInnermostNodeForTie: true) is not { } node
            || node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement)
        {
            return null;
        }

        if (Text(statement) is { } value)
            return new HeaderWrite(document, model, value);

        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.GetSymbolInfo(call, cancellation).Symbol
                is not IMethodSymbol { Name: "UseMiddleware", TypeArguments: [{ DeclaringSyntaxReferences: [var reference] }] }
            || document.Project.GetDocument(reference.SyntaxTree) is not { } other
            || await other.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } otherModel)
        {
            return null;
        }

        var middleware = await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        var values = Of(middleware, header).ToList();
        return values.Count == 1 ? new HeaderWrite(other, otherModel, values[0]) : null;
    }

    /// <summary>What another header is given in the same function; null where it is not written out, or more than once.</summary>
    public string? Beside(string header) =>
        Value.FirstAncestorOrSelf<BlockSyntax>() is { } block && Of(block, header).ToList() is [var only] ? only.Token.ValueText : null;

    private static IEnumerable<LiteralExpressionSyntax> Of(SyntaxNode code, string header) => code.DescendantNodes()
        .OfType<ExpressionStatementSyntax>().Where(statement => Names(statement, header)).Select(Text).OfType<LiteralExpressionSyntax>();

    private static LiteralExpressionSyntax? Text(ExpressionStatementSyntax statement)
    {
        var value = statement.Expression switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right,
            InvocationExpressionSyntax { ArgumentList.Arguments: [_, { Expression: var given }] } => given,
            _ => null,
        };
        return value is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal : null;
    }

    /// <summary>XFrameOptions and "X-Frame-Options" name the same header.</summary>
    private static bool Names(ExpressionStatementSyntax statement, string header)
    {
        var name = statement.Expression switch
        {
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var given }] } } =>
                (given as LiteralExpressionSyntax)?.Token.ValueText,
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }, _] } => key.Token.ValueText,
            _ => null,
        };
        return string.Equals(name?.Replace("-", ""), header.Replace("-", ""), StringComparison.OrdinalIgnoreCase);
    }
}
