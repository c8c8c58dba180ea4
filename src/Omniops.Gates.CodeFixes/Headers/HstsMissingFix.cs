using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3001: adds <c>app.UseHsts()</c> outside Development, where the application is built in plain sight, and <c>AddHsts</c> for a year,
/// where nobody has said for how long.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HstsMissingFix)), Shared]
public sealed class HstsMissingFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HstsMissing.Id);

    private protected override string Title => "Send HSTS outside Development";

    /// <summary>Thirty days are better than none, where there is no place for the options.</summary>
    private protected override string Tolerated => HeaderRules.HstsWeak.Id;

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await PipelineBody.FindAsync(document, diagnostic.Location.SourceSpan, cancellation).ConfigureAwait(false) is not { } body)
            return [];

        var schemes = await SchemeSources.FindAsync(body.Document.Project, body.Model.Compilation, cancellation).ConfigureAwait(false);
        if (body.AfterForwarding(schemes) is not { } start || HstsPlace.Find(body, start) is not { } place)
            return [];

        var settings = await HstsSettings.FindAsync(body.Document.Project, body.Model.Compilation, cancellation).ConfigureAwait(false);
        var changes = new List<FileChange>();
        if (settings.Count == 0 && ServicesPlace.Find(body, cancellation) is { } services
            && Calling(body, place) is { } both && HstsSettings.TryAdd(both, services))
        {
            changes.Add(both);
        }

        if (Calling(body, place) is { } alone)
            changes.Add(alone);
        return changes;
    }

    private static FileChange? Calling(PipelineBody body, HstsPlace place)
    {
        var change = new FileChange(body.Document, body.Unit, body.Model);
        var call = $"{body.Name}.UseHsts()";
        if (!change.Means(place.Place.Position, call, KnownTypes.HstsExtensions))
            return null;

        if (!place.NeedsCondition)
        {
            change.Insert(place.Place, call + ";");
            return change;
        }

        var condition = $"{body.Environment}.IsDevelopment()";
        if (!change.Means(place.Place.Position, condition, KnownTypes.HostEnvironmentExtensions))
            return null;

        change.Insert(place.Place, $"if (!{condition})\n{{\n    {call};\n}}");
        return change;
    }
}
