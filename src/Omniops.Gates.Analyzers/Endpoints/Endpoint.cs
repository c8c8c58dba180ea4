using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>One endpoint of the application.</summary>
/// <param name="Route">Its route, with the prefixes around it; unknown parts are a <see cref="HeaderTexts.Hole"/>.</param>
/// <param name="Verbs">The verbs; empty for every verb, null where they are not known.</param>
/// <param name="Location">Where it is written: the action, the page's class, the call that maps it.</param>
/// <param name="Conventions">What is said of it, in the order in which the framework collects it: of two that exclude each other the last counts.</param>
internal sealed record Endpoint(
    EndpointKind Kind, string Route, IReadOnlyList<string>? Verbs, Location Location, PipelineScope Scope, IReadOnlyList<EndpointConvention> Conventions)
{
    /// <summary>The call that maps it.</summary>
    public PipelineCall? Mapping { get; init; }

    /// <summary>What serves it, as messages name it: <c>OrdersController.Get</c>, a page's path; null for code written in place.</summary>
    public string? Handler { get; init; }

    /// <summary>Why it is not known whether there is such an endpoint at all, and what to write; null where there is.</summary>
    public string? Doubt { get; init; }

    /// <summary>The method that serves it.</summary>
    public IMethodSymbol? Method { get; init; }

    /// <summary>The controller, page, hub or component.</summary>
    public INamedTypeSymbol? Type { get; init; }

    /// <summary>The code that serves it, where it is written in place.</summary>
    public IOperation? Code { get; init; }

    /// <summary>How messages name it: <c>POST /orders/{id}</c>; by what serves it as well, where nothing of its route is known.</summary>
    public string Name => $"{(Verbs is { Count: > 0 } ? string.Join(",", Verbs) + " " : "")}{Routes.Shown(Route)}{(IsNameless ? $" ({Handler})" : "")}";

    /// <summary>Whether nothing is known of its route, or not even whether there is one.</summary>
    public bool IsHidden => Doubt is not null || Kind == EndpointKind.Library && !Routes.IsKnown(Route) || IsNameless;

    private bool IsNameless => Kind is EndpointKind.Controller or EndpointKind.Page && !Routes.IsKnown(Route)
        && Routes.Segments(Route).All(segment => !Routes.IsKnown(segment) || segment.StartsWith("{", StringComparison.Ordinal));

    /// <summary>What serves it and in which project, where that is not the one that the finding stands in; else null.</summary>
    public string? Origin { get; init; }

    /// <summary>The name, with what serves it where the place of the finding does not show that: <c>GET /orders (OrdersController.Get in Library)</c>.</summary>
    public string Shown => Origin is null ? Name : $"{Name} ({Origin})";

    /// <summary>Whether a request can change state through it: any verb but the safe ones. Source: RFC 9110, 9.2.1.</summary>
    public bool ChangesState => Verbs is null or { Count: 0 } || Verbs.Any(verb => verb is not "GET" and not "HEAD" and not "OPTIONS" and not "TRACE");

    /// <summary>Whether production serves it at all.</summary>
    public bool IsInProduction => Scope.Environments.Includes(EnvironmentSet.Production);

    /// <summary>The paths of the branches of the pipeline that it is served in: app.Map("/admin", ...).</summary>
    public string Branch => string.Concat(Branches.Select(branch => branch.Path));

    /// <summary>Whether middleware certainly runs for a request to it, if that comes so far: in front of its branch, or in it.</summary>
    public bool IsServedBehind(PipelineCall middleware, PipelineCall host) =>
        IsInBranch
            ? middleware.Scope.FirstBeyond(Scope) is null && (Mapping is null || middleware.Order < Mapping.Order)
            : middleware.Scope.FirstBeyond(host.Scope) is null;

    /// <summary>Whether middleware cannot run for a request to it, as that takes another branch, or has taken its branch by then.</summary>
    public bool IsPassedBy(PipelineCall middleware) =>
        middleware.Scope.Conditions.Any(condition => condition is { IsBranch: true, Path: not null } && !Scope.Conditions.Any(condition.IsSame))
        || IsInBranch && Mapping is not null && middleware.Order > Mapping.Order;

    /// <summary>
    /// Where in the order of the pipeline it answers: at the first call that serves endpoints, whichever it was mapped in. Null at the end.
    /// </summary>
    public int? AnswersAt(PipelineFacts facts, PipelineCall host) => IsInBranch ? null : facts.Middleware.Find(call =>
        call.Name is "UseEndpoints" or "UseMvc" or "UseMvcWithDefaultRoute" && call.Concerns(host) && call.IsInProduction
        && call.Scope.FirstBeyond(host.Scope) is null)?.Order;

    /// <summary>Whether a branch of the pipeline serves it.</summary>
    public bool IsInBranch => Branches.Any();

    /// <summary>Whether every such branch is for a path, and not for what a condition says.</summary>
    public bool HasPath => Branches.All(branch => branch.Path is not null);

    /// <summary>Those branches that a condition says which requests take: app.MapWhen(context => ..., ...).</summary>
    public IReadOnlyList<PipelineCondition> Unnamed => [.. Branches.Where(branch => branch.Path is null)];

    private IEnumerable<PipelineCondition> Branches => Scope.Conditions.Where(condition =>
        condition.IsBranch && Mapping?.Host?.Scope.Conditions.Any(condition.IsSame) != true);

    /// <summary>What is certainly said of it.</summary>
    public IEnumerable<EndpointConvention> Said(ConventionKind kind) => Conventions.Where(each => each.Kind == kind && each.IsCertain(Scope));

    /// <summary>What may be said of it, under circumstances that are not certain.</summary>
    public IEnumerable<EndpointConvention> Perhaps(ConventionKind kind) =>
        Conventions.Where(each => each.Kind == kind && each.IsPossible && !each.IsCertain(Scope));
}
