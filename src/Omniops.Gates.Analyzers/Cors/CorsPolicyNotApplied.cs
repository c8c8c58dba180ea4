using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Headers;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// OMNI4007: a CORS policy that is registered is applied, one that is applied is registered, and the middleware stands where it acts.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorsPolicyNotApplied() : GateAnalyzer(CorsRules.CorsPolicyNotApplied)
{
    private const string Middleware = "UseCors";

    private const string Refused = "so answers 401 and 403 lack the headers, and preflights that carry no credentials fail";

    private static readonly (string Name, Outcome Outcome, string Effect)[] s_after =
    [
        ("UseEndpoints", Outcome.Fails, "which answers before it runs"),
        ("UseMvc", Outcome.Fails, "which answers before it runs"),
        ("UseMvcWithDefaultRoute", Outcome.Fails, "which answers before it runs"),
        ("UseAuthorization", Outcome.Advised, Refused),
        ("UseResponseCaching", Outcome.Advised, "so stored answers go out with the headers of another origin"),
        ("UseOutputCache", Outcome.Advised, "so stored answers go out with the headers of another origin"),
    ];

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (HostingTypes.Find(start.Compilation) is not { } types
            || start.Compilation.GetTypeByMetadataName(KnownTypes.CorsOptions) is null
            || start.Compilation.GetEntryPoint(start.CancellationToken) is not { } entry)
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        start.RegisterOperationBlockAction(context =>
        {
            if (SymbolEqualityComparer.Default.Equals(context.OwningSymbol, entry))
                reporter.Guard(context, Check);
        });

        void Check(OperationBlockAnalysisContext context)
        {
            var policies = new CorsRegistrations(sources, context.CancellationToken);
            if (!policies.IsEmpty)
                Judge(context, reporter, policies, sources.ReadPipeline(context.OperationBlocks[0], types, context.CancellationToken));
        }
    }

    private static void Judge(OperationBlockAnalysisContext context, GateReporter reporter, CorsRegistrations policies, PipelineFacts pipeline)
    {
        if (pipeline.Hosts.Find(host => host.IsInProduction) is not { } host)
            return;

        var gap = pipeline.Gaps.Find(gap => gap.Concerns(host))?.Reason
            ?? (pipeline.IsIncomplete ? "the pipeline is not read to its end" : null);
        foreach (var finding in policies.Judge(gap, pipeline))
        {
            // What stands in another file is shown where the application is built.
            var location = finding.Place is { } place && place.Syntax.SyntaxTree == host.Location.SourceTree ? place.NameLocation() : host.Location;
            Report(context, reporter, finding, location);
        }

        JudgeOrder(context, reporter, pipeline, host, policies.HasEndpointPolicies);
    }

    private static void Report(OperationBlockAnalysisContext context, GateReporter reporter, CorsUseFinding finding, Location location)
    {
        if (finding.Outcome == Outcome.NotProven)
        {
            reporter.NotProven(context.ReportDiagnostic, CorsRules.CorsPolicyNotApplied, location, finding.Anchor, finding.Fact);
        }
        else
        {
            reporter.Report(context.ReportDiagnostic, new GateDiagnostic(
                CorsRules.CorsPolicyNotApplied, finding.Outcome, location, finding.Anchor, finding.Fact, finding.WayOut)
            {
                Call = finding.Call,
            });
        }
    }

    private static void JudgeOrder(
        OperationBlockAnalysisContext context, GateReporter reporter, PipelineFacts pipeline, PipelineCall host, bool hasEndpointPolicies)
    {
        var certain = pipeline.Middleware.FindAll(call => call.Concerns(host) && call.IsInProduction && call.Scope.FirstBeyond(host.Scope) is null);
        if (certain.Find(call => call.Name == Middleware) is not { } cors)
            return;

        foreach (var (name, outcome, effect) in s_after)
        {
            if (certain.Find(call => call.Name == name) is not { } other || other.Order > cors.Order)
                continue;

            Report(context, reporter, new CorsUseFinding(
                outcome, null, Middleware, $"'{Middleware}' comes after '{name}', {effect}",
                $"call it between UseRouting and '{name}'"), cors.Location);
            return;
        }

        if (EarlyAnswers.ImplicitAuthorization(pipeline, host) is not null)
        {
            Report(context, reporter, new CorsUseFinding(
                Outcome.Advised, null, Middleware,
                $"'{Middleware}' comes after authorization, which runs first as 'UseAuthorization' is not called, {Refused}",
                "call app.UseAuthorization() behind it", "UseAuthorization()"), cors.Location);
            return;
        }

        if (hasEndpointPolicies && certain.Find(call => call.Name == "UseRouting") is { } routing && routing.Order > cors.Order)
        {
            Report(context, reporter, new CorsUseFinding(
                Outcome.Advised, null, Middleware,
                $"'{Middleware}' comes before 'UseRouting', so requests to endpoints with a policy of their own are answered with 500",
                "call it after UseRouting"), cors.Location);
        }
    }
}
