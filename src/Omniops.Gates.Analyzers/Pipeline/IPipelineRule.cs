using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A judgement over the pipeline of one application.</summary>
internal interface IPipelineRule
{
    void Check(PipelineFacts pipeline, GateReporter reporter, Action<Diagnostic> report);
}
