using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Endpoints;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <content>Endpoints, groups of them, and what is said of either.</content>
internal sealed partial class PipelineReader
{
    private const string Endpoint = "endpoint";

    private const string ShortCircuits = "MapShortCircuit";

    private static readonly Dictionary<string, EndpointKind> s_kinds = new()
    {
        ["Map"] = EndpointKind.Minimal,
        ["MapAreaControllerRoute"] = EndpointKind.Controllers,
        ["MapBlazorHub"] = EndpointKind.Hub,
        ["MapConnectionHandler"] = EndpointKind.Hub,
        ["MapConnections"] = EndpointKind.Hub,
        ["MapControllerRoute"] = EndpointKind.Controllers,
        ["MapControllers"] = EndpointKind.Controllers,
        ["MapDefaultControllerRoute"] = EndpointKind.Controllers,
        ["MapDelete"] = EndpointKind.Minimal,
        ["MapFallback"] = EndpointKind.Fallback,
        ["MapFallbackToAreaController"] = EndpointKind.Fallback,
        ["MapFallbackToAreaPage"] = EndpointKind.Fallback,
        ["MapFallbackToController"] = EndpointKind.Fallback,
        ["MapFallbackToFile"] = EndpointKind.Fallback,
        ["MapFallbackToPage"] = EndpointKind.Fallback,
        ["MapForwarder"] = EndpointKind.Proxy,
        ["MapGet"] = EndpointKind.Minimal,
        ["MapGraphQL"] = EndpointKind.Library,
        [GrpcReader.Reflected] = EndpointKind.Grpc,
        ["MapGrpcService"] = EndpointKind.Grpc,
        ["MapHangfireDashboard"] = EndpointKind.Dashboard,
        ["MapHangfireDashboardWithAuthorizationPolicy"] = EndpointKind.Dashboard,
        ["MapHangfireDashboardWithNoAuthorizationFilters"] = EndpointKind.Dashboard,
        ["MapHealthChecks"] = EndpointKind.Health,
        ["MapHealthChecksUI"] = EndpointKind.Dashboard,
        ["MapHub"] = EndpointKind.Hub,
        ["MapIdentityApi"] = EndpointKind.Identity,
        ["MapMethods"] = EndpointKind.Minimal,
        ["MapMetrics"] = EndpointKind.Dashboard,
        ["MapOpenApi"] = EndpointKind.Document,
        ["MapPatch"] = EndpointKind.Minimal,
        ["MapPost"] = EndpointKind.Minimal,
        ["MapPrometheusScrapingEndpoint"] = EndpointKind.Dashboard,
        ["MapPut"] = EndpointKind.Minimal,
        ["MapRazorComponents"] = EndpointKind.Components,
        ["MapRazorPages"] = EndpointKind.Pages,
        ["MapReverseProxy"] = EndpointKind.Proxy,
        ["MapScalarApiReference"] = EndpointKind.Document,
        ["MapShortCircuit"] = EndpointKind.Static,
        ["MapStaticAssets"] = EndpointKind.Static,
        ["MapSwagger"] = EndpointKind.Document,
        ["MapSwaggerUI"] = EndpointKind.Document,
    };

