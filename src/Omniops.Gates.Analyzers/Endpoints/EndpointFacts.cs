using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What rules on limits and access ask about: the pipeline, its endpoints and what was decided for each.</summary>
internal sealed class EndpointFacts
{
    private readonly AccessDecisions _access;
    private readonly AccessEffects _effects;
    private readonly CorsDecisions _cors;
    private readonly RequestSizeDecisions _sizes;

    public EndpointFacts(PipelineFacts pipeline, ProgramSources sources, CancellationToken cancellation)
    {
        Pipeline = pipeline;
        Bodies = sources.Bodies;
        Sources = sources;
        Cancellation = cancellation;
        Limits = new LimitDecisions(pipeline);
        var handlers = new AuthorizationHandlers(Bodies, pipeline.Services);
        _access = new AccessDecisions(
            pipeline, new AccessFilters(Bodies, sources.Libraries, cancellation), new PolicyProviders(Bodies, pipeline.Services, handlers, cancellation),
            new RequirementData(Bodies, handlers, cancellation));
        _effects = new AccessEffects(handlers);
        _cors = new CorsDecisions(pipeline);
        _sizes = new RequestSizeDecisions(pipeline);
        All = EndpointMap.Of(pipeline, Bodies, sources.Libraries, cancellation).Endpoints;
        Live = [.. All.Where(endpoint => endpoint.IsInProduction && pipeline.Hosts.Exists(host => host.IsInProduction))];
    }

    public PipelineFacts Pipeline { get; }

    public SourceBodies Bodies { get; }

    public ProgramSources Sources { get; }

    public CancellationToken Cancellation { get; }

    public LimitDecisions Limits { get; }

    /// <summary>Every endpoint.</summary>
    public IReadOnlyList<Endpoint> All { get; }

    /// <summary>Those that production serves.</summary>
    public IReadOnlyList<Endpoint> Live { get; }

    public AccessDecision AccessOf(Endpoint endpoint) => _effects.Of(endpoint, _access.Of(endpoint));

    /// <summary>
    /// Who may call, once for each place that asks for a decision: a page and its folder, an action with two routes. Of several answers the
    /// worst.
    /// </summary>
    public IEnumerable<(Endpoint Endpoint, AccessDecision Decision)> Decisions(
        Func<Endpoint, bool> isAsked, Func<Endpoint, AccessDecision, bool> isWrong) => Live.Where(isAsked)
        .GroupBy(endpoint => (endpoint.Location, endpoint.Handler, endpoint.Handler is null ? endpoint.Name : ""))
        .Select(same => same.Select(endpoint => (endpoint, AccessOf(endpoint)))
            .OrderBy(each => isWrong(each.endpoint, each.Item2) ? 0 : each.Item2.State == AccessState.Unknown ? 1 : 2).First());

    public LimitDecision LimitOf(Endpoint endpoint) => Limits.Of(endpoint);

    public EndpointDecision CorsOf(Endpoint endpoint) => _cors.Of(endpoint);

    public EndpointDecision AntiforgeryOf(Endpoint endpoint) => AntiforgeryDecisions.Of(endpoint);

    public EndpointDecision RequestSizeOf(Endpoint endpoint) => _sizes.Of(endpoint);
}
