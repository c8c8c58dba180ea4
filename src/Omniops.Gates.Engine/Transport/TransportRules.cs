using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Transport;

/// <summary>OMNI3007, OMNI3008, OMNI3009 and OMNI3015: what travels over the network is encrypted, and to the right receiver.</summary>
public static class TransportRules
{
    /// <summary>A connection that accepts SSL, TLS 1.0 or TLS 1.1, or does without. Source: RFC 8996; CWE-326, CWE-319.</summary>
    public static GateRule OldTls { get; } = new(
        "OMNI3007", "OldTls", Gate.Headers,
        "Connection accepts old or no TLS",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "TLS is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-326", "CWE-319"],
        Asvs = ["v5.0.0-12.1.1", "v5.0.0-12.3.1"],
        ChecklistItems = ["sec8.tls"],
    };

    /// <summary>A certificate that nobody checks protects from nothing. Source: RFC 5280 section 6; CWE-295.</summary>
    public static GateRule CertificateValidationOff { get; } = new(
        "OMNI3008", "CertificateValidationOff", Gate.Headers,
        "Certificate validation is off",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "Certificate validation is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-295"],
        Asvs = ["v5.0.0-12.3.2"],
        ChecklistItems = ["sec8.tls"],
    };

    /// <summary>A cookie that leaves the browser in clear text or is read by scripts. Source: RFC 6265bis; CWE-614, CWE-1004.</summary>
    public static GateRule WeakCookie { get; } = new(
        "OMNI3009", "WeakCookie", Gate.Headers,
        "Cookie is not protected",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "A cookie is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-614", "CWE-1004", "CWE-1275"],
        Asvs = ["v5.0.0-3.3.1", "v5.0.0-3.3.2", "v5.0.0-3.3.4"],
        ChecklistItems = ["sec8.tls"],
    };

    /// <summary>A foreign host that is asked without encryption. Source: RFC 9110 section 4.2; CWE-319.</summary>
    public static GateRule ClearTextUrl { get; } = new(
        "OMNI3015", "ClearTextUrl", Gate.Headers,
        "Foreign host is reached in clear text",
        "'{0}' is asked and answers in clear text; write '{1}'")
    {
        NotProvenMessage = "An encrypted connection is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-319"],
        Asvs = ["v5.0.0-12.3.1"],
        ChecklistItems = ["sec8.tls"],
    };
}
