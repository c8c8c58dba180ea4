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

        var bodies = new SourceBodies(start.Compilation);
        var values = new ValueSource(bodies);
        var references = new SourceReferences(bodies);
        var reach = new Reach(bodies, new EnvironmentCondition(bodies, values), references);
        var origins = new OriginValues(bodies, values, references, reach);
        var writes = new OriginWrites(builder, policy, values);
        var uses = new CorsPolicyUse(bodies, values, references, reach);
        start.RegisterOperationAction(
            context =>
            {
                var (operation, cancellation) = (context.Operation, context.CancellationToken);
                if (writes.Find(operation, cancellation) is { } write
                    && (write.Origins is null || write.Origins.Any(origin => origins.MayBeAny(origin, cancellation)))
                    && reach.IsInProduction(operation, cancellation)
                    && uses.IsInProduction(operation, cancellation))
                {
                    context.ReportDiagnostic(reporter.Finding(
                        CorsRules.CorsAllowsAnyOrigin, operation.NameLocation(), context.ContainingSymbol.ToDisplayString(), write.Name));
                }
            },
            OperationKind.Invocation,
            OperationKind.MethodReference,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment);
    }
}
