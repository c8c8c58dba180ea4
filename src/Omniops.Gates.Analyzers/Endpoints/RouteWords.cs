using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What the words of a route say about its endpoint. Parameters are no words.</summary>
internal static class RouteWords
{
    /// <summary>Whoever has signed in already registers something else: a device, a webhook.</summary>
    private const string Accounts = "where accounts are made";

    private const string Admin = "admin";

    private const string Files = "where files are taken in";

    private static readonly string[] s_tokens = ["jwt", "token", "tokens"];

    private static readonly string[] s_handlers = ["OnPost", "OnPut", "OnPatch", "OnDelete"];

    /// <summary>What can be guessed, sent or used up without end. Source: OWASP API Security 4:2023 and 6:2023; CWE-307.</summary>
    private static readonly (string[] Words, string Why)[] s_limited =
    [
        (["login", "signin", "logon", "authenticate"], "where passwords can be guessed"),
        (["token", "tokens", "jwt", "oauth", "refresh"], "where tokens are handed out"),
        (["password", "forgotpassword", "resetpassword", "forgot"], "where passwords are reset"),
        (["register", "signup", "registration"], Accounts),
        (["resend"], "where mails are sent"),
        (["otp", "2fa", "mfa", "verifycode"], "where codes can be guessed"),
        (["upload", "uploads"], Files),
        (["search"], "where searching costs the database"),
        (["chat", "completion", "completions", "ai", "llm", "generate", "embeddings", "scrape"], "where each call costs money"),
        (["webhook", "webhooks", "hook", "hooks"], "where others call at will"),
        ([Admin], "where administrators work"),
    ];

    /// <summary>What is for the team only. Source: CWE-489.</summary>
    private static readonly string[] s_maintenance =
    [
        "actuator", "backup", "cron", "debug", "diagnostics", "elmah", "flush", "hangfire", "jobs", "maintenance", "migrate", "migrations", "profiler",
        "reindex", "restart", "seed", "shutdown", "testerror", "trace", "warmup",
    ];

    /// <summary>Why an endpoint needs a limit; null where it does not.</summary>
    public static string? WhyLimited(Endpoint endpoint, EndpointFacts facts, RateLimitPolicy policy)
    {
        if (IsOneOf(policy.Exempt, endpoint.Route))
            return null;
        if (IsOneOf(policy.Required, endpoint.Route) || policy.Limits.Any(limit => IsOneOf(limit.Routes, endpoint.Route)))
            return "as the policy asks";
        // Of a hub a limit counts the connections, and what costs is said within one.
        if (endpoint.Kind is EndpointKind.Static or EndpointKind.Document or EndpointKind.Health or EndpointKind.Fallback or EndpointKind.Hub or EndpointKind.Branch)
            return null;

        var words = Of(endpoint.Route);
        // generateJwtToken hands out what is made there, by whatever verb.
        var makesToken = words.Contains("generate") && s_tokens.Any(words.Contains);
        var changesState = makesToken || ChangesState(endpoint);
        var (_, why) = s_limited.FirstOrDefault(each => each.Words.Any(words.Contains) && (changesState || IsCostly(each.Words))
            && (each.Words[0] != Admin || IsSensitive(endpoint.Route))
            && (each.Why != Accounts || facts.AccessOf(endpoint).State != AccessState.Guarded));
        return why ?? (changesState && TakesFile(endpoint) ? Files : null);
    }

    /// <summary>A page without a handler for it answers a POST with what a GET shows.</summary>
    private static bool ChangesState(Endpoint endpoint)
    {
        if (endpoint is not { Kind: EndpointKind.Page, Type: { } page })
            return endpoint.ChangesState;

        for (INamedTypeSymbol? type = page; type is not null && type.Name != "PageModel"; type = type.BaseType)
        {
            if (type.GetMembers().Any(member => member is IMethodSymbol && Array.Exists(s_handlers, name => member.Name.StartsWith(name, StringComparison.Ordinal))))
                return true;
        }

        return false;
    }

    /// <summary>(IFormFile file), or a form that has one.</summary>
    private static bool TakesFile(Endpoint endpoint) => endpoint.Method is { } method && method.Parameters.Any(parameter =>
        IsFile(parameter.Type) || parameter.Type is { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 } form
            && form.GetMembers().OfType<IPropertySymbol>().Any(property => IsFile(property.Type)));

    private static bool IsFile(ITypeSymbol type) => type.Name is "IFormFile" or "IFormFileCollection"
        || type is INamedTypeSymbol { TypeArguments: [{ Name: "IFormFile" }] } || type is IArrayTypeSymbol { ElementType.Name: "IFormFile" };

    /// <summary>Whether everybody must not be let in.</summary>
    public static bool IsSensitive(Endpoint endpoint, RoutePolicy policy) => IsSensitive(endpoint.Route, policy);

    /// <inheritdoc cref="IsSensitive(Endpoint, RoutePolicy)" />
    public static bool IsSensitive(string route, RoutePolicy policy) => !IsOneOf(policy.Public, route)
        && (IsOneOf(policy.Sensitive, route) || IsSensitive(route));

    private static bool IsSensitive(string route) => Fixed(route).Any(segment =>
        SensitiveSegments.IsSensitive(Split(segment), isName: segment.Skip(1).Any(char.IsUpper) && segment.Any(char.IsLower) && segment.All(char.IsLetterOrDigit)));

    /// <summary>Whether it is for the team alone.</summary>
    public static bool IsMaintenance(Endpoint endpoint, RoutePolicy policy) => !IsOneOf(policy.Public, endpoint.Route)
        && (endpoint.Kind is EndpointKind.Dashboard or EndpointKind.Document || s_maintenance.Any(Of(endpoint.Route).Contains));

    /// <summary>Whether the policy names the route.</summary>
    public static bool IsOneOf(IReadOnlyList<PathPattern> patterns, string route) =>
        patterns.Count > 0 && Routes.Shown(route).TrimStart('/') is var path && patterns.Any(pattern => pattern.Matches(path));

    /// <summary>Reading costs as much as writing there.</summary>
    private static bool IsCostly(string[] words) => words[0] is "search" or "chat" or Admin;

    /// <summary>The words of a route's fixed parts in lower case: forgot-password is one, and two.</summary>
    private static HashSet<string> Of(string route)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in Fixed(route))
        {
            var parts = Split(segment);
            words.UnionWith(parts);
            words.Add(string.Concat(parts));
        }

        return words;
    }

    private static IEnumerable<string> Fixed(string route) => Routes.Segments(route).Where(each => each.IndexOf('{') < 0);

    private static List<string> Split(string segment)
    {
        var parts = new List<string>();
        var start = 0;
        for (var at = 0; at <= segment.Length; at++)
        {
            var isEnd = at == segment.Length || !char.IsLetterOrDigit(segment[at]);
            if (isEnd || at > start && char.IsUpper(segment[at]) && char.IsLower(segment[at - 1]))
            {
                if (at > start)
                    parts.Add(segment.Substring(start, at - start).ToLowerInvariant());
                start = isEnd ? at + 1 : at;
            }
        }

        return parts;
    }
}
