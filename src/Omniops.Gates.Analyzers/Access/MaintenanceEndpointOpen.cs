using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Access;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>OMNI6009: documents of the API, dashboards, diagnostics and maintenance are not open to everybody in production.</summary>
internal sealed class MaintenanceEndpointOpen : IEndpointRule
{
    private const string OnlyDevelopment = "map it in if (app.Environment.IsDevelopment()), or ask for authorization";

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
                    SensitiveEndpointOpen.Why(decision), OnlyDevelopment);
            }
            else if (decision.State == AccessState.Unknown)
            {
                reporter.NotProven(
                    report, AccessRules.MaintenanceEndpointOpen, endpoint.Location, endpoint.Name,
                    $"'{endpoint.Shown}': {decision.Reason}; {OnlyDevelopment}");
            }
        }

        foreach (var call in facts.Pipeline.Middleware.Where(call => call.IsInProduction))
        {
            var name = call.Name.Substring(call.Name.LastIndexOf('.') + 1);
            var (_, what) = Array.Find(s_middleware, each => each.Name == name);
            if (what is null && !(name == "UseHangfireDashboard" && IsOpenDashboard(call)))
                continue;
            if (call.Scope.Conditions.Any(condition => condition is { IsBranch: false, IsDeferral: false }) || IsBehindFallback(facts, call))
                continue;

            reporter.Finding(
                report, AccessRules.MaintenanceEndpointOpen, call.Operation?.NameLocation() ?? call.Location, name, name,
                what ?? "as its filter lets everybody in", "call it in if (app.Environment.IsDevelopment())");
        }
    }

    /// <summary>Authorization answers first where it runs before and everybody is asked. Source: fallback policy, which holds without an endpoint too.</summary>
    private static bool IsBehindFallback(EndpointFacts facts, PipelineCall call) =>
        facts.Pipeline.AccessPolicies.Exists(policy => policy is { Name: AccessPolicy.Fallback, Strength: PolicyStrength.Guards, IsCertain: true })
        && facts.Pipeline.Middleware.Exists(other => other.Name == "UseAuthorization" && other.IsInProduction && other.Order < call.Order);

    /// <summary>Without options only local requests are let in; an empty list of filters lets in all.</summary>
    private static bool IsOpenDashboard(PipelineCall call) => call.Operation is IInvocationOperation invocation
        && invocation.Descendants().OfType<ISimpleAssignmentOperation>().Any(assignment =>
            assignment.Target is IPropertyReferenceOperation { Property: { Name: "Authorization", ContainingType.Name: "DashboardOptions" } }
            && assignment.Value.Unwrapped() is IArrayCreationOperation { Initializer: null or { ElementValues.Length: 0 } }
                or IInvocationOperation { TargetMethod.Name: "Empty" });
}
