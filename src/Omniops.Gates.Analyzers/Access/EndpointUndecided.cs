using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Access;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6001: for every endpoint somebody has decided who may call it, and the decision has an effect.</summary>
internal sealed class EndpointUndecided : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        if (facts.Pipeline.IsIncomplete && facts.Pipeline.Gaps.LastOrDefault() is { } gap)
            reporter.NotProven(report, AccessRules.EndpointUndecided, gap.Location, "endpoints", $"not all endpoints are known: {gap.Reason}");

        var doubts = new EndpointDoubts(AccessRules.EndpointUndecided);
        foreach (var (endpoint, decision) in facts.Decisions(endpoint => IsAsked(endpoint, reporter.Access), IsWrong))
        {
            switch (decision.State)
            {
                case AccessState.Undecided when IsWrong(endpoint, decision):
                    reporter.Finding(report, AccessRules.EndpointUndecided, endpoint.Location, endpoint.Name, endpoint.Shown, "nobody has decided that", WayOut(endpoint));
                    break;
                case AccessState.WithoutEffect:
                    reporter.Finding(
                        report, AccessRules.EndpointUndecided, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Shown, decision.Reason!,
                        "ask for something that not everybody has, or take the other away");
                    break;
                case AccessState.Unknown:
                    doubts.Add(endpoint, decision.Reason == endpoint.Doubt ? endpoint.Doubt! : $"{decision.Reason}; {WayOut(endpoint)}");
                    break;
            }
        }

        doubts.Report(reporter, report);
    }

    /// <summary>Where people sign in and register, anybody has to come in; what they do with their account MapIdentityApi guards itself.</summary>
    private static bool IsWrong(Endpoint endpoint, AccessDecision decision) => decision.State == AccessState.WithoutEffect
        || decision.State == AccessState.Undecided && endpoint.Kind != EndpointKind.Identity;

    /// <summary>What other rules ask for, or the policy has decided, is not asked again.</summary>
    private static bool IsAsked(Endpoint endpoint, RoutePolicy policy) => IsAsked(endpoint)
        && !RouteWords.IsSensitive(endpoint, policy) && !RouteWords.IsMaintenance(endpoint, policy) && !RouteWords.IsOneOf(policy.Public, endpoint.Route);

    /// <summary>What serves files, probes and gRPC's "unimplemented" is public by its nature, nothing can be said of a branch, and the pages of a package are decided on by its makers.</summary>
    private static bool IsAsked(Endpoint endpoint) =>
        endpoint.Kind is not EndpointKind.Static and not EndpointKind.Health and not EndpointKind.Branch && endpoint.Handler is not "MapFallbackToFile" and not EndpointMap.Circuits and not GrpcReader.Unimplemented
        && endpoint.Type?.ContainingAssembly?.Name.StartsWith(PageReader.IdentityPages, StringComparison.Ordinal) != true;

    private static string WayOut(Endpoint endpoint) => endpoint.Kind switch
    {
        EndpointKind.Controller => "write [Authorize] or [AllowAnonymous] on the action or controller",
        EndpointKind.Page => "write [Authorize] or [AllowAnonymous] on the page's model",
        _ when endpoint.Handler is "MapDynamicControllerRoute" or "MapDynamicPageRoute" =>
            "write [Authorize] or [AllowAnonymous] on all that it can lead to, and accept this with a waiver",
        EndpointKind.Component => "write @attribute [Authorize] or [AllowAnonymous] in the component",
        _ => "write .RequireAuthorization() or .AllowAnonymous()",
    };
}
