using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6002: what is for some only, by the words of its route or by the policy, is not open to everybody.</summary>
internal sealed class SensitiveEndpointOpen : IEndpointRule
{
    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        var doubts = new EndpointDoubts(AccessRules.SensitiveEndpointOpen);
        foreach (var (endpoint, decision) in facts.Decisions(endpoint => RouteWords.IsSensitive(endpoint, reporter.Access), IsWrong))
        {
            if (IsWrong(endpoint, decision))
            {
                reporter.Finding(
                    report, AccessRules.SensitiveEndpointOpen, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Shown, Why(decision),
                    "write .RequireAuthorization(\"admin\") or [Authorize], or name the route in 'access.public' of omniops.gates.json");
            }
            else if (decision.State == AccessState.Unknown)
            {
                doubts.Add(endpoint, $"{decision.Reason}; write .RequireAuthorization() or [Authorize]");
            }
        }

        doubts.Report(reporter, report);
    }

    private static bool IsWrong(Endpoint endpoint, AccessDecision decision) => decision.IsOpen && !IsEntrance(endpoint);

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
