using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Something the pipeline does: a middleware it adds or a header it writes.</summary>
/// <param name="Name">The method's name, or the header's in the case it is written in.</param>
/// <param name="Location">Where it stands, in the entry body's file.</param>
/// <param name="Scope">When it runs.</param>
internal sealed record PipelineCall(string Name, Location Location, PipelineScope Scope);
