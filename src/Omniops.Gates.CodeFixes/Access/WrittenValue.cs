using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes.Access;

/// <summary>A value that is written out where the finding stands: of an assignment, of an argument, or alone.</summary>
internal static class WrittenValue
{
    /// <summary>Puts another value in its place; null where it comes from somewhere else.</summary>
    /// <param name="text">The value that the finding asks for.</param>
    public static Func<SyntaxNode>? Replace(SyntaxNode root, Diagnostic diagnostic, string? text)
    {
        if (text is null)
            return null;

        var value = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right,
            ArgumentSyntax argument => argument.Expression,
            ExpressionSyntax expression => expression,
            _ => null,
        };
        return value is LiteralExpressionSyntax
            ? () => root.ReplaceNode(value, SyntaxFactory.ParseExpression(text).WithTriviaFrom(value))
            : null;
    }
}
