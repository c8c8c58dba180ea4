using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Who may call an endpoint, and where that was decided.</summary>
/// <param name="By">Who decided, as a reader is told: <c>endpoint</c>, <c>group</c>, <c>fallback policy</c>.</param>
/// <param name="Place">Where; null where nobody has.</param>
internal sealed record AccessDecision(AccessState State, string By, Location? Place)
{
    /// <summary>What another project's metadata says has no place that a reader could go to.</summary>
    public Location? Place { get; init; } = Place is { Kind: LocationKind.None or LocationKind.MetadataFile } ? null : Place;

    /// <summary>The name of the policy or the roles; null for the default one.</summary>
    public string? Policy { get; init; }

    /// <summary>Why it is not known, or has no effect.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether everybody may call it.</summary>
    public bool IsOpen => State is AccessState.Undecided or AccessState.Anonymous or AccessState.WithoutEffect;
}
