using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4001: reads the origins from configuration where code has it at hand. Which they are only the team knows; until it writes
/// them down, no other site is allowed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsAllowsAnyOriginFix)), Shared]
public sealed class CorsAllowsAnyOriginFix : CodeFixProvider
{
    private const string Title = "Read the allowed origins from configuration";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsAllowsAnyOrigin.Id);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan) is not SimpleNameSyntax name
                || OpenCall.Find(model, name, cancellation) is not { } call
                || ConfiguredOrigins.Find(model, call, cancellation) is not { } origins)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    Title,
                    token => ReplaceAsync(context.Document, name, call.ArgumentList, origins, token),
                    equivalenceKey: nameof(CorsAllowsAnyOriginFix)),
                diagnostic);
        }
    }

    /// <summary>Changes the name and the arguments alone, so that several of them in one statement can be merged.</summary>
    private static async Task<Document> ReplaceAsync(
        Document document, SimpleNameSyntax name, ArgumentListSyntax arguments, InvocationExpressionSyntax origins, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(
            new TextChange(name.Span, ConfiguredOrigins.Method),
            new TextChange(arguments.Span, origins.ArgumentList.ToString())));
    }
}
