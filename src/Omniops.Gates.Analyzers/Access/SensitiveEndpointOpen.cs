using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6002: what is for some only, by the words of its route or by the policy, is not open to everybody.</summary>
internal sealed class SensitiveEndpointOpen : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var endpoint in facts.Live.Where(endpoint => RouteWords.IsSensitive(endpoint, reporter.Access)))
        {
            var decision = facts.AccessOf(endpoint);
            if (decision.IsOpen && !IsEntrance(endpoint))
            {
                reporter.Finding(
                    report, AccessRules.SensitiveEndpointOpen, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Name, Why(decision),
                    "write .RequireAuthorization(\"admin\") or [Authorize], or name the route in 'access.public' of omniops.gates.json");
            }
            else if (decision.State == AccessState.Unknown)
            {
                reporter.NotProven(
                    report, AccessRules.SensitiveEndpointOpen, endpoint.Location, endpoint.Name,
                    $"'{endpoint.Name}': {decision.Reason}; write .RequireAuthorization() or [Authorize]");
            }
        }
    }

    public static string Why(AccessDecision decision) => decision.State switch
    {
        AccessState.Undecided => "as nobody has decided who may call it",
        AccessState.Anonymous => $"as 'AllowAnonymous' on the {decision.By} says",
        _ => decision.Reason!,
    };

    /// <summary>/admin/login lets everybody try.</summary>
    private static bool IsEntrance(Endpoint endpoint) =>
        Routes.Segments(endpoint.Route) is [.., var last] && MvcNames.IsEntrance(last);
}
