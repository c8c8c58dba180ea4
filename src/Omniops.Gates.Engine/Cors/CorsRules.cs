using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Cors;

/// <summary>OMNI4xxx: which other sites may read an API's answers.</summary>
public static class CorsRules
{
    /// <summary>A policy that answers every site. Source: Fetch standard, CORS protocol; CWE-942.</summary>
    public static GateRule CorsAllowsAnyOrigin { get; } = new(
        "OMNI4001", "CorsAllowsAnyOrigin", Gate.Cors,
        "CORS policy allows any origin",
        "'{0}' {1}; name the origins you trust: WithOrigins(\"https://shop.example\")")
    {
        NotProvenMessage = "The origins that may read this API's answers are not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>A function that lets sites in which nobody meant. Source: Fetch standard, CORS protocol; CWE-942, CWE-183, CWE-625.</summary>
    public static GateRule CorsPredicateTooWide { get; } = new(
        "OMNI4002", "CorsPredicateTooWide", Gate.Cors,
        "CORS predicate accepts origins that are not yours",
        "'{0}' {1}; compare the whole origin with those you trust: WithOrigins(\"https://shop.example\")")
    {
        NotProvenMessage = "Which origins a CORS predicate accepts is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942", "CWE-183", "CWE-625"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>Every site acts and reads in the visitor's name. Source: Fetch standard, CORS protocol and credentials; CWE-942.</summary>
    public static GateRule CorsCredentialsForAnyOrigin { get; } = new(
        "OMNI4003", "CorsCredentialsForAnyOrigin", Gate.Cors,
        "CORS policy sends credentials to any origin",
        "'{0}' {1}; name the origins you trust, WithOrigins(\"https://shop.example\"), or take the credentials away")
    {
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>
    /// An origin that others can take, or that no browser sends. Source: RFC 6454, 6.1 and 7; Fetch standard, HTTP-network-or-cache; CWE-942.
    /// </summary>
    public static GateRule CorsOriginNotTrusted { get; } = new(
        "OMNI4004", "CorsOriginNotTrusted", Gate.Cors,
        "CORS policy names an origin that cannot be trusted or never matches",
        "'{0}' {1}; {2}")
    {
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>The answer allows whoever asks. Source: Fetch standard, CORS protocol; CWE-942, CWE-346.</summary>
    public static GateRule CorsOriginReflected { get; } = new(
        "OMNI4005", "CorsOriginReflected", Gate.Cors,
        "Response allows the origin that asks",
        "'{0}' is answered with what the request sent, so every site is allowed{1}; use a policy: WithOrigins(\"https://shop.example\")")
    {
        NotProvenMessage = "Whether the origin that asks is checked is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942", "CWE-346"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>A settings file that opens an API to every site. Source: Fetch standard, CORS protocol; CWE-942.</summary>
    public static GateRule CorsWildcardInSettings { get; } = new(
        "OMNI4006", "CorsWildcardInSettings", Gate.Cors,
        "CORS origin is a wildcard in configuration",
        "'{0}' {1}; list the origins you trust, such as [\"https://shop.example\"]")
    {
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-942"],
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };

    /// <summary>A policy without effect. Source: ASP.NET Core, Enable Cross-Origin Requests, middleware order; CWE-1188.</summary>
    public static GateRule CorsPolicyNotApplied { get; } = new(
        "OMNI4007", "CorsPolicyNotApplied", Gate.Cors,
        "CORS policy is not applied",
        "{0}; {1}")
    {
        NotProvenMessage = "Whether the CORS policy is applied is not proven: {0}",
        RunsOn = RunsOn.Live,
        Asvs = ["v5.0.0-3.4.2"],
        ChecklistItems = ["sec8.cors"],
    };
}
