using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Decides for each endpoint which limits hold, as RateLimitingMiddleware does: taken out wins over everything; else the last policy that is
/// named and the global limit together. Nothing holds where the middleware does not run, and no policy where it runs before the route is known.
/// </summary>
internal sealed class LimitDecisions
{
    public const string Middleware = "UseRateLimiter";

    private readonly PipelineFacts _facts;
    private readonly List<RateLimit> _limits;

    public LimitDecisions(PipelineFacts facts)
    {
        _facts = facts;
        _limits = facts.RateLimits.FindAll(limit => limit.Scope.Environments.Includes(EnvironmentSet.Production));
        Global = _limits.FindLast(limit => limit.Name == RateLimit.Global);
        HasRegistration = facts.Services.Exists(service => service.Name == "AddRateLimiter") || _limits.Count > 0;
        Hidden = Limiters.Hidden(facts);
    }

    /// <summary>The limit of all requests; null where there is none.</summary>
    public RateLimit? Global { get; }

    /// <summary>Whether limits are registered at all.</summary>
    public bool HasRegistration { get; }

    /// <summary>What may limit requests without being seen to; null where nothing may.</summary>
    public string? Hidden { get; }

    /// <summary>Which limits hold; what an endpoint counts by itself holds beside those of the middleware, or alone.</summary>
    public LimitDecision Of(Endpoint endpoint)
    {
        var decision = ByMiddleware(endpoint);
        return endpoint.Said(ConventionKind.RateLimit).LastOrDefault(IsOwn) is { Limit: { } own } said
            ? decision.State == LimitState.Limited ? decision with { Limits = [.. decision.Limits, own] } : new LimitDecision(LimitState.Limited, said.Level, said.Place, [own])
            : decision;
    }

    private static bool IsOwn(EndpointConvention said) => said.Limit?.Name == RateLimit.Own;

    private LimitDecision ByMiddleware(Endpoint endpoint)
    {
        var host = endpoint.Mapping?.Host ?? _facts.Hosts.FirstOrDefault();
        if (endpoint.Said(ConventionKind.NoRateLimit).FirstOrDefault() is { } disabled && !IsBlind(host, endpoint))
            return new LimitDecision(LimitState.Disabled, disabled.Level, disabled.Place, []);

        var named = endpoint.Conventions.LastOrDefault(each => each.Kind == ConventionKind.RateLimit && each.IsPossible && !IsOwn(each));
        if (named is null && Global is null)
            return Hidden is { } hidden ? Unknown(hidden) : new LimitDecision(LimitState.None, "nobody", null, []);

        var (by, place) = named is null ? ("global limiter", Global!.Place) : (named.Level, named.Place);
        var runs = host is null ? (State: LimitState.Unknown, Reason: "the application cannot be seen") : Runs(host, endpoint, named is not null && Global is null);
        if (runs.State != LimitState.Limited)
            return new LimitDecision(runs.State, by, place, []) { Policy = named?.Policy, Reason = runs.Reason };

        if (named is null && !Global!.IsCertain)
            return Unknown("whether there is a limit for all requests depends on a condition");

        if (named is not null && !named.IsCertain(endpoint.Scope))
            return Unknown($"whether it is limited depends on {named.Scope.FirstBeyond(endpoint.Scope)?.Text ?? "the environment"}");

        if (endpoint.Perhaps(ConventionKind.NoRateLimit).FirstOrDefault() is { } perhaps)
            return Unknown($"whether it is taken out depends on {perhaps.Scope.FirstBeyond(endpoint.Scope)?.Text ?? "the environment"}");

        return Limited(endpoint, host!, named, by, place);
    }

    /// <summary>
    /// Whether the middleware runs before the endpoint is known, so that the global limit holds for those that are taken out as well.
    /// </summary>
    private bool IsBlind(PipelineCall? host, Endpoint endpoint) => Global is not null && host is not null
        && Runs(host, endpoint, needsRoute: false).State == LimitState.Limited
        && Runs(host, endpoint, needsRoute: true).State == LimitState.WithoutEffect;

    private LimitDecision Limited(Endpoint endpoint, PipelineCall host, EndpointConvention? named, string by, Location place)
    {
        var limits = new List<RateLimit>();
        if (Global is { IsCertain: true })
            limits.Add(Global);
        string? missing = null;
        if (named is not null && Runs(host, endpoint, needsRoute: true).State == LimitState.Limited)
        {
            if (named.Limit is { } inline)
                limits.Add(inline);
            else if (_limits.FindLast(limit => limit.Name == named.Policy && named.Policy is not null) is { } registered)
                limits.Add(registered);
            else
                missing = named.Policy;
        }

        if (limits.Count == 0 && named is { IsPolicyUnknown: false } && missing is not null && Hidden is null)
        {
            return new LimitDecision(LimitState.WithoutEffect, by, place, [])
            {
                Policy = missing,
                Reason = $"the policy '{missing}' is not registered, so requests are answered with 500",
            };
        }

        if (limits.Count > 0 && limits.TrueForAll(limit => limit.IsIneffective))
            return new LimitDecision(LimitState.WithoutEffect, by, place, limits) { Policy = named?.Policy, Reason = "it lets everything through" };

        return new LimitDecision(LimitState.Limited, by, place, limits) { Policy = named?.Policy };
    }

    /// <summary>Whether the middleware runs for the endpoint.</summary>
    /// <param name="needsRoute">Whether it must know the endpoint, which it does behind routing only.</param>
    private (LimitState State, string? Reason) Runs(PipelineCall host, Endpoint endpoint, bool needsRoute)
    {
        var calls = _facts.Middleware.FindAll(call => call.Name == Middleware && call.Concerns(host));
        var live = calls.FindAll(call => call.IsInProduction);
        if (live.Count == 0)
        {
            if (_facts.Gaps.Find(gap => gap.Concerns(host)) is { } gap)
                return (LimitState.Unknown, gap.Reason);

            return (LimitState.WithoutEffect, calls.Count == 0
                ? $"'{Middleware}' is not called"
                : $"'{Middleware}' {calls[0].Scope.Environments.Describe()}");
        }

        var certain = live.FindAll(call => endpoint.IsServedBehind(call, host));
        if (live.TrueForAll(endpoint.IsPassedBy))
            return (LimitState.WithoutEffect, $"'{Middleware}' does not run in the branch that serves it");
        if (certain.Count == 0)
            return (LimitState.Unknown, $"whether '{Middleware}' runs depends on {live[0].Scope.FirstBeyond(host.Scope)!.Text}");

        if (endpoint.AnswersAt(_facts, host) is { } end && certain.TrueForAll(call => call.Order > end))
        {
            var name = _facts.Middleware.Find(call => call.Order == end)!.Name;
            return (LimitState.WithoutEffect, $"'{Middleware}' comes after '{name}', which has answered by then");
        }

        var routing = _facts.Middleware.Find(call => call.Name == "UseRouting" && call.Concerns(host) && call.IsInProduction);
        return needsRoute && routing is not null && certain.TrueForAll(call => call.Order < routing.Order)
            ? (LimitState.WithoutEffect, $"'{Middleware}' comes before 'UseRouting', where no endpoint and so no policy is known yet")
            : (LimitState.Limited, null);
    }

    private static LimitDecision Unknown(string reason) => new(LimitState.Unknown, "nobody", null, []) { Reason = reason };
}
