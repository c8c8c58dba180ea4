using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.RateLimits;

namespace Omniops.Gates.Analyzers.RateLimits;

/// <summary>OMNI5005: who is rejected hears 429 and comes back later. The default is 503, tried on a running server.</summary>
internal sealed class RateLimitRejection : IEndpointRule
{
    private const string Options = "RateLimiterOptions";

    private const int TooManyRequests = 429;

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var pipeline = facts.Pipeline;
        if (pipeline.Services.Find(call => call.Name == "AddRateLimiter" && call.IsInProduction) is not { } service
            || !pipeline.Middleware.Exists(call => call.Name == LimitDecisions.Middleware && call.IsInProduction)
            || pipeline.RateLimits.Count == 0)
        {
            return;
        }

        var written = pipeline.OptionOf(Options, "RejectionStatusCode");
        if (written is not null && written.Constant is not int || written?.Constant is TooManyRequests || AnswersItself(facts))
            return;

        reporter.Finding(
            report, RateLimitRules.RateLimitRejection, written is null ? service.Operation?.NameLocation() ?? service.Location : written.Operation?.NameLocation() ?? written.Location,
            "RejectionStatusCode", written is null ? service.Name : "RejectionStatusCode", written?.Constant ?? 503);
    }

    /// <summary>Whether a callback says the status itself.</summary>
    private static bool AnswersItself(EndpointFacts facts)
    {
        if (facts.Pipeline.OptionOf(Options, "OnRejected") is not { } write)
            return false;

        var code = write.Value?.Unwrapped() switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body,
            IAnonymousFunctionOperation lambda => lambda.Body,
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } => facts.Bodies.Find(method, default),
            IMethodReferenceOperation { Method: var method } => facts.Bodies.Find(method, default),
            _ => (IOperation?)null,
        };
        return code is null || code.Descendants().Any(operation => operation is ISimpleAssignmentOperation
        {
            Target: IPropertyReferenceOperation { Property.Name: "StatusCode" or "Status" },
        });
    }
}
