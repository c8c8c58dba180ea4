namespace Omniops.Gates.Engine.Seen;

/// <summary>What holds for an endpoint in one respect.</summary>
/// <param name="State">In one word; <see cref="Unknown"/> where it is not known.</param>
/// <param name="By">Who decided: endpoint, group, controller, fallback policy, default.</param>
public sealed record SeenDecision(string State, string By)
{
    /// <summary>The word for what is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The policy, or the number.</summary>
    public string? Detail { get; init; }

    /// <summary>Where it was decided; null for a default.</summary>
    public SeenPlace? Place { get; init; }

    /// <summary>Why it is not known, or has no effect.</summary>
    public string? Reason { get; init; }
}
