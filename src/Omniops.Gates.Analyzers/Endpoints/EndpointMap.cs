using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Every endpoint of an application, with what is said of each.</summary>
internal sealed class EndpointMap
{
    /// <summary>The method that says below which path OData serves a model.</summary>
    public const string ServesData = "AddRouteComponents";

    private static readonly (string[] Verbs, string Route, bool IsGuarded)[] s_identity =
    [
        (["POST"], "register", false), (["POST"], "login", false), (["POST"], "refresh", false), (["GET"], "confirmEmail", false),
        (["POST"], "resendConfirmationEmail", false), (["POST"], "forgotPassword", false), (["POST"], "resetPassword", false),
        (["POST"], "manage/2fa", true), (["GET"], "manage/info", true), (["POST"], "manage/info", true),
    ];

    /// <summary>What serves the endpoints of circuits, of which the framework asks nothing and components do.</summary>
    public const string Circuits = "ComponentHub";

    private const string Scalar = "MapScalarApiReference";

    /// <summary>The files of the page, which everybody may read. Source: Scalar.AspNetCore 2, its running endpoints.</summary>
    private static readonly string[] s_scalarFiles = ["scalar.js", "scalar.aspnetcore.js", "favicon.svg"];

    /// <summary>Source: ServerComponentsEndpoints, its running endpoints.</summary>
    private static readonly string[] s_circuitParts = ["negotiate", "", "disconnect", "initializers"];

    /// <summary>Where forms of components are sent on to another site. Source: RazorComponentEndpointDataSource, its running endpoints.</summary>
    private const string OpaqueRedirect = "_framework/opaque-redirect";

    private static readonly PagePath[] s_membersOnly = [new("Identity", "/Account/Manage", IsFolder: true), new("Identity", "/Account/Logout", IsFolder: false)];

    private static readonly string[] s_get = ["GET"];
    private static readonly string[] s_post = ["POST"];

    private static readonly (EndpointKind Kind, string[] Names)[] s_implied =
    [
        (EndpointKind.Controllers, ["MapDynamicControllerRoute", "MapFallbackToAreaController", "MapFallbackToController"]),
        (EndpointKind.Pages, ["MapDynamicPageRoute", "MapFallbackToAreaPage", "MapFallbackToPage"]),
    ];

    /// <summary>What maps controllers by their names.</summary>
    private static readonly string[] s_byName =
    [
        "MapAreaControllerRoute", "MapAreaRoute", "MapControllerRoute", "MapDefaultControllerRoute", "MapRoute", "UseMvcWithDefaultRoute",
    ];

    /// <summary>What serves controllers without endpoints, so that what looks at their metadata does not see them.</summary>
    private static readonly string[] s_withoutEndpoints = ["MapAreaRoute", "MapRoute", "UseMvc", "UseMvcWithDefaultRoute"];

    /// <summary>A route that can be for every action without one of its own.</summary>
    private static readonly ControllerRoute s_any = new(HeaderTexts.Hole.ToString(), Defaults: null);

    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    private readonly PipelineFacts _facts;
    private readonly SourceBodies _bodies;
    private readonly CancellationToken _cancellation;
    private readonly ControllerReader _controllers;
    private readonly PageReader _pages;
    private readonly IReadOnlyList<EndpointMapping> _mappings;
    private readonly Lazy<List<IAssemblySymbol>> _parts;

    private EndpointMap(PipelineFacts facts, SourceBodies bodies, ReferencedFacts libraries, CancellationToken cancellation)
    {
        (_facts, _bodies, _cancellation) = (facts, bodies, cancellation);
        _controllers = new ControllerReader(
            bodies, libraries, facts.OptionOf("MvcOptions", "SuppressAsyncSuffixInActionNames")?.Constant is false, facts.ChangesTokens,
            facts.TokenTransformer is { } transformer ? new OutboundTransformer(bodies, transformer, cancellation) : null,
            new DataRoutes(facts.DataModels, facts.Services.Count(call => call.Name == ServesData && call.IsInProduction) == facts.DataModels.Count), cancellation);
        _pages = new PageReader(bodies, facts, cancellation);
        _parts = new Lazy<List<IAssemblySymbol>>(Parts);
        _mappings = [.. facts.Mappings, .. Implied(facts.Mappings)];
        Endpoints = [.. _mappings.SelectMany(Expand).Concat(Conventional()).Concat(Branches()).Concat(Unimplemented()).Select(endpoint => endpoint with
        {
            Route = Routes.Combine(endpoint.Branch, endpoint.Route),
            Origin = OriginOf(endpoint),
        })];
    }

