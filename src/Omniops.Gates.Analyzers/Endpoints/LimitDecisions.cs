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

    private const string Nobody = "nobody";

    private const string Convention = "convention";

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
        if (endpoint.Said(ConventionKind.ShortCircuit).FirstOrDefault() is { } cut && !IsBlind(host, endpoint))
            return ShortCircuited(named, cut);

        if (named is null && Global is null)
            return Unlimited(endpoint, new LimitDecision(LimitState.None, Nobody, null, []));

        var (by, place) = named is null ? ("global limiter", Global!.Place) : (named.Level, named.Place);
        var runs = host is null ? (State: LimitState.Unknown, Reason: "the application cannot be seen", WayOut: null)
            : Runs(host, endpoint, named is not null && Global is null);
        if (runs.State != LimitState.Limited)
            return new LimitDecision(runs.State, by, place, []) { Policy = named?.Policy, Reason = runs.Reason, WayOut = runs.WayOut };

        if (named is null && !Global!.IsCertain(endpoint.Scope))
            return Unknown("whether there is a limit for all requests depends on a condition", "set options.GlobalLimiter under no condition");

        if (named is not null && !named.IsCertain(endpoint.Scope))
        {
            return Unknown(
                $"whether it is limited depends on {Condition(named, endpoint)}", named.Level == Convention ? null : "ask for its limit under no condition");
        }

        if (endpoint.Perhaps(ConventionKind.NoRateLimit).Concat(endpoint.Perhaps(ConventionKind.ShortCircuit)).FirstOrDefault() is { } perhaps)
        {
            return Unknown(
                $"whether it is taken out depends on {Condition(perhaps, endpoint)}", "take the exception away");
        }

        return Limited(endpoint, host!, named, by, place);
    }

    /// <summary>What is answered where it is routed meets no limit, and not even a complaint that it asks for one.</summary>
    private static LimitDecision ShortCircuited(EndpointConvention? named, EndpointConvention cut) =>
        new(named is null ? LimitState.None : LimitState.WithoutEffect, named?.Level ?? cut.Level, named?.Place ?? cut.Place, [])
        {
            Policy = named?.Policy,
            Reason = "'ShortCircuit' has it answered before any middleware runs",
            WayOut = "take .ShortCircuit() away",
        };

    /// <summary>What nothing in sight limits may be limited out of sight.</summary>
    private LimitDecision Unlimited(Endpoint endpoint, LimitDecision decision)
    {
        if (Hidden is { } hidden)
            return Unknown(hidden);
        if (endpoint.Conventions.FirstOrDefault(each => each.IsPossible && each is { Kind: ConventionKind.Unknown, Level: Convention }) is { } said)
            return Unknown(said.Reason ?? "what a convention says of it cannot be seen");

        return endpoint.Conventions.FirstOrDefault(each => each.IsPossible && each.Kind == ConventionKind.Filter && Limiters.SpeaksOfLimits(each)) is { } filter
            ? Unknown($"{(filter.Filter is { } type ? $"the filter '{type.Name}'" : "a filter")} answers 429 itself, and what it counts is not judged")
            : decision;
    }

    /// <summary>
    /// Whether the middleware runs before the endpoint is known, so that the global limit holds for those that are taken out as well.
    /// </summary>
    private bool IsBlind(PipelineCall? host, Endpoint endpoint) => Global is not null && host is not null
        && Runs(host, endpoint, needsRoute: false).State == LimitState.Limited
        && Runs(host, endpoint, needsRoute: true).State == LimitState.WithoutEffect;

    private LimitDecision Limited(Endpoint endpoint, PipelineCall host, EndpointConvention? named, string by, Location place)
    {
        var asked = named is not null && Runs(host, endpoint, needsRoute: true).State == LimitState.Limited ? named : null;
        var registered = asked is null ? null : asked.Limit ?? Registered(asked.Policy, endpoint);
        if (asked is { Limit: null, IsPolicyUnknown: false, Policy: { } missing } && registered is null && Hidden is null)
        {
            return _limits.Exists(limit => limit.Name is null)
                ? Unknown($"whether the policy '{missing}' is registered cannot be told, as a name is known at run time only", $"register it by its name: options.AddPolicy(\"{missing}\", ...)")
                : new LimitDecision(LimitState.WithoutEffect, by, place, [])
                {
                    Policy = missing,
                    Reason = $"the policy '{missing}' is not registered, so requests are answered with 500",
                };
        }

        string? doubt = null;
        var limits = new List<RateLimit>();
        var all = new List<RateLimit>();
        if (Global?.IsCertain(endpoint.Scope) == true)
            all.Add(Global);
        if (registered is not null)
            all.Add(registered);
        foreach (var limit in all)
        {
            if (limit.For(endpoint, out var depends) is { } holds)
                limits.Add(holds);
            doubt ??= depends;
        }

        if (limits.Count == 0 && asked is { IsPolicyUnknown: true })
            return Unknown("the name of its policy is known at run time only", "ask for its limit by a name that is written out");
        if (limits.Count == 0 && doubt is not null)
            return Unknown($"whether it is limited depends on {doubt}", "give it a policy of its own: .RequireRateLimiting(\"name\")");
        if (limits.Count == 0 && all.Count > 0)
        {
            var what = all[all.Count - 1] is { Name: { } name } && name != RateLimit.Global ? $"the policy '{name}'" : all[all.Count - 1].Name is null ? "its policy" : "'GlobalLimiter'";
            return Unlimited(endpoint, new LimitDecision(LimitState.None, by, place, []) { Policy = named?.Policy, Reason = $"{what} gives it no limiter" });
        }

        if (limits.Find(limit => limit.Limiting.Any() && limit.Limiting.All(partition => partition.Fault is not null)) is { } impossible)
        {
            return new LimitDecision(LimitState.WithoutEffect, by, place, limits)
            {
                Policy = named?.Policy,
                Reason = $"{impossible.Limiting.First().Fault}, so requests are answered with 500",
            };
        }

        if (limits.Count > 0 && limits.TrueForAll(limit => limit.IsIneffective))
            return new LimitDecision(LimitState.WithoutEffect, by, place, limits) { Policy = named?.Policy, Reason = "it lets everything through" };

        return new LimitDecision(LimitState.Limited, by, place, limits) { Policy = named?.Policy };
    }

    /// <summary>Whether the middleware runs for the endpoint.</summary>
    /// <param name="needsRoute">Whether it must know the endpoint, which it does behind routing only.</param>
    private (LimitState State, string? Reason, string? WayOut) Runs(PipelineCall host, Endpoint endpoint, bool needsRoute)
    {
        var calls = _facts.Middleware.FindAll(call => call.Name == Middleware && call.Concerns(host));
        var live = calls.FindAll(call => call.IsInProduction);
        if (live.Count == 0)
        {
            if (_facts.Gaps.Find(gap => gap.Concerns(host)) is { } gap)
                return (LimitState.Unknown, gap.Reason, null);

            return (LimitState.WithoutEffect, calls.Count == 0
                ? $"'{Middleware}' is not called"
                : $"'{Middleware}' {calls[0].Scope.Environments.Describe()}", null);
        }

        var certain = live.FindAll(call => endpoint.IsServedBehind(call, host));
        if (live.TrueForAll(endpoint.IsPassedBy))
            return (LimitState.WithoutEffect, $"'{Middleware}' does not run in the branch that serves it", null);
        if (certain.Count == 0)
            return (LimitState.Unknown, $"whether '{Middleware}' runs depends on {live[0].Scope.FirstBeyond(host.Scope)!.Text}", $"call app.{Middleware}() under no condition");

        if (endpoint.AnswersAt(_facts, host) is { } end && certain.TrueForAll(call => call.Order > end))
        {
            var name = _facts.Middleware.Find(call => call.Order == end)!.Name;
            return (LimitState.WithoutEffect, $"'{Middleware}' comes after '{name}', which has answered by then", null);
        }

        var routing = _facts.Middleware.Find(call => call.Name == "UseRouting" && call.Concerns(host) && call.IsInProduction);
        return needsRoute && routing is not null && certain.TrueForAll(call => call.Order < routing.Order)
            ? (LimitState.WithoutEffect, $"'{Middleware}' comes before 'UseRouting', where no endpoint and so no policy is known yet", null)
            : (LimitState.Limited, null, null);
    }

    /// <summary>A name can be registered once: of two registrations one does not run.</summary>
    private RateLimit? Registered(string? name, Endpoint endpoint) => name is null ? null
        : _limits.FindLast(limit => limit.Name == name && limit.IsCertain(endpoint.Scope)) ?? _limits.FindLast(limit => limit.Name == name);

    /// <summary>That code of options runs later than it is read is no condition.</summary>
    private static string Condition(EndpointConvention said, Endpoint endpoint) =>
        (said.Scope.Conditions.FirstOrDefault(each => !each.IsDeferral && each.Environments.Includes(EnvironmentSet.Production) && !endpoint.Scope.Conditions.Any(each.IsSame))
            ?? said.Scope.FirstBeyond(endpoint.Scope))?.Text ?? "the environment";

    private static LimitDecision Unknown(string reason, string? wayOut = null) => new(LimitState.Unknown, Nobody, null, []) { Reason = reason, WayOut = wayOut };
}
