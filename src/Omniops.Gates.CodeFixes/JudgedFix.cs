using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.CodeFixes;

/// <summary>
/// A fix of one rule that is held against the rules: of several ways to change a file it offers the first with which its own rule is
/// content and no other finds more than before.
/// </summary>
public abstract class JudgedFix : CodeFixProvider
{
    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var trial = new FixTrial(context.Document.Project, Judges, Counts);
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

    /// <summary>The analyzers that judge the result.</summary>
    private protected abstract ImmutableArray<DiagnosticAnalyzer> Judges { get; }

    /// <summary>Whether a finding counts when the result is held against what there was before.</summary>
    private protected abstract bool Counts(Diagnostic finding);

    /// <summary>The ways to change a file, the best first; none where there is no certain place.</summary>
    private protected abstract Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation);

    /// <summary>The same ID also says "not proven": there the application may be right already.</summary>
    private protected static bool IsFinding(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(GateReporter.OutcomeProperty, out var outcome)
        && outcome is nameof(Outcome.Fails) or nameof(Outcome.Advised);
}
