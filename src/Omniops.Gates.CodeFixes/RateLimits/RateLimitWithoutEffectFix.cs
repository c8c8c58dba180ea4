using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.CodeFixes.Headers;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.CodeFixes.RateLimits;

/// <summary>OMNI5002: calls the middleware, or moves it to where it acts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RateLimitWithoutEffectFix)), Shared]
public sealed class RateLimitWithoutEffectFix : PipelineFix
{
    private const string Middleware = "UseRateLimiter";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RateLimitRules.RateLimitWithoutEffect.Id);

    private protected override string Title => "Let the rate limiter act";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await PipelineBody.FindOnlyAsync(document, cancellation).ConfigureAwait(false) is not { } body
            || RateLimiterPlace.Find(body) is not { IsFree: true } place)
        {
            return [];
        }

        var change = new FileChange(body.Document, body.Unit, body.Model);
        var uses = body.Unit.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == Middleware).ToList();
        if (uses.Count == 0)
        {
            if (!change.Means(place.Position, $"{body.Name}.{Middleware}()", KnownTypes.RateLimiterExtensions))
                return [];

            change.Insert(place, $"{body.Name}.{Middleware}();");
            return [change];
        }

        if (uses is not [{ } use] || use.FirstAncestorOrSelf<StatementSyntax>() is not { ContainsDirectives: false } statement
            || body.CalledBy(statement)?.Name != Middleware || place.Anchor == statement || !InsertionPlace.After(statement).IsFree)
        {
            return [];
        }

        change.Move(statement, place);
        return [change];
    }
}
