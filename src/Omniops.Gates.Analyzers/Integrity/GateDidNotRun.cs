using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Integrity;

/// <summary>
/// OMNI9910 from within the compiler: the analyzers are here and the package's targets are not, as after <c>ExcludeAssets="build"</c> or
/// <c>ImportProjectExtensionTargets=false</c>. Then no package, Dockerfile or policy is checked, and nobody looks at what is suppressed.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GateDidNotRun() : GateAnalyzer
{
    /// <summary>The targets give it its value, where the props alone would make the others visible.</summary>
    private const string Property = "build_property._OmniopsRootKey";

    /// <inheritdoc />
    [SuppressMessage(
        "MicrosoftCodeAnalysisPerformance", "RS1013", Justification = "every gate analyzer begins with the start of the compilation")]
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Property, out var root) && root.Length > 0)
            return;

        start.RegisterCompilationEndAction(end => reporter.Finding(
            end.ReportDiagnostic, IntegrityRules.GateDidNotRun, Location.None, "targets",
            $"the package's targets are not part of the build of '{end.Compilation.AssemblyName}'",
            "remove ExcludeAssets and IncludeAssets from its PackageReference, ImportProjectExtensionTargets=false, "
                + "and what removes its CompilerVisibleProperty items"));
    }
}
