using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Something that happens to the pipeline: an application is built or run, a middleware added, a header written.</summary>
/// <param name="Name">The method's name, or the header's in the case it is written in.</param>
/// <param name="Location">Where it stands, in the entry body's file.</param>
/// <param name="Scope">When it runs.</param>
/// <param name="Host">The application it happens to; null where that is not known.</param>
/// <param name="Order">Its place in the order in which the program runs.</param>
internal sealed record PipelineCall(string Name, Location Location, PipelineScope Scope, PipelineCall? Host, int Order)
{
    /// <summary>Whether it can have happened to this application.</summary>
    public bool Concerns(PipelineCall host) => Host is null || ReferenceEquals(Host, host);

    public bool IsInProduction => Scope.Environments.Includes(EnvironmentSet.Production);
}
