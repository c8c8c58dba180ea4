using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5005: who is rejected hears 429 and comes back later. The default is 503, tried on a running server.</summary>
internal sealed class RateLimitRejection : IEndpointRule
{
    private const string Options = "RateLimiterOptions";

    private const int TooManyRequests = 429;

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var pipeline = facts.Pipeline;
        if (pipeline.Services.Find(call => call.Name == "AddRateLimiter" && call.IsInProduction) is not { } service
            || !pipeline.Middleware.Exists(call => call.Name == LimitDecisions.Middleware && call.IsInProduction)
            || pipeline.RateLimits.Count == 0)
        {
            return;
        }

        var written = pipeline.OptionOf(Options, "RejectionStatusCode");
        if (written is not null && written.Constant is not int || written?.Constant is TooManyRequests)
            return;

        var reader = new RejectionReader(facts.Bodies, facts.Cancellation);
        var code = written?.Constant as int? ?? 503;
        var common = pipeline.OptionOf(Options, "OnRejected") is { } write ? reader.StatusOf(write.Value, code) : code;
        // A policy that is a class says itself what is done, and then the callback of the options is not run.
        var answered = pipeline.RateLimits.Where(limit => limit.Scope.Environments.Includes(EnvironmentSet.Production))
            .Select(limit => (Limit: limit, Status: limit.Policy is { } policy && reader.HasOwn(policy) ? reader.StatusOf(policy, code) : common))
            .FirstOrDefault(each => each.Status is not null and not TooManyRequests);
        if (answered.Status is not { } wrong)
            return;

        var isOwn = answered.Limit is { Policy: { } type } && reader.HasOwn(type);
        reporter.Finding(
            report, RateLimitRules.RateLimitRejection, written is null ? service.Operation?.NameLocation() ?? service.Location : written.Operation?.NameLocation() ?? written.Location,
            "RejectionStatusCode", isOwn ? answered.Limit!.Policy!.Name : written is null ? service.Name : "RejectionStatusCode", wrong);
    }
}
