using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4003: a policy that allows credentials names the origins that get them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsCredentialsForAnyOrigin() : GateAnalyzer(CorsRules.CorsCredentialsForAnyOrigin)
{
    /// <summary>Methods that hand a builder on to each other.</summary>
    private const int MaxCalls = 3;

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicyBuilder) is not { } builder
            || start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicy) is not { } policy)
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        var search = new Search(
            sources, new OriginWrites(builder, policy, sources.Values), new PredicateWrites(builder, policy), new PredicateJudge(sources), builder);
        var uses = new CorsPolicyUse(sources);
        Action<OperationAnalysisContext> rule = context =>
        {
            if (IsCredentials(context.Operation, builder, policy))
                Judge(context, reporter, search, sources, uses);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule), OperationKind.Invocation, OperationKind.SimpleAssignment);
    }

    private static bool IsCredentials(IOperation operation, INamedTypeSymbol builder, INamedTypeSymbol policy) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "AllowCredentials" } method } => method.ContainingType.Is(builder),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "SupportsCredentials" } property } } assignment =>
            property.ContainingType.Is(policy) && assignment.Value.ConstantValue is { HasValue: true, Value: true },
        _ => false,
    };

    private static void Judge(
        OperationAnalysisContext context, GateReporter reporter, Search search, ProgramSources sources, CorsPolicyUse uses)
    {
        var (operation, cancellation) = (context.Operation, context.CancellationToken);
        if (search.Find(operation, cancellation) is not { } what)
            return;

        var (place, use) = (sources.Reach.Of(operation, cancellation), uses.Of(operation, cancellation));
        if (!place.IsInProduction || !use.IsInProduction || place.Doubt is not null || use.Doubt is not null)
            return;

        var target = operation is ISimpleAssignmentOperation assignment ? assignment.Target : operation;
        var name = operation is IInvocationOperation ? "AllowCredentials" : "SupportsCredentials";
        reporter.Finding(
            context.ReportDiagnostic, CorsRules.CorsCredentialsForAnyOrigin, target.NameLocation(),
            context.ContainingSymbol.ToDisplayString(), name, what);
    }

    private sealed class Search(
        ProgramSources sources, OriginWrites writes, PredicateWrites predicates, PredicateJudge judge, INamedTypeSymbol builder)
    {
        /// <summary>What stands beside the credentials that they must not stand beside; null where there is nothing.</summary>
        public string? Find(IOperation credentials, CancellationToken cancellation)
        {
            var (root, body) = (PolicyObject.RootOf(credentials), credentials);
            while (body.Parent is not null)
                body = body.Parent;

            var beside = body.Descendants().Where(operation => operation != credentials
                && operation is IInvocationOperation or ISimpleAssignmentOperation or IObjectCreationOperation
                && PolicyObject.IsSame(PolicyObject.RootOf(operation), root)).ToList();
            if (beside.Exists(operation => operation is IInvocationOperation { TargetMethod.Name: "DisallowCredentials" }
                && operation.Syntax.Span.End > credentials.Syntax.Span.End))
            {
                return null;
            }

            return beside.Where(operation => PolicyObject.CanMeet(operation, credentials))
                .Select(operation => Judge(operation, 0, cancellation)).FirstOrDefault(what => what is not null);
        }

        private string? Judge(IOperation operation, int calls, CancellationToken cancellation)
        {
            if (predicates.Find(operation) is { } predicate)
            {
                return IsInProduction() && judge.Judge(predicate.Predicate, cancellation).Describe() is { } what
                    ? $"stands beside '{predicate.Name}', which {what}: those sites read what their visitor may see"
                    : null;
            }

            if (writes.Find(operation, cancellation) is { } write)
            {
                var isAny = write.Origins is null || write.Origins(new OriginWalker(sources, cancellation)).IsAny;
                return isAny && IsInProduction()
                    ? $"stands beside '{write.Name}', which stands for every site and throws when the policy is built"
                    : null;
            }

            // A method of the source that fills the same builder.
            if (calls >= MaxCalls || operation is not IInvocationOperation { TargetMethod: var method } || !sources.Bodies.Has(method)
                || !method.Parameters.Any(parameter => parameter.Type.Is(builder)) && !(method.ReducedFrom?.Parameters[0].Type.Is(builder) ?? false))
            {
                return null;
            }

            return sources.Bodies.Find(method.ReducedFrom ?? method, cancellation)?.Descendants()
                .Select(inner => Judge(inner, calls + 1, cancellation)).FirstOrDefault(what => what is not null);

            bool IsInProduction() => sources.Reach.IsInProduction(operation, cancellation);
        }
    }
}
