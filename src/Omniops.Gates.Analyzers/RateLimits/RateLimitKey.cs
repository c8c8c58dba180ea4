using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5006: a limit counts each client by what the client cannot choose, and knows the user by then.</summary>
internal sealed class RateLimitKey : IEndpointRule
{
    private const string ByAddress = "count by the user, or by context.Connection.RemoteIpAddress behind app.UseForwardedHeaders()";

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var limit in facts.Pipeline.RateLimits.Where(limit => limit.Scope.Environments.Includes(EnvironmentSet.Production)))
        {
            var name = limit.Name is null or RateLimit.Global ? "GlobalLimiter" : limit.Name;
            foreach (var partition in limit.Limiting)
            {
                if (partition.Key == LimitKey.ClientChosen)
                {
                    reporter.Finding(
                        report, RateLimitRules.RateLimitKey, partition.Place, name, name,
                        $"counts by '{partition.Chosen}', which the client sends and can change with every request", ByAddress);
                }
                else if (partition.Key == LimitKey.User && EarlyUse(facts) is { } early)
                {
                    reporter.Finding(
                        report, RateLimitRules.RateLimitKey, partition.Place, name, name,
                        $"counts by the user, who is not known yet: 'UseRateLimiter' comes before '{early}'", $"call app.{early}() first");
                }
            }

            if (reporter.RateLimits.Limits.FirstOrDefault(declared => declared.IsPerClient && string.Equals(declared.Name, limit.Name, StringComparison.OrdinalIgnoreCase)) is { } policy
                && !limit.IsChained && limit.Limiting.FirstOrDefault(partition => partition.Key == LimitKey.Shared) is { } shared)
            {
                reporter.Finding(
                    report, RateLimitRules.RateLimitKey, shared.Place, name, name,
                    $"has one bucket for all clients, which one of them can use up, and the policy '{policy.Name}' is per client",
                    "give each a partition: options.AddPolicy(name, context => RateLimitPartition.GetFixedWindowLimiter(key, ...)), or write \"per\": \"all\" in the policy");
            }
        }
    }

    /// <summary>The middleware that finds out who the user is, where it comes too late.</summary>
    private static string? EarlyUse(EndpointFacts facts)
    {
        var limiter = facts.Pipeline.Middleware.Find(call => call.Name == LimitDecisions.Middleware && call.IsInProduction);
        var authentication = facts.Pipeline.Middleware.Find(call => call.Name == "UseAuthentication" && call.IsInProduction && ReferenceEquals(call.Host, limiter?.Host));
        return limiter is not null && authentication is not null && limiter.Order < authentication.Order ? authentication.Name : null;
    }
}
