using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4001 and OMNI4002: reads the origins from configuration where code has it at hand. Which they are only the team knows; until it writes
/// them down, no other site is allowed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsAllowsAnyOriginFix)), Shared]
public sealed class CorsAllowsAnyOriginFix : CodeFixProvider
{
    private const string Title = "Read the allowed origins from configuration";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(CorsRules.CorsAllowsAnyOrigin.Id, CorsRules.CorsPredicateTooWide.Id);

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
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, origins))),
                    equivalenceKey: nameof(CorsAllowsAnyOriginFix)),
                diagnostic);
        }
    }
}
