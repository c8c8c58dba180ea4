using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>Where the call belongs: into a block that runs outside Development only, or after a statement.</summary>
/// <param name="Block">The block; null where the condition has to be written too.</param>
/// <param name="After">The statement, or null for the block's beginning.</param>
internal sealed record HstsPlace(BlockSyntax? Block, StatementSyntax? After)
{
    /// <summary>A position in the source from which the variable and the imported namespaces can be seen.</summary>
    public int Position => After?.Span.End - 1 ?? Block!.OpenBraceToken.Span.End;

    /// <summary>The first place after a statement that no middleware comes before; null where the text has none.</summary>
    public static HstsPlace? Find(BuiltApplication application, StatementSyntax after)
    {
        foreach (var statement in application.StatementsAfter(after))
        {
            if (InBlock(application, statement) is { } place)
                return place;

            if (!application.LeavesPipelineAlone(statement))
                break;
        }

        return EndsLine(after.GetLastToken()) && !IsConditional(after) ? new HstsPlace(Block: null, after) : null;
    }

    private static HstsPlace? InBlock(BuiltApplication application, StatementSyntax statement)
    {
        // A directive in its midst could leave out the block or its brace.
        if (statement.ContainsDirectives || IsConditional(statement) || application.BlockOutsideDevelopment(statement) is not { } block)
            return null;

        // As in the project templates. An error page is written by a fresh run of the pipeline behind the handler.
        var after = block.Statements.Count > 0 && application.HandlesExceptions(block.Statements[0]) ? block.Statements[0] : null;
        return EndsLine(after?.GetLastToken() ?? block.OpenBraceToken) ? new HstsPlace(block, after) : null;
    }

    private static bool EndsLine(SyntaxToken token) =>
        token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
        || token.GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken);

    /// <summary>Whether the end of the statement is compiled under an <c>#if</c> only.</summary>
    private static bool IsConditional(StatementSyntax statement)
    {
        var depth = 0;
        for (var directive = statement.SyntaxTree.GetCompilationUnitRoot().GetFirstDirective();
            directive is not null && directive.SpanStart < statement.Span.End;
            directive = directive.GetNextDirective())
        {
            depth += directive switch
            {
                IfDirectiveTriviaSyntax => 1,
                EndIfDirectiveTriviaSyntax => -1,
                _ => 0,
            };
        }

        return depth > 0;
    }
}
