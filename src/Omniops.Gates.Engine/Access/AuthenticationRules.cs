using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Access;

/// <summary>OMNI6004 and OMNI6005: what proves who somebody is cannot be forged or guessed.</summary>
public static class AuthenticationRules
{
    /// <summary>A token that anybody can make or keep. Source: RFC 8725; RFC 9700; CWE-347, CWE-613.</summary>
    public static GateRule TokenValidationOff { get; } = new(
        "OMNI6004", "TokenValidationOff", Gate.Access,
        "Token validation is off",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "Token validation is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-347", "CWE-345", "CWE-613", "CWE-287"],
        Asvs = ["v5.0.0-9.1.1", "v5.0.0-9.2.1", "v5.0.0-9.2.3", "v5.0.0-10.2.1"],
        ChecklistItems = ["sec8.api-auth"],
    };

    /// <summary>A cipher, hash or password that can be broken by trying. Source: NIST SP 800-131A, 800-63B; CWE-327, CWE-916.</summary>
    public static GateRule WeakAlgorithm { get; } = new(
        "OMNI6005", "WeakAlgorithm", Gate.Access,
        "Algorithm or password rule is weak",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "An algorithm or password rule is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-326", "CWE-327", "CWE-328", "CWE-338", "CWE-521", "CWE-307", "CWE-916"],
        Asvs = ["v5.0.0-6.2.1", "v5.0.0-6.3.1", "v5.0.0-11.2.3", "v5.0.0-11.3.1", "v5.0.0-11.4.2", "v5.0.0-11.5.1"],
        ChecklistItems = ["sec8.encryption-key", "sec8.encrypted-storage"],
    };
}
