using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Other things than the built-in limiter that limit requests: packages with settings of their own, and what libraries hide.</summary>
internal static class Limiters
{
    private const string BuiltIn = "Microsoft.AspNetCore.RateLimiting";

    private const string Counting = "AspNetCoreRateLimit";

    private const string Proxy = "Yarp.ReverseProxy";

    private static readonly (string Assembly, string Settings)[] s_packages =
    [
        (Counting, "'IpRateLimiting' or 'ClientRateLimiting'"),
        ("Ocelot", "'RateLimitOptions' of each route"),
        (Proxy, "'RateLimiterPolicy' of each route"),
    ];

    /// <summary>Why it cannot be told whether requests are limited; null where it can.</summary>
    public static string? Hidden(PipelineFacts facts)
    {
        foreach (var call in facts.Services.Concat(facts.Middleware).Concat(facts.Unseen).Where(each => each.IsInProduction))
        {
            foreach (var (name, settings) in s_packages.Where(package => IsOf(call, package.Assembly)))
            {
                if (name == Counting ? Uncounted(facts) is null : name != Proxy || !IsProxyRead(facts))
                    return $"'{call.Name}' of {name} limits by its settings, {settings}, which are not judged";
            }
        }

        if (facts.Refusals.Exists(refusal => refusal.Name == PipelineFacts.Limit && refusal.IsInProduction))
            return "a middleware of the application answers 429 itself, and what it counts is not judged";

        return facts.HiddenUseOf(BuiltIn) is { } hidden ? $"'{hidden.Name}' may register limits out of sight" : null;
    }

    /// <summary>What of AspNetCoreRateLimit is registered that counts nothing, as its middleware is not called; null where it may be.</summary>
    public static PipelineCall? Uncounted(PipelineFacts facts) =>
        facts.Middleware.Concat(facts.Unseen).Any(call => call.IsInProduction
            && (IsOf(call, Counting) && call.Name.IndexOf("Use", StringComparison.Ordinal) >= 0
                || call.Name == "UseMiddleware" && (call.Value is not { } type || type.IndexOf("RateLimit", StringComparison.OrdinalIgnoreCase) >= 0)))
        || facts.Gaps.Count > 0
            ? null : facts.Services.Find(call => call.IsInProduction && IsOf(call, Counting));

    /// <summary>Whether the code of a filter answers 429.</summary>
    public static bool SpeaksOfLimits(EndpointConvention filter)
    {
        if (filter.Code is { } code && Speaks(code))
            return true;

        for (var type = filter.Filter; type is { DeclaringSyntaxReferences.Length: > 0 }; type = type.BaseType)
        {
            if (type.DeclaringSyntaxReferences.Any(part => Speaks(part.GetSyntax())))
                return true;
        }

        return false;

        static bool Speaks(SyntaxNode node) => node.DescendantTokens().Any(token =>
            token.ValueText is "429" or "Status429TooManyRequests" or "TooManyRequests");
    }

    /// <summary>Whether every route of the proxy is known, with what settings say of its limit.</summary>
    private static bool IsProxyRead(PipelineFacts facts) => !facts.Mappings.Exists(mapping =>
        mapping.Call is { IsInProduction: true, Name: "MapReverseProxy" } && mapping.Kind != EndpointKind.Proxy);

    private static bool IsOf(PipelineCall call, string package) =>
        call.Operation is IInvocationOperation { TargetMethod.ContainingAssembly.Name: var assembly }
        && (assembly == package || assembly.StartsWith(package + ".", StringComparison.Ordinal));
}
