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
}
