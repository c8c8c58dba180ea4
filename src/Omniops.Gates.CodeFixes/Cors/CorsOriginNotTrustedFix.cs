using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// OMNI4004: writes the origin that browsers send, lets <c>*</c> stand for subdomains, and takes away what lets strangers in or nobody.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorsOriginNotTrustedFix)), Shared]
public sealed class CorsOriginNotTrustedFix : CorsFix
{
    private const string Subdomains = "SetIsOriginAllowedToAllowWildcardSubdomains";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(CorsRules.CorsOriginNotTrusted.Id);

    private protected override string Title => "Name the origin as browsers send it";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(GateReporter.AnchorProperty, out var origin) || origin is null
            || await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model)
            || Literal(unit, diagnostic.Location.SourceSpan) is not { } literal || literal.Token.ValueText != origin)
        {
            return [];
        }

        var changes = new List<FileChange>();
        if (OriginShape.Mend(origin) is { } mended)
        {
            changes.Add(Change(change => change.Replace(literal.Span, SymbolDisplay.FormatLiteral(mended, quote: true))));
        }
        else if (origin.Contains('*') && Policy(model, literal, cancellation) is { } call)
        {
            changes.Add(Change(change => change.Append(call, $".{Subdomains}()")));
        }

        if (origin.Trim().ToUpperInvariant() is "NULL" or "*" && Element(literal) is { } element)
            changes.Add(Change(change => change.Replace(element, "")));
        return changes;

        FileChange Change(Action<FileChange> write)
        {
            var change = new FileChange(document, unit, model);
            write(change);
            return change;
        }
    }

    private static LiteralExpressionSyntax? Literal(CompilationUnitSyntax unit, TextSpan span) =>
        unit.FindNode(span, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
        && literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? literal
            : null;

    /// <summary>The call of <c>WithOrigins</c> that is given the text.</summary>
    private static InvocationExpressionSyntax? Policy(
        SemanticModel model, LiteralExpressionSyntax literal, CancellationToken cancellation) =>
        literal.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: ConfiguredOrigins.Method } method
        && method.IsOf(KnownTypes.CorsPolicyBuilder, model.Compilation)
            ? call
            : null;

    /// <summary>The text with its comma; null where it is no element of a list, or a comment stands beside it.</summary>
    private static TextSpan? Element(LiteralExpressionSyntax literal)
    {
        SyntaxNode element = literal.Parent is ArgumentSyntax or ExpressionElementSyntax ? literal.Parent : literal;
        var all = element.Parent switch
        {
            ArgumentListSyntax list => list.Arguments.GetWithSeparators(),
            CollectionExpressionSyntax list => list.Elements.GetWithSeparators(),
            InitializerExpressionSyntax list => list.Expressions.GetWithSeparators(),
            _ => default,
        };
        var at = all.IndexOf(element);
        if (at < 0)
            return null;

        var span = TextSpan.FromBounds(
            at > 0 ? all[at - 1].SpanStart : element.SpanStart,
            at > 0 || all.Count == 1 ? element.Span.End : at + 2 < all.Count ? all[at + 2].SpanStart : all[at + 1].Span.End);
        var isCommented = element.Parent!.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span)
            && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return isCommented ? null : span;
    }
}
