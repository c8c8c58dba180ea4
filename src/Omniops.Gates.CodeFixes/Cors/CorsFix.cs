using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.CodeFixes.Cors;

/// <summary>
/// What the fixes of the CORS rules share: these rules judge the result. That origins are read from a section which nobody has filled is
/// not proven, and lets nobody in.
/// </summary>
public abstract class CorsFix : JudgedFix
{
    private protected sealed override ImmutableArray<DiagnosticAnalyzer> Judges => ImmutableArray.Create<DiagnosticAnalyzer>(
        new CorsAllowsAnyOrigin(), new CorsPredicateTooWide(), new CorsCredentialsForAnyOrigin(), new CorsOriginNotTrusted(),
        new CorsOriginReflected(), new PipelineAnalyzer());

    private protected sealed override bool Counts(Diagnostic finding) => IsFinding(finding);
}