    public IReadOnlyList<Endpoint> Endpoints { get; }

    public static EndpointMap Of(PipelineFacts facts, SourceBodies bodies, ReferencedFacts libraries, CancellationToken cancellation) =>
        new(facts, bodies, libraries, cancellation);

    /// <summary>What another project serves stands where it is mapped here, which does not say what it is.</summary>
    private string? OriginOf(Endpoint endpoint)
    {
        if (endpoint is { Handler: { } handler, Type.ContainingAssembly: { } assembly })
            return SymbolEqualityComparer.Default.Equals(assembly, _bodies.Compilation.Assembly) ? null : $"{handler} in {assembly.Name}";

        return endpoint is not { Mapping.Library: { } library, Type: null } ? null
            : library.Replace("'", "") is var method && (endpoint.Handler is not { } code || method.StartsWith(code, StringComparison.Ordinal)) ? method
            : $"{endpoint.Handler} in {method}";
    }

    /// <summary>
    /// MapFallbackToPage and its like map all pages or all controllers with routes of their own, though nothing that is said of the call is said
    /// of them. Source: ControllerEndpointRouteBuilderExtensions, RazorPagesEndpointRouteBuilderExtensions; tried on running servers.
    /// </summary>
    private static IEnumerable<EndpointMapping> Implied(List<EndpointMapping> mappings)
    {
        foreach (var (kind, names) in s_implied)
        {
            if (mappings.Find(mapping => Array.IndexOf(names, mapping.Call.Name) >= 0 && mapping.Call.IsInProduction) is { } mapping
                && !mappings.Exists(each => each.Kind == kind && each.Call.IsInProduction))
            {
                yield return new EndpointMapping(kind, mapping.Call, mapping.Group) { Place = mapping.Place };
            }
        }
    }

