using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// The methods that a framework calls with data of a request or a message: actions, page handlers, hubs, services, minimal API handlers.
/// Source: the documentation of ASP.NET Core, System.Web, gRPC, FastEndpoints, Azure Functions and WCF.
/// </summary>
internal sealed class RequestMethods
{
    private static readonly UntrustedSource s_request = new("request");
    private static readonly UntrustedSource s_query = new("query string");
    private static readonly UntrustedSource s_route = new("route");
    private static readonly UntrustedSource s_body = new("request body");
    private static readonly UntrustedSource s_hub = new("SignalR message");
    private static readonly UntrustedSource s_grpc = new("gRPC message");
    private static readonly UntrustedSource s_queue = new("queue", IsSecondOrder: true);

    private readonly SourceBodies _bodies;
    private readonly RequestAttributes _attributes;
    private readonly EndpointHandlers _handlers;
    private readonly BoundTypes _types;
    private readonly ListedSymbols _controllers;
    private readonly ListedSymbols _pages;
    private readonly ListedSymbols _viewComponents;
    private readonly ListedSymbols _hubs;
    private readonly ListedSymbols _endpoints;
    private readonly ListedSymbols _services;
    private readonly ListedSymbols _messageHandlers;
    private readonly ListedSymbols _callContext;
    private readonly ListedSymbols _framework;
    private readonly ImmutableArray<INamedTypeSymbol> _noActions;
    private readonly ImmutableArray<INamedTypeSymbol> _controllerMarks;
    private readonly ImmutableArray<INamedTypeSymbol> _operations;
    private readonly ImmutableArray<INamedTypeSymbol> _contracts;
    private readonly ImmutableArray<INamedTypeSymbol> _httpTriggers;
    private readonly ImmutableArray<INamedTypeSymbol> _boundClasses;
    private readonly ImmutableArray<INamedTypeSymbol> _componentParameters;
    private readonly ImmutableArray<INamedTypeSymbol> _routes;
    private readonly bool _hasMvc;

