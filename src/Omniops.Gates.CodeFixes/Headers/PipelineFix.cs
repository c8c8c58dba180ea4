using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.CodeFixes.Headers;

/// <summary>What the fixes of the pipeline rules share: these rules judge the result.</summary>
public abstract class PipelineFix : JudgedFix
{
    private protected sealed override ImmutableArray<DiagnosticAnalyzer> Judges =>
        ImmutableArray.Create<DiagnosticAnalyzer>(new PipelineAnalyzer());

    /// <summary>The ID of a rule that may find more afterwards; null where none may.</summary>
    private protected virtual string? Tolerated => null;

    private protected sealed override bool Counts(Diagnostic finding) => finding.Id != Tolerated;
}
