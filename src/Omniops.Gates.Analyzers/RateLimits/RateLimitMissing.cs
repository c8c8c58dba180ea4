using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5001: an application with endpoints that need a limit has a limiter.</summary>
internal sealed class RateLimitMissing : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        if (facts.Limits.HasRegistration || facts.Pipeline.Middleware.Exists(call => call.Name == LimitDecisions.Middleware))
            return;

        if (facts.Pipeline is { Hosts.Count: 0, IsIncomplete: true, Gaps: [.., var unread] })
            reporter.NotProven(report, RateLimitRules.RateLimitMissing, unread.Location, LimitDecisions.Middleware, unread.Reason);

        foreach (var host in facts.Pipeline.Hosts.Where(host => host.IsInProduction))
        {
            var needing = facts.Live.Where(endpoint => endpoint.Mapping?.Concerns(host) != false && RouteWords.WhyLimited(endpoint, facts, reporter.RateLimits) is not null)
                .ToList();
            if (needing.Count == 0)
            {
                if (facts.Live.FirstOrDefault(endpoint => endpoint.IsHidden && endpoint.Mapping?.Concerns(host) != false) is { } unseen)
                {
                    reporter.NotProven(report, RateLimitRules.RateLimitMissing, host.Location, LimitDecisions.Middleware, unseen.Doubt
                        ?? $"what route '{unseen.Handler}' has cannot be seen, and so not whether it needs a limit");
                }

                continue;
            }

            var hidden = facts.Limits.Hidden ?? facts.Pipeline.Gaps.Find(gap => gap.Concerns(host))?.Reason;
            // What a filter of the team's own may limit is no proof that nothing is.
            var certain = needing.FindAll(endpoint => facts.LimitOf(endpoint).State != LimitState.Unknown);
            if (hidden is null && certain.Count == 0)
                hidden = facts.LimitOf(needing[0]).Reason;
            else if (hidden is null)
                needing = certain;

            var named = $"'{needing[0].Name}', {RouteWords.WhyLimited(needing[0], facts, reporter.RateLimits)}"
                + (needing.Count == 1 ? "" : $", and {needing.Count - 1} more that need one");
            if (hidden is not null)
                reporter.NotProven(report, RateLimitRules.RateLimitMissing, host.Location, LimitDecisions.Middleware, $"{hidden}; the application serves {named}");
            else
                reporter.Finding(report, RateLimitRules.RateLimitMissing, host.Location, LimitDecisions.Middleware, host.Name, named + Uncounted(facts));
        }
    }

    private static string Uncounted(EndpointFacts facts) => Limiters.Uncounted(facts.Pipeline) is { } package
        ? $", and '{package.Name}' of AspNetCoreRateLimit counts nothing without app.UseIpRateLimiting() or app.UseClientRateLimiting()" : "";
}
