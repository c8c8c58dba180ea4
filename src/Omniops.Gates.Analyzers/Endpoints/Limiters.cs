using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Other things than the built-in limiter that limit requests: packages with settings of their own, and what libraries hide.</summary>
internal static class Limiters
{
    private const string BuiltIn = "Microsoft.AspNetCore.RateLimiting";

    private static readonly (string Assembly, string Settings)[] s_packages =
    [
        ("AspNetCoreRateLimit", "'IpRateLimiting' or 'ClientRateLimiting'"),
        ("Ocelot", "'RateLimitOptions' of each route"),
        ("Yarp.ReverseProxy", "'RateLimiterPolicy' of each route"),
    ];

    /// <summary>Why it cannot be told whether requests are limited; null where it can.</summary>
    public static string? Hidden(PipelineFacts facts)
    {
        foreach (var call in facts.Services.Concat(facts.Middleware).Concat(facts.Unseen).Where(each => each.IsInProduction))
        {
            if (call.Operation is IInvocationOperation { TargetMethod.ContainingAssembly.Name: var assembly })
            {
                foreach (var (name, settings) in s_packages)
                {
                    if (assembly == name || assembly.StartsWith(name + ".", StringComparison.Ordinal))
                        return $"'{call.Name}' of {assembly} limits by its settings, {settings}, which are not judged";
                }
            }
        }

        if (facts.Refusals.Exists(refusal => refusal.Name == PipelineFacts.Limit && refusal.IsInProduction))
            return "a middleware of the application answers 429 itself, and what it counts is not judged";

        return facts.HiddenUseOf(BuiltIn) is { } hidden ? $"'{hidden.Name}' may register limits out of sight" : null;
    }
}
