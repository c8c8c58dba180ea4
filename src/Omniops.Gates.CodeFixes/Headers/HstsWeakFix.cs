using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3002: sets a year and subdomains in the options, in place or with a new <c>AddHsts</c>, or in the header's text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HstsWeakFix)), Shared]
public sealed class HstsWeakFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HstsWeak.Id);

    private protected override string Title => "Let HSTS hold for a year, with subdomains";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || !diagnostic.Properties.TryGetValue(GateReporter.SettingsProperty, out var settings) || settings is null)
        {
            return [];
        }

        var span = diagnostic.Location.SourceSpan;
        if (Text(unit.FindNode(span, getInnermostNodeForTie: true)) is { } text)
        {
            var change = new FileChange(document, unit, model);
            change.Replace(text.Span, SymbolDisplay.FormatLiteral(Strong(text.Token.ValueText), quote: true));
            return [change];
        }

        var places = await HstsSettings.FindAsync(document.Project, model.Compilation, cancellation).ConfigureAwait(false);
        if (places.Count == 0)
        {
            var body = await PipelineBody.FindAroundAsync(document, span, cancellation).ConfigureAwait(false)
                ?? await PipelineBody.FindAsync(document, span, cancellation).ConfigureAwait(false);
            if (body is null || ServicesPlace.Find(body, cancellation) is not { } services)
                return [];

            var change = new FileChange(body.Document, body.Unit, body.Model);
            return HstsSettings.TryAdd(change, services) ? [change] : [];
        }

        return places.Count == 1
            ? await ChangedAsync(places[0].Document, places[0].Location, settings.Split(','), cancellation).ConfigureAwait(false)
            : [];
    }

    private static async Task<IReadOnlyList<FileChange>> ChangedAsync(
        Document document, Location place, string[] settings, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        var change = new FileChange(document, unit, model);
        return HstsSettings.TryChange(change, unit.FindNode(place.SourceSpan), settings) ? [change] : [];
    }

    /// <summary>The value of a header that the code at the finding writes.</summary>
    private static LiteralExpressionSyntax? Text(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ExpressionStatementSyntax>()?.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .LastOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)
                && literal.Token.ValueText.IndexOf("max-age", StringComparison.OrdinalIgnoreCase) >= 0);

    private static string Strong(string weak)
    {
        var promise = StrictTransport.Parse(weak);
        var seconds = Math.Max(promise.MaxAge ?? 0, StrictTransport.Year);
        return FormattableString.Invariant($"max-age={seconds}; includeSubDomains") + (promise.Preloads ? "; preload" : "");
    }
}