    private IEnumerable<Endpoint> Expand(EndpointMapping mapping)
    {
        var scope = mapping.Call.Scope;
        var around = mapping.Group?.All.ToList() ?? [];
        switch (mapping.Kind)
        {
            case EndpointKind.Controllers:
                return [];
            case EndpointKind.Pages:
                return _parts.Value.Concat(IdentityPages()).SelectMany(assembly => _pages
                    .Pages(assembly, scope, [.. _facts.PageConventions, .. OfIdentity(mapping)], PlaceOf(mapping)))
                    // A page of the program's own replaces that of a package; of two routes that are not known neither does.
                    .GroupBy(page => Routes.IsKnown(page.Route) ? page.Route : $"{page.Route} {page.Handler}", StringComparer.OrdinalIgnoreCase).Select(same => same.First())
                    .Select(page => page with { Mapping = mapping.Call, Conventions = [.. _facts.GlobalFilters, .. around, .. page.Conventions, .. mapping.Conventions] });
            case EndpointKind.Components:
                return _pages
                    .Components(
                        _bodies.Types.Concat(mapping.Assemblies.SelectMany(each => SourceBodies.TypesOf(each.GlobalNamespace)))
                            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
                        scope, [.. around, .. mapping.Conventions])
                    .Select(component => component with
                    {
                        Mapping = mapping.Call,
                        Location = component.Location.IsInSource ? component.Location : PlaceOf(mapping),
                    })
                    .Concat(mapping.HasCircuits ? s_circuitParts.Select(part => Made(mapping, Routes.Combine(mapping.Group?.Prefix ?? "", Routes.Combine("_blazor", part)), []) with
                    {
                        Kind = EndpointKind.Hub,
                        Handler = Circuits,
                    }) : [])
                    // What is said of the components is not said of it.
                    .Append(Made(mapping, Routes.Combine(mapping.Group?.Prefix ?? "", OpaqueRedirect), s_get) with
                    {
                        Kind = EndpointKind.Static,
                        Handler = "opaque redirect",
                        Conventions = around,
                    })
                    .Concat(mapping.IsUnknown ? [Made(mapping, HeaderTexts.Hole.ToString(), verbs: null) with { Kind = EndpointKind.Library }] : []);
            case EndpointKind.Identity:
                return s_identity.Select(each => Made(mapping, Routes.Combine(mapping.Route, each.Route), each.Verbs) with
                {
                    Conventions = each.IsGuarded
                        ? [.. around, .. mapping.Conventions, new EndpointConvention(ConventionKind.Authorize, PlaceOf(mapping), scope, "MapIdentityApi")]
                        : [.. around, .. mapping.Conventions],
                });
            case EndpointKind.Hub when mapping.Call.Name == "MapBlazorHub":
                return s_circuitParts.Select(part => Made(mapping, Routes.Combine(mapping.Route, part), part == "negotiate" ? ["POST"] : []));
            case EndpointKind.Hub when mapping.Call.Name is "MapHub" or "MapConnections" or "MapConnectionHandler":
                return [Made(mapping, Routes.Combine(mapping.Route, "negotiate"), ["POST"]), Made(mapping, mapping.Route, [])];
            case EndpointKind.Grpc when mapping.Type is { } service:
                return new GrpcReader(_bodies, _cancellation).Read(service, scope).Select(method => Made(mapping, Routes.Combine(mapping.Group?.Prefix ?? "", method.Route), s_post) is var made
                    ? made with { Conventions = [.. made.Conventions, .. method.Said] } : made).DefaultIfEmpty(Made(mapping, mapping.Route, s_post));
            case EndpointKind.Document when mapping.Call.Name == Scalar:
                return [Made(mapping, Routes.Combine(mapping.Route, "{documentName?}"), s_get), .. s_scalarFiles.Select(file => Made(mapping, Routes.Combine(mapping.Route, file), s_get) with
                {
                    Conventions = [new EndpointConvention(ConventionKind.Anonymous, PlaceOf(mapping), scope, Scalar)],
                })];
            case EndpointKind.Static when mapping.Prefixes.Count > 0:
                return mapping.Prefixes.Select(prefix =>
                    Made(mapping, Routes.Combine(mapping.Group?.Prefix ?? "", prefix.TrimEnd('/') + "/{**catchall}"), []));
            case EndpointKind.Fallback when Target(mapping) is { } target:
                return [Made(mapping, mapping.Route, mapping.Verbs) with
                {
                    Conventions = [.. _facts.GlobalFilters, .. target.Conventions],
                    Handler = target.Handler,
                    Method = target.Method,
                    Type = target.Type,
                }];
            default:
                return [Made(mapping, mapping.Route, mapping.Verbs)];
        }
    }

    /// <summary>
    /// The action or page that a fallback is to, which is served with what is said of it; what is said of the fallback has no effect. Null
    /// where it is not in sight. Source: DynamicControllerEndpointMatcherPolicy, tried on a running server.
    /// </summary>
    private Endpoint? Target(EndpointMapping mapping)
    {
        if (mapping.Defaults is not { } names || !names.Values.All(Routes.IsKnown))
            return null;

        names.TryGetValue("area", out var area);
        if (names.TryGetValue("page", out var page))
        {
            return _parts.Value.SelectMany(assembly => _pages.Pages(assembly, mapping.Call.Scope, [.. _facts.PageConventions, .. OfIdentity(mapping)], PlaceOf(mapping)))
                .FirstOrDefault(each => each.Handler == (area is null ? page : $"/{area}{page}"));
        }

        if (!names.TryGetValue("controller", out var controller) || !names.TryGetValue("action", out var action))
            return null;

        var route = new ControllerRoute("{controller}/{action}", names);
        return Controllers(mapping).SelectMany(each => _controllers.Read(each.Controller, mapping.Call.Scope, [route], each.Place))
            .FirstOrDefault(each => string.Equals(each.Route, $"/{controller}/{action}", StringComparison.OrdinalIgnoreCase)) is { } served
                ? served with { Conventions = [.. _facts.ControllerConventions, .. served.Conventions] } : null;
    }

