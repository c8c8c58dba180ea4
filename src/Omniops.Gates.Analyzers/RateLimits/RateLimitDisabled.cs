using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5007: an endpoint that needs a limit is not taken out of all of them.</summary>
internal sealed class RateLimitDisabled : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var endpoint in facts.Live)
        {
            if (RouteWords.WhyLimited(endpoint, facts, reporter.RateLimits) is { } why && facts.LimitOf(endpoint) is { State: LimitState.Disabled } decision)
                reporter.Finding(report, RateLimitRules.RateLimitDisabled, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Name, why);
        }
    }
}
