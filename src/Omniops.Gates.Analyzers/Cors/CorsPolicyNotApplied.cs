using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Headers;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>
/// OMNI4007: a CORS policy that is registered is applied, one that is applied is registered, and the middleware stands where it acts.
/// </summary>
internal static class CorsPolicyNotApplied
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

    /// <param name="sources">Where policies are registered and applied, in whichever file.</param>
    public static void Check(
        ProgramSources sources, PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (sources.Bodies.Compilation.GetTypeByMetadataName(KnownTypes.CorsOptions) is null)
            return;

        var policies = new CorsRegistrations(sources, cancellation);
        if (!policies.IsEmpty)
            Judge(pipeline, policies, reporter, report);
    }

    private static void Judge(PipelineFacts pipeline, CorsRegistrations policies, GateReporter reporter, Action<Diagnostic> report)
    {
        if (pipeline.Hosts.Find(host => host.IsInProduction) is not { } host)
            return;

        var gap = pipeline.Gaps.Find(gap => gap.Concerns(host))?.Reason
            ?? (pipeline.IsIncomplete ? "the pipeline is not read to its end" : null);
        foreach (var finding in policies.Judge(gap, pipeline))
        {
            // What stands in another file is shown where the application is built.
            var location = finding.Place is { } place && place.Syntax.SyntaxTree == host.Location.SourceTree ? place.NameLocation() : host.Location;
            Report(finding, location, reporter, report);
        }

        JudgeOrder(pipeline, host, policies.HasEndpointPolicies, reporter, report);
    }

    private static void Report(CorsUseFinding finding, Location location, GateReporter reporter, Action<Diagnostic> report)
    {
        if (finding.Outcome == Outcome.NotProven)
        {
            reporter.NotProven(report, CorsRules.CorsPolicyNotApplied, location, finding.Anchor, finding.Fact);
        }
        else
        {
            reporter.Report(report, new GateDiagnostic(
                CorsRules.CorsPolicyNotApplied, finding.Outcome, location, finding.Anchor, finding.Fact, finding.WayOut)
            {
                Call = finding.Call,
            });
        }
    }

    private static void JudgeOrder(
        PipelineFacts pipeline, PipelineCall host, bool hasEndpointPolicies, GateReporter reporter, Action<Diagnostic> report)
    {
        var certain = pipeline.Middleware.FindAll(call => call.Concerns(host) && call.IsInProduction && call.Scope.FirstBeyond(host.Scope) is null);
        if (certain.Find(call => call.Name == Middleware) is not { } cors)
            return;

        foreach (var (name, outcome, effect) in s_after)
        {
            if (certain.Find(call => call.Name == name) is not { } other || other.Order > cors.Order)
                continue;

            Report(new CorsUseFinding(
                outcome, null, Middleware, $"'{Middleware}' comes after '{name}', {effect}",
                $"call it between UseRouting and '{name}'"), cors.Location, reporter, report);
            return;
        }

        if (EarlyAnswers.ImplicitAuthorization(pipeline, host) is not null)
        {
            Report(new CorsUseFinding(
                Outcome.Advised, null, Middleware,
                $"'{Middleware}' comes after authorization, which runs first as 'UseAuthorization' is not called, {Refused}",
                "call app.UseAuthorization() behind it", "UseAuthorization()"), cors.Location, reporter, report);
            return;
        }

        if (hasEndpointPolicies && certain.Find(call => call.Name == "UseRouting") is { } routing && routing.Order > cors.Order)
        {
            Report(new CorsUseFinding(
                Outcome.Advised, null, Middleware,
                $"'{Middleware}' comes before 'UseRouting', so requests to endpoints with a policy of their own are answered with 500",
                "call it after UseRouting"), cors.Location, reporter, report);
        }
    }
}
