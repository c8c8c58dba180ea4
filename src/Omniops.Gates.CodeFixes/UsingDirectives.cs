using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.CodeFixes;

/// <summary>Adds using directives to a file, without touching what stands above them.</summary>
internal static class UsingDirectives
{
    /// <summary>Conditional compilation can switch off the directive beside which the new one would stand.</summary>
    public static bool CanAdd(CompilationUnitSyntax unit) =>
        unit.Externs.Count == 0 && unit.GetFirstDirective(directive => directive is IfDirectiveTriviaSyntax) is null;

    public static CompilationUnitSyntax Add(CompilationUnitSyntax unit, IReadOnlyList<string> namespaces, string lineBreak)
    {
        foreach (var name in namespaces)
        {
            var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name)).NormalizeWhitespace()
                .WithTrailingTrivia(SyntaxFactory.EndOfLine(lineBreak));
            unit = unit.Usings.Count == 0
                ? AddFirst(unit, directive)
                : unit.WithUsings(unit.Usings.Insert(IndexOf(name, unit.Usings), directive));
        }

        return unit;
    }

    /// <summary>Behind its neighbour in the alphabet. Never at the top: what stands above the first directive belongs to it.</summary>
    private static int IndexOf(string name, SyntaxList<UsingDirectiveSyntax> usings)
    {
        var neighbour = usings.LastIndexOf(directive => directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None)
            && directive.GlobalKeyword.IsKind(SyntaxKind.None) && string.CompareOrdinal(directive.Name?.ToString(), name) < 0);
        return neighbour < 0 ? usings.Count : neighbour + 1;
    }

    private static CompilationUnitSyntax AddFirst(CompilationUnitSyntax unit, UsingDirectiveSyntax directive)
    {
        var first = unit.GetFirstToken(includeZeroWidth: true);
        var header = HeaderLength(first.LeadingTrivia);
        var rest = first.LeadingTrivia.Skip(header).ToList();
        if (rest.Count == 0 || !rest[0].IsKind(SyntaxKind.EndOfLineTrivia))
            rest.Insert(0, directive.GetTrailingTrivia()[0]);

        return unit.ReplaceToken(first, first.WithLeadingTrivia(rest))
            .AddUsings(directive.WithLeadingTrivia(first.LeadingTrivia.Take(header)));
    }

    /// <summary>A licence text or a directive such as <c>#nullable</c> stays on top, a comment on the first statement with it.</summary>
    private static int HeaderLength(SyntaxTriviaList trivia)
    {
        for (var length = trivia.Count; length > 0; length--)
        {
            if (trivia[length - 1].IsDirective || EndsWithBlankLine(trivia, length))
                return length;
        }

        return 0;
    }

    private static bool EndsWithBlankLine(SyntaxTriviaList trivia, int length) =>
        trivia[length - 1].IsKind(SyntaxKind.EndOfLineTrivia) && (length == 1 || trivia[length - 2].IsKind(SyntaxKind.EndOfLineTrivia));
}
