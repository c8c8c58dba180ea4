using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.Engine.Transport;

namespace Omniops.Gates.CodeFixes.Transport;

/// <summary>OMNI3015: writes https. Where the other side does not answer there, the call fails and sends nothing in clear text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClearTextUrlFix)), Shared]
public sealed class ClearTextUrlFix : JudgedFix
{
    private const string Scheme = "http";

    private static readonly char[] s_hostEnds = ['/', '?', '#', '"', '{', '\r', '\n'];

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(TransportRules.ClearTextUrl.Id);

    private protected override string Title => "Ask over https";

    private protected override ImmutableArray<DiagnosticAnalyzer> Judges => ImmutableArray.Create<DiagnosticAnalyzer>(new ClearTextUrl());

    private protected override bool Counts(Diagnostic finding) => true;

    private protected override async Task<IReadOnlyList<FileChange>> FindAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await FileSource.ReadAsync(document, cancellation).ConfigureAwait(false) is not (_, var unit, var model))
            return [];

        // As the source writes it, between whatever quotes.
        var span = diagnostic.Location.SourceSpan;
        var written = unit.GetText().ToString(span);
        var at = written.IndexOf(Scheme + "://", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || written.Take(at).Any(char.IsLetterOrDigit) || HasPortOfScheme(written, at + Scheme.Length + 3))
            return [];

        var change = new FileChange(document, unit, model);
        change.Replace(new TextSpan(span.Start + at, Scheme.Length), "https");
        return [change];
    }

    /// <summary>At port 80 nobody answers with https.</summary>
    private static bool HasPortOfScheme(string written, int start)
    {
        var end = written.IndexOfAny(s_hostEnds, start);
        return written.Substring(start, (end < 0 ? written.Length : end) - start).EndsWith(":80", StringComparison.Ordinal);
    }
}
