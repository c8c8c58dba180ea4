using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6009: documents of the API, dashboards, diagnostics and maintenance are not open to everybody in production.</summary>
internal sealed class MaintenanceEndpointOpen : IEndpointRule
{
    private const string OnlyDevelopment = "map it in if (app.Environment.IsDevelopment()), or ask for authorization";

    private const string OrPublic = ", or name the route in 'access.public' of omniops.gates.json";

    private const string Closed = "[Authorize(Policy = \"admin\")]";

    /// <summary>Middleware that answers every caller. Source: Swashbuckle, NSwag, MiniProfiler, ELMAH; EF Core's migrations page.</summary>
    private static readonly (string Name, string What)[] s_middleware =
    [
        ("UseElmah", "which shows errors with their requests"), ("UseElmahIo", "which shows errors with their requests"),
        ("UseMigrationsEndPoint", "which applies migrations"), ("UseOpenApi", "which describes the whole API"),
        ("UseReDoc", "which describes the whole API"), ("UseSwagger", "which describes the whole API"),
        ("UseSwaggerUI", "which describes the whole API"), ("UseSwaggerUi", "which describes the whole API"),
        ("UseSwaggerUi3", "which describes the whole API"),
    ];

    public void Check(EndpointFacts facts, GateReporter reporter, Action<Diagnostic> report)
    {
        foreach (var endpoint in facts.Live.Where(endpoint => RouteWords.IsMaintenance(endpoint, reporter.Access)))
        {
            var decision = facts.AccessOf(endpoint);
            // Whoever writes .AllowAnonymous() on the document of an API publishes it on purpose.
            if (decision.State == AccessState.Anonymous && endpoint.Kind == EndpointKind.Document)
                continue;

            if (decision.IsOpen)
            {
                reporter.Finding(
                    report, AccessRules.MaintenanceEndpointOpen, decision.Place ?? endpoint.Location, endpoint.Name, endpoint.Shown,
                    SensitiveEndpointOpen.Why(decision), WayOut(endpoint) + OrPublic);
            }
            else if (decision.State == AccessState.Unknown)
            {
                reporter.NotProven(
                    report, AccessRules.MaintenanceEndpointOpen, endpoint.Location, endpoint.Name,
                    $"'{endpoint.Shown}': {decision.Reason}; {WayOut(endpoint)}{OrPublic}");
            }
        }

        foreach (var call in facts.Pipeline.Middleware.Where(call => call.IsInProduction))
        {
            var name = call.Name.Substring(call.Name.LastIndexOf('.') + 1);
            var (_, what) = Array.Find(s_middleware, each => each.Name == name);
            if (what is null || IsChosen(call) || IsBehindFallback(facts, call))
                continue;

            reporter.Finding(
                report, AccessRules.MaintenanceEndpointOpen, call.Operation?.NameLocation() ?? call.Location, name, name,
                what, "call it in if (app.Environment.IsDevelopment())");
        }
    }

    /// <summary>Nobody maps an action, a page or a component by itself.</summary>
    private static string WayOut(Endpoint endpoint) => endpoint.Kind switch
    {
        EndpointKind.Controller => $"write {Closed} on the action or controller",
        EndpointKind.Page => $"write {Closed} on the page's model",
        EndpointKind.Component => $"write @attribute {Closed} in the component",
        _ => OnlyDevelopment,
    };

    /// <summary>Whether something in the application decides that it runs.</summary>
    private static bool IsChosen(PipelineCall call) => call.Scope.Conditions.Any(condition => condition is { IsBranch: false, IsDeferral: false }
        && condition.Environments.Includes(EnvironmentSet.Production) && call.Host?.Scope.Conditions.Any(condition.IsSame) != true);

    /// <summary>Authorization answers first where it runs before and everybody is asked. Source: fallback policy, which holds without an endpoint too.</summary>
    private static bool IsBehindFallback(EndpointFacts facts, PipelineCall call) =>
        facts.Pipeline.AccessPolicies.Exists(policy => policy is { Name: AccessPolicy.Fallback, Strength: PolicyStrength.Guards } && policy.IsCertain(call.Scope))
        && facts.Pipeline.Middleware.Exists(other => other.Name == "UseAuthorization" && other.IsInProduction && other.Order < call.Order);
}
