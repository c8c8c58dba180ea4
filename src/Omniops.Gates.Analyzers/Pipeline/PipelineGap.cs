using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A part of the pipeline that cannot be seen. It counts neither as present nor as absent.</summary>
/// <param name="Reason">Why, and what to write to close the gap.</param>
/// <param name="Host">The application it belongs to; null where that is not known.</param>
internal sealed record PipelineGap(string Reason, Location Location, PipelineCall? Host = null)
{
    /// <summary>The part itself, which can stand in another file than <see cref="Location"/>; null where it is the same.</summary>
    public Location? Place { get; init; }

    /// <summary>Whether it can belong to this application.</summary>
    public bool Concerns(PipelineCall host) => Host is null || ReferenceEquals(Host, host);
}
