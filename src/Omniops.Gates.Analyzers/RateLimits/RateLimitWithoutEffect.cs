using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5002: a limit that is registered or asked for counts requests. Each way not to was tried on a running server.</summary>
internal sealed class RateLimitWithoutEffect : IEndpointRule
{
    private const string UseIt = "call app.UseRateLimiter() behind UseRouting and before the endpoints, in every environment";

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var asked = facts.Live.Select(endpoint => (Endpoint: endpoint, Decision: facts.LimitOf(endpoint)))
            .Where(each => each.Decision.State is LimitState.WithoutEffect && each.Decision.Limits.Count == 0 && each.Decision.Place is not null).ToList();
        foreach (var group in asked.GroupBy(each => each.Decision.Reason))
        {
            var (endpoint, decision) = group.First();
            var isOneByOne = decision.Policy is not null && group.Key?.Contains("is not registered") == true;
            foreach (var (other, each) in isOneByOne ? group : group.Take(1))
            {
                var more = group.Count() - 1;
                var anchor = each.Policy ?? LimitDecisions.Middleware;
                reporter.Finding(
                    report, RateLimitRules.RateLimitWithoutEffect, each.Place!, anchor, each.Policy ?? "AddRateLimiter",
                    each.Reason + (isOneByOne || more == 0 ? "" : $", which leaves '{other.Name}' and {more} more without a limit"),
                    isOneByOne ? $"register it: options.AddPolicy(\"{each.Policy}\", ...)" : each.WayOut ?? UseIt);
            }
        }

        CheckRegistrations(facts, reporter, report, isSaid: asked.Count > 0);
    }

    /// <param name="isSaid">Whether an endpoint has shown already that the middleware does not do its work.</param>
    private static void CheckRegistrations(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report, bool isSaid)
    {
        var pipeline = facts.Pipeline;
        if (pipeline.Hosts.Find(host => host.IsInProduction) is not { } host || facts.Limits.Hidden is not null)
            return;

        var limits = pipeline.RateLimits.FindAll(limit => limit.Scope.Environments.Includes(EnvironmentSet.Production));
        var service = pipeline.Services.Find(call => call.Name == "AddRateLimiter" && call.IsInProduction);
        var uses = pipeline.Middleware.FindAll(call => call.Name == LimitDecisions.Middleware && call.Concerns(host));
        var hidden = pipeline.Gaps.Find(gap => gap.Concerns(host))?.Reason ?? facts.Live.FirstOrDefault(endpoint => endpoint.Kind == EndpointKind.Library)?.Name;
        foreach (var limit in limits.Where(limit => limit.IsCertain(host.Scope)))
        {
            if (limit.Limiting.FirstOrDefault(partition => partition.Fault is not null) is { } impossible)
                Report(limit.Place, NameOf(limit), NameOf(limit), $"{impossible.Fault}, so its requests are answered with 500", "set it to a value above zero");
        }

        if (service is not null && !uses.Exists(call => call.IsInProduction))
        {
            if (isSaid)
                return;
            if (pipeline.Gaps.Find(gap => gap.Concerns(host)) is { } gap)
                reporter.NotProven(report, RateLimitRules.RateLimitWithoutEffect, Place(service), LimitDecisions.Middleware, gap.Reason);
            else
                Report(Place(service), LimitDecisions.Middleware, service.Name, uses.Count == 0
                    ? "'UseRateLimiter' is not called" : $"'UseRateLimiter' {uses[0].Scope.Environments.Describe()}", UseIt);
        }
        else if (service is not null && limits.Count == 0 && !facts.Live.Any(HasOwnLimit) && uses.Count > 0)
        {
            Report(Place(service), service.Name, service.Name, "no policy and no global limiter is registered",
                "set options.GlobalLimiter, or add a policy and ask for it: .RequireRateLimiting(\"name\")");
        }
        else if (hidden is null && facts.Limits.Global is null)
        {
            foreach (var limit in limits.Where(limit => limit.Name is not null && !facts.All.Any(endpoint => Asks(endpoint, limit.Name))))
            {
                Report(limit.Place, limit.Name!, limit.Name!, "no endpoint asks for it", $"write .RequireRateLimiting(\"{limit.Name}\") on what it is for");
            }
        }

        void Report(Location place, string anchor, string what, string fact, string wayOut) =>
            reporter.Finding(report, RateLimitRules.RateLimitWithoutEffect, place, anchor, what, fact, wayOut);
    }

    private static string NameOf(RateLimit limit) => limit.Name is null ? "AddPolicy" : limit.Name == RateLimit.Global ? "GlobalLimiter" : limit.Name;

    private static bool HasOwnLimit(Endpoint endpoint) => endpoint.Conventions.Any(each => each is { Kind: ConventionKind.RateLimit, Limit: not null });

    /// <summary>One that is asked for by a name that is not known may be any.</summary>
    private static bool Asks(Endpoint endpoint, string name) => endpoint.Conventions.Any(each =>
        each.Kind == ConventionKind.Unknown || each.Kind == ConventionKind.RateLimit && (each.IsPolicyUnknown || each.Policy == name));

    private static Location Place(PipelineCall call) => call.Operation?.NameLocation() ?? call.Location;
}
