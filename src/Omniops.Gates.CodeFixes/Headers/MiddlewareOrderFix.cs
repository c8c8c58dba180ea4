using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3010: moves a call of <c>UseForwardedHeaders</c> to the beginning, one of <c>UseAuthentication</c> before authorization.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MiddlewareOrderFix)), Shared]
public sealed class MiddlewareOrderFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.MiddlewareOrder.Id);

    private protected override string Title => "Move the call to where it has an effect";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await PipelineBody.FindAroundAsync(document, span, cancellation).ConfigureAwait(false) is not { } body
            || body.Following(body.Start).FirstOrDefault(each => each.Span.Contains(span)) is not { ContainsDirectives: false } statement
            || !InsertionPlace.After(statement).IsFree
            || Place(body, statement) is not { IsFree: true } place)
        {
            return [];
        }

        var change = new FileChange(body.Document, body.Unit, body.Model);
        change.Move(statement, place);
        return [change];
    }

    private static InsertionPlace? Place(PipelineBody body, StatementSyntax statement)
    {
        if (body.IsForwarding(statement))
            return body.Start;
        if (body.CalledBy(statement)?.Name != "UseAuthentication")
            return null;

        var place = body.Start;
        foreach (var above in body.Following(body.Start))
        {
            if (body.CalledBy(above)?.Name == "UseAuthorization")
                return place;
            place = InsertionPlace.After(above);
        }

        return null;
    }
}
