namespace Omniops.Gates.Analyzers.Cors;

/// <summary>What a value can be as an origin in production.</summary>
/// <param name="IsAny">It can be <c>*</c>.</param>
/// <param name="Doubt">Why the source does not tell what it is; null where it does.</param>
internal readonly record struct OriginVerdict(bool IsAny, string? Doubt)
{
    /// <summary>Certainly not <c>*</c>.</summary>
    public static OriginVerdict Named { get; }

    public static OriginVerdict Any { get; } = new(true, null);

    /// <summary>The verdict on a value that can be either: what is known to be wrong counts more than what is not known.</summary>
    public static OriginVerdict operator |(OriginVerdict one, OriginVerdict other) => new(one.IsAny || other.IsAny, one.Doubt ?? other.Doubt);
}
