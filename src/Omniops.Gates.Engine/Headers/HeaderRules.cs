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
}
