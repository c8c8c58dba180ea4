using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5006: a limit counts each client by what the client cannot choose, and knows the user by then.</summary>
internal sealed class RateLimitKey : IEndpointRule
{
    private const string ByAddress = "count by the user, or by context.Connection.RemoteIpAddress behind app.UseForwardedHeaders()";

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var shared = new HashSet<Location>();
        foreach (var limit in facts.Pipeline.RateLimits.Where(limit => limit.Scope.Environments.Includes(EnvironmentSet.Production)))
        {
            var name = limit.Name is null or RateLimit.Global ? "GlobalLimiter" : limit.Name;
            foreach (var partition in limit.Limiting)
            {
                if (partition.Key == LimitKey.ClientChosen || partition.Key == LimitKey.Credential && !IsAskedFirst(limit, facts))
                {
                    reporter.Finding(
                        report, RateLimitRules.RateLimitKey, partition.Place, name, name,
                        $"counts by '{partition.Chosen}', which the client sends and can change with every request", ByAddress);
                }
                else if (partition.Key == LimitKey.Fresh)
                {
                    reporter.Finding(
                        report, RateLimitRules.RateLimitKey, partition.Place, name, name,
                        $"counts by '{partition.Chosen}', of which every request or connection has one of its own", ByAddress);
                }
                else if (partition.Key == LimitKey.User && EarlyUse(facts) is { } early)
                {
                    reporter.Finding(
                        report, RateLimitRules.RateLimitKey, partition.Place, name, name,
                        $"counts by the user, who is not known yet: 'UseRateLimiter' comes before '{early}'", $"call app.{early}() first");
                }
            }

            if (reporter.RateLimits.Limits.FirstOrDefault(declared => declared.IsPerClient && string.Equals(declared.Name, limit.Name, StringComparison.OrdinalIgnoreCase)) is { } policy)
                CheckShared(limit, name, policy);
        }

        foreach (var declared in reporter.RateLimits.Limits.Where(each => each.IsPerClient && each.Routes.Count > 0))
        {
            foreach (var endpoint in facts.Live.Where(each => RouteWords.IsOneOf(declared.Routes, each.Route) && !RouteWords.IsOneOf(reporter.RateLimits.Exempt, each.Route)))
            {
                foreach (var limit in facts.LimitOf(endpoint).Limits)
                    CheckShared(limit, limit.Name is null or RateLimit.Global ? endpoint.Name : limit.Name, declared);
            }
        }

        void CheckShared(RateLimit limit, string name, DeclaredLimit policy)
        {
            if (limit.IsChained || limit.Limiting.FirstOrDefault(partition => partition.Key == LimitKey.Shared) is not { } bucket || !shared.Add(bucket.Place))
                return;

            reporter.Finding(
                report, RateLimitRules.RateLimitKey, bucket.Place, name, name,
                $"has one bucket for all clients, which one of them can use up, and the policy '{policy.Name}' is per client",
                "give each a partition: options.AddPolicy(name, context => RateLimitPartition.GetFixedWindowLimiter(key, ...)), or write \"per\": \"all\" in the policy");
        }
    }

    /// <summary>Whether a stranger's token is turned away before it is counted, on every endpoint that asks for the limit.</summary>
    private static bool IsAskedFirst(RateLimit limit, EndpointFacts facts)
    {
        var asking = facts.Live.Where(endpoint => limit.Name is RateLimit.Global || endpoint.Conventions.Any(said => said.Kind == ConventionKind.RateLimit
            && (said.IsPolicyUnknown || said.Policy == limit.Name))).ToList();
        var limiter = facts.Pipeline.Middleware.Find(call => call.Name == LimitDecisions.Middleware && call.IsInProduction);
        var authorization = facts.Pipeline.Middleware.Find(call => call.Name == "UseAuthorization" && call.IsInProduction && ReferenceEquals(call.Host, limiter?.Host));
        return asking.Count > 0 && (authorization is null || authorization.Order < limiter?.Order)
            && asking.TrueForAll(endpoint => facts.AccessOf(endpoint).State == AccessState.Guarded);
    }

    /// <summary>The middleware that finds out who the user is, where it comes too late.</summary>
    private static string? EarlyUse(EndpointFacts facts)
    {
        var limiter = facts.Pipeline.Middleware.Find(call => call.Name == LimitDecisions.Middleware && call.IsInProduction);
        var authentication = facts.Pipeline.Middleware.Find(call => call.Name == "UseAuthentication" && call.IsInProduction && ReferenceEquals(call.Host, limiter?.Host));
        return limiter is not null && authentication is not null && limiter.Order < authentication.Order ? authentication.Name : null;
    }
}
