namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>How a limiter counts. Source: System.Threading.RateLimiting.</summary>
internal enum LimitAlgorithm
{
    FixedWindow,
    SlidingWindow,
    TokenBucket,
    Concurrency,

    /// <summary>It lets everything through.</summary>
    None,
    Unknown,
}
