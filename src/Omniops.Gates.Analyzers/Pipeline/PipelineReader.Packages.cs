using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>
/// Endpoints that packages find by themselves: routes of a reverse proxy in settings, modules and endpoint classes. Source: documentation of
/// Yarp.ReverseProxy (route configuration), Carter (ICarterModule) and FastEndpoints (endpoints ask for authorization unless they say otherwise).
/// </content>
internal sealed partial class PipelineReader
{
    private const string Yarp = "Yarp.ReverseProxy";

    private static readonly string[] s_fastVerbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];

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
                foreach (var module in bodies.Types.Where(type => !type.IsAbstract && type.AllInterfaces.Any(each => each.Name == "ICarterModule")))
                    ReadModule(module, call, mapped, all);
                break;
            case ("FastEndpoints", "MapFastEndpoints" or "UseFastEndpoints"):
                NoteEndpointClasses(call, mapped, all);
                break;
            default:
                return null;
        }

        return new PipelineValue(mapped.Host, Group: all);
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
    private void ReadModule(INamedTypeSymbol module, IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        if (Member(module, "AddRoutes", method => method.Parameters.Length == 1) is not { } routes || bodies.Find(routes, cancellation) is null)
            return;

        var prefix = "";
        var said = new List<EndpointConvention>();
        foreach (var operation in module.Constructors.Select(each => bodies.Find(each, cancellation)).OfType<IOperation>().SelectMany(each => each.Descendants()).OfType<IInvocationOperation>())
        {
            if (operation.TargetMethod.MethodKind == MethodKind.Constructor && operation.Arguments is [{ Value: var path }])
                prefix = path.ConstantValue.Value as string ?? HeaderTexts.Hole.ToString();
            else if (operation.TargetMethod.ContainingType.Name == "CarterModule")
                said.AddRange(Conventions(operation, operation.TargetMethod, mapped.Scope, "module"));
        }

        var group = new EndpointGroup(all, prefix);
        group.Conventions.AddRange(said);
        _given = (routes.Parameters[0], new PipelineValue(mapped.Host, Group: group));
        Enter(routes, call, mapped.Scope, ImmutableArray<IArgumentOperation>.Empty, exact: module);
        _given = null;
    }

    /// <summary>Each class with a method Configure that names its verb and route.</summary>
    private void NoteEndpointClasses(IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        var prefix = call.Descendants().OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "RoutePrefix" })?.Value;
        var isConfigured = call.Descendants().OfType<IPropertyReferenceOperation>().Any(each => each.Property.Name == "Configurator");
        foreach (var type in bodies.Types.Where(IsEndpointClass))
        {
            var configure = Member(type, "Configure", method => method.Parameters.Length == 0);
            var calls = configure is null || bodies.Find(configure, cancellation) is not { } body ? [] : body.Descendants().OfType<IInvocationOperation>().ToList();
            var routes = calls.Where(each => each.TargetMethod.Name == "Routes" || Array.IndexOf(s_fastVerbs, each.TargetMethod.Name) >= 0)
                .SelectMany(each => each.Arguments).SelectMany(argument => Elements(argument.Value))
                .Where(each => each.Type?.SpecialType == SpecialType.System_String).Select(each => TextOf(each) ?? HeaderTexts.Hole.ToString())
                .DefaultIfEmpty(HeaderTexts.Hole.ToString());
            var verbs = calls.Where(each => Array.IndexOf(s_fastVerbs, each.TargetMethod.Name) >= 0).Select(each => each.TargetMethod.Name.ToUpperInvariant())
                .Concat(calls.Where(each => each.TargetMethod.Name == "Verbs").SelectMany(each => each.Descendants())
                    .OfType<IFieldReferenceOperation>().Select(each => each.Field.Name)).Distinct().ToList();
            foreach (var route in routes)
            {
                var mapping = new EndpointMapping(EndpointKind.Minimal, mapped, new EndpointGroup(all, prefix is null ? "" : TextOf(prefix) ?? HeaderTexts.Hole.ToString()))
                {
                    Pattern = route,
                    Verbs = verbs.Count > 0 ? verbs : null,
                    HandlerName = type.Name,
                    Place = type.Locations.FirstOrDefault(),
                };
                mapping.Conventions.AddRange(ControllerReader.TypeAttributes(type, mapped.Scope, "endpoint class", cancellation));
                mapping.Conventions.Add(calls.Find(each => each.TargetMethod.Name == "AllowAnonymous") is { } anonymous
                    ? new EndpointConvention(ConventionKind.Anonymous, anonymous.NameLocation(), mapped.Scope, "endpoint class")
                    : new EndpointConvention(ConventionKind.Authorize, type.Locations.FirstOrDefault() ?? call.NameLocation(), mapped.Scope, "endpoint class"));
                if (isConfigured)
                    mapping.Conventions.Add(new EndpointConvention(ConventionKind.Unknown, call.NameLocation(), mapped.Scope, "library") { Reason = "a configurator says something of all endpoints" });
                _facts.Mappings.Add(mapping);
            }
        }
    }

    private static bool IsEndpointClass(INamedTypeSymbol type)
    {
        if (type is { TypeKind: not TypeKind.Class } or { IsAbstract: true })
            return false;

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "BaseEndpoint", ContainingNamespace.Name: "FastEndpoints" })
                return true;
        }

        return false;
    }
}
