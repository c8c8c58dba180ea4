using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3001: adds <c>app.UseHsts()</c> outside Development, where the application is built in plain sight.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HstsMissingFix)), Shared]
public sealed class HstsMissingFix : CodeFixProvider
{
    private const string Title = "Send HSTS outside Development";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HstsMissing.Id);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics.Where(Fails))
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } insertion)
                continue;

            var action = CodeAction.Create(
                Title, cancellation => insertion.ApplyAsync(context.Document, cancellation), equivalenceKey: nameof(HstsMissingFix));
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    /// <summary>The same ID also says "not proven": there the application may send HSTS already.</summary>
    private static bool Fails(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(GateReporter.OutcomeProperty, out var outcome) && outcome == nameof(Outcome.Fails);

    private static async Task<HstsInsertion?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax unit
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || BuiltApplication.Find(unit, model, diagnostic.Location.SourceSpan, cancellation) is not { } application)
        {
            return null;
        }

        var schemes = await SchemeSources.FindAsync(document.Project, model.Compilation, cancellation).ConfigureAwait(false);
        return application.LastForwarding(schemes) is { } statement && HstsPlace.Find(application, statement) is { } place
            ? HstsInsertion.Find(unit, application, place)
            : null;
    }
}
