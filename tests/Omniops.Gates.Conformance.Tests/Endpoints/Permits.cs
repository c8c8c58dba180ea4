using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>
/// What is left of each limit as requests of one caller come in, all within one window. A request takes from one limit after the other until
/// one of them has nothing left, and none gives back. Source: RateLimitingMiddleware, ChainedPartitionedRateLimiter.
/// </summary>
/// <param name="rejection">The status of an answer to a request for which nothing is left.</param>
internal sealed class Permits(int rejection)
{
    public const string Passed = "passed";

    private readonly Dictionary<LimitPartition, double> _taken = new(ReferenceEqualityComparer.Instance);

    /// <summary>What a number of requests to an endpoint are answered with; null where the map does not say.</summary>
    /// <param name="isHeld">Whether each stays open until the last was answered.</param>
    public string? Expect(MappedEndpoint asked, bool isHeld, int requests)
    {
        if (asked.Limit.State == LimitState.Unknown)
            return null;
        if (asked.Limit.State != LimitState.Limited)
            return string.Join(' ', Enumerable.Repeat(Passed, requests));
        if (!IsKnown(asked.Limit))
            return null;

        var held = new Dictionary<LimitPartition, double>(ReferenceEqualityComparer.Instance);
        return string.Join(' ', Enumerable.Range(0, requests).Select(_ => Take(asked.Limit, isHeld ? held : []) ? Passed : $"{rejection}"));
    }

    /// <summary>Whether all figures are known, and which of several limiters a request meets.</summary>
    public static bool IsKnown(LimitDecision limit) => limit.Limits.Count > 0 && limit.Limits.All(each =>
        each.Unknown is null && (each.IsChained || each.Partitions.Count == 1)
        && each.Partitions.All(partition => partition.Algorithm == LimitAlgorithm.None || CapacityOf(partition) is not null));

    private static double? CapacityOf(LimitPartition partition) =>
        partition.Algorithm == LimitAlgorithm.TokenBucket ? partition.Burst : partition.Permits;

    private bool Take(LimitDecision limit, Dictionary<LimitPartition, double> held)
    {
        foreach (var partition in limit.Limits.SelectMany(each => each.Partitions).Where(each => each.Algorithm != LimitAlgorithm.None))
        {
            var taken = partition.Algorithm == LimitAlgorithm.Concurrency ? held : _taken;
            var before = taken.GetValueOrDefault(partition);
            if (before >= CapacityOf(partition))
                return false;
            taken[partition] = before + 1;
        }

        return true;
    }
}
