using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes;

/// <summary>Where new statements belong: after a statement, or at the beginning of a block.</summary>
/// <param name="Anchor">The statement, or the block.</param>
internal sealed record InsertionPlace(StatementSyntax Anchor, bool IsWithin)
{
    /// <summary>A position in the source from which the variables and the imported namespaces can be seen.</summary>
    public int Position => IsWithin ? Last.Span.End : Anchor.Span.End - 1;

    /// <summary>The token that the statements follow.</summary>
    public SyntaxToken Last => IsWithin ? ((BlockSyntax)Anchor).OpenBraceToken : Anchor.GetLastToken();

    /// <summary>Whether new lines can be written here that every build compiles.</summary>
    public bool IsFree => EndsLine(Last) && !IsConditional;

    /// <summary>Whether it is compiled under an <c>#if</c> only.</summary>
    public bool IsConditional
    {
        get
        {
            var depth = 0;
            for (var directive = Anchor.SyntaxTree.GetCompilationUnitRoot().GetFirstDirective();
                directive is not null && directive.SpanStart < Last.Span.End;
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

    /// <summary>The place after a statement.</summary>
    public static InsertionPlace After(StatementSyntax statement) => new(statement, IsWithin: false);

    /// <summary>The place at the beginning of a block.</summary>
    public static InsertionPlace Within(BlockSyntax block) => new(block, IsWithin: true);

    private static bool EndsLine(SyntaxToken token) =>
        token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
        || token.GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken);
}