    /// <summary>The patterns that methods have where none is given.</summary>
    private static readonly Dictionary<string, string> s_patterns = new()
    {
        ["MapBlazorHub"] = "/_blazor",
        ["MapDefaultControllerRoute"] = "{controller=Home}/{action=Index}/{id?}",
        ["MapFallback"] = "{*path:nonfile}",
        ["MapFallbackToAreaController"] = "{*path:nonfile}",
        ["MapFallbackToAreaPage"] = "{*path:nonfile}",
        ["MapFallbackToController"] = "{*path:nonfile}",
        ["MapFallbackToFile"] = "{*path:nonfile}",
        ["MapFallbackToPage"] = "{*path:nonfile}",
        ["MapGraphQL"] = "/graphql",
        [GrpcReader.Reflected] = GrpcReader.Reflection,
        ["MapHangfireDashboard"] = "/hangfire/{**path}",
        ["MapHangfireDashboardWithAuthorizationPolicy"] = "/hangfire/{**path}",
        ["MapHangfireDashboardWithNoAuthorizationFilters"] = "/hangfire/{**path}",
        ["MapHealthChecksUI"] = "/healthchecks-ui",
        ["MapMetrics"] = "/metrics",
        ["MapOpenApi"] = "/openapi/{documentName}.json",
        ["MapPrometheusScrapingEndpoint"] = "/metrics",
        ["MapScalarApiReference"] = "/scalar",
        ["MapSwagger"] = "/swagger/{documentName}/swagger.{extension:regex(^(json|ya?ml)$)}",
        ["MapStaticAssets"] = "{**path:file}",
        ["MapSwaggerUI"] = "/swagger",
        ["UseMvcWithDefaultRoute"] = "{controller=Home}/{action=Index}/{id?}",
    };

    private static readonly string[] s_patternNames = ["endpoint", "path", "pattern", "prefix", "routePattern", "template"];

    /// <summary>What a call maps; null for one that maps nothing.</summary>
    private PipelineValue? NoteMapping(IInvocationOperation call, IMethodSymbol method, PipelineCall mapped)
    {
        if (!s_kinds.TryGetValue(method.Name, out var kind) || !IsMapper(method))
            kind = EndpointKind.Library;
        var group = _values.Of(call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Group;
        if (method.Name == "MapGroup" && KnownMiddleware.IsFramework(method.ContainingAssembly))
            return new PipelineValue(mapped.Host, Group: new EndpointGroup(group, PatternOf(call)));

        if (NotePackageEndpoints(call, method, mapped, group) is { } found)
            return found;

        var code = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type is { TypeKind: TypeKind.Delegate } or { SpecialType: SpecialType.System_Delegate }
            && argument.Parameter.Name is "handler" or "requestDelegate")?.Value;
        var handler = code is null ? null : _values.Of(code);
        var mapping = new EndpointMapping(kind, mapped, group)
        {
            Pattern = PatternOf(call) is { } pattern ? IsDashboard(method) ? Routes.Combine(pattern, "{**path}") : pattern : DefaultOf(method, kind),
            Prefixes = method.Name == ShortCircuits ? PrefixesOf(call) : [],
            Defaults = DefaultsOf(call),
            Verbs = VerbsOf(call, method.Name),
            Handler = handler?.Function,
            Code = handler?.Lambda ?? (handler?.Method is { Method: var target } ? bodies.Find(target, cancellation) : null),
            Type = method.TypeArguments.FirstOrDefault() is { } type ? _values.TypeOf(type) as INamedTypeSymbol : null,
        };
        if (mapping.Handler is { } function)
            mapping.Conventions.AddRange(MetadataReader.Of(function, mapped.Scope, Endpoint, bodies, cancellation));
        if (mapping.Type is { } served && kind is EndpointKind.Hub or EndpointKind.Grpc)
            mapping.Conventions.AddRange(ControllerReader.TypeAttributes(served, mapped.Scope, kind == EndpointKind.Hub ? "hub" : "service", bodies, cancellation));
        if (IsDashboard(method))
            mapping.Conventions.AddRange(SaidOfDashboard(call, method, mapped.Scope));
        _facts.Mappings.Add(mapping);
        return new PipelineValue(mapped.Host, Endpoint: mapping);
    }

    /// <summary>Endpoints of which nothing is known but that there may be some.</summary>
    private void NoteHiddenEndpoints(IMethodSymbol method, IOperation at, PipelineScope scope, PipelineCall? host, string doubt) =>
        NoteHiddenEndpoints(method.Name, at, scope, host, doubt);

