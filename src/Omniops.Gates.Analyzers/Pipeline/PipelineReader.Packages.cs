using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Endpoints that packages find by themselves: routes of a reverse proxy in settings, and modules. Source: documentation of Yarp.ReverseProxy
/// (route configuration) and Carter (ICarterModule).
/// </content>
internal sealed partial class PipelineReader
{
    private const string CarterModule = "CarterModule";

    private const string Yarp = "Yarp.ReverseProxy";

    /// <summary>Source: endpoints of Dapr.Actors.AspNetCore 1.19 as it runs.</summary>
    private const string Actor = "/actors/{actorTypeName}/{actorId}";

    /// <summary>The routes that settings give the proxy; null until a section of them is loaded.</summary>
    private List<KeyValuePair<string, string>>? _proxied;

    private bool _isProxyUnknown;

    /// <summary>AddReverseProxy().LoadFromConfig(section)</summary>
    private void NoteProxySettings(IInvocationOperation call, IMethodSymbol method)
    {
        if (method.ContainingAssembly.Name != Yarp || !method.Name.StartsWith("LoadFrom", StringComparison.Ordinal))
            return;

        if (method.Name == "LoadFromConfig" && configured?.Below(call, cancellation) is { } entries)
            (_proxied ??= []).AddRange(entries);
        else
            _isProxyUnknown = true;
    }

