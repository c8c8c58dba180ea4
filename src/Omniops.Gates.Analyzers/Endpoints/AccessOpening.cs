using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered service that lets everybody in, whatever policies ask for.</summary>
/// <param name="IsOfMiddleware">Whether only AuthorizationMiddleware asks it, and a filter of MVC that authorizes does not.</param>
internal sealed record AccessOpening(PipelineCall Registration, INamedTypeSymbol Type, bool IsOfMiddleware)
{
    public bool IsCertain => AuthorizationHandlers.IsCertain(Registration);
}
