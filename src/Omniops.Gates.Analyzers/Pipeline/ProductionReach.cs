namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Whether production comes by a place, or by any of several.</summary>
/// <param name="Doubt">Why that is not known: code sets the environment.</param>
/// <param name="Cause">Which code makes production use it, where it is meant for another environment.</param>
internal readonly record struct ProductionReach(bool IsInProduction, string? Doubt = null, string? Cause = null)
{
    /// <summary>Used for certain, and meant to be.</summary>
    public static ProductionReach Certain { get; } = new(IsInProduction: true);

    /// <summary>The answer of two uses: one that is certain counts more than one that is not.</summary>
    public static ProductionReach operator |(ProductionReach one, ProductionReach other)
    {
        if (!one.IsInProduction || !other.IsInProduction)
            return one.IsInProduction ? one : other;

        return one.Doubt is not null || one.Cause is not null && other is { Doubt: null, Cause: null } ? other : one;
    }
}
