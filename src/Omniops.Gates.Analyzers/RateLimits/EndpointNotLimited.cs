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
                    reporter.Finding(report, RateLimitRules.EndpointNotLimited, endpoint.Location, endpoint.Name, endpoint.Shown, why, WayOut(endpoint));
                else if (decision.State == LimitState.Unknown)
                    reporter.NotProven(report, RateLimitRules.EndpointNotLimited, endpoint.Location, endpoint.Name, $"'{endpoint.Shown}', {why}: {decision.Reason}; {WayOut(endpoint)}");
            }
            else if (decision.State == LimitState.None && NeedsGlobal(endpoint) && !RouteWords.IsOneOf(reporter.RateLimits.Exempt, endpoint.Route))
            {
                rest.Add(endpoint);
            }
        }

        if (rest.Count == 0 || facts.Limits.Global is not null || !isUsed)
            return;

        var use = facts.Pipeline.Middleware.Find(call => call.Name == LimitDecisions.Middleware && call.IsInProduction)!;
        reporter.Report(report, new GateDiagnostic(
            RateLimitRules.EndpointNotLimited, Outcome.Advised, use.Operation?.NameLocation() ?? use.Location, LimitDecisions.Middleware, rest[0].Name,
            rest.Count == 1 ? "and there is no limit for all requests" : $"nor {(rest.Count == 2 ? "is 1 more" : $"are {rest.Count - 1} more")}, and there is no limit for all requests",
            "set options.GlobalLimiter"));
    }

    /// <summary>Files, probes and descriptions cost nothing to answer.</summary>
    private static bool NeedsGlobal(Endpoint endpoint) => endpoint.Kind is not EndpointKind.Static and not EndpointKind.Health and not EndpointKind.Document
        and not EndpointKind.Fallback;

    private static string WayOut(Endpoint endpoint) => endpoint.Kind switch
    {
        EndpointKind.Controller => "write [EnableRateLimiting(\"name\")] on the action or controller, or set options.GlobalLimiter",
        EndpointKind.Page => "write [EnableRateLimiting(\"name\")] on the page's model, or set options.GlobalLimiter",
        _ => "write .RequireRateLimiting(\"name\"), or set options.GlobalLimiter",
    };
}
