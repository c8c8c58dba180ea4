using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4002: a function that chooses the origins of a policy lets no strangers in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsPredicateTooWide() : GateAnalyzer(CorsRules.CorsPredicateTooWide)
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
        var writes = new PredicateWrites(builder, policy);
        var uses = new CorsPolicyUse(sources);
        var judge = new PredicateJudge(sources);
        Action<OperationAnalysisContext> rule = context =>
        {
            if (writes.Find(context.Operation) is { } write)
                Judge(context, reporter, write, sources, uses, judge);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule), OperationKind.Invocation, OperationKind.SimpleAssignment);
    }

    private static void Judge(
        OperationAnalysisContext context,
        GateReporter reporter,
        (string Name, IOperation Predicate) write,
        ProgramSources sources,
        CorsPolicyUse uses,
        PredicateJudge judge)
    {
        var (operation, cancellation) = (context.Operation, context.CancellationToken);
        var (place, use) = (sources.Reach.Of(operation, cancellation), uses.Of(operation, cancellation));
        if (!place.IsInProduction || !use.IsInProduction)
            return;

        var verdict = judge.Judge(write.Predicate, cancellation);
        var target = operation is ISimpleAssignmentOperation assignment ? assignment.Target : operation;
        var (location, anchor) = (target.NameLocation(), context.ContainingSymbol.ToDisplayString());
        if (verdict.Describe() is not { } what)
        {
            if (verdict.Doubt is { } expression)
            {
                reporter.NotProven(
                    context.ReportDiagnostic, CorsRules.CorsPredicateTooWide, location, anchor,
                    $"'{expression}' cannot be followed to its values; name the origins with WithOrigins(...)");
            }
        }
        else if ((place.Doubt ?? use.Doubt) is { } doubt)
        {
            reporter.NotProven(context.ReportDiagnostic, CorsRules.CorsPredicateTooWide, location, anchor, doubt);
        }
        else
        {
            if ((place.Cause ?? use.Cause) is { } cause)
                what += $", and {cause}";
            reporter.Finding(context.ReportDiagnostic, CorsRules.CorsPredicateTooWide, location, anchor, write.Name, what);
        }
    }
}
