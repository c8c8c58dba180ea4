using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Sql;

namespace Omniops.Gates.CodeFixes.Sql;

/// <summary>
/// OMNI2001: passes values as parameters, with Entity Framework Core, Dapper and ADO.NET. Offered where each value is certain to be one,
/// and where the text is written at the call or in a local that serves it alone. Names (OMNI2002) are chosen from a list, which nobody
/// can guess.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SqlTextBuiltFromDataFix)), Shared]
public sealed class SqlTextBuiltFromDataFix : CodeFixProvider
{
    private const string Title = "Pass values as parameters";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(SqlRules.SqlTextBuiltFromData.Id);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create((context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CancellationToken));

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            var changes = await FindAsync(context.Document, span, context.CancellationToken).ConfigureAwait(false);
            if (changes is null)
                continue;

            var action = CodeAction.Create(
                Title,
                cancellation => ApplyAsync(context.Document, changes, cancellation),
                equivalenceKey: nameof(SqlTextBuiltFromDataFix));
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>One after the other: the names that one fix chooses are taken for the next.</summary>
    private static async Task<Document?> FixAllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var open = diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan).Distinct().OrderBy(span => span.Start).ToList();
        while (open.Count > 0)
        {
            var span = open[0];
            open.RemoveAt(0);
            if (await FindAsync(document, span, cancellation).ConfigureAwait(false) is not { } changes)
                continue;

            document = await ApplyAsync(document, changes, cancellation).ConfigureAwait(false);
            for (var at = 0; at < open.Count; at++)
                open[at] = Moved(open[at], changes);
        }

        return document;
    }

    private static TextSpan Moved(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var before = changes.Where(change => change.Span.End <= span.Start).Sum(change => change.NewText!.Length - change.Span.Length);
        var inside = changes.Where(change => change.Span.Start >= span.Start && change.Span.End <= span.End && change.Span.End > span.Start)
            .Sum(change => change.NewText!.Length - change.Span.Length);
        return new TextSpan(span.Start + before, span.Length + inside);
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static async Task<IReadOnlyList<TextChange>?> FindAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || !root.FullSpan.Contains(span)
            || root.FindNode(span, getInnermostNodeForTie: true) is not ExpressionSyntax expression
            || GivenText.Find(model, expression, cancellation) is not { } given)
        {
            return null;
        }

        var source = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = EntityFrameworkCall.Find(given, cancellation)
            ?? DapperCall.Find(given, source, cancellation)
            ?? AdoCommand.Find(given, source, cancellation);
        return changes is not null && Compiles(model, given.Body, source, changes, cancellation) ? changes : null;
    }

    /// <summary>What a library of another version lacks, or a name means that is hidden here, shows only when it is compiled.</summary>
    private static bool Compiles(
        SemanticModel model, SyntaxNode body, SourceText source, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        var tree = model.SyntaxTree.WithChangedText(source.WithChanges(changes.OrderBy(change => change.Span.Start)));
        var changed = model.Compilation.ReplaceSyntaxTree(model.SyntaxTree, tree).GetSemanticModel(tree);
        var grown = changes.Sum(change => change.NewText!.Length - change.Span.Length);
        return Errors(changed, new TextSpan(body.SpanStart, body.Span.Length + grown)) <= Errors(model, body.Span);

        int Errors(SemanticModel code, TextSpan span) =>
            code.GetDiagnostics(span, cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
