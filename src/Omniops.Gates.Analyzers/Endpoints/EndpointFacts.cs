using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What rules on limits and access ask about: the pipeline, its endpoints and what was decided for each.</summary>
internal sealed class EndpointFacts
{
    private readonly AccessDecisions _access;

    public EndpointFacts(PipelineFacts pipeline, SourceBodies bodies, CancellationToken cancellation)
    {
        Pipeline = pipeline;
        Bodies = bodies;
        Limits = new LimitDecisions(pipeline);
        _access = new AccessDecisions(pipeline);
        All = EndpointMap.Of(pipeline, bodies, cancellation).Endpoints;
        Live = [.. All.Where(endpoint => endpoint.IsInProduction && pipeline.Hosts.Exists(host => host.IsInProduction))];
    }

    public PipelineFacts Pipeline { get; }

    public SourceBodies Bodies { get; }

    public LimitDecisions Limits { get; }

    /// <summary>Every endpoint.</summary>
    public IReadOnlyList<Endpoint> All { get; }

    /// <summary>Those that production serves.</summary>
    public IReadOnlyList<Endpoint> Live { get; }

    public AccessDecision AccessOf(Endpoint endpoint) => _access.Of(endpoint);

    public LimitDecision LimitOf(Endpoint endpoint) => Limits.Of(endpoint);
}