    private Endpoint Made(EndpointMapping mapping, string route, IReadOnlyList<string>? verbs) => new(
        mapping.Kind, route, verbs, PlaceOf(mapping), mapping.Call.Scope, [.. mapping.Group?.All ?? [], .. mapping.Conventions])
    {
        Mapping = mapping.Call,
        Doubt = mapping.Doubt,
        Handler = mapping.Handler is { MethodKind: not MethodKind.AnonymousFunction } method ? $"{method.ContainingType.Name}.{method.Name}"
            : mapping.HandlerName ?? mapping.Type?.Name ?? (mapping.Kind == EndpointKind.Minimal ? null : mapping.Call.Name),
        Method = mapping.Handler,
        Code = mapping.Code,
        Type = mapping.Type,
    };

    /// <summary>The actions of all controllers, for each way in which they are mapped.</summary>
    private IEnumerable<Endpoint> Conventional()
    {
        var mapped = _mappings.Where(mapping => mapping.Kind == EndpointKind.Controllers).OrderBy(mapping => mapping.Call.IsInProduction ? 0 : 1).ToList();
        if (mapped.Count == 0)
            yield break;

        var patterns = mapped.Where(IsByNames).ToList();
        // What is said of a pattern is not said of the actions that have routes of their own. Source: ActionEndpointFactory, tried on a running server.
        var conventions = mapped.SelectMany(mapping => (mapping.Group?.All ?? []).Concat(IsByNames(mapping) ? [] : mapping.Conventions)).ToList();
        var (hidden, served) = (new HashSet<EndpointMapping>(), new HashSet<(INamedTypeSymbol?, IMethodSymbol?)>());
        foreach (var (controller, place) in Controllers(mapped[0]))
        {
            foreach (var pattern in patterns)
            {
                var route = new ControllerRoute(pattern.Route, pattern.Defaults);
                foreach (var action in _controllers.Read(controller, pattern.Call.Scope, [route], place).Where(IsByName))
                {
                    if (!route.IsKnown)
                        hidden.Add(pattern);
                    else if (Narrowed(action.Verbs, pattern.Verbs) is var verbs && (verbs is null or { Count: > 0 } || action.Verbs is { Count: 0 }))
                        yield return Finished(action with { Verbs = verbs }, pattern, [.. pattern.Group?.All ?? [], .. pattern.Conventions]);
                    served.Add((action.Type, action.Method));
                }
            }

            foreach (var action in _controllers.Read(controller, mapped[0].Call.Scope, [], place))
                yield return Finished(action, mapped[0], conventions);
        }

        foreach (var pattern in hidden)
            yield return Hidden(pattern, $"which action the route '{Routes.Shown(pattern.Route)}' serves is known only at run time; write its controller and action as texts");
        if (patterns.Find(pattern => new ControllerRoute(pattern.Route, pattern.Defaults) is { IsOpen: true, IsKnown: true }) is { } open
            && Controllers(open).SelectMany(each => _controllers.Read(each.Controller, open.Call.Scope, [s_any], each.Place)).FirstOrDefault(action =>
                IsByName(action) && !served.Contains((action.Type, action.Method))) is { } other)
        {
            yield return Hidden(open, $"the pattern of a route is made at run time and may be for '{other.Handler}' as well, which no other route serves; write it as a text");
        }

        foreach (var prefix in _facts.Services.Where(call => call.Name == ServesData && call.IsInProduction).Select(call => call.Value ?? ""))
        {
            foreach (var route in (string[])[Routes.Combine(prefix, "$metadata"), Routes.Combine(prefix, "")])
            {
                yield return new Endpoint(EndpointKind.Static, Changed(route), ["GET"], PlaceOf(mapped[0]), mapped[0].Call.Scope, [.. _facts.GlobalFilters, .. conventions])
                {
                    Mapping = mapped[0].Call,
                    Handler = "MetadataController",
                };
            }
        }

        // A convention that changes routes as a rule puts a prefix in front of them.
        string Changed(string route) => _facts.ChangesRoutes && route.Trim('/') != HeaderTexts.Hole.ToString() ? Routes.Combine(HeaderTexts.Hole.ToString(), route) : route;

        // None for every verb.
        static IReadOnlyList<string>? Narrowed(IReadOnlyList<string>? verbs, IReadOnlyList<string>? constraint) =>
            verbs is null || constraint is not { Count: > 0 } ? verbs : verbs.Count == 0 ? constraint : [.. verbs.Intersect(constraint)];

        Endpoint Hidden(EndpointMapping pattern, string doubt) => Made(pattern, Changed(pattern.Route), pattern.Verbs) is var made ? made with
        {
            Kind = EndpointKind.Library,
            Conventions = [.. _facts.GlobalFilters, .. made.Conventions],
            Doubt = doubt,
        } : made;

        bool IsByName(Endpoint action) => !_controllers.Read(action.Type!, action.Scope, []).Any(each =>
            SymbolEqualityComparer.Default.Equals(each.Method, action.Method));

        Endpoint Finished(Endpoint action, EndpointMapping mapping, IReadOnlyList<EndpointConvention> said) => action with
        {
            Route = mapping.Group is { } group && action.Route.Length > 0 && !IsByNames(mapping)
                ? Routes.Combine(group.Prefix, Changed(action.Route)) : Changed(action.Route),
            Mapping = mapping.Call,
            Conventions = [.. _facts.GlobalFilters, .. _facts.ControllerConventions, .. Seen(action, mapping), .. said],
        };

        // The rate limiter finds its attributes on endpoints only; authorization has filters of its own. Source: AuthorizationApplicationModelProvider.
        static IEnumerable<EndpointConvention> Seen(Endpoint action, EndpointMapping mapping) =>
            Array.IndexOf(s_withoutEndpoints, mapping.Call.Name) < 0 ? action.Conventions
                : action.Conventions.Where(each => each.Kind is not (ConventionKind.RateLimit or ConventionKind.NoRateLimit));
    }

