using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Engine.Access;

/// <summary>OMNI6xxx: who may call what.</summary>
public static class AccessRules
{
    /// <summary>Nobody said who may call it, or what was said has no effect. Source: AuthorizationMiddleware; CWE-862, CWE-306.</summary>
    public static GateRule EndpointUndecided { get; } = new(
        "OMNI6001", "EndpointUndecided", Gate.Access,
        "Endpoint has no access decision",
        "'{0}' is open to everybody, and {1}; {2}")
    {
        NotProvenMessage = "Who may call an endpoint is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-862", "CWE-306"],
        Asvs = ["v5.0.0-8.2.1", "v5.0.0-8.3.1"],
        ChecklistItems = ["sec8.api-auth", "sec10.export", "sec10.delete"],
    };

    /// <summary>What only some may do is open to all. Source: CWE-306, CWE-425; OWASP ASVS 8.2.1.</summary>
    public static GateRule SensitiveEndpointOpen { get; } = new(
        "OMNI6002", "SensitiveEndpointOpen", Gate.Access,
        "Sensitive endpoint is open",
        "'{0}' is open to everybody, {1}; {2}")
    {
        NotProvenMessage = "Whether a sensitive endpoint is closed is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-306", "CWE-425"],
        Asvs = ["v5.0.0-8.2.1"],
        ChecklistItems = ["sec5.smoke-admin", "sec8.api-auth"],
    };

    /// <summary>A request that another site sends in the user's name. Source: CWE-352; OWASP ASVS 3.5.1; AntiforgeryMiddleware, MVC's filters.</summary>
    public static GateRule AntiforgeryMissing { get; } = new(
        "OMNI6003", "AntiforgeryMissing", Gate.Access,
        "Requests of other sites are not told apart",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "Whether requests of other sites are refused is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-352"],
        Asvs = ["v5.0.0-3.5.1"],
        ChecklistItems = ["sec8.api-auth"],
    };

    /// <summary>Diagnostics and maintenance are for the team. Source: CWE-489, CWE-215, CWE-306.</summary>
    public static GateRule MaintenanceEndpointOpen { get; } = new(
        "OMNI6009", "MaintenanceEndpointOpen", Gate.Access,
        "Maintenance endpoint is open in production",
        "'{0}' is open to everybody in production, {1}; {2}")
    {
        NotProvenMessage = "Whether a maintenance endpoint is closed is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-489", "CWE-306"],
        Asvs = ["v5.0.0-13.4.2"],
        ChecklistItems = ["sec4.cache-warm", "sec5.health-full", "sec5.smoke-integration", "sec7.error-test"],
    };

    /// <summary>A check that nobody looks at checks nothing. Source: IAuthorizationService, ControllerBase.Forbid; CWE-252, CWE-285.</summary>
    public static GateRule AccessCheckIgnored { get; } = new(
        "OMNI6010", "AccessCheckIgnored", Gate.Access,
        "Access check is without consequence",
        "'{0}' {1}; {2}")
    {
        NotProvenMessage = "Whether an access check has a consequence is not proven: {0}",
        RunsOn = RunsOn.Live,
        Cwe = ["CWE-252", "CWE-285", "CWE-347"],
        Asvs = ["v5.0.0-8.2.1", "v5.0.0-8.3.1"],
        ChecklistItems = ["sec8.api-auth"],
    };
}
