namespace Omniops.Gates.CodeFixes;

/// <summary>Metadata names of the framework types that fixes ask about.</summary>
internal static class KnownTypes
{
    public const string CorsPolicyBuilder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    public const string ExceptionHandlerExtensions = "Microsoft.AspNetCore.Builder.ExceptionHandlerExtensions";
    public const string ForwardedHeadersExtensions = "Microsoft.AspNetCore.Builder.ForwardedHeadersExtensions";
    public const string HostEnvironmentExtensions = "Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions";
    public const string HstsExtensions = "Microsoft.AspNetCore.Builder.HstsBuilderExtensions";
    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";
    public const string WebApplicationBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
}
