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

    /// <summary>Whether production certainly has it where there is an endpoint under these circumstances.</summary>
    public bool IsCertain(PipelineScope endpoint) => Scope.IsCertainIn(endpoint);

    /// <summary>What bounds requests at all.</summary>
    public IEnumerable<LimitPartition> Limiting => Partitions.Where(partition => partition.Algorithm != LimitAlgorithm.None);

    /// <summary>The class that chooses, and that can say itself how requests are rejected; null where it is none of the source.</summary>
    public INamedTypeSymbol? Policy { get; init; }

    /// <summary>
    /// The most that a client can do in a time of the given length: by the loosest of what is chosen from, by the tightest of what is chained.
    /// </summary>
    public double? In(double seconds)
    {
        if (!Limiting.Any())
            return Unknown is null && Partitions.Count > 0 ? double.PositiveInfinity : null;

        return Limiting.GroupBy(partition => partition.Link)
            .Select(link => link.Select(partition => partition.In(seconds)).ToList())
            .Where(link => !link.Contains(null)).Min(link => link.Max());
    }

    /// <summary>Whether it lets everything through that a client is able to send.</summary>
    public bool IsIneffective => Unknown is null && Partitions.Count > 0 && Partitions.All(partition => partition.IsIneffective);

    /// <summary>
    /// What it is for an endpoint, by the limiters that it can choose there; null where it counts none of its requests, or only those that a
    /// condition leaves over.
    /// </summary>
    /// <param name="doubt">The condition on which that depends; null where it is certain.</param>
    public RateLimit? For(Endpoint endpoint, out string? doubt)
    {
        doubt = null;
        if (Partitions.All(partition => ReferenceEquals(partition.When, RouteCondition.Always)))
            return this;

        var counting = new List<LimitPartition>();
        foreach (var link in Partitions.GroupBy(partition => partition.Link))
        {
            var chosen = link.Where(partition => partition.When.Of(endpoint) is not false).ToList();
            if (!chosen.Exists(partition => partition.Algorithm != LimitAlgorithm.None))
                continue;

            if (chosen.Where(partition => partition.Algorithm == LimitAlgorithm.None).Select(partition => partition.When.Doubt(endpoint)).FirstOrDefault(each => each is not null) is { } condition)
                doubt ??= condition;
            else
                counting.AddRange(chosen);
        }

        if (counting.Count == 0)
            return null;

        doubt = null;
        return this with { Partitions = counting };
    }

    /// <summary>The figures as a reader is shown them.</summary>
    public string Figures => string.Join(" and ", Limiting.GroupBy(partition => partition.Link)
        .Select(link => string.Join(" or ", link.Select(Shown).Distinct())).DefaultIfEmpty(Unknown is null ? "no limit" : "unknown"));

    private static string Shown(LimitPartition partition) => partition switch
    {
        { Permits: null } => "unknown",
        { Algorithm: LimitAlgorithm.Concurrency } => $"{partition.Permits} at a time",
        { Seconds: null } => $"{partition.Permits} in an unknown time",
        { Algorithm: LimitAlgorithm.TokenBucket } => $"{partition.Burst?.ToString() ?? "?"} + {partition.Permits}/{LimitWindow.Shown(partition.Seconds.Value)}",
        _ => $"{partition.Permits}/{LimitWindow.Shown(partition.Seconds.Value)}",
    };
}
