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

    private const string FoundEndpoint = "MapFastEndpoints";

    private static readonly string[] s_fastVerbs = ["Delete", "Get", "Head", "Options", "Patch", "Post", "Put"];

    private static readonly string[] s_fastPolicies =
        ["AccessControl", "Claims", "ClaimsAll", "Permissions", "PermissionsAll", "Policies", "Policy", "Roles", "Scopes", "ScopesAll"];

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
    private void ReadModule(INamedTypeSymbol module, IOperation call, PipelineCall mapped, EndpointGroup? all)
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
        EnterModule(routes, module, call, mapped.Scope, new PipelineValue(mapped.Host, Group: group));
    }

    /// <summary>Each class with a method Configure that names its verb and route, or with attributes that do.</summary>
    private void NoteEndpointClasses(IInvocationOperation call, PipelineCall mapped, EndpointGroup all)
    {
        var prefix = call.Descendants().OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "RoutePrefix" })?.Value;
        var group = new EndpointGroup(all, prefix is null ? "" : TextOf(prefix) ?? HeaderTexts.Hole.ToString());
        if (call.Descendants().OfType<IPropertyReferenceOperation>().Any(each => each.Property.Name == "Configurator"))
        {
            group.Conventions.Add(new EndpointConvention(ConventionKind.Unknown, call.NameLocation(), mapped.Scope, "library")
            {
                Reason = "a configurator says something of all endpoints",
            });
        }

        foreach (var type in bodies.Types.Where(IsEndpointClass))
            NoteEndpointClass(type, mapped, group);
        foreach (var type in Dispatch.Referenced.Where(IsEndpointClass))
            ImportClass(type, call, mapped, group);
    }

    /// <summary>A class of another project that a package finds by itself.</summary>
    private void ImportClass(INamedTypeSymbol type, IInvocationOperation call, PipelineCall mapped, EndpointGroup group)
    {
        if (libraries.Of(type) is { } facts)
        {
            Import(facts, type, call, mapped.Scope, mapped.Host, group);
            return;
        }

        _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, mapped, group) { Pattern = HeaderTexts.Hole.ToString(), Verbs = null, HandlerName = type.Name });
    }

    /// <summary>What a class of a library maps that a package finds in it.</summary>
    private void ReadFoundClass(INamedTypeSymbol type)
    {
        if (type.GetMembers().OfType<IMethodSymbol>().Select(method => bodies.Find(method, cancellation)).FirstOrDefault(body => body is not null) is not { } at)
            return;

        Add(_facts.Endpoints, "MapGroup", at, PipelineScope.Entry, host: null);
        var mapped = _facts.Endpoints[_facts.Endpoints.Count - 1];
        if (IsCarterModule(type))
            ReadModule(type, at, mapped, all: null);
        else
            NoteEndpointClass(type, mapped, group: null);
    }

    private void NoteEndpointClass(INamedTypeSymbol type, PipelineCall mapped, EndpointGroup? group)
    {
        var configure = Member(type, "Configure", method => method.Parameters.Length == 0);
        var calls = CallsOf(configure);
        var place = type.Locations.FirstOrDefault() ?? mapped.Location;
        var attributes = type.GetAttributes().Where(each => each.AttributeClass is { ContainingNamespace.Name: "FastEndpoints", Name: var name }
            && name.StartsWith("Http", StringComparison.Ordinal)).ToList();
        foreach (var inGroup in calls.Where(each => each.TargetMethod is { Name: "Group", TypeArguments.Length: 1 }))
            group = GroupOf(inGroup.TargetMethod.TypeArguments[0], mapped, group);
        var routes = calls.Where(each => each.TargetMethod.Name == "Routes" || Array.IndexOf(s_fastVerbs, each.TargetMethod.Name) >= 0)
            .SelectMany(each => each.Arguments).SelectMany(argument => Elements(argument.Value))
            .Where(each => each.Type?.SpecialType == SpecialType.System_String).Select(each => TextOf(each) ?? HeaderTexts.Hole.ToString())
            .Concat(attributes.SelectMany(each => each.ConstructorArguments).SelectMany(each => each.Kind == TypedConstantKind.Array ? each.Values.Select(value => value.Value) : [each.Value])
                .OfType<string>())
            .Distinct().DefaultIfEmpty(HeaderTexts.Hole.ToString());
        var verbs = calls.Where(each => Array.IndexOf(s_fastVerbs, each.TargetMethod.Name) >= 0).Select(each => each.TargetMethod.Name)
            .Concat(calls.Where(each => each.TargetMethod.Name == "Verbs").SelectMany(each => each.Descendants())
                .OfType<IFieldReferenceOperation>().Select(each => each.Field.Name))
            .Concat(attributes.Select(each => each.AttributeClass!.Name).Where(name => name.Length > 13).Select(name => name.Substring(4, name.Length - 13)))
            .Select(verb => verb.ToUpperInvariant()).Distinct().ToList();
        var said = ControllerReader.TypeAttributes(type, mapped.Scope, "endpoint class", bodies, cancellation).Concat(Said(calls, mapped.Scope, "endpoint class")).ToList();
        var isOpen = said.Exists(each => each.Kind == ConventionKind.Anonymous)
            || group?.All.Any(each => each.Kind == ConventionKind.Anonymous) == true;
        // One endpoint for each verb and route.
        foreach (var (route, verb) in routes.SelectMany(route => verbs.DefaultIfEmpty(HeaderTexts.Hole.ToString()), (route, verb) => (route, verb)))
        {
            if (_isLibrary)
            {
                _facts.Endpoints.Add(mapped with { Name = FoundEndpoint, Order = _order++ });
                mapped = _facts.Endpoints[_facts.Endpoints.Count - 1];
            }

            var mapping = new EndpointMapping(EndpointKind.Minimal, mapped, group)
            {
                Pattern = route,
                Verbs = Routes.IsKnown(verb) ? [verb] : null,
                HandlerName = type.Name,
                Place = place,
            };
            mapping.Conventions.AddRange(said);
            if (!isOpen)
                mapping.Conventions.Add(new EndpointConvention(ConventionKind.Authorize, place, mapped.Scope, "endpoint class"));
            _facts.Mappings.Add(mapping);
        }
    }

    private List<IInvocationOperation> CallsOf(IMethodSymbol? method) => method is null || bodies.Find(method, cancellation) is not { } body
        ? [] : [.. body.Descendants().OfType<IInvocationOperation>()];

    /// <summary>AllowAnonymous() and Roles("admin") in the code that configures an endpoint or a group of them.</summary>
    private static IEnumerable<EndpointConvention> Said(List<IInvocationOperation> calls, PipelineScope scope, string level)
    {
        if (calls.Find(each => each.TargetMethod.Name == "AllowAnonymous") is { } anonymous)
        {
            yield return anonymous.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit)
                ? new EndpointConvention(ConventionKind.Unknown, anonymous.NameLocation(), scope, level) { Reason = "it allows everybody for some verbs" }
                : new EndpointConvention(ConventionKind.Anonymous, anonymous.NameLocation(), scope, level);
        }

        if (calls.Find(each => Array.IndexOf(s_fastPolicies, each.TargetMethod.Name) >= 0) is { } asked)
        {
            yield return new EndpointConvention(ConventionKind.Authorize, asked.NameLocation(), scope, level)
            {
                IsPolicyUnknown = true,
                Access = new AccessPolicy(null, PolicyStrength.Guards, asked.NameLocation(), scope),
            };
        }
    }

    /// <summary>class Admin : Group { public Admin() => Configure("admin", endpoint => ...); }, perhaps within another.</summary>
    private EndpointGroup GroupOf(ITypeSymbol type, PipelineCall mapped, EndpointGroup? parent)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "SubGroup", TypeArguments: [var outer] })
                parent = GroupOf(outer, mapped, parent);
        }

        var calls = (type as INamedTypeSymbol)?.InstanceConstructors.SelectMany(CallsOf).ToList() ?? [];
        var configure = calls.Find(each => each.TargetMethod.Name == "Configure");
        var group = new EndpointGroup(parent, configure is { Arguments: [{ Value: var prefix }, ..] } ? TextOf(prefix) : null);
        group.Conventions.AddRange(Said(calls, mapped.Scope, "group"));
        if (configure is null)
        {
            group.Conventions.Add(new EndpointConvention(ConventionKind.Unknown, type.Locations.FirstOrDefault() ?? mapped.Location, mapped.Scope, "group")
            {
                Reason = $"what the group '{type.Name}' says cannot be seen",
            });
        }

        return group;
    }

    private static bool IsCarterModule(INamedTypeSymbol type) =>
        type is { IsAbstract: false, TypeKind: TypeKind.Class } && type.AllInterfaces.Any(each => each.Name == "ICarterModule");

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
