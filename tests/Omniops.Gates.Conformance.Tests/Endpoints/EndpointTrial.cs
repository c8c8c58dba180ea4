using System.Collections.Immutable;
using System.Text.Json;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Conformance.Tests.Endpoints;

/// <summary>One program: the map of its endpoints, the endpoints that it runs with, and what it answers to strangers and to bursts.</summary>
/// <param name="Rejection">The status with which requests beyond a limit are answered, as the map has it.</param>
internal sealed record EndpointTrial(
    WebProgram Program,
    ImmutableArray<MappedEndpoint> Mapped,
    int Rejection,
    ImmutableArray<RunningEndpoint> Running,
    ImmutableArray<StrangerAnswer> Strangers,
    ImmutableArray<Burst> Bursts,
    string Output)
{
    private const string Variable = "CONFORMANCE_ENDPOINTS";

    /// <summary>Limits are small, so that a few requests use them up; one that is larger is none that a burst could meet.</summary>
    private const double Largest = 20;

    /// <summary>The endpoints that answer requests.</summary>
    public IEnumerable<RunningEndpoint> Serving => Running.Where(endpoint => endpoint.IsServing);

    public static async Task<EndpointTrial> RunAsync(string name, string folder, ProgramRunner runner, CancellationToken cancellation)
    {
        var program = WebProgram.Read(name);
        var compiled = new CompiledProgram(program);
        var facts = compiled.ReadEndpoints(cancellation);
        ImmutableArray<MappedEndpoint> mapped =
            [.. facts.Live.Select(endpoint => new MappedEndpoint(endpoint, facts.AccessOf(endpoint), facts.LimitOf(endpoint)))];
        var assembly = compiled.Write(Directory.CreateDirectory(Path.Combine(folder, name)).FullName);
        var list = Path.Combine(Path.GetDirectoryName(assembly)!, "endpoints.json");
        using var server = await runner.StartAsync(assembly, program.Variables.Add(new(Variable, list)), cancellation);
        Assert.True(server.IsServing, $"{name} does not serve\n{server.Output}");
        var running = await ReadAsync(list, cancellation);
        var strangers = ImmutableArray.CreateBuilder<StrangerAnswer>();
        var serving = running.Where(endpoint => endpoint.IsServing).ToList();
        foreach (var asked in mapped.Where(each => each.PathIn(serving) is not null))
        {
            using var answer = await server.AskAsync(asked.Verb, asked.PathIn(serving)!, isCaller: false, cancellation);
            strangers.Add(new StrangerAnswer(asked, (int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        }

        // Afresh, as strangers may have used up what callers have.
        using var second = facts.Limits.HasRegistration ? await runner.StartAsync(assembly, program.Variables, cancellation) : null;
        var bursts = second is null ? [] : await SendAsync(second, mapped, serving, facts, cancellation);
        var rejection = facts.Pipeline.OptionOf("RateLimiterOptions", "RejectionStatusCode")?.Constant as int? ?? 503;
        return new EndpointTrial(program, mapped, rejection, running, strangers.ToImmutable(), bursts, server.Output + second?.Output);
    }

    private static async Task<ImmutableArray<RunningEndpoint>> ReadAsync(string list, CancellationToken cancellation)
    {
        while (!File.Exists(list))
            await Task.Delay(10, cancellation);
        return [.. JsonSerializer.Deserialize<RunningEndpoint[]>(await File.ReadAllTextAsync(list, cancellation))!];
    }

    /// <summary>More requests to each endpoint than any limit has; last to those that nothing limits, when all limits are used up.</summary>
    private static async Task<ImmutableArray<Burst>> SendAsync(
        ProgramServer server,
        ImmutableArray<MappedEndpoint> mapped,
        List<RunningEndpoint> serving,
        EndpointFacts facts,
        CancellationToken cancellation)
    {
        var figures = facts.Pipeline.RateLimits.Concat(mapped.SelectMany(each => each.Limit.Limits)).SelectMany(limit => limit.Partitions)
            .Select(partition => partition.Burst ?? partition.Permits ?? 0).Where(figure => figure <= Largest);
        var requests = (int)figures.DefaultIfEmpty(0).Max() + 3;
        var bursts = ImmutableArray.CreateBuilder<Burst>();
        var reachable = mapped.Where(each => each.PathIn(serving) is not null);
        foreach (var asked in reachable.OrderBy(each => each.Limit.State != LimitState.Limited))
        {
            var isHeld = asked.Limit.Limits.Any(limit => limit.Partitions.Any(each => each.Algorithm == LimitAlgorithm.Concurrency));
            var held = new List<HttpResponseMessage>();
            try
            {
                for (var i = 0; i < requests; i++)
                {
                    held.Add(await server.AskAsync(asked.Verb, asked.PathIn(serving)!, isCaller: true, cancellation));
                    if (!isHeld)
                        held[^1].Dispose();
                }

                bursts.Add(new Burst(asked, isHeld, [.. held.Select(answer => (int)answer.StatusCode)]));
            }
            finally
            {
                held.ForEach(answer => answer.Dispose());
            }
        }

        return bursts.ToImmutable();
    }
}