    public RequestMethods(SourceBodies bodies, SourceReferences references, TypeLookup lookup, RequestAttributes attributes)
    {
        _bodies = bodies;
        _attributes = attributes;
        _handlers = new EndpointHandlers(bodies, references, lookup);
        _types = new BoundTypes(bodies, lookup);
        _controllers = Types("Microsoft.AspNetCore.Mvc.ControllerBase", "System.Web.Mvc.ControllerBase", "System.Web.Http.ApiController");
        _pages = Types("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "Microsoft.AspNetCore.Mvc.RazorPages.PageBase");
        _viewComponents = Types("Microsoft.AspNetCore.Mvc.ViewComponent");
        _hubs = Types("Microsoft.AspNetCore.SignalR.Hub", "Microsoft.AspNet.SignalR.Hubs.IHub");
        _endpoints = Types("FastEndpoints.BaseEndpoint", "FastEndpoints.IEndpoint");
        _services = Types("ServiceStack.IService");
        _messageHandlers = Types("NServiceBus.IHandleMessages`1", "Rebus.Handlers.IHandleMessages`1");
        _callContext = Types("Grpc.Core.ServerCallContext");
        _framework = Types(
            "Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Http.HttpRequest", "Microsoft.AspNetCore.Http.HttpResponse",
            "Microsoft.Azure.Functions.Worker.Http.HttpRequestData", "System.Net.Http.HttpRequestMessage",
            "System.Threading.CancellationToken",
            "System.Security.Claims.ClaimsPrincipal", "System.Security.Principal.IPrincipal", "System.Web.HttpContextBase",
            "Grpc.Core.ServerCallContext", "Grpc.Core.IAsyncStreamWriter`1", "Microsoft.Extensions.Logging.ILogger",
            "Microsoft.Azure.WebJobs.Host.TraceWriter", "Microsoft.Azure.WebJobs.ExecutionContext", "System.IServiceProvider");
        _noActions = Named(
            "Microsoft.AspNetCore.Mvc.NonActionAttribute", "System.Web.Mvc.NonActionAttribute", "System.Web.Http.NonActionAttribute");
        _controllerMarks = Named("Microsoft.AspNetCore.Mvc.ControllerAttribute");
        _operations = Named("System.Web.Services.WebMethodAttribute", "Microsoft.JSInterop.JSInvokableAttribute");
        _contracts = Named("System.ServiceModel.OperationContractAttribute", "CoreWCF.OperationContractAttribute");
        _httpTriggers = Named("Microsoft.Azure.WebJobs.HttpTriggerAttribute", "Microsoft.Azure.Functions.Worker.HttpTriggerAttribute");
        _boundClasses = Named("Microsoft.AspNetCore.Mvc.BindPropertiesAttribute");
        _componentParameters = Named("Microsoft.AspNetCore.Components.ParameterAttribute");
        _routes = Named("Microsoft.AspNetCore.Components.RouteAttribute");
        _hasMvc = lookup.Find("Microsoft.AspNetCore.Mvc.ControllerBase").Length > 0;

        ListedSymbols Types(params string[] names) => ListedSymbols.Of(lookup, names);

        ImmutableArray<INamedTypeSymbol> Named(params string[] names) => names.SelectMany(name => lookup.Find(name)).ToImmutableArray();
    }

    /// <summary>Whether a type is a part of the framework that is no text: a context, a logger, a cancellation.</summary>
    public bool IsOfFramework(ITypeSymbol type) => _framework.Covers(type);

    /// <summary>Where a parameter without a binding attribute comes from.</summary>
    public UntrustedSource? SourceOf(IParameterSymbol parameter, IMethodSymbol method, CancellationToken cancellation)
    {
        if (IsOfFramework(parameter.Type))
            return null;

        return method.MethodKind switch
        {
            MethodKind.AnonymousFunction or MethodKind.LocalFunction => OfHandler(parameter, method, cancellation),
            MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation when method.ContainingType is { } type =>
                OfMember(parameter, method, type, cancellation) ?? OfHandler(parameter, method, cancellation),
            _ => null,
        };
    }

    /// <summary>Where a property is bound from, by its attribute or that of its class.</summary>
    public UntrustedSource? SourceOf(IPropertySymbol property)
    {
        if (property.SetMethod is null)
            return null;
        if (_attributes.TryGet(property, out var source))
            return source;
        if (HasAny(property, _componentParameters) && HasAny(property.ContainingType, _routes))
            return s_route;
        return property.DeclaredAccessibility == Accessibility.Public && HasAny(property.ContainingType, _boundClasses) ? s_request : null;
    }

    private UntrustedSource? OfHandler(IParameterSymbol parameter, IMethodSymbol method, CancellationToken cancellation) =>
        _handlers.MapOf(method, cancellation) is { } map
            ? _types.SourceOf(parameter.Type, EndpointHandlers.IsInRoute(map, parameter.Name) ? s_route : s_query, cancellation)
            : null;

    private UntrustedSource? OfMember(
        IParameterSymbol parameter, IMethodSymbol method, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (HasAny(method, _operations) || HasAny(method, _contracts) || !_contracts.IsEmpty && type.AllInterfaces.Any(IsOperation))
            return _types.SourceOf(parameter.Type, s_request, cancellation);
        if (method.Parameters.Any(other => HasAny(other, _httpTriggers)))
            return _types.SourceOf(parameter.Type, s_route, cancellation);
        if (method.Parameters[method.Parameters.Length - 1].Type is var last && _callContext.Covers(last))
            return s_grpc;
        if (method.IsStatic)
            return null;
        if (method.Name == "Handle" && _messageHandlers.Covers(type) && parameter.Ordinal == 0)
            return s_queue;
        if (method.DeclaredAccessibility != Accessibility.Public)
            return null;

        if (IsController(type))
        {
            return HasAny(method, _noActions) || method.IsGenericMethod
                ? null
                : _types.SourceOf(parameter.Type, SimpleOf(parameter, method), cancellation);
        }

        if (_pages.Covers(type))
            return IsPageHandler(method.Name) ? _types.SourceOf(parameter.Type, s_query, cancellation) : null;
        if (_viewComponents.Covers(type))
            return method.Name is "Invoke" or "InvokeAsync" ? _types.SourceOf(parameter.Type, s_request, cancellation) : null;
        if (_hubs.Covers(type))
            return method.IsOverride ? null : _types.SourceOf(parameter.Type, s_hub, cancellation) is null ? null : s_hub;
        if (_endpoints.Covers(type))
            return method.Name is "HandleAsync" or "ExecuteAsync" && parameter.Ordinal == 0 ? s_body : null;
        return _services.Covers(type) && IsServiceMethod(method.Name) ? s_body : null;

        bool IsOperation(INamedTypeSymbol contract)
        {
            foreach (var member in contract.GetMembers())
            {
                if (member is IMethodSymbol && HasAny(member, _contracts)
                    && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Source: ControllerFeatureProvider of ASP.NET Core, which takes a public class by the end of its name, too.</summary>
    private bool IsController(INamedTypeSymbol type) =>
        _controllers.Covers(type)
        || _hasMvc
            && type is { TypeKind: TypeKind.Class, DeclaredAccessibility: Accessibility.Public, IsAbstract: false, IsGenericType: false }
            && (type.Name.EndsWith("Controller", StringComparison.OrdinalIgnoreCase) || HasAny(type, _controllerMarks));

    /// <summary>A route parameter where a template of the action or its controller names it.</summary>
    private static UntrustedSource SimpleOf(IParameterSymbol parameter, IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes().Concat(method.ContainingType.GetAttributes()))
        {
            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument is { Kind: TypedConstantKind.Primitive, Value: string template }
                    && EndpointHandlers.HasParameter(template, parameter.Name))
                {
                    return s_route;
                }
            }
        }

        return s_query;
    }

    /// <summary>Source: DefaultPageApplicationModelPartsProvider of ASP.NET Core: <c>On</c>, a verb, a name, <c>Async</c>.</summary>
    private static bool IsPageHandler(string name)
    {
        if (!name.StartsWith("On", StringComparison.Ordinal))
            return false;

        var end = 3;
        while (end < name.Length && !char.IsUpper(name[end]))
            end++;
        return end <= name.Length && name.Substring(2, end - 2) is "Get" or "Post" or "Put" or "Delete" or "Patch" or "Head" or "Options";
    }

    private static bool IsServiceMethod(string name) =>
        name is "Any" or "Get" or "Post" or "Put" or "Patch" or "Delete"
            or "AnyAsync" or "GetAsync" or "PostAsync" or "PutAsync" or "PatchAsync" or "DeleteAsync";

    private static bool HasAny(ISymbol symbol, ImmutableArray<INamedTypeSymbol> attributes)
    {
        if (attributes.IsEmpty)
            return false;

        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (attributes.Contains(type, SymbolEqualityComparer.Default))
                    return true;
            }
        }

        return false;
    }
}
