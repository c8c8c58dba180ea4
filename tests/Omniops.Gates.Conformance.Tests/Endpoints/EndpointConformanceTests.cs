using System.Collections.Immutable;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>The map of endpoints, who may call them and how often, agrees with what a real server runs with and answers.</summary>
public sealed class EndpointConformanceTests(EndpointTrials trials, ITestOutputHelper output) : IClassFixture<EndpointTrials>
{
    public static TheoryData<string> Programs => [.. WebProgram.EndpointNames];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task What_is_said_of_endpoints_is_what_they_do(string program)
    {
        var trial = await trials.OfAsync(program);
        var comparisons = EndpointComparison.Of(trial).ToList();
        Assert.NotEmpty(comparisons);
        var contradictions = comparisons.FindAll(each => each.Agreement == Agreement.Contradicts);
        Assert.True(contradictions.Count == 0, string.Join('\n', contradictions));

        var unknown = comparisons.FindAll(each => each is { Topic: EndpointComparison.Access, Agreement: Agreement.NotProven });
        Assert.True(unknown.Count == trial.Program.Unknown, $"{unknown.Count} decisions are unknown\n{string.Join('\n', unknown)}");
    }

    [Fact]
    public async Task Nearly_all_endpoints_are_there_with_the_right_decision()
    {
        var all = await trials.AllAsync();
        var comparisons = all.SelectMany(EndpointComparison.Of).ToList();
        foreach (var topic in comparisons.GroupBy(each => each.Topic))
        {
            output.WriteLine($"{topic.Key}: " + string.Join(", ", topic.GroupBy(each => each.Agreement).OrderBy(each => each.Key)
                .Select(group => $"{group.Count()} {group.Key}")));
        }

        foreach (var open in comparisons.Where(each => each.Agreement is Agreement.NotProven or Agreement.NotSeen))
            output.WriteLine($"{open}");

        var serving = all.Sum(trial => trial.Serving.Count());
        var right = comparisons.Count(each => each is { Topic: EndpointComparison.Access, Agreement: Agreement.Agrees });
        output.WriteLine($"{right} of {serving} endpoints in {all.Length} programs are there with the right decision");
        Assert.True(right >= 0.98 * serving, $"{right} of {serving}");
        Assert.True(all.Length >= 14);
    }

    /// <summary>Otherwise a decision would be held against nothing.</summary>
    [Fact]
    public async Task Every_decision_is_seen()
    {
        var agreed = (await trials.AllAsync()).SelectMany(trial =>
            from comparison in EndpointComparison.Of(trial)
            where comparison.Agreement == Agreement.Agrees
            from mapped in trial.Mapped
            where mapped.Endpoint.Name == comparison.Endpoint
            select (comparison.Topic, mapped.Access, mapped.Limit)).ToList();
        Assert.All(
            [AccessState.Undecided, AccessState.Anonymous, AccessState.WithoutEffect, AccessState.Guarded],
            state => Assert.Contains(agreed, each => each.Topic == EndpointComparison.Access && each.Access.State == state));
        Assert.All(
            [LimitState.None, LimitState.WithoutEffect, LimitState.Disabled, LimitState.Limited],
            state => Assert.Contains(agreed, each => each.Topic == EndpointComparison.Limit && each.Limit.State == state));
        Assert.All(
            [LimitAlgorithm.FixedWindow, LimitAlgorithm.SlidingWindow, LimitAlgorithm.TokenBucket, LimitAlgorithm.Concurrency],
            algorithm => Assert.Contains(agreed, each => each.Topic == EndpointComparison.Limit
                && each.Limit.Limits.Any(limit => limit.Partitions.Any(partition => partition.Algorithm == algorithm))));
    }

    /// <summary>The comparison can fail: an endpoint that the map has lost or made up shows.</summary>
    [Fact]
    public async Task Lost_and_invented_endpoints_contradict()
    {
        foreach (var trial in await trials.AllAsync())
        {
            Assert.All(trial.Mapped, lost => Contradicts(trial with { Mapped = trial.Mapped.Remove(lost) }, EndpointComparison.Presence));
            var invented = trial.Mapped[0] with { Endpoint = trial.Mapped[0].Endpoint with { Route = "/invented" } };
            Contradicts(trial with { Mapped = trial.Mapped.Add(invented) }, EndpointComparison.Presence);
        }
    }

    /// <summary>Had the map said the opposite of who may call an endpoint, each agreement would be a contradiction.</summary>
    [Fact]
    public async Task The_opposite_of_a_decision_contradicts()
    {
        foreach (var trial in await trials.AllAsync())
        {
            // Of a decision that is unknown there is no opposite.
            var opposite = trial.Mapped.Where(each => each.Access.State != AccessState.Unknown).Select(each => each with
            {
                Access = each.Access with
                {
                    State = each.Access.State == AccessState.Guarded ? AccessState.Undecided : AccessState.Guarded,
                },
            });
            Assert.DoesNotContain(
                EndpointComparison.Of(trial with { Mapped = [.. opposite] }),
                each => each is { Topic: EndpointComparison.Access, Agreement: Agreement.Agrees });
        }
    }

    /// <summary>A limit that is one higher or lower than the map says shows, and one that is not there.</summary>
    [Fact]
    public async Task Other_figures_contradict()
    {
        var seen = 0;
        foreach (var trial in await trials.AllAsync())
        {
            var rejected = trial.Bursts.Where(burst => burst.Statuses.Contains(trial.Rejection)).Select(burst => burst.Asked);
            foreach (var mapped in rejected)
            {
                if (!trial.Mapped.Contains(mapped) || !Permits.IsKnown(mapped.Limit))
                    continue;

                seen++;
                Contradicts(With(mapped with { Limit = mapped.Limit with { State = LimitState.None } }), EndpointComparison.Limit);
                Contradicts(trial with { Rejection = trial.Rejection + 1 }, EndpointComparison.Limit);
                // Only the first to use up a bucket shows how much was in it.
                if (mapped == trial.Bursts[0].Asked)
                {
                    Contradicts(With(mapped with { Limit = Changed(mapped.Limit, -1) }), EndpointComparison.Limit);
                    Contradicts(With(mapped with { Limit = Changed(mapped.Limit, 1) }), EndpointComparison.Limit);
                }

                EndpointTrial With(MappedEndpoint changed) => trial with { Mapped = trial.Mapped.Replace(mapped, changed) };
            }
        }

        Assert.True(seen >= 10, $"{seen} limits were seen to reject");

        static LimitDecision Changed(LimitDecision limit, int by) => limit with
        {
            Limits = [.. limit.Limits.Select(each => each with
            {
                Partitions = [.. each.Partitions.Select(partition => partition with
                {
                    Permits = partition.Permits + by,
                    Burst = partition.Burst + by,
                })],
            })],
        };
    }

    /// <summary>What is said of an endpoint, and is lost, shows.</summary>
    [Fact]
    public async Task Lost_metadata_contradict()
    {
        foreach (var trial in await trials.AllAsync())
        {
            var bare = trial.Mapped.Select(each => each with { Endpoint = each.Endpoint with { Conventions = [] } }).ToImmutableArray();
            if (trial.Mapped.Any(each => MetadataText.Of(each.Endpoint) is { } text && text != MetadataText.Of(bare[0].Endpoint)))
                Contradicts(trial with { Mapped = bare, Strangers = [], Bursts = [] }, EndpointComparison.Metadata);
        }
    }

    private static void Contradicts(EndpointTrial trial, string topic) =>
        Assert.Contains(EndpointComparison.Of(trial), each => each.Topic == topic && each.Agreement == Agreement.Contradicts);
}
