using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>OMNI4004: the origins that a policy names are ones that browsers send, and that belong to somebody.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsOriginNotTrusted() : GateAnalyzer(CorsRules.CorsOriginNotTrusted)
{
    private const string Subdomains = "SetIsOriginAllowedToAllowWildcardSubdomains";
    private const string Predicate = "SetIsOriginAllowed";

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var sources = new ProgramSources(start.Compilation, start.Options);
        var header = new AllowOriginHeader(sources.Bodies, sources.Values);
        var uses = new CorsPolicyUse(sources);
        var writes = start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicyBuilder) is { } builder
            && start.Compilation.GetTypeByMetadataName(KnownTypes.CorsPolicy) is { } policy
                ? new OriginWrites(builder, policy, sources.Values)
                : null;
        Action<OperationAnalysisContext> rule = context =>
        {
            if (writes?.Find(context.Operation, context.CancellationToken) is { Origins: { } judge } write)
                Judge(context, reporter, write.Name, judge, write.IsOneOfSeveral, sources, uses);
            else if (header.ValueOf(context.Operation, context.CancellationToken) is { } value)
                Judge(context, reporter, AllowOriginHeader.Name, walker => walker.Judge(value), isOneOfSeveral: false, sources, uses);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.PropertyReference,
            OperationKind.SimpleAssignment);
    }

    private static void Judge(
        OperationAnalysisContext context,
        GateReporter reporter,
        string name,
        Func<OriginWalker, OriginVerdict> judge,
        bool isOneOfSeveral,
        ProgramSources sources,
        CorsPolicyUse uses)
    {
        var (operation, cancellation) = (context.Operation, context.CancellationToken);
        var walker = new OriginWalker(sources, cancellation);
        judge(walker);
        var isByHand = name == AllowOriginHeader.Name;
        if (walker.Seen.Count == 0 || !isByHand && IsBeside(operation, Predicate))
            return;

        var (place, use) = (sources.Reach.Of(operation, cancellation), uses.Of(operation, cancellation));
        if (!place.IsInProduction || !use.IsInProduction || place.Doubt is not null || use.Doubt is not null)
            return;

        var hasSubdomains = new Lazy<bool>(() => !isByHand
            && (IsBeside(operation, Subdomains) || sources.References.Named(Subdomains, cancellation).Count > 0));
        foreach (var origin in walker.Seen.Distinct())
        {
            var judged = isOneOfSeveral && origin.Text.Trim() == OriginText.Any
                ? OriginShape.AnyOfSeveral
                : OriginShape.Judge(origin.Text, origin.Text.Contains('*') && hasSubdomains.Value, reporter.AllowedOrigins);
            if (judged is not { } problem)
                continue;

            // What is typed in another file is shown where this one takes it.
            var isHere = origin.Key is null && origin.Place.Syntax.SyntaxTree == operation.Syntax.SyntaxTree;
            var location = isHere ? origin.Place.Syntax.GetLocation() : operation.NameLocation();
            var what = origin.Key is { } key ? $"{origin.Text}' of '{key}" : origin.Text;
            reporter.Report(context.ReportDiagnostic, new GateDiagnostic(
                CorsRules.CorsOriginNotTrusted, problem.Outcome, location, origin.Text, what, problem.Fact, problem.WayOut));
        }
    }

    /// <summary>Whether the policy that is given the origins is also called this.</summary>
    private static bool IsBeside(IOperation operation, string name)
    {
        var (root, body) = (PolicyObject.RootOf(operation), operation);
        while (body.Parent is not null)
            body = body.Parent;
        return body.Descendants().Any(other => other is IInvocationOperation { TargetMethod.Name: var method } && method == name
            && PolicyObject.IsSame(PolicyObject.RootOf(other), root));
    }
}
