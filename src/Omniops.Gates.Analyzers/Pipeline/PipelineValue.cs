using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What is known of a value: which application it is, which code it runs, which class it is exactly.</summary>
/// <param name="Host">The application.</param>
/// <param name="IsDetached">A pipeline that is built apart from any application's.</param>
/// <param name="Type">The class of an object that was created in sight.</param>
/// <param name="Lambda">The code of a delegate.</param>
/// <param name="Method">The method of a delegate.</param>
/// <param name="IsNext">Runs what comes behind a start-up filter.</param>
/// <param name="Group">The group of endpoints that is added to.</param>
/// <param name="Endpoint">The endpoint that was mapped.</param>
/// <param name="Since">The circumstances under which a variable was given a delegate.</param>
internal sealed record PipelineValue(
    PipelineCall? Host = null,
    bool IsDetached = false,
    bool IsNext = false,
    INamedTypeSymbol? Type = null,
    IAnonymousFunctionOperation? Lambda = null,
    IMethodReferenceOperation? Method = null,
    EndpointGroup? Group = null,
    EndpointMapping? Endpoint = null,
    PipelineScope? Since = null)
{
    /// <summary>The signature of the code it runs; null for what runs no code.</summary>
    public IMethodSymbol? Function => Lambda?.Symbol ?? Method?.Method;
}
