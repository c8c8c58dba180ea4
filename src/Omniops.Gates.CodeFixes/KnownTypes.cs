namespace Omniops.Gates.CodeFixes;

/// <summary>Metadata names of the framework types that fixes ask about.</summary>
internal static class KnownTypes
{
    public const string ApplicationBuilder = "Microsoft.AspNetCore.Builder.IApplicationBuilder";
    public const string AuthorizationEndpointExtensions = "Microsoft.AspNetCore.Builder.AuthorizationEndpointConventionBuilderExtensions";
    public const string AuthorizationExtensions = "Microsoft.AspNetCore.Builder.AuthorizationAppBuilderExtensions";
    public const string CorsMiddlewareExtensions = "Microsoft.AspNetCore.Builder.CorsMiddlewareExtensions";
    public const string CorsPolicyBuilder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string CorsServices = "Microsoft.Extensions.DependencyInjection.CorsServiceCollectionExtensions";
    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    public const string ExceptionHandlerExtensions = "Microsoft.AspNetCore.Builder.ExceptionHandlerExtensions";
    public const string ForwardedHeaders = "Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders";
    public const string ForwardedHeadersExtensions = "Microsoft.AspNetCore.Builder.ForwardedHeadersExtensions";
    public const string ForwardedHeadersOptions = "Microsoft.AspNetCore.Builder.ForwardedHeadersOptions";
    public const string HeaderDictionary = "Microsoft.AspNetCore.Http.IHeaderDictionary";
    public const string HeaderPolicyExtensions = "Microsoft.AspNetCore.Builder.SecurityHeadersMiddlewareExtensions";
    public const string HostEnvironment = "Microsoft.Extensions.Hosting.IHostEnvironment";
    public const string HostEnvironmentExtensions = "Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions";
    public const string HstsExtensions = "Microsoft.AspNetCore.Builder.HstsBuilderExtensions";
    public const string HstsOptions = "Microsoft.AspNetCore.HttpsPolicy.HstsOptions";
    public const string HstsServices = "Microsoft.AspNetCore.Builder.HstsServicesExtensions";
    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
    public const string HttpsPolicyExtensions = "Microsoft.AspNetCore.Builder.HttpsPolicyBuilderExtensions";
    public const string KestrelExtensions = "Microsoft.AspNetCore.Hosting.WebHostBuilderKestrelExtensions";
    public const string OptionsServices = "Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions";
    public const string RateLimiterExtensions = "Microsoft.AspNetCore.Builder.RateLimiterApplicationBuilderExtensions";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string StatusCodes = "Microsoft.AspNetCore.Http.StatusCodes";
    public const string Task = "System.Threading.Tasks.Task";
    public const string TimeSpan = "System.TimeSpan";
    public const string UseExtensions = "Microsoft.AspNetCore.Builder.UseExtensions";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";
    public const string WebApplicationBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
    public const string WebHostBuilder = "Microsoft.AspNetCore.Hosting.IWebHostBuilder";
}
