using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered service that lets everybody in, whatever policies ask for.</summary>
/// <param name="IsOfMiddleware">Whether only AuthorizationMiddleware asks it, and a filter of MVC that authorizes does not.</param>
/// <param name="IsPartial">Whether it lets everybody in under conditions of its own only.</param>
internal sealed record AccessOpening(PipelineCall Registration, INamedTypeSymbol Type, bool IsOfMiddleware, bool IsPartial = false)
{
    public bool IsCertain => !IsPartial && AuthorizationHandlers.IsCertain(Registration);
}
