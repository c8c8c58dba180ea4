using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// What the fixes of the pipeline rules share: of several ways to change a file they offer the first with which the rule is content and
/// no other rule finds more than before.
/// </summary>
public abstract class PipelineFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var trial = new PipelineTrial(context.Document.Project, Tolerated);
        foreach (var diagnostic in context.Diagnostics.Where(IsFinding))
        {
            foreach (var change in await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                if (await change.ApplyAsync(context.CancellationToken).ConfigureAwait(false) is not { } changed
                    // Asked for several rules at once, dotnet format shows each fix the first finding of any of them, to learn the key.
                    || !await trial.PassesAsync(changed, FixableDiagnosticIds[0], context.CancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                var action = CodeAction.Create(Title, _ => Task.FromResult(changed.Project.Solution), equivalenceKey: GetType().Name);
                context.RegisterCodeFix(action, diagnostic);
                break;
            }
        }
    }

    /// <summary>What the user sees.</summary>
    private protected abstract string Title { get; }

    /// <summary>The ID of a rule that may find more afterwards; null where none may.</summary>
    private protected virtual string? Tolerated => null;

    /// <summary>The ways to change a file, the best first; none where there is no certain place.</summary>
    private protected abstract Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation);

    /// <summary>The same ID also says "not proven": there the application may be right already.</summary>
    private static bool IsFinding(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(GateReporter.OutcomeProperty, out var outcome)
        && outcome is nameof(Outcome.Fails) or nameof(Outcome.Advised);
}
