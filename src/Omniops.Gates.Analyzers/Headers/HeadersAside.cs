using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Headers;

/// <summary>
/// OMNI3005 and OMNI3006 for headers that controllers, pages and filters write, which no middleware in the pipeline does: a value without
/// effect has none there either. Where no program is in sight, for all code, and OMNI3002 and OMNI3011 with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HeadersAside() : GateAnalyzer(
    HeaderRules.HeaderWeak, HeaderRules.CspWeak, HeaderRules.HstsWeak, HeaderRules.DeveloperPageInProduction)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (HostingTypes.Find(start.Compilation) is not { } types)
            return;

        var isUnserved = UnservedSource.IsJudged(start.Compilation, start.Options, out _);
        if (!isUnserved && start.Compilation.GetEntryPoint(start.CancellationToken) is null)
            return;

        var check = new HeadersAsideCheck(new ProgramSources(start.Compilation, start.Options), types, isUnserved, reporter);
        Action<OperationBlockAnalysisContext> rule = check.Check;
        start.RegisterOperationBlockAction(context => reporter.Guard(context, rule));
    }
}
