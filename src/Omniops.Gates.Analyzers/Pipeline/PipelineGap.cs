using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A part of the pipeline that cannot be seen. It counts neither as present nor as absent.</summary>
/// <param name="Reason">Why, and what to write to close the gap.</param>
internal sealed record PipelineGap(string Reason, Location Location);
