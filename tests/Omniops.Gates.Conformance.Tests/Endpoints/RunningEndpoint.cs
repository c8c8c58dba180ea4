using System.Text.RegularExpressions;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>An endpoint of a running application, as its EndpointDataSource has it; <c>Shared/runner.txt</c> writes it down.</summary>
/// <param name="Pattern">The route as it was written.</param>
/// <param name="Names">The controller, action, area or page that it is for.</param>
/// <param name="IsInert">Whether links are made from it only.</param>
/// <param name="Policies">The policies or roles that are asked for, empty texts for the default one.</param>
internal sealed partial record RunningEndpoint(
    string DisplayName,
    string Pattern,
    Dictionary<string, string?> Names,
    string[] Verbs,
    bool IsInert,
    string[] Policies,
    bool IsAnonymous,
    bool IsLimited,
    string? Limit,
    bool IsLimitDisabled,
    string? Cors,
    bool HasSize,
    long? Size)
{
    /// <summary>Whether it answers requests. One that links are made from does not.</summary>
    public bool IsServing => !IsInert;

    /// <summary>The route with the names in it that a route of controllers is for.</summary>
    public string Route => "/" + Parameter().Replace(Pattern, match =>
        Names.FirstOrDefault(name => string.Equals(name.Key, match.Groups[1].Value, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } name
            ? name : match.Value).Trim('/');

    public string Name => $"{string.Join(',', Verbs)} {Route}".TrimStart();

    [GeneratedRegex("""\{(\w+)([=:?][^}]*)?\}""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
