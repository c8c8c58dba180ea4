using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5008: a limit rejects at some time.</summary>
internal sealed class RateLimitIneffective : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var inline = facts.Live.SelectMany(endpoint => endpoint.Conventions).Select(each => each.Limit).OfType<RateLimit>();
        var program = facts.Pipeline.Hosts.Find(host => host.IsInProduction)?.Scope ?? PipelineScope.Entry;
        foreach (var limit in facts.Pipeline.RateLimits.Concat(inline).Where(limit => limit.IsCertain(program)).Distinct())
        {
            var isEndless = limit.Limiting.Any() && limit.Limiting.All(partition => partition.IsEndless);
            if (!limit.IsIneffective && !isEndless)
                continue;

            var name = limit.Name is null ? "RequireRateLimiting" : limit.Name == RateLimit.Global ? "GlobalLimiter" : limit.Name;
            reporter.Finding(
                report, RateLimitRules.RateLimitIneffective, limit.Place, name, name,
                !limit.IsIneffective ? $"lets {limit.Limiting.Max(partition => partition.Queue)} requests wait in a queue instead of rejecting them"
                : limit.Limiting.Any() ? $"allows {limit.Figures}, which no client comes to" : "has no limiter for anybody",
                limit.IsIneffective ? "set the number that one client needs: PermitLimit = 100, Window = TimeSpan.FromMinutes(15)" : "set QueueLimit = 0, or a few");
        }
    }
}