    /// <summary>What stands beside the services of gRPC, once for all of them.</summary>
    private IEnumerable<Endpoint> Unimplemented()
    {
        var services = _mappings.Where(mapping => (mapping.Kind == EndpointKind.Grpc || mapping.Call.Name == GrpcReader.Health) && mapping.Call.IsInProduction).ToList();
        var routes = services.SelectMany(Expand).Select(endpoint => endpoint.Route).Where(route => route.StartsWith("/", StringComparison.Ordinal) && Routes.IsKnown(route));
        return services.Count == 0 ? [] : GrpcReader.Missing(routes).Select(route => Made(services[0], route, []) with
        {
            Kind = EndpointKind.Fallback,
            Handler = GrpcReader.Unimplemented,
            // A package's own services stand in a group for what is said of them.
            Conventions = (services[0].Call.Name == "MapGrpcService" ? services[0].Group : services[0].Group?.Parent)?.All.ToList() ?? [],
        });
    }

    /// <summary>app.Map("/debug", branch => branch.Run(...)), app.MapWhen(context => context.Request.Path == "/debug", ...): people call it as they call an endpoint, and nothing can be said of it.</summary>
    private IEnumerable<Endpoint> Branches()
    {
        foreach (var terminal in _facts.Terminals)
        {
            if (terminal.Operation is not { } run)
                continue;

            var refusal = AccessDecisions.SpeaksOfRefusal(run.Syntax)
                ? new EndpointConvention(ConventionKind.Unknown, run.NameLocation(), terminal.Scope, "branch") { Reason = "its own code may turn callers away" } : null;
            var branch = new Endpoint(EndpointKind.Branch, "{**path}", [], run.NameLocation(), terminal.Scope, refusal is null ? [] : [refusal])
            {
                Mapping = terminal,
                Handler = "Map",
            };
            if (branch is { IsInBranch: true, HasPath: true })
                yield return branch;
            else if (branch.IsInBranch && PathConditions.PathOf(branch.Unnamed) is { } path)
                yield return branch with { Route = path };
        }
    }

