using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3003: adds <c>app.UseHttpsRedirection()</c> behind what belongs before it, and before all that answers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HttpsRedirectionMissingFix)), Shared]
public sealed class HttpsRedirectionMissingFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HttpsRedirectionMissing.Id);

    private protected override string Title => "Redirect http to https";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await PipelineBody.FindAsync(document, diagnostic.Location.SourceSpan, cancellation).ConfigureAwait(false) is not { } body)
            return [];

        var schemes = await SchemeSources.FindAsync(body.Document.Project, body.Model.Compilation, cancellation).ConfigureAwait(false);
        if (body.AfterForwarding(schemes) is not { } start || FirstMiddleware.After(body, start) is not { } place)
            return [];

        var call = $"{body.Name}.UseHttpsRedirection()";
        var change = new FileChange(body.Document, body.Unit, body.Model);
        if (!change.Means(place.Position, call, KnownTypes.HttpsPolicyExtensions))
            return [];

        change.Insert(place, call + ";");
        return [change];
    }
}
