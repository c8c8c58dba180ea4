using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Headers;

/// <summary>OMNI3xxx: what every response must carry, and over which transport.</summary>
public static class HeaderRules
{
    /// <summary>An application that never sends <c>Strict-Transport-Security</c>. Source: RFC 6797; CWE-319.</summary>
    public static GateRule HstsMissing { get; } = new(
        "OMNI3001", "HstsMissing", Gate.Headers,
        "Application does not send HSTS in production",
        "{0}; call app.UseHsts() wherever the environment is not Development")
    {
        NotProvenMessage = "HSTS is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-319"],
        Asvs = ["v5.0.0-3.4.1"],
        ChecklistItems = ["sec8.tls"],
    };

    /// <summary>An HSTS header that protects for too short a time or not the whole site. Source: RFC 6797; hstspreload.org.</summary>
    public static GateRule HstsWeak { get; } = new(
        "OMNI3002", "HstsWeak", Gate.Headers,
        "HSTS is too weak",
        "HSTS {0}; {1}")
    {
        NotProvenMessage = "That HSTS is strong enough is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-319"],
        Asvs = ["v5.0.0-3.4.1"],
        ChecklistItems = ["sec8.tls"],
    };

    /// <summary>An application that never sends a visitor from http to https. Source: OWASP ASVS 5.0, 12.2.1; CWE-319.</summary>
    public static GateRule HttpsRedirectionMissing { get; } = new(
        "OMNI3003", "HttpsRedirectionMissing", Gate.Headers,
        "Application does not redirect http to https in production",
        "{0}; call app.UseHttpsRedirection()")
    {
        NotProvenMessage = "Redirection to https is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-319"],
        Asvs = ["v5.0.0-12.2.1"],
        ChecklistItems = ["sec8.tls", "sec2.paas.domains"],
    };

    /// <summary>Responses without the headers that make a browser careful. Source: OWASP Secure Headers Project; CWE-693.</summary>
    public static GateRule HeaderMissing { get; } = new(
        "OMNI3004", "HeaderMissing", Gate.Headers,
        "Responses lack security headers",
        "{0}")
    {
        NotProvenMessage = "Security headers are not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-693", "CWE-1021"],
        Asvs = ["v5.0.0-3.4.3", "v5.0.0-3.4.4", "v5.0.0-3.4.5"],
        ChecklistItems = ["sec8.headers"],
    };

    /// <summary>A security header with a value that browsers ignore or that protects nothing. Source: OWASP Secure Headers Project.</summary>
    public static GateRule HeaderWeak { get; } = new(
        "OMNI3005", "HeaderWeak", Gate.Headers,
        "Security header has a value without effect",
        "{0}: {1}")
    {
        NotProvenMessage = "That a security header has an effect is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-693"],
        Asvs = ["v5.0.0-3.4.4"],
        ChecklistItems = ["sec8.headers"],
    };

    /// <summary>A Content-Security-Policy that lets an injected script run. Source: W3C CSP Level 3; CWE-79.</summary>
    public static GateRule CspWeak { get; } = new(
        "OMNI3006", "CspWeak", Gate.Headers,
        "Content-Security-Policy lets an injected script run",
        "The policy{0} {1}")
    {
        NotProvenMessage = "That the Content-Security-Policy is strong enough is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-79", "CWE-1021"],
        Asvs = ["v5.0.0-3.4.3"],
        ChecklistItems = ["sec8.headers"],
    };

    /// <summary>Middleware in an order in which one of them has no effect. Source: ASP.NET Core, Middleware order.</summary>
    public static GateRule MiddlewareOrder { get; } = new(
        "OMNI3010", "MiddlewareOrder", Gate.Headers,
        "Middleware stands where it has no effect",
        "{0}")
    {
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-696"],
        ChecklistItems = ["sec8.headers"],
    };

    /// <summary>Pages for developers, with source and settings on them, that production answers with. Source: CWE-209, CWE-489.</summary>
    public static GateRule DeveloperPageInProduction { get; } = new(
        "OMNI3011", "DeveloperPageInProduction", Gate.Headers,
        "Production shows pages that are made for developers",
        "'{0}' runs in production and shows {1} to everybody; call it only if (app.Environment.IsDevelopment())")
    {
        NotProvenMessage = "That production shows no developer page is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-209", "CWE-489"],
        Asvs = ["v5.0.0-16.5.1"],
        ChecklistItems = ["sec8.security-scan"],
    };

    /// <summary>Responses that name the server. Source: OWASP Secure Headers Project; CWE-200.</summary>
    public static GateRule ServerBanner { get; } = new(
        "OMNI3012", "ServerBanner", Gate.Headers,
        "Responses name the server",
        "{0}; set AddServerHeader = false in builder.WebHost.ConfigureKestrel")
    {
        Outcome = Outcome.Advised,
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-200"],
        Asvs = ["v5.0.0-13.4.6"],
        ChecklistItems = ["sec8.headers"],
    };

    /// <summary>Forwarded headers that are not read, or that everybody may write. Source: ASP.NET Core, proxy servers and load balancers; CWE-348.</summary>
    public static GateRule ForwardedHeaders { get; } = new(
        "OMNI3013", "ForwardedHeaders", Gate.Headers,
        "Forwarded headers are not read, or believed from everybody",
        "{0}")
    {
        NotProvenMessage = "Forwarded headers are not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-348"],
        ChecklistItems = ["sec2.reverse-proxy"],
    };
    /// <summary>A security header that an answer carries twice. Source: RFC 9110, 5.3; RFC 6797, 8.1; OWASP Secure Headers Project.</summary>
    public static GateRule HeaderWrittenTwice { get; } = new(
        "OMNI3014", "HeaderWrittenTwice", Gate.Headers,
        "Security header is written twice",
        "'{0}' is appended, but {1} it already, and {2}; write it in one place")
    {
        Outcome = Outcome.Advised,
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-693"],
        ChecklistItems = ["sec8.headers"],
    };
}
