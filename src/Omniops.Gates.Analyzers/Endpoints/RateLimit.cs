using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered rate limit.</summary>
/// <param name="Name">The policy's name, <see cref="Global"/> for the limiter of all requests; null where it is not known.</param>
/// <param name="Partitions">The limiters that it chooses from, or that all must agree when <paramref name="IsChained"/>.</param>
internal sealed record RateLimit(string? Name, IReadOnlyList<LimitPartition> Partitions, bool IsChained, Location Place, PipelineScope Scope)
{
    public const string Global = "\u0001global";

    /// <summary>The name of one that an endpoint counts by itself, without the middleware.</summary>
    public const string Own = "\u0001own";

    /// <summary>Why it is not known what it does; null where it is.</summary>
    public string? Unknown { get; init; }

    /// <summary>Whether production certainly has it.</summary>
    public bool IsCertain => Scope.Environments.Includes(EnvironmentSet.Production) && Scope.Conditions.All(condition => condition.IsDeferral);

    /// <summary>What bounds requests at all.</summary>
    public IEnumerable<LimitPartition> Limiting => Partitions.Where(partition => partition.Algorithm != LimitAlgorithm.None);

    /// <summary>
    /// The most that a client can do in a time of the given length: by the loosest of what is chosen from, by the tightest of what is chained.
    /// </summary>
    public double? In(double seconds)
    {
        var all = Limiting.Select(partition => partition.In(seconds)).ToList();
        if (all.Count == 0)
            return Unknown is null && Partitions.Count > 0 ? double.PositiveInfinity : null;
        if (IsChained)
            return all.Any(each => each is not null) ? all.Min() : null;

        return all.Any(each => each is null) ? null : all.Max();
    }

    /// <summary>Whether it lets everything through that a client is able to send.</summary>
    public bool IsIneffective => Unknown is null && Partitions.Count > 0
        && (IsChained ? Partitions.All(partition => partition.IsIneffective) : Partitions.All(partition => partition.IsIneffective));

    /// <summary>The figures as a reader is shown them.</summary>
    public string Figures => string.Join(IsChained ? " and " : " or ", Limiting.Select(Shown).Distinct().DefaultIfEmpty(Unknown is null ? "no limit" : "unknown"));

    private static string Shown(LimitPartition partition) => partition switch
    {
        { Permits: null } => "unknown",
        { Algorithm: LimitAlgorithm.Concurrency } => $"{partition.Permits} at a time",
        { Seconds: null } => $"{partition.Permits} in an unknown time",
        { Algorithm: LimitAlgorithm.TokenBucket } => $"{partition.Burst?.ToString() ?? "?"} + {partition.Permits}/{LimitWindow.Shown(partition.Seconds.Value)}",
        _ => $"{partition.Permits}/{LimitWindow.Shown(partition.Seconds.Value)}",
    };
}
