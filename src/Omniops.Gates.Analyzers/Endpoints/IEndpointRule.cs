using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A judgement over the endpoints of one application.</summary>
internal interface IEndpointRule
{
    void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report);
}
