using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Routes of MVC before endpoints: <c>app.UseMvc(routes => routes.MapRoute("default", "{controller}/{action}"))</c> with
/// <c>EnableEndpointRouting = false</c>. Source: MvcApplicationBuilderExtensions, MapRouteRouteBuilderExtensions.
/// </content>
internal sealed partial class PipelineReader
{
    private const string OldRoutes = "UseMvc";

    private void NoteOldRoutes(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, PipelineCall? host)
    {
        if (!KnownMiddleware.IsFramework(method.ContainingAssembly))
            return;

        switch (method.ContainingType.Name)
        {
            case "MvcApplicationBuilderExtensions":
                NoteOldRoute(call, method, scope, host, EndpointKind.Controllers);
                // AddMvc may stand out of sight; where there are no pages, none is served.
                NoteOldRoute(call, method, scope, host, EndpointKind.Pages);
                break;
            case "MapRouteRouteBuilderExtensions" or "MvcAreaRouteBuilderExtensions":
                NoteOldRoute(call, method, scope, host ?? _serving, EndpointKind.Controllers);
                break;
            case "RoutingBuilderExtensions":
                NoteHiddenEndpoints(method, call, scope, host, $"what the routes of '{method.Name}' serve is not read; map endpoints instead");
                break;
        }
    }

    private void NoteOldRoute(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, PipelineCall? host, EndpointKind kind)
    {
        Add(_facts.Endpoints, method.Name, call, scope, host);
        _facts.Mappings.Add(new EndpointMapping(kind, _facts.Endpoints[_facts.Endpoints.Count - 1], group: null)
        {
            Pattern = kind == EndpointKind.Pages ? "" : PatternOf(call) ?? DefaultOf(method, kind),
            Defaults = DefaultsOf(call),
        });
    }

    /// <summary>The routes are made while the pipeline is.</summary>
    private static bool IsOfOldRoutes(IMethodSymbol method) => method is { Name: OldRoutes, ContainingType.Name: "MvcApplicationBuilderExtensions" };
}
