using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3011: puts the call under <c>if (app.Environment.IsDevelopment())</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeveloperPageInProductionFix)), Shared]
public sealed class DeveloperPageInProductionFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.DeveloperPageInProduction.Id);

    private protected override string Title => "Show it in Development only";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await PipelineBody.FindAroundAsync(document, span, cancellation).ConfigureAwait(false)
                is not { Environment: { } environment } body
            || body.Unit.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>()
                is not { ContainsDirectives: false } statement
            || body.CalledBy(statement) is null
            || statement.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || !InsertionPlace.After(statement).IsFree)
        {
            return [];
        }

        var condition = $"{environment}.IsDevelopment()";
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (!change.Means(statement.SpanStart, condition, KnownTypes.HostEnvironmentExtensions))
            return [];

        change.Wrap(statement, $"if ({condition})\n{{\n    ", "\n}");
        return [change];
    }
}
