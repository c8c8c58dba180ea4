using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Seen;

/// <summary>Lists the endpoints of a program with what holds for each, in the order of their routes.</summary>
internal static class SeenEndpoints
{
    /// <summary>The program with its endpoints.</summary>
    public static SeenProgram AddTo(SeenProgram program, EndpointFacts facts) => program with
    {
        Routes =
        [
            .. facts.All.Select(endpoint => Of(endpoint, facts))
                .OrderBy(endpoint => endpoint.Route, StringComparer.Ordinal).ThenBy(endpoint => endpoint.Methods, StringComparer.Ordinal),
        ],
    };

    private static SeenEndpoint Of(Endpoint endpoint, EndpointFacts facts)
    {
        var access = facts.AccessOf(endpoint);
        var limit = facts.LimitOf(endpoint);
        return new SeenEndpoint(
            endpoint.Kind.ToString(), SeenText.Of(endpoint.Route), endpoint.Verbs, endpoint.Handler, Place(endpoint.Location),
            SeenFacts.When(endpoint.Scope))
        {
            Access = Decision(Word(access.State), access.By, access.Policy, access.Place, access.Reason),
            RateLimit = Decision(
                Word(limit.State), limit.By, Joined(limit.Policy, string.Join(" and ", limit.Limits.Select(each => each.Figures))), limit.Place, limit.Reason),
            Cors = Decision(facts.CorsOf(endpoint)),
            Antiforgery = Decision(facts.AntiforgeryOf(endpoint)),
            RequestSize = Decision(facts.RequestSizeOf(endpoint)),
        };
    }

    /// <summary>A component or page is known by its own file, not by what is generated from it.</summary>
    private static SeenPlace Place(Location location) => location.GetMappedLineSpan() is { HasMappedPath: true, Path: var path } mapped && Path.IsPathRooted(path)
        ? new SeenPlace(path.Replace('\\', '/'), mapped.StartLinePosition.Line + 1) : SeenText.Place(location);

    private static SeenDecision Decision(EndpointDecision decision) =>
        Decision(decision.State, decision.By, decision.Detail, decision.Place, decision.Reason);

    private static SeenDecision Decision(string state, string by, string? detail, Location? place, string? reason) => new(state, by)
    {
        Detail = detail is null or "" ? null : SeenText.Of(detail),
        Place = place is { IsInSource: true } ? Place(place) : null,
        Reason = reason is null ? null : SeenText.Of(reason),
    };

    private static string? Joined(string? policy, string figures) => policy is null ? figures : figures.Length == 0 ? policy : $"{policy} {figures}";

    private static string Word(AccessState state) => state switch
    {
        AccessState.Undecided => "undecided",
        AccessState.Anonymous => "anonymous",
        AccessState.WithoutEffect => "open",
        AccessState.Guarded => "authorized",
        _ => SeenDecision.Unknown,
    };

    private static string Word(LimitState state) => state switch
    {
        LimitState.None => "none",
        LimitState.WithoutEffect => "no effect",
        LimitState.Disabled => "disabled",
        LimitState.Limited => "limited",
        _ => SeenDecision.Unknown,
    };
}