    private void NoteHiddenEndpoints(string name, IOperation at, PipelineScope scope, PipelineCall? host, string doubt)
    {
        Add(_facts.Endpoints, name, at, scope, host);
        _facts.Mappings.Add(new EndpointMapping(EndpointKind.Library, _facts.Endpoints[_facts.Endpoints.Count - 1], group: null)
        {
            Pattern = HeaderTexts.Hole.ToString(),
            Verbs = null,
            HandlerName = name,
            Doubt = doubt,
        });
    }

    /// <summary>endpoints.DataSources.Add(new OwnDataSource()): a class that makes endpoints as it likes. Source: EndpointDataSource.</summary>
    private void NoteDataSource(IInvocationOperation call, PipelineScope scope)
    {
        if (call is { TargetMethod.Name: "Add", Instance: { Type: INamedTypeSymbol { TypeArguments: [{ Name: "EndpointDataSource" }] } } sources }
            && sources.DescendantsAndSelf().Append(_values.Origin(sources)).OfType<IPropertyReferenceOperation>().FirstOrDefault(each => each.Property.Name == "DataSources") is { } property)
        {
            var made = call.Arguments[0].Value.Unwrapped().Type?.Name ?? "EndpointDataSource";
            NoteHiddenEndpoints(made, call, scope, HostOf(property.Instance), $"'{made}' makes endpoints by itself, which is not read; map them with MapGet and the like");
        }
    }

    private static bool IsMapper(IMethodSymbol method) =>
        KnownMiddleware.IsFramework(method.ContainingAssembly) || KnownMiddleware.IsKnownPackage(method.ContainingAssembly);

    private static string DefaultOf(IMethodSymbol method, EndpointKind kind) =>
        IsNewSwagger(method) ? "/swagger/{documentName}/swagger.{extension}"
        : s_patterns.TryGetValue(method.Name, out var pattern) ? pattern
        : kind is EndpointKind.Grpc or EndpointKind.Library or EndpointKind.Minimal or EndpointKind.Proxy ? HeaderTexts.Hole.ToString()
        : "";

    /// <summary>Its routes have changed. Source: endpoints of Swashbuckle.AspNetCore 10 as it runs, and of 9 as documented.</summary>
    private static bool IsNewSwagger(IMethodSymbol method) => method is { Name: "MapSwagger", ContainingAssembly.Identity.Version.Major: >= 10 };

    /// <summary>The pattern that a call is given; null where it is given none.</summary>
    private string? PatternOf(IInvocationOperation call)
    {
        var pattern = call.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Parameter is { Name: var name, Type: { SpecialType: SpecialType.System_String } or { Name: "RoutePattern" } }
            && Array.IndexOf(s_patternNames, name) >= 0);
        if (pattern is null)
            return call.TargetMethod.Name == "MapGroup" ? HeaderTexts.Hole.ToString() : null;

