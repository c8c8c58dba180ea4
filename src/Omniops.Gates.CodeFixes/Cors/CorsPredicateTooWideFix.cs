using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4002: reads the origins from configuration instead of asking a function that lets strangers in. Whom the function was meant for only
/// the team knows; until it writes them down, no other site is allowed.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsPredicateTooWideFix)), Shared]
public sealed class CorsPredicateTooWideFix : CorsFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsPredicateTooWide.Id);

    private protected override string Title => "Read the allowed origins from configuration";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || unit.FindNode(diagnostic.Location.SourceSpan) is not SimpleNameSyntax name
            || OpenCall.Find(model, name, cancellation) is not { } call)
        {
            return [];
        }

        var change = new FileChange(document, unit, model);
        return ConfiguredOrigins.TryReplace(change, model, call, cancellation) ? [change] : [];
    }
}
