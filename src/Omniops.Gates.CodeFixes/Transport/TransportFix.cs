using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.CodeFixes.Transport;

/// <summary>What the fixes of OMNI3007 to OMNI3009 share: one node of the file is replaced or removed.</summary>
public abstract class TransportFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics.Where(IsFinding))
        {
            diagnostic.Properties.TryGetValue(GateReporter.SettingsProperty, out var settings);
            if (Find(root, model, diagnostic, settings, cancellation) is not { } change)
                continue;

            var action = CodeAction.Create(
                Title,
                _ => Task.FromResult(context.Document.WithSyntaxRoot(change())),
                equivalenceKey: GetType().Name);
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>What the user sees.</summary>
    private protected abstract string Title { get; }

    /// <summary>The changed file; null where there is no one right answer.</summary>
    private protected abstract Func<SyntaxNode>? Find(
        SyntaxNode root, SemanticModel model, Diagnostic diagnostic, string? settings, CancellationToken cancellation);

    /// <summary>The same ID also says "not proven".</summary>
    private static bool IsFinding(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(GateReporter.OutcomeProperty, out var outcome)
        && outcome is nameof(Outcome.Fails) or nameof(Outcome.Advised);
}
