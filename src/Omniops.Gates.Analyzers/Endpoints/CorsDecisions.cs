using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>
/// Which CORS policy answers for an endpoint: the last that is said of it, nearer ones last; else that of the middleware. Source:
/// CorsMiddleware, tried on a running server.
/// </summary>
internal sealed class CorsDecisions(PipelineFacts facts)
{
    private const string Middleware = "UseCors";

    public EndpointDecision Of(Endpoint endpoint)
    {
        var use = facts.Middleware.FindLast(call => call.Name == Middleware && call.IsInProduction && call.Concerns(endpoint.Mapping?.Host ?? call.Host!));
        var said = endpoint.Conventions.LastOrDefault(each => each.Kind is ConventionKind.Cors or ConventionKind.NoCors && each.IsPossible);
        if (said is not null && !said.IsCertain(endpoint.Scope))
            return new EndpointDecision(EndpointDecision.Unknown, said.Policy, said.Level, said.Place) { Reason = "it depends on a condition" };
        if (said is { Kind: ConventionKind.NoCors })
            return new EndpointDecision("none", null, said.Level, said.Place);
        if (said is not null)
        {
            return use is null && facts.Gaps.Count == 0
                ? new EndpointDecision("500", said.Policy, said.Level, said.Place) { Reason = "'UseCors' is not called" }
                : new EndpointDecision("policy", said.IsPolicyUnknown ? null : said.Policy ?? "default", said.Level, said.Place);
        }

        return use is null
            ? new EndpointDecision(facts.Gaps.Count == 0 ? "none" : EndpointDecision.Unknown, null, "default", null)
            : new EndpointDecision("policy", NameOf(use), "middleware", use.Operation?.NameLocation() ?? use.Location);
    }

    private static string? NameOf(PipelineCall use) => use.Operation is Microsoft.CodeAnalysis.Operations.IInvocationOperation { Arguments: [_, { Value: var name }, ..] }
        ? name.Unwrapped().ConstantValue.Value as string : "default";
}
