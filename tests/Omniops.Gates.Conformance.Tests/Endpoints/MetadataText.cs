using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>What is said of an endpoint, in the same words for the map and for what runs: access, limit, origins and size.</summary>
internal static class MetadataText
{
    private const string AllControllers = "filter of all controllers";

    /// <summary>What the map holds; null where some of it is not certain.</summary>
    public static string? Of(Endpoint endpoint)
    {
        // Filters are run by MVC and are no metadata.
        var said = endpoint.Conventions
            .Where(each => each.IsPossible && each.Level != AllControllers && !each.IsByFilter && each.Kind != ConventionKind.Filter).ToList();
        // A fallback is what it leads to, whatever its own metadata.
        if (endpoint is { Kind: EndpointKind.Fallback, Type: not null } || said.Exists(each => IsOpen(each, endpoint)))
            return null;

        var cors = said.FindLast(each => each.Kind is ConventionKind.Cors or ConventionKind.NoCors);
        var size = said.FindLast(each => each.Kind is ConventionKind.RequestSize or ConventionKind.NoRequestSize);
        var limit = said.FindLast(each => each.Kind == ConventionKind.RateLimit);
        var asked = said.FindAll(each => each.Kind == ConventionKind.Authorize);
        return Text(
            asked.Select(each => each.Policy ?? each.Roles ?? ""),
            said.Exists(each => each.Kind == ConventionKind.Anonymous),
            limit is null ? null : limit.Policy ?? "in place",
            said.Exists(each => each.Kind == ConventionKind.NoRateLimit),
            cors is null ? null : cors.Kind == ConventionKind.NoCors ? "none" : cors.IsPolicyUnknown ? "in place" : cors.Policy ?? "",
            size is null ? null : size.Kind == ConventionKind.NoRequestSize ? "none" : $"{size.Bytes}");
    }

    /// <summary>What runs.</summary>
    public static string Of(RunningEndpoint endpoint) => Text(
        endpoint.Policies,
        endpoint.IsAnonymous,
        endpoint.IsLimited ? endpoint.Limit ?? "in place" : null,
        endpoint.IsLimitDisabled,
        endpoint.Cors,
        endpoint.HasSize ? endpoint.Size is { } size ? $"{size}" : "none" : null);

    private static bool IsOpen(EndpointConvention said, Endpoint endpoint) => !said.IsCertain(endpoint.Scope)
        || said.Kind == ConventionKind.Unknown || said.IsPolicyUnknown && said.Kind != ConventionKind.Cors;

    private static string Named(string policy) => policy.Length == 0 ? "default" : policy;

    /// <summary>The framework says twice what is written in place: that somebody is asked for, and whom.</summary>
    private static string Text(
        IEnumerable<string> policies, bool isAnonymous, string? limit, bool isLimitDisabled, string? cors, string? size) =>
        $"asks for [{string.Join(',', policies.Select(Named).Distinct().Order(StringComparer.Ordinal))}]"
        + $"{(isAnonymous ? ", anonymous" : "")}"
        + $"{(limit is null ? "" : $", limit {limit}")}{(isLimitDisabled ? ", no limit" : "")}"
        + $"{(cors is null ? "" : $", CORS {cors}")}{(size is null ? "" : $", size {size}")}";
}
