using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.CodeFixes.Headers;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.CodeFixes.RateLimits;

/// <summary>OMNI5007: takes the exception away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RateLimitDisabledFix)), Shared]
public sealed class RateLimitDisabledFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RateLimitRules.RateLimitDisabled.Id);

    private protected override string Title => "Limit it like the others";

    /// <summary>Without the exception another rule may say that no limit is left.</summary>
    private protected override string? Tolerated => RateLimitRules.EndpointNotLimited.Id;

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        var change = new FileChange(document, unit, model);
        var node = unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is SimpleNameSyntax { Identifier.ValueText: "DisableRateLimiting", Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access })
        {
            change.Replace(TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), "");
            return [change];
        }

        return [];
    }
}
