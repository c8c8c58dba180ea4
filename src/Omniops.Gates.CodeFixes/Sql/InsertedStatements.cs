using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>A place for statements that follow another one.</summary>
/// <param name="Indentation">What each of them begins with; null where they go on in the same line.</param>
internal sealed record InsertedStatements(int Position, string? Indentation, string LineBreak)
{
    /// <summary>Null where nothing can follow: behind an <c>if</c> without braces.</summary>
    public static InsertedStatements? After(StatementSyntax statement, SourceText source)
    {
        if (statement is UsingStatementSyntax { Statement: BlockSyntax block })
        {
            var first = block.Statements.FirstOrDefault();
            var indentation = first is null ? IndentationOf(statement, source) + "    " : IndentationOf(first, source);
            return Behind(block.OpenBraceToken, indentation, source);
        }

        return statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax
            && statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax
            ? Behind(statement.GetLastToken(), IndentationOf(statement, source), source)
            : null;
    }

    public TextChange Insert(IEnumerable<string> statements) => new(
        new TextSpan(Position, 0),
        string.Concat(statements.Select(statement => Indentation is null ? " " + statement : LineBreak + Indentation + statement)));

    private static InsertedStatements Behind(SyntaxToken token, string indentation, SourceText source)
    {
        var endsLine = token.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            || token.GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken);
        // A comment at the end of the line belongs to what stands there.
        var end = endsLine ? source.Lines.GetLineFromPosition(token.Span.End).End : token.Span.End;
        return new InsertedStatements(end, endsLine ? indentation : null, LineBreakOf(source));
    }

    private static string IndentationOf(SyntaxNode node, SourceText source)
    {
        var line = source.ToString(source.Lines.GetLineFromPosition(node.SpanStart).Span);
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static string LineBreakOf(SourceText source)
    {
        var line = source.Lines[0];
        var lineBreak = source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return lineBreak.Length == 0 ? "\n" : lineBreak;
    }
}
