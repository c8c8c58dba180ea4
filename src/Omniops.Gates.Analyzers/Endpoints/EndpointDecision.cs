using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What holds for an endpoint, and where that was decided.</summary>
/// <param name="State">In one word, as a reader is told.</param>
/// <param name="Detail">The policy or number; null where there is none.</param>
/// <param name="By">Who decided: endpoint, controller, middleware, default.</param>
/// <param name="Place">Where; null for a default of the framework.</param>
internal sealed record EndpointDecision(string State, string? Detail, string By, Location? Place)
{
    public const string Unknown = "unknown";

    /// <summary>Why it is not known.</summary>
    public string? Reason { get; init; }
}
