using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Injection;

/// <summary>
/// The attributes that say where a parameter or property is bound from. Source: model binding of ASP.NET Core, of System.Web.Mvc and of
/// System.Web.Http; triggers of Azure Functions.
/// </summary>
internal sealed class RequestAttributes
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc.";
    private const string Components = "Microsoft.AspNetCore.Components.";

    private static readonly UntrustedSource s_queue = new("queue", IsSecondOrder: true);

    private static readonly (string Type, UntrustedSource? Source)[] s_attributes =
    [
        (Mvc + "FromQueryAttribute", new("query string")),
        (Mvc + "FromRouteAttribute", new("route")),
        (Mvc + "FromHeaderAttribute", new("header")),
        (Mvc + "FromBodyAttribute", new("request body")),
        (Mvc + "FromFormAttribute", new("form")),
        (Mvc + "BindPropertyAttribute", new("form")),
        (Mvc + "BindPropertiesAttribute", new("form")),
        (Mvc + "ModelBinderAttribute", new("request")),
        (Mvc + "FromServicesAttribute", null),
        ("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute", null),
        ("Microsoft.AspNetCore.Http.AsParametersAttribute", new("request")),
        (Components + "SupplyParameterFromQueryAttribute", new("query string")),
        (Components + "SupplyParameterFromFormAttribute", new("form")),
        ("System.Web.Http.FromUriAttribute", new("query string")),
        ("System.Web.Http.FromBodyAttribute", new("request body")),
        ("System.Web.Mvc.BindAttribute", new("form")),
        ("System.Web.ModelBinding.QueryStringAttribute", new("query string")),
        ("System.Web.ModelBinding.RouteDataAttribute", new("route")),
        ("System.Web.ModelBinding.FormAttribute", new("form")),
        ("System.Web.ModelBinding.ControlAttribute", new("form")),
        ("System.Web.ModelBinding.CookieAttribute", new("cookie")),
        ("FastEndpoints.FromHeaderAttribute", new("header")),
        ("FastEndpoints.FromBodyAttribute", new("request body")),
        ("Microsoft.Azure.WebJobs.HttpTriggerAttribute", new("request body")),
        ("Microsoft.Azure.Functions.Worker.HttpTriggerAttribute", new("request body")),
        ("Amazon.Lambda.Annotations.APIGateway.FromQueryAttribute", new("query string")),
        ("Amazon.Lambda.Annotations.APIGateway.FromRouteAttribute", new("route")),
        ("Amazon.Lambda.Annotations.APIGateway.FromHeaderAttribute", new("header")),
        ("Amazon.Lambda.Annotations.APIGateway.FromBodyAttribute", new("request body")),
        ("Microsoft.Azure.WebJobs.QueueTriggerAttribute", s_queue),
        ("Microsoft.Azure.WebJobs.ServiceBusTriggerAttribute", s_queue),
        ("Microsoft.Azure.WebJobs.EventHubTriggerAttribute", s_queue),
        ("Microsoft.Azure.WebJobs.BlobTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.QueueTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.ServiceBusTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.EventHubTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.BlobTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.KafkaTriggerAttribute", s_queue),
        ("Microsoft.Azure.Functions.Worker.RabbitMQTriggerAttribute", s_queue),
    ];

    private readonly Dictionary<ISymbol, UntrustedSource?> _bySymbol = new(SymbolEqualityComparer.Default);

    public RequestAttributes(TypeLookup lookup)
    {
        foreach (var (name, source) in s_attributes)
        {
            foreach (var type in lookup.Find(name))
                _bySymbol[type] = source;
        }
    }

    /// <summary>Whether an attribute says where a symbol is bound from.</summary>
    /// <param name="source">From where; null when it is a service.</param>
    public bool TryGet(ISymbol symbol, out UntrustedSource? source)
    {
        source = null;
        if (_bySymbol.Count == 0)
            return false;

        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (_bySymbol.TryGetValue(type, out source))
                    return true;
            }
        }

        return false;
    }
}
