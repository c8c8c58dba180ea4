using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.CodeFixes.Headers;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.CodeFixes.RateLimits;

/// <summary>OMNI5005: sets <c>RejectionStatusCode</c> to 429, where it is set already or first in the code of the options.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RateLimitRejectionFix)), Shared]
public sealed class RateLimitRejectionFix : PipelineFix
{
    private const string TooMany = "StatusCodes.Status429TooManyRequests";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RateLimitRules.RateLimitRejection.Id);

    private protected override string Title => "Answer rejected requests with 429";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        var change = new FileChange(document, unit, model);
        var node = unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (!change.Means(node.SpanStart, TooMany, KnownTypes.StatusCodes))
            return [];

        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(node.Span))
        {
            change.Replace(assignment.Right.Span, TooMany);
            return [change];
        }

        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: [.., { Expression: SimpleLambdaExpressionSyntax code }] })
            return [];

        var options = code.Parameter.Identifier.Text;
        var setting = $"{options}.RejectionStatusCode = {TooMany};";
        if (code.Block is { } block)
        {
            if (InsertionPlace.Within(block) is not { IsFree: true } place)
                return [];

            change.Insert(place, setting);
        }
        else
        {
            change.ReplaceByLines(code.Body.Span, $"\n{{\n    {setting}\n    {code.Body};\n}}");
        }

        return [change];
    }
}
