using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.RateLimits;

/// <summary>OMNI5xxx: how often a client may call.</summary>
public static class RateLimitRules
{
    private static readonly string[] s_cwe = ["CWE-770", "CWE-799", "CWE-307"];

    private static readonly string[] s_asvs = ["v5.0.0-2.4.1", "v5.0.0-6.3.1"];

    /// <summary>Nothing counts requests. Source: CWE-770, CWE-307; OWASP API Security 4:2023.</summary>
    public static GateRule RateLimitMissing { get; } = Rule(
        "OMNI5001", "RateLimitMissing",
        "Application has no rate limit",
        "'{0}' starts an application without a rate limit, though it serves {1}; register one, AddRateLimiter(...), and call app.UseRateLimiter()",
        "Whether requests are limited is not proven: {0}");

    /// <summary>A limit that is written and never counts. Source: RateLimitingMiddleware, tried on a running server; CWE-770.</summary>
    public static GateRule RateLimitWithoutEffect { get; } = Rule(
        "OMNI5002", "RateLimitWithoutEffect",
        "Rate limit has no effect",
        "'{0}' limits nothing: {1}; {2}",
        "Whether a rate limit takes effect is not proven: {0}");

    /// <summary>An endpoint that needs a limit and has none. Source: CWE-770, CWE-307; OWASP ASVS 6.3.1.</summary>
    public static GateRule EndpointNotLimited { get; } = Rule(
        "OMNI5003", "EndpointNotLimited",
        "Endpoint is not rate limited",
        "'{0}' is not rate limited, {1}; {2}",
        "Whether an endpoint is rate limited is not proven: {0}");

    /// <summary>More than the repository allows. Source: the repository's own policy in omniops.gates.json.</summary>
    public static GateRule RateLimitTooLoose { get; } = Rule(
        "OMNI5004", "RateLimitTooLoose",
        "Rate limit is looser than the policy",
        "'{0}' is limited to {1}, and the policy '{2}' allows {3}; {4}",
        "Whether a limit keeps to the policy is not proven: {0}");

    /// <summary>Clients retry what they take for a failure. Source: RFC 6585, 4; RateLimiterOptions.RejectionStatusCode is 503 by default.</summary>
    public static GateRule RateLimitRejection { get; } = Rule(
        "OMNI5005", "RateLimitRejection",
        "Rejected requests are not answered with 429",
        "'{0}' answers rejected requests with {1}, which clients take for a failure; set RejectionStatusCode = StatusCodes.Status429TooManyRequests",
        null);

    /// <summary>A client that chooses its bucket has no limit. Source: CWE-799, CWE-348.</summary>
    public static GateRule RateLimitKey { get; } = Rule(
        "OMNI5006", "RateLimitKey",
        "Rate limit counts by what the client chooses, or all clients together",
        "'{0}' {1}; {2}",
        null);

    /// <summary>An endpoint that needs a limit is taken out. Source: DisableRateLimitingAttribute wins over policy and global limit; CWE-770.</summary>
    public static GateRule RateLimitDisabled { get; } = Rule(
        "OMNI5007", "RateLimitDisabled",
        "Rate limit is switched off where it is needed",
        "'{0}' is taken out of every rate limit, {1}; take the exception away",
        null);

    /// <summary>A limit that never rejects. Source: System.Threading.RateLimiting; CWE-770.</summary>
    public static GateRule RateLimitIneffective { get; } = Rule(
        "OMNI5008", "RateLimitIneffective",
        "Rate limit rejects nothing",
        "'{0}' {1}; {2}",
        null);

    private static GateRule Rule(string id, string name, string title, string message, string? notProven) => new(id, name, Gate.RateLimits, title, message)
    {
        NotProvenMessage = notProven,
        RunsOn = RunsOn.Live,
        Cwe = s_cwe,
        Asvs = s_asvs,
        ChecklistItems = ["sec8.rate-limits"],
    };
}
