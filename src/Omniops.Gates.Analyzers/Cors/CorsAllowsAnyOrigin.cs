using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4001: a CORS policy names the origins it trusts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsAllowsAnyOrigin() : GateAnalyzer(CorsRules.CorsAllowsAnyOrigin)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicyBuilder) is not { } builder
            || start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicy) is not { } policy)
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        var writes = new OriginWrites(builder, policy, sources.Values);
        var uses = new CorsPolicyUse(sources);
        Action<OperationAnalysisContext> rule = context =>
        {
            if (writes.Find(context.Operation, context.CancellationToken) is { } write)
                Judge(context, reporter, write, sources, uses);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Invocation,
            OperationKind.MethodReference,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference,
            OperationKind.SimpleAssignment);
    }

    private static void Judge(OperationAnalysisContext context, GateReporter reporter, OriginWrite write, ProgramSources sources, CorsPolicyUse uses)
    {
        var (operation, cancellation) = (context.Operation, context.CancellationToken);
        var verdict = write.Origins is { } judge ? judge(new OriginWalker(sources, cancellation)) : OriginVerdict.Any;
        if (verdict == OriginVerdict.Named)
            return;

        var (place, use) = (sources.Reach.Of(operation, cancellation), uses.Of(operation, cancellation));
        if (!place.IsInProduction || !use.IsInProduction)
            return;

        var (location, anchor) = (operation.NameLocation(), context.ContainingSymbol.ToDisplayString());
        var what = write.Origins is null ? "lets every site read this API's answers" : "is given '*', which stands for every site";
        if ((place.Cause ?? use.Cause) is { } cause)
            what += $", and {cause}";
        if ((verdict.IsAny ? place.Doubt ?? use.Doubt : verdict.Doubt) is { } doubt)
            reporter.NotProven(context.ReportDiagnostic, CorsRules.CorsAllowsAnyOrigin, location, anchor, doubt);
        else
            reporter.Finding(context.ReportDiagnostic, CorsRules.CorsAllowsAnyOrigin, location, anchor, write.Name, what);
    }
}
