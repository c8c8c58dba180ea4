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
                    $"{WayOut(endpoint)}, or name the route in 'access.public' of omniops.gates.json");
            }
            else if (decision.State == AccessState.Unknown)
            {
                doubts.Add(endpoint, $"{decision.Reason}; {WayOut(endpoint)}");
            }
        }

        doubts.Report(reporter, report);
    }

    /// <summary>A branch of the pipeline is no endpoint, so that nothing can be asked for in front of it alone.</summary>
    private static string WayOut(Endpoint endpoint) => endpoint.Kind == EndpointKind.Branch
        ? "serve it with an endpoint: app.MapGet(...).RequireAuthorization(\"admin\")" : "write .RequireAuthorization(\"admin\") or [Authorize]";

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
