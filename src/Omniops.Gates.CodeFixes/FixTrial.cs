using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.CodeFixes;

/// <summary>Asks the rules themselves, and the compiler, what they think of a change before it is offered.</summary>
/// <param name="judges">The analyzers that are asked.</param>
/// <param name="counts">Which of their findings matter.</param>
internal sealed class FixTrial(Project project, ImmutableArray<DiagnosticAnalyzer> judges, Func<Diagnostic, bool> counts)
{
    private IReadOnlyDictionary<string, int>? _before;

    /// <summary>Whether the rule finds less, no other finds more, and the file compiles as well as before.</summary>
    public async Task<bool> PassesAsync(Document changed, string rule, CancellationToken cancellation)
    {
        if (project.GetDocument(changed.Id) is not { } original
            || await ProblemsAsync(changed, cancellation).ConfigureAwait(false)
                > await ProblemsAsync(original, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        _before ??= await FindingsAsync(project, cancellation).ConfigureAwait(false);
        var after = await FindingsAsync(changed.Project, cancellation).ConfigureAwait(false);
        return Count(after, rule) < Count(_before, rule) && after.All(found => found.Value <= Count(_before, found.Key));
    }

    private static int Count(IReadOnlyDictionary<string, int> findings, string rule) =>
        findings.TryGetValue(rule, out var count) ? count : 0;

    private static async Task<int> ProblemsAsync(Document document, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model!.GetDiagnostics(cancellationToken: cancellation).Count(problem => problem.Severity >= DiagnosticSeverity.Warning);
    }

    private async Task<IReadOnlyDictionary<string, int>> FindingsAsync(Project judged, CancellationToken cancellation)
    {
        var compilation = await judged.GetCompilationAsync(cancellation).ConfigureAwait(false);
        var found = await compilation!.WithAnalyzers(judges, judged.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false);
        return found.Where(counts).GroupBy(finding => finding.Id).ToDictionary(group => group.Key, group => group.Count());
    }
}
