using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>
/// OMNI3006: takes out of the policy what lets a smuggled script in, and adds the directives that are missing. What the site then misses
/// it allows by a nonce, a hash or a host, which only the team knows.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CspWeakFix)), Shared]
public sealed class CspWeakFix : PipelineFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(HeaderRules.CspWeak.Id);

    private protected override string Title => "Let no injected script run";

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await HeaderWrite.FindAsync(document, diagnostic.Location.SourceSpan, SecurityHeader.ContentSecurityPolicy, cancellation)
                .ConfigureAwait(false) is not { } write)
        {
            return [];
        }

        var unit = write.Value.SyntaxTree.GetCompilationUnitRoot(cancellation);
        var change = new FileChange(write.Document, unit, write.Model);
        var strong = StrongPolicy.Of(write.Value.Token.ValueText, IsFramedByNobody(write, unit) ? "'none'" : "'self'");
        change.Replace(write.Value.Span, SymbolDisplay.FormatLiteral(strong, quote: true));
        return [change];
    }

    /// <summary>Whether X-Frame-Options says so today: browsers that read frame-ancestors no longer read it.</summary>
    private static bool IsFramedByNobody(HeaderWrite write, CompilationUnitSyntax unit) =>
        write.Beside(SecurityHeader.FrameOptions) is { } beside
            ? IsDeny(beside)
            : unit.DescendantTokens().Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && IsDeny(token.ValueText));

    private static bool IsDeny(string value) => value.Trim().Equals("DENY", StringComparison.OrdinalIgnoreCase);
}
