using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>One limiter of a policy, for those requests that it is chosen for.</summary>
/// <param name="Permits">How many in one window, or at the same time; null where it is not known.</param>
/// <param name="Seconds">The length of the window; null where there is none or it is not known.</param>
/// <param name="Burst">What a token bucket holds; null for others and where it is not known.</param>
internal sealed record LimitPartition(LimitAlgorithm Algorithm, double? Permits, double? Seconds, double? Burst, LimitKey Key, Location Place)
{
    private const double Endless = 1_000_000;

    /// <summary>The part of the key that the client chooses, as the source writes it.</summary>
    public string? Chosen { get; init; }

    /// <summary>The requests that it is chosen for.</summary>
    public RouteCondition When { get; init; } = RouteCondition.Always;

    /// <summary>Which of chained limiters chooses it.</summary>
    public int Link { get; init; }

    /// <summary>How many requests wait instead of being rejected; null where it is not known.</summary>
    public double? Queue { get; init; }

    /// <summary>Why it cannot be made, so that its requests are answered with 500; null where it can.</summary>
    public string? Fault { get; init; }

    /// <summary>
    /// How many requests can pass in a time of the given length that begins with the window, whatever the algorithm; null where that is not
    /// known, infinity where nothing bounds them.
    /// </summary>
    public double? In(double seconds) => this switch
    {
        { Algorithm: LimitAlgorithm.None or LimitAlgorithm.Concurrency } => double.PositiveInfinity,
        { Permits: null } or { Seconds: null } or { Seconds: <= 0 } => null,
        { Algorithm: LimitAlgorithm.TokenBucket, Burst: null } => null,
        { Algorithm: LimitAlgorithm.TokenBucket } => Burst + Permits * Math.Floor(seconds / Seconds.Value),
        { Algorithm: LimitAlgorithm.FixedWindow or LimitAlgorithm.SlidingWindow } => Permits * Math.Max(1, Math.Ceiling(seconds / Seconds.Value)),
        _ => null,
    };

    /// <summary>Whether it lets everybody wait whom it has no permit for.</summary>
    public bool IsEndless => Queue >= Endless;

    /// <summary>Whether it hardly ever rejects: as many as an int can count, or thousands in a second.</summary>
    public bool IsIneffective => Algorithm == LimitAlgorithm.None || Permits >= Endless
        || Algorithm is not LimitAlgorithm.Concurrency and not LimitAlgorithm.Unknown && Permits / Seconds >= 1_000;
}
