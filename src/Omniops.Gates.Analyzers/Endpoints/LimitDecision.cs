using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>How often an endpoint may be called, and where that was decided.</summary>
/// <param name="Limits">The limits that hold together; empty where none holds or none is known.</param>
internal sealed record LimitDecision(LimitState State, string By, Location? Place, IReadOnlyList<RateLimit> Limits)
{
    /// <summary>What another project's metadata says has no place that a reader could go to.</summary>
    public Location? Place { get; init; } = Place is { Kind: LocationKind.None or LocationKind.MetadataFile } ? null : Place;

    /// <summary>The name of the policy; null for the global limit alone.</summary>
    public string? Policy { get; init; }

    /// <summary>Why it is not known, or has no effect.</summary>
    public string? Reason { get; init; }

    /// <summary>What to write, where that is not to ask for a limit.</summary>
    public string? WayOut { get; init; }

    /// <summary>
    /// The most requests of one client in the given time; null where it is not known, infinity where nothing bounds them. The tightest of all
    /// that hold.
    /// </summary>
    public double? In(double seconds)
    {
        var known = Limits.Select(limit => limit.In(seconds)).OfType<double>().ToList();
        return known.Count == 0 ? null : known.Min();
    }
}
