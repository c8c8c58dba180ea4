using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>OMNI3005: writes the one value that has an effect. Who may frame a page nobody but the team knows: there it mends the spelling only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HeaderWeakFix)), Shared]
public sealed class HeaderWeakFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HeaderWeak.Id);

    private protected override string Title => "Write a value that has an effect";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax unit
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || !diagnostic.Properties.TryGetValue(GateReporter.AnchorProperty, out var header) || header is null
            || Value(unit.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)) is not { } value
            || Right(header, value.Token.ValueText) is not { } right)
        {
            return [];
        }

        var change = new FileChange(document, unit, model);
        change.Replace(value.Span, SymbolDisplay.FormatLiteral(right, quote: true));
        return [change];
    }

    /// <summary>What the statement gives the header.</summary>
    private static LiteralExpressionSyntax? Value(SyntaxNode node)
    {
        var value = node.FirstAncestorOrSelf<ExpressionStatementSyntax>()?.Expression switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right,
            InvocationExpressionSyntax { ArgumentList.Arguments: [_, { Expression: var given }] } => given,
            _ => null,
        };
        return value is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal : null;
    }

    private static string? Right(string header, string weak) => header.ToUpperInvariant() switch
    {
        "X-CONTENT-TYPE-OPTIONS" => "nosniff",
        "X-FRAME-OPTIONS" => new string([.. weak.Where(char.IsLetter)]).ToUpperInvariant() is ("DENY" or "SAMEORIGIN") and var word ? word : null,
        "X-XSS-PROTECTION" => "0",
        "REFERRER-POLICY" => "strict-origin-when-cross-origin",
        _ => null,
    };
}