        // HeaderTexts knows nothing of an empty text, which is a pattern of its own.
        if (_values.Origin(pattern.Value) is { ConstantValue.Value: "" }
            or IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } })
        {
            return "";
        }

        // RoutePatternFactory.Parse("/orders/{id}")
        var value = _values.Origin(pattern.Value) is IInvocationOperation { TargetMethod.ContainingType.Name: "RoutePatternFactory", Arguments: [var text, ..] }
            ? text.Value : pattern.Value;
        var written = HeaderTexts.Of(value, _values.Origin, KnownText) ?? HeaderTexts.Hole.ToString();
        // Source: RoutePatternParser.TrimPrefix.
        return written.StartsWith("~/", StringComparison.Ordinal) ? written.Substring(1) : written;
    }

    /// <summary>defaults: new { controller = "Blog", action = "Article" }, and the area of a route that is for one.</summary>
    private Dictionary<string, string>? DefaultsOf(IInvocationOperation call)
    {
        var defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in call.Arguments.Where(each => each.ArgumentKind == ArgumentKind.Explicit && !each.Value.IsNull()))
        {
            switch (argument.Parameter?.Name)
            {
                // MapAreaControllerRoute, MapFallbackToAreaController and those for pages
                case "areaName" or "area" or "controller" or "action" or "page":
                    defaults[argument.Parameter.Name == "areaName" ? "area" : argument.Parameter.Name] = TextOf(argument.Value) ?? s_unknownPath;
                    break;
                case "defaults" when RouteValues(argument.Value) is { } names:
                    foreach (var (name, value) in names.Where(each => !_values.Origin(each.Value).IsNull()))
                        defaults[name] = TextOf(value) ?? s_unknownPath;
                    break;
                case "defaults":
                    return null;
            }
        }

        return defaults;
    }

    /// <summary>new { controller = "Blog" } and new RouteValueDictionary(new { controller = "Blog" }); null for what is written otherwise.</summary>
    private IEnumerable<(string Name, IOperation Value)>? RouteValues(IOperation values) => _values.Origin(values) switch
    {
        IAnonymousObjectCreationOperation names => names.Initializers.OfType<ISimpleAssignmentOperation>()
            .Select(each => each.Target is IPropertyReferenceOperation { Property.Name: var name } ? (name, each.Value) : default).Where(each => each.name is not null),
        IObjectCreationOperation { Type.Name: "RouteValueDictionary", Initializer: null, Arguments: [{ Value: var copied }] } when copied.Syntax != values.Syntax =>
            _values.Origin(copied) is IAnonymousObjectCreationOperation ? RouteValues(copied) : null,
        _ => null,
    };

    /// <summary>constraints: new { httpMethod = new HttpMethodRouteConstraint("PUT") }; none where nothing narrows the verbs.</summary>
    private IReadOnlyList<string> ConstrainedVerbs(IInvocationOperation call)
    {
        var constraints = call.Arguments.FirstOrDefault(argument => argument is { Parameter.Name: "constraints", ArgumentKind: ArgumentKind.Explicit })?.Value;
        var allowed = (constraints is null ? null : RouteValues(constraints))?.Select(each => _values.Origin(each.Value)).OfType<IObjectCreationOperation>()
            .FirstOrDefault(each => each.Type?.Name == "HttpMethodRouteConstraint" && KnownMiddleware.IsFramework(each.Type.ContainingAssembly));
        var verbs = allowed?.Arguments.SelectMany(argument => Elements(argument.Value)).Select(VerbOf).ToList() ?? [];
        return verbs.Contains(null) ? [] : [.. verbs.OfType<string>().Distinct()];
    }

    /// <summary>app.MapShortCircuit(404, "robots.txt", "favicon.ico")</summary>
    private IReadOnlyList<string> PrefixesOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "routePrefixes") is { } prefixes
            ? [.. Elements(prefixes.Value).Select(prefix => TextOf(prefix) ?? HeaderTexts.Hole.ToString())] : [];

    /// <summary>The path of app.Map("/admin", admin => ...).</summary>
    private string BranchOf(IOperation call)
    {
        var path = (call as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "pathMatch");
        return path is not null && TextOf(path.Value) is { } text ? text : HeaderTexts.Hole.ToString();
    }

    private IReadOnlyList<string>? VerbsOf(IInvocationOperation call, string method)
    {
        if (method is "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch")
            return [method.Substring(3).ToUpperInvariant()];
        if (method is "MapHealthChecks" or "MapFallbackToFile")
            return method == "MapHealthChecks" ? [] : ["GET", "HEAD"];
        if (method is "MapOpenApi")
            return ["GET"];
        if (method is "MapAreaControllerRoute" or "MapControllerRoute")
            return ConstrainedVerbs(call);
        if (method is "MapGrpcService" or GrpcReader.Reflected)
            return ["POST"];
        if (method is "MapSwagger")
            return IsNewSwagger(call.TargetMethod) ? ["GET", "HEAD"] : ["GET"];
        if (method != "MapMethods")
            return [];

        var given = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "httpMethods")?.Value;
        var verbs = given is null ? [] : Elements(given).Select(VerbOf).ToList();
        return verbs.Count > 0 && !verbs.Contains(null) ? [.. verbs.OfType<string>().Distinct()] : null;
    }

    /// <summary>A constant, or one of HttpMethods, which are static readonly fields named after their verb.</summary>
    private string? VerbOf(IOperation value) => _values.Origin(value) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.ToUpperInvariant(),
        IFieldReferenceOperation { Field: { ContainingType.Name: "HttpMethods", Name: var name } } => name.ToUpperInvariant(),
        _ => null,
    };

    /// <summary>app.MapGet(...).RequireAuthorization()</summary>
    private PipelineValue? NoteConvention(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, IReadOnlyList<LibraryFact>? facts)
    {
        if (_values.Of(call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is not { } value
            || (value.Endpoint?.Conventions ?? value.Group?.Conventions) is not { } conventions)
        {
            return null;
        }

        var level = value.Endpoint is null ? "group" : Endpoint;
        var isKnown = KnownMiddleware.IsFramework(method.ContainingAssembly) || KnownMiddleware.IsKnownPackage(method.ContainingAssembly);
        if (value.Endpoint is { Kind: EndpointKind.Components } components)
            NoteComponents(call, method, components);
        if (facts is not null)
        {
            conventions.AddRange(facts.Where(fact => fact.Kind == LibraryFactKind.Convention)
                .Select(fact => LibraryEndpoint.ReadConvention(Complete(fact.Value as string ?? "", isDispatch: false, call), call.NameLocation(), Within(fact, call, scope, $"'{method.Name}'")))
                .OfType<EndpointConvention>().Select(said => said with { Level = level }));
        }
        else if (!isKnown && !MayMap(method))
        {
            conventions.Add(new EndpointConvention(ConventionKind.Unknown, call.NameLocation(), scope, level)
            {
                Reason = $"what '{method.Name}' of {method.ContainingAssembly.Name} says of it cannot be seen",
            });
        }
        else if (isKnown)
        {
            conventions.AddRange(Conventions(call, method, scope, level));
        }

        _order++;
        return value;
    }

    /// <summary>MapRazorComponents&lt;App&gt;().AddInteractiveServerRenderMode().AddAdditionalAssemblies(typeof(Client).Assembly)</summary>
    private static void NoteComponents(IInvocationOperation call, IMethodSymbol method, EndpointMapping components)
    {
        components.HasCircuits |= method.Name == "AddInteractiveServerRenderMode";
        if (method.Name == "AddAdditionalAssemblies")
        {
            var named = call.Descendants().OfType<ITypeOfOperation>().Select(each => each.TypeOperand.ContainingAssembly).ToList();
            components.IsUnknown |= named.Count == 0;
            components.Assemblies.AddRange(named);
        }
    }

    private IEnumerable<EndpointConvention> Conventions(IInvocationOperation call, IMethodSymbol method, PipelineScope scope, string level)
    {
        EndpointConvention Say(ConventionKind kind) => new(kind, call.NameLocation(), scope, level);
        var given = call.Arguments.Skip(method.IsStatic ? 1 : 0).Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).ToList();
        switch (method.Name)
        {
            case "RequireAuthorization":
                return Authorizations(given, Say(ConventionKind.Authorize));
            case "AllowAnonymous":
                return [Say(ConventionKind.Anonymous)];
            case "RequireRateLimiting":
                return [Limited(given[0].Value, Say(ConventionKind.RateLimit))];
            case "DisableRateLimiting":
                return [Say(ConventionKind.NoRateLimit)];
            case "ShortCircuit":
                return [Say(ConventionKind.ShortCircuit)];
            case "RequireCors":
                return [Named(given.Count > 0 ? given[0].Value : null, Say(ConventionKind.Cors))];
            case "DisableAntiforgery":
                return [Say(ConventionKind.NoAntiforgery)];
            case "DisableValidation":
                return [Say(ConventionKind.NoValidation)];
            case "AddEndpointFilter" or "AddEndpointFilterFactory":
                return [Judged(Filtered(method, given, Say(ConventionKind.Filter)), EndpointKind.Minimal)];
            case "WithMetadata" or "Add" or "Finally":
                return call.Descendants().OfType<IObjectCreationOperation>()
                    .Select(creation => creation.Type is INamedTypeSymbol type
                        ? MetadataReader.Read(type, name => Given(creation, name), creation.NameLocation(), scope, level) : null)
                    .OfType<EndpointConvention>();
            default:
                return [];
        }
    }

    /// <summary>A library says of its filters what only itself can see.</summary>
    private EndpointConvention Judged(EndpointConvention filter, params EndpointKind[] kinds) => !_isLibrary ? filter : filter with
    {
        IsGuard = Array.TrueForAll(kinds, kind => Filters.Of(filter, kind) is { Exemptions.Count: 0 }),
    };

    /// <summary>AddEndpointFilter&lt;T&gt;(), AddEndpointFilter(new T()) and AddEndpointFilter(async (context, next) => ...)</summary>
    private EndpointConvention Filtered(IMethodSymbol method, List<IArgumentOperation> given, EndpointConvention filter)
    {
        if (given.Count == 0)
            return filter with { Filter = method.TypeArguments.LastOrDefault() as INamedTypeSymbol };

        var value = _values.Origin(given[0].Value);
        return _values.Of(given[0].Value) is { Function: { } } code
            ? filter with { Code = code.Lambda?.Syntax ?? code.Method!.Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) }
            : filter with { Filter = value.Type as INamedTypeSymbol };
    }

    /// <summary>The value of a property or of the first argument of an object that is created.</summary>
    private object? Given(IObjectCreationOperation creation, string property)
    {
        var value = property.Length == 0
            ? creation.Arguments.FirstOrDefault()?.Value
            : creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property)?.Value;
        return value is null ? null : _values.Origin(value).ConstantValue.Value;
    }

    private IEnumerable<EndpointConvention> Authorizations(List<IArgumentOperation> given, EndpointConvention authorize)
    {
        var parts = given.SelectMany(argument => Elements(argument.Value)).ToList();
        if (parts.Count == 0)
            return [authorize];

        return parts.Select(part => part.Type switch
        {
            { SpecialType: SpecialType.System_String } => Named(part, authorize),
            { Name: "AuthorizeAttribute" } when _values.Origin(part) is IObjectCreationOperation { Type: INamedTypeSymbol type } creation =>
                MetadataReader.Read(type, name => Given(creation, name), authorize.Place, authorize.Scope, authorize.Level) ?? authorize,
            _ when part.Type.IsA(types.AuthorizeData) => authorize with { IsPolicyUnknown = true },
            _ => authorize with { Access = Policies.Read(null, part, authorize.Place, authorize.Scope) },
        });
    }

    private EndpointConvention Limited(IOperation policy, EndpointConvention limit) =>
        policy.Type?.SpecialType == SpecialType.System_String ? Named(policy, limit)
        : limit with { Limit = ReadLimit(null, policy, limit.Place, limit.Scope) };

    private EndpointConvention Named(IOperation? name, EndpointConvention convention) => name switch
    {
        null => convention,
        { Type.SpecialType: SpecialType.System_String } => TextOf(name) is { } text ? convention with { Policy = text } : convention with { IsPolicyUnknown = true },
        _ => convention with { IsPolicyUnknown = true },
    };

    /// <summary>A text that is known as a whole.</summary>
    private string? TextOf(IOperation value) =>
        HeaderTexts.Of(value, _values.Origin, KnownText) is { } text && Routes.IsKnown(text) ? text : null;

    private IEnumerable<IOperation> Elements(IOperation value) => _values.Origin(value) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Select(element => element.Unwrapped()),
        IArrayCreationOperation => [],
        { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.CollectionExpressionSyntax } collection => collection.ChildOperations.Select(element => element.Unwrapped()),
        _ => [value.Unwrapped()],
    };
}