    /// <summary>What a package maps that its call alone does not tell; null for other calls.</summary>
    private PipelineValue? NotePackageEndpoints(IInvocationOperation call, IMethodSymbol method, PipelineCall mapped, EndpointGroup? group)
    {
        var all = new EndpointGroup(group, "");
        switch (method.ContainingAssembly.Name, method.Name)
        {
            case (Yarp, "MapReverseProxy") when _proxied is not null && !_isProxyUnknown:
                _facts.Mappings.AddRange(ProxyRoutes(call, mapped, all));
                break;
            case (Yarp, "MapReverseProxy"):
                _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, mapped, all) { Pattern = HeaderTexts.Hole.ToString(), Verbs = null, HandlerName = method.Name });
                break;
            case ("Carter", "MapCarter"):
                foreach (var module in bodies.Types.Where(IsCarterModule))
                    ReadModule(module, call, mapped, all);
                foreach (var module in Dispatch.Referenced.Where(IsCarterModule))
                    ImportClass(module, call, mapped, all);
                break;
            case ("FastEndpoints", "MapFastEndpoints" or "UseFastEndpoints"):
                NoteEndpointClasses(call, mapped, all);
                break;
            case ("Grpc.AspNetCore.Server.Reflection", GrpcReader.Reflected) when call.SemanticModel?.Compilation.GetTypeByMetadataName(GrpcReader.NewReflected) is not null:
                _facts.Mappings.AddRange(Known(EndpointKind.Grpc, [GrpcReader.Reflection, GrpcReader.NewReflection], "POST"));
                break;
            case ("Grpc.AspNetCore.HealthChecks", GrpcReader.Health):
                _facts.Mappings.AddRange(Known(EndpointKind.Health, GrpcReader.HealthRoutes, "POST"));
                break;
            case ("Dapr.AspNetCore", "MapSubscribeHandler"):
                _facts.Mappings.AddRange(Known(EndpointKind.Minimal, ["/dapr/subscribe"], "GET"));
                break;
            case ("Dapr.Actors.AspNetCore", "MapActorsHandlers"):
                _facts.Mappings.AddRange(Known(EndpointKind.Minimal, ["/dapr/config"], "GET").Concat(Known(EndpointKind.Minimal, [Actor], "DELETE"))
                    .Concat(Known(EndpointKind.Minimal, [Actor + "/method/{methodName}", Actor + "/method/remind/{reminderName}", Actor + "/method/timer/{timerName}"], "PUT")));
                var health = Known(EndpointKind.Health, ["/healthz"]).Single();
                health.Conventions.Add(new EndpointConvention(ConventionKind.Anonymous, call.NameLocation(), mapped.Scope, method.Name));
                _facts.Mappings.Add(health);
                break;
            case (Wolverine, "MapWolverineEndpoints") when !_isLibrary:
                NoteWolverineEndpoints(call, mapped, all);
                break;
            case (Wolverine, "MapDeleteToWolverine" or "MapPostToWolverine" or "MapPutToWolverine") when !_isLibrary:
                var message = OfMessage(call, mapped, group);
                _facts.Mappings.Add(message);
                return new PipelineValue(mapped.Host, Endpoint: message);
            default:
                return null;
        }

        return new PipelineValue(mapped.Host, Group: all);

        IEnumerable<EndpointMapping> Known(EndpointKind kind, IReadOnlyList<string> routes, params string[] verbs) =>
            routes.Select(route => new EndpointMapping(kind, mapped, all) { Pattern = route, Verbs = verbs, HandlerName = method.Name });
    }

    private IEnumerable<EndpointMapping> ProxyRoutes(IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        var routes = _proxied!.Select(entry => (Parts: entry.Key.Split(':'), entry.Value))
            .Where(entry => entry.Parts.Length > 2 && string.Equals(entry.Parts[0], "Routes", StringComparison.OrdinalIgnoreCase))
            .GroupBy(entry => entry.Parts[1], StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes)
        {
            var given = route.GroupBy(entry => string.Join(":", entry.Parts.Skip(2)), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(each => each.Key, each => each.Last().Value, StringComparer.OrdinalIgnoreCase);
            var verbs = given.Where(each => each.Key.StartsWith("Match:Methods:", StringComparison.OrdinalIgnoreCase))
                .Select(each => each.Value.ToUpperInvariant()).ToList();
            var mapping = new EndpointMapping(EndpointKind.Proxy, mapped, all)
            {
                Pattern = given.TryGetValue("Match:Path", out var path) ? path : "{**catch-all}",
                Verbs = verbs,
                HandlerName = route.Key,
            };
            mapping.Conventions.AddRange(ProxyConventions(given, call, mapped.Scope));
            yield return mapping;
        }
    }

    private static IEnumerable<EndpointConvention> ProxyConventions(Dictionary<string, string> given, IInvocationOperation call, PipelineScope scope)
    {
        EndpointConvention Say(ConventionKind kind) => new(kind, call.NameLocation(), scope, "proxy route");
        if (given.TryGetValue("AuthorizationPolicy", out var access) && access.Length > 0)
        {
            yield return Is(access, "Anonymous") ? Say(ConventionKind.Anonymous)
                : Say(ConventionKind.Authorize) with { Policy = Is(access, "Default") ? null : access };
        }

        if (given.TryGetValue("RateLimiterPolicy", out var limit) && limit.Length > 0 && !Is(limit, "Default"))
            yield return Is(limit, "Disable") ? Say(ConventionKind.NoRateLimit) : Say(ConventionKind.RateLimit) with { Policy = limit };

        if (given.TryGetValue("CorsPolicy", out var cors) && cors.Length > 0)
            yield return Is(cors, "Disable") ? Say(ConventionKind.NoCors) : Say(ConventionKind.Cors) with { Policy = Is(cors, "Default") ? null : cors };

        if (given.TryGetValue("MaxRequestBodySize", out var size) && long.TryParse(size, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bytes))
            yield return bytes < 0 ? Say(ConventionKind.NoRequestSize) : Say(ConventionKind.RequestSize) with { Bytes = bytes };
    }

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>public class Orders : CarterModule { public Orders() : base("/orders") => RequireAuthorization(); }</summary>
    private void ReadModule(INamedTypeSymbol module, IOperation call, PipelineCall mapped, EndpointGroup? all)
    {
        if (Member(module, "AddRoutes", method => method.Parameters.Length == 1) is not { } routes)
            return;

        var group = new EndpointGroup(all, "");
        if (module.InstanceConstructors.FirstOrDefault() is { } constructor)
            group = ModuleGroup(constructor, all, mapped);
        if (bodies.Find(routes, cancellation) is not null)
            EnterModule(routes, module, call, mapped.Scope, new PipelineValue(mapped.Host, Group: group));
        else if (call is IInvocationOperation found && libraries.Of(routes) is { } facts)
            As(module, () => Import(facts, routes, found, mapped.Scope, mapped.Host, group));
        else
            NoteHiddenEndpoints(routes, call, mapped.Scope, mapped.Host, $"'{routes.Name}' of {routes.ContainingAssembly.Name} cannot be seen and may map endpoints; {CallByName}");
    }

    /// <summary>What the constructors of a module say, its own and those of its bases.</summary>
    private EndpointGroup ModuleGroup(IMethodSymbol constructor, EndpointGroup? all, PipelineCall mapped)
    {
        var prefix = "";
        var said = new List<EndpointConvention>();
        var ran = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        for (var current = constructor; ran.Add(current);)
        {
            if (bodies.Find(current, cancellation) is { } body)
                said.InsertRange(0, SaidOfModule(body, mapped.Scope));
            var call = bodies.FindBaseCall(current, cancellation);
            if ((call?.TargetMethod ?? current.ImplicitBase())?.OriginalDefinition is not { } next)
                break;

            foreach (var argument in call is null ? Enumerable.Empty<IArgumentOperation>() : call.Arguments)
            {
                if (argument.Parameter is { } parameter)
                    _values.Give(parameter.OriginalDefinition, argument.Value);
            }

            current = next;
            if (bodies.Has(current.ContainingType))
                continue;

            if (current.ContainingType.Name == CarterModule)
                prefix = call?.Arguments.FirstOrDefault() is { } path ? ShownText(path.Value) : "";
            else if (IsModuleBase(current.ContainingType))
                (prefix, said) = Inherited(current, call, mapped, said);
            break;
        }

        var group = new EndpointGroup(all, prefix);
        group.Conventions.AddRange(said);
        return group;
    }

    /// <summary>What a base in another project says, which that has written down.</summary>
    private (string Prefix, List<EndpointConvention> Said) Inherited(IMethodSymbol constructor, IInvocationOperation? call, PipelineCall mapped, List<EndpointConvention> said)
    {
        var type = constructor.ContainingType;
        if (libraries.Of(constructor)?.FirstOrDefault(fact => fact.Kind == LibraryFactKind.Group)?.Value is string text
            && LibraryEndpoint.ReadMapping(
                call is null ? LibraryTexts.Complete(text, _ => null) : Complete(text, isDispatch: false, call), mapped, group: null, new EndpointGroup(parent: null, ""),
                call?.NameLocation() ?? mapped.Location, mapped.Scope) is { } written)
        {
            return (written.Pattern, [.. written.Conventions, .. said]);
        }

        return (HeaderTexts.Hole.ToString(), [.. said, Hidden(mapped.Location, type.Name, mapped.Scope, "module", $"what '{type.Name}' of {type.ContainingAssembly.Name} says")]);
    }

    private IEnumerable<EndpointConvention> SaidOfModule(IOperation code, PipelineScope scope)
    {
        foreach (var call in code.Descendants().OfType<IInvocationOperation>())
        {
            var method = call.TargetMethod;
            if (method is { MethodKind: MethodKind.Ordinary, ContainingType.Name: CarterModule })
            {
                foreach (var said in Conventions(call, method, scope, "module"))
                    yield return said;
            }
            else if (call.Instance is IInstanceReferenceOperation && method.MethodKind == MethodKind.Ordinary
                && bodies.Find(method, cancellation) is { } helper && _open.Add(method.OriginalDefinition))
            {
                foreach (var said in SaidOfModule(helper, scope))
                    yield return said;
                _open.Remove(method.OriginalDefinition);
            }
        }
    }

    /// <summary>Reads the constructor of a base of modules in a library.</summary>
    public PipelineFacts ReadModuleBase(IMethodSymbol constructor)
    {
        _isLibrary = true;
        _alone = constructor;
        var mapped = new PipelineCall("MapGroup", Location.None, PipelineScope.Entry, Host: null, 0);
        _facts.Returned = new PipelineValue(Group: ModuleGroup(constructor, all: null, mapped));
        return _facts;
    }

    /// <summary>Whether a class of the team's own is a module or a base of some.</summary>
    public static bool IsModuleBase(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: CarterModule, ContainingNamespace.Name: "Carter" })
                return true;
        }

        return false;
    }

    /// <summary>A class of another project that a package finds by itself.</summary>
    /// <param name="option">What the program's options say for a text of the library.</param>
    private void ImportClass(INamedTypeSymbol type, IInvocationOperation call, PipelineCall mapped, EndpointGroup group, Func<string, string?>? option = null)
    {
        if (libraries.Of(type) is { } facts)
        {
            Import(
                [.. facts.Select(fact => option is not null && fact.Value is string text ? fact with { Value = LibraryTexts.WithProperties(text, option) } : fact)],
                type, call, mapped.Scope, mapped.Host, group);
            return;
        }

        _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, mapped, group) { Pattern = HeaderTexts.Hole.ToString(), Verbs = null, HandlerName = type.Name });
    }

    /// <summary>What a class of a library maps that a package finds in it.</summary>
    private void ReadFoundClass(INamedTypeSymbol type)
    {
        IOperation? at = null;
        for (INamedTypeSymbol? current = type; current is not null && at is null; current = current.BaseType)
            at = current.GetMembers().OfType<IMethodSymbol>().Select(method => bodies.Find(method, cancellation)).FirstOrDefault(body => body is not null);
        if (at is null)
            return;

        Add(_facts.Endpoints, "MapGroup", at, PipelineScope.Entry, host: null);
        var mapped = _facts.Endpoints[_facts.Endpoints.Count - 1];
        if (IsCarterModule(type))
            ReadModule(type, at, mapped, all: null);
        else
            NoteEndpointClass(type, mapped, all: null, options: null);
    }

    private static bool IsCarterModule(INamedTypeSymbol type) =>
        type is { IsAbstract: false, TypeKind: TypeKind.Class } && type.AllInterfaces.Any(each => each.Name == "ICarterModule");
}
