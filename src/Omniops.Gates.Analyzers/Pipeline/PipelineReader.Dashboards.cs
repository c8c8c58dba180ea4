using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// The dashboard of Hangfire, which is a middleware or an endpoint and asks filters of its own. Source: DashboardOptions,
/// LocalRequestsOnlyAuthorizationFilter, HangfireEndpointRouteBuilderExtensions, Hangfire 1.8.
/// </content>
internal sealed partial class PipelineReader
{
    private const string Dashboard = "HangfireDashboard";

    private static bool IsDashboard(IMethodSymbol method) => method.Name.StartsWith("Map" + Dashboard, StringComparison.Ordinal);

    /// <summary>app.UseHangfireDashboard("/jobs", options), which answers whatever is asked below its path.</summary>
    private void NoteDashboard(IMethodSymbol method, IInvocationOperation? call, PipelineScope scope, PipelineCall? host)
    {
        if (method.Name != "Use" + Dashboard || call is null || _isLibrary)
            return;

        var path = call.Arguments.FirstOrDefault(argument => argument is { Parameter.Name: "pathMatch", ArgumentKind: ArgumentKind.Explicit });
        var within = scope.Branch(call.Syntax, $"'{method.Name}'", path is null ? "/hangfire" : TextOf(path.Value) ?? HeaderTexts.Hole.ToString());
        var served = new PipelineCall(method.Name, Site(call, scope), within, host, _order++) { Operation = call };
        var mapping = new EndpointMapping(EndpointKind.Dashboard, served, group: null) { Pattern = "{**path}" };
        mapping.Conventions.AddRange(SaidOfDashboard(call, method, within));
        _facts.Mappings.Add(mapping);
    }

    /// <summary>What a call says of the dashboard: a policy, or filters that must all let a caller pass.</summary>
    private IEnumerable<EndpointConvention> SaidOfDashboard(IInvocationOperation call, IMethodSymbol method, PipelineScope scope)
    {
        EndpointConvention Say(ConventionKind kind) => new(kind, call.NameLocation(), scope, "dashboard");
        EndpointConvention Guard(string name) => Say(ConventionKind.Filter) with { IsGuard = true, Policy = name };
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "authorizationPolicyName") is { } policy)
            return [Named(policy.Value, Say(ConventionKind.Authorize))];
        if (method.Name.EndsWith("WithNoAuthorizationFilters", StringComparison.Ordinal))
            return [];

        var options = call.Arguments.FirstOrDefault(argument => argument is { Parameter.Type.Name: "DashboardOptions", ArgumentKind: ArgumentKind.Explicit })?.Value;
        if (options is null || options.IsNull())
            return [Guard("local requests")];
        if (_values.Origin(options) is not IObjectCreationOperation made)
            return [Say(ConventionKind.Unknown) with { Reason = "what its options ask for is not known" }];

        var given = made.Descendants().OfType<ISimpleAssignmentOperation>()
            .Where(each => each.Target is IPropertyReferenceOperation { Property.Name: "Authorization" or "AsyncAuthorization" }).Select(each => _values.Origin(each.Value)).ToList();
        if (given.Count == 0)
            return [Guard("local requests")];

        var filters = given.SelectMany(value => value.Descendants()).OfType<IObjectCreationOperation>().Select(each => each.Type).OfType<INamedTypeSymbol>()
            .Where(DashboardFilters.Is).ToList();
        if (filters.Find(type => Asks(type) == true) is { } asking)
            return [Guard(asking.Name)];
        if (filters.Find(type => Asks(type) is null) is { } hidden)
            return [Say(ConventionKind.Unknown) with { Reason = $"what the filter '{hidden.Name}' asks for cannot be seen" }];

        return filters.Count > 0 || given.TrueForAll(IsEmpty) ? [] : [Say(ConventionKind.Unknown) with { Reason = "which filters it asks is not known" }];
    }

    private static bool IsEmpty(IOperation list) => list is IInvocationOperation { TargetMethod.Name: "Empty" }
        || list is IArrayCreationOperation { DimensionSizes: [var size] } && size.ConstantValue.Value is 0
        || list is IObjectCreationOperation { Arguments.Length: 0, Initializer: null }
        || list.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax { Elements.Count: 0 };

    /// <summary>Whether a filter asks for something; null where it cannot be seen.</summary>
    private bool? Asks(INamedTypeSymbol filter) => bodies.Has(filter) ? !DashboardFilters.LetsAllPass(filter, bodies, cancellation)
        : KnownMiddleware.IsKnownPackage(filter.ContainingAssembly) ? true
        : libraries.Of(filter)?.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Filter)?.Value as string switch
        {
            DashboardFilters.Open => false,
            DashboardFilters.Asks => true,
            _ => (bool?)null,
        };
}
