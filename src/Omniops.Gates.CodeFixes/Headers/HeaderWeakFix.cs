using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3005: writes the one value that has an effect. Who may frame a page nobody but the team knows: there it mends the spelling, or says
/// what the Content-Security-Policy beside it says.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HeaderWeakFix)), Shared]
public sealed class HeaderWeakFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.HeaderWeak.Id);

    private protected override string Title => "Write a value that has an effect";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(GateReporter.AnchorProperty, out var header) || header is null
            || await HeaderWrite.FindAsync(document, diagnostic.Location.SourceSpan, header, cancellation).ConfigureAwait(false)
                is not { } write
            || Right(header, write) is not { } right)
        {
            return [];
        }

        var change = new FileChange(write.Document, write.Value.SyntaxTree.GetCompilationUnitRoot(cancellation), write.Model);
        change.Replace(write.Value.Span, SymbolDisplay.FormatLiteral(right, quote: true));
        return [change];
    }

    private static string? Right(string header, HeaderWrite write) => header.ToUpperInvariant() switch
    {
        "X-CONTENT-TYPE-OPTIONS" => "nosniff",
        "X-FRAME-OPTIONS" => Framing(write),
        "X-XSS-PROTECTION" => "0",
        "REFERRER-POLICY" => "strict-origin-when-cross-origin",
        _ => null,
    };

    private static string? Framing(HeaderWrite write)
    {
        if (new string([.. write.Value.Token.ValueText.Where(char.IsLetter)]).ToUpperInvariant() is ("DENY" or "SAMEORIGIN") and var word)
            return word;

        var directives = write.Beside(SecurityHeader.ContentSecurityPolicy)?.Split(';').Select(each => each.Trim()).ToList() ?? [];
        return directives.Contains("frame-ancestors 'none'") ? "DENY" : directives.Contains("frame-ancestors 'self'") ? "SAMEORIGIN" : null;
    }
}
