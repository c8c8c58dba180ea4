using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6001: for every endpoint somebody has decided who may call it, and the decision has an effect.</summary>
internal sealed class EndpointUndecided : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        if (facts.Pipeline.IsIncomplete && facts.Pipeline.Gaps.LastOrDefault() is { } gap)
            reporter.NotProven(report, AccessRules.EndpointUndecided, gap.Location, "endpoints", $"not all endpoints are known: {gap.Reason}");

        // A page and its folder, an action with two routes: one decision is asked for.
        foreach (var endpoint in facts.Live.Where(IsAsked).GroupBy(each => (each.Location, each.Handler, each.Handler is null ? each.Name : "")).Select(same => same.First()))
        {
            if (RouteWords.IsSensitive(endpoint, reporter.Access) || RouteWords.IsMaintenance(endpoint, reporter.Access)
                || RouteWords.IsOneOf(reporter.Access.Public, endpoint.Route))
            {
                continue;
            }

            var decision = facts.AccessOf(endpoint);
            switch (decision.State)
            {
                // Where people sign in and register, anybody has to come in; what they do with their account MapIdentityApi guards itself.
                case AccessState.Undecided when endpoint.Kind == EndpointKind.Identity:
                    break;
                case AccessState.Undecided:
                    reporter.Finding(report, AccessRules.EndpointUndecided, endpoint.Location, endpoint.Name, endpoint.Name, "nobody has decided that", WayOut(endpoint));
                    break;
                case AccessState.WithoutEffect:
                    reporter.Finding(
                        report, AccessRules.EndpointUndecided, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Name, decision.Reason!,
                        "ask for something that not everybody has, or take the other away");
                    break;
                case AccessState.Unknown:
                    reporter.NotProven(
                        report, AccessRules.EndpointUndecided, endpoint.Location, endpoint.Name,
                        decision.Reason == endpoint.Doubt ? endpoint.Doubt! : $"'{endpoint.Name}': {decision.Reason}; {WayOut(endpoint)}");
                    break;
            }
        }
    }

    /// <summary>What serves files and probes is public by its nature, and the pages of a package are decided on by its makers.</summary>
    private static bool IsAsked(Endpoint endpoint) =>
        endpoint.Kind is not EndpointKind.Static and not EndpointKind.Health && endpoint.Handler is not "MapFallbackToFile" and not EndpointMap.Circuits
        && endpoint.Type?.ContainingAssembly.Name.StartsWith(PageReader.IdentityPages, StringComparison.Ordinal) != true;

    private static string WayOut(Endpoint endpoint) => endpoint.Kind switch
    {
        EndpointKind.Controller => "write [Authorize] or [AllowAnonymous] on the action or controller",
        EndpointKind.Page => "write [Authorize] or [AllowAnonymous] on the page's model",
        EndpointKind.Component => "write @attribute [Authorize] or [AllowAnonymous] in the component",
        _ => "write .RequireAuthorization() or .AllowAnonymous()",
    };
}