    private IEnumerable<(INamedTypeSymbol Controller, Location? Place)> Controllers(EndpointMapping mapping)
    {
        var isPlain = _facts.FindsInternal ? ControllerReader.IsControllerButForAccess : (Func<INamedTypeSymbol, bool>)ControllerReader.IsController;
        foreach (var type in _bodies.Types.Where(isController))
            yield return (type, null);
        foreach (var assembly in _parts.Value.Where(each => !SymbolEqualityComparer.Default.Equals(each, _bodies.Compilation.Assembly)))
        {
            foreach (var type in TypesOf(assembly.GlobalNamespace).Where(isController))
                yield return (type, PlaceOf(mapping));
        }

        bool isController(INamedTypeSymbol type) => isPlain(type) || _facts.AddedControllers.Count > 0 && type is { TypeKind: TypeKind.Class, IsAbstract: false } && _facts.AddedControllers.Contains(type.ToDisplayString()) || _facts.FindsGeneric && ControllerReader.IsGeneric(type);
    }

    /// <summary>
    /// This assembly and those of referenced projects and packages that name MVC or one that does: it finds what they hold. Those that a build
    /// compiles against name what their declarations do, and not what their code does. Source: ReferenceResolver of the Razor SDK.
    /// </summary>
    private List<IAssemblySymbol> Parts()
    {
        var all = _bodies.Compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => !KnownMiddleware.IsFramework(assembly)).ToList();
        var (parts, names) = (new List<IAssemblySymbol> { _bodies.Compilation.Assembly }, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        while (true)
        {
            var more = all.FindAll(assembly => !names.Contains(assembly.Name) && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference =>
                names.Contains(reference.Name) || reference.Name.StartsWith(Mvc, StringComparison.Ordinal))));
            if (more.Count == 0)
                return parts;

            parts.AddRange(more);
            names.UnionWith(more.Select(assembly => assembly.Name));
        }
    }

    /// <summary>The pages of the package, which the program's own pages of the same name replace.</summary>
    private IEnumerable<IAssemblySymbol> IdentityPages() => !_facts.Services.Exists(call => call.Name is "AddDefaultIdentity" or "AddDefaultUI") ? []
        : _bodies.Compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => assembly.Name == PageReader.IdentityPages);

    /// <summary>What the package says of its area, for its own pages and those that a program has put in their place. Source: IdentityDefaultUIConfigureOptions.</summary>
    private IEnumerable<PageConvention> OfIdentity(EndpointMapping mapping)
    {
        if (!IdentityPages().Any())
            yield break;

        foreach (var on in s_membersOnly)
        {
            // Who opens one of its pages by name means that page; who opens all of the area need not have thought of these.
            var said = new EndpointConvention(ConventionKind.Authorize, PlaceOf(mapping), mapping.Call.Scope, "convention") { Depth = s_membersOnly[0].Depth };
            yield return new PageConvention(said, on);
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(TypesOf));

    private static bool IsByNames(EndpointMapping mapping) => Array.IndexOf(s_byName, mapping.Call.Name) >= 0;

    /// <summary>The place of the call itself, in whichever file it stands.</summary>
    private static Location PlaceOf(EndpointMapping mapping) => mapping.Place ?? mapping.Call.Operation?.NameLocation() ?? mapping.Call.Caller ?? mapping.Call.Location;
}
