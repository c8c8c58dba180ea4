using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4003: reads the origins that get credentials from configuration, in place of what stands beside the credentials and lets strangers
/// in.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsCredentialsForAnyOriginFix)), Shared]
public sealed class CorsCredentialsForAnyOriginFix : CorsFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsCredentialsForAnyOrigin.Id);

    private protected override string Title => "Read the origins that get credentials from configuration";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || Around(unit.FindNode(diagnostic.Location.SourceSpan)) is not { } function)
        {
            return [];
        }

        // Which of them the rule means, it says itself: each is tried alone, then all of them.
        var open = function.DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => OpenCall.Find(model, name, cancellation)).OfType<InvocationExpressionSyntax>().Distinct().ToList();
        var ways = open.ConvertAll(call => new List<InvocationExpressionSyntax> { call });
        if (open.Count > 1)
            ways.Add(open);

        var changes = new List<FileChange>();
        foreach (var way in ways)
        {
            var change = new FileChange(document, unit, model);
            if (way.TrueForAll(call => ConfiguredOrigins.TryReplace(change, model, call, cancellation)))
                changes.Add(change);
        }

        return changes;
    }

    /// <summary>The function that fills the policy.</summary>
    private static SyntaxNode? Around(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or GlobalStatementSyntax
            or (MemberDeclarationSyntax and not TypeDeclarationSyntax));
}
