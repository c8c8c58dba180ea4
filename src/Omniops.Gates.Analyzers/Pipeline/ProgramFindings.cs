using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>
/// What the rules find in a program, judged once for a compilation and told file by file: an IDE asks for the file that is open, and shows of
/// what an analysis of that file says only what stands in it.
/// </summary>
/// <param name="compilation">The compilation of the program.</param>
/// <param name="entry">The file of the entry body, where everything is told that stands in no file of the compilation.</param>
/// <param name="judge">Judges the program and hands over each finding.</param>
internal sealed class ProgramFindings(Compilation compilation, SyntaxTree entry, Action<Action<Diagnostic>, CancellationToken> judge)
{
    private readonly object _lock = new();
    private ILookup<SyntaxTree, Diagnostic>? _found;

    /// <summary>Reports what stands in a file. Whoever comes first judges, for all; one that is cancelled leaves it to the next.</summary>
    public void Report(SyntaxTree file, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var finding in Found(cancellation)[file])
            report(finding);
    }

    private ILookup<SyntaxTree, Diagnostic> Found(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_found is null)
            {
                var found = new List<Diagnostic>();
                judge(found.Add, cancellation);
                _found = found.ToLookup(finding => finding.Location.SourceTree is { } file && compilation.ContainsSyntaxTree(file) ? file : entry);
            }

            return _found;
        }
    }
}
