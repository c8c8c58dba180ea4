using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5003: where there are limits, each endpoint that needs one has one.</summary>
internal sealed class EndpointNotLimited : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var isUsed = facts.Pipeline.Middleware.Exists(call => call.Name == LimitDecisions.Middleware && call.IsInProduction);
        if (!facts.Limits.HasRegistration && !isUsed)
            return;

        var rest = new List<Endpoint>();
        foreach (var endpoint in facts.Live)
        {
            var decision = facts.LimitOf(endpoint);
            if (RouteWords.WhyLimited(endpoint, facts, reporter.RateLimits) is { } why)
            {
                if (decision.State == LimitState.None)
                    reporter.Finding(report, RateLimitRules.EndpointNotLimited, endpoint.Location, endpoint.Name, endpoint.Shown, Joined(why, decision.Reason), WayOut(endpoint, decision, facts));
                else if (decision.State == LimitState.Unknown)
                    reporter.NotProven(report, RateLimitRules.EndpointNotLimited, endpoint.Location, endpoint.Name, $"'{endpoint.Shown}', {why}: {decision.Reason}; {WayOut(endpoint, decision, facts)}");
            }
            else if (decision is { State: LimitState.None, Reason: null } && NeedsGlobal(endpoint) && !RouteWords.IsOneOf(reporter.RateLimits.Exempt, endpoint.Route))
            {
                rest.Add(endpoint);
            }
        }

        if (rest.Count == 0 || facts.Limits.Global is not null || !isUsed)
            return;

        var use = facts.Pipeline.Middleware.Find(call => call.Name == LimitDecisions.Middleware && call.IsInProduction)!;
        reporter.Report(report, new GateDiagnostic(
            RateLimitRules.EndpointNotLimited, Outcome.Advised, use.Operation?.NameLocation() ?? use.Location, LimitDecisions.Middleware, (rest.Find(endpoint => endpoint.ChangesState && endpoint.Kind != EndpointKind.Page) ?? rest[0]).Name,
            rest.Count == 1 ? "and there is no limit for all requests" : $"nor {(rest.Count == 2 ? "is 1 more" : $"are {rest.Count - 1} more")}, and there is no limit for all requests",
            "set options.GlobalLimiter"));
    }

    /// <summary>Files, probes and descriptions cost nothing to answer.</summary>
    private static bool NeedsGlobal(Endpoint endpoint) => endpoint.Kind is not EndpointKind.Static and not EndpointKind.Health and not EndpointKind.Document
        and not EndpointKind.Fallback and not EndpointKind.Branch;

    private static string Joined(string why, string? reason) => reason is null ? why : $"{why}: {reason}";

    private static string WayOut(Endpoint endpoint, LimitDecision decision, EndpointFacts facts) => decision.WayOut ?? (endpoint.Kind switch
    {
        EndpointKind.Controller => "write [EnableRateLimiting(\"name\")] on the action or controller",
        EndpointKind.Page => "write [EnableRateLimiting(\"name\")] on the page's model",
        EndpointKind.Proxy when endpoint.Mapping?.Name == "MapReverseProxy" => "write \"RateLimiterPolicy\": \"name\" in its route",
        _ => "write .RequireRateLimiting(\"name\")",
    }) + (facts.Limits.Global is null ? ", or set options.GlobalLimiter" : ", or have options.GlobalLimiter count it");
}
