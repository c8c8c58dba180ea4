namespace Omniops.Gates.Analyzers;

/// <summary>Metadata names of framework types. They are looked up once per compilation, never in a callback.</summary>
internal static class KnownTypes
{
    public const string ApplicationBuilder = "Microsoft.AspNetCore.Builder.IApplicationBuilder";
    public const string AuthorizeData = "Microsoft.AspNetCore.Authorization.IAuthorizeData";
    public const string BuilderOptions = "Microsoft.AspNetCore.Builder.WebApplicationOptions";
    public const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";
    public const string ConfigurationSection = "Microsoft.Extensions.Configuration.IConfigurationSection";
    public const string ConfigureHostBuilder = "Microsoft.AspNetCore.Builder.ConfigureHostBuilder";
    public const string ConfigureWebHostBuilder = "Microsoft.AspNetCore.Builder.ConfigureWebHostBuilder";
    public const string CorsOptions = "Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions";
    public const string CorsPolicy = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicy";
    public const string CorsPolicyBuilder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string EndpointConventionBuilder = "Microsoft.AspNetCore.Builder.IEndpointConventionBuilder";
    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    public const string EnvironmentVariables = "System.Environment";
    public const string GenericHostBuilder = "Microsoft.Extensions.Hosting.HostBuilder";
    public const string HeaderDictionary = "Microsoft.AspNetCore.Http.IHeaderDictionary";
    public const string HeaderNames = "Microsoft.Net.Http.Headers.HeaderNames";
    public const string Host = "Microsoft.Extensions.Hosting.IHost";
    public const string HostApplicationBuilder = "Microsoft.Extensions.Hosting.IHostApplicationBuilder";
    public const string HostBuilder = "Microsoft.Extensions.Hosting.IHostBuilder";
    public const string HostEnvironment = "Microsoft.Extensions.Hosting.IHostEnvironment";
    public const string HostEnvironmentExtensions = "Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions";
    public const string HstsExtensions = "Microsoft.AspNetCore.Builder.HstsBuilderExtensions";
    public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
    public const string HttpResponse = "Microsoft.AspNetCore.Http.HttpResponse";
    public const string OldHostEnvironment = "Microsoft.Extensions.Hosting.IHostingEnvironment";
    public const string OldWebHostBuilder = "Microsoft.AspNetCore.Hosting.WebHostBuilder";
    public const string OldWebHostEnvironment = "Microsoft.AspNetCore.Hosting.IHostingEnvironment";
    public const string ResponseHeaders = "Microsoft.AspNetCore.Http.Headers.ResponseHeaders";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string StartupFilter = "Microsoft.AspNetCore.Hosting.IStartupFilter";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";
    public const string WebApplicationBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
    public const string WebHost = "Microsoft.AspNetCore.Hosting.IWebHost";
    public const string WebHostBuilder = "Microsoft.AspNetCore.Hosting.IWebHostBuilder";
    public const string WebHostFactory = "Microsoft.AspNetCore.WebHost";
    public const string WorkerBuilder = "Microsoft.Extensions.Hosting.HostApplicationBuilder";

    /// <summary>Where <c>IsDevelopment()</c> and its siblings of the obsolete environments stand.</summary>
    public static readonly string[] HostingEnvironmentExtensions =
    [
        "Microsoft.Extensions.Hosting.HostingEnvironmentExtensions",
        "Microsoft.AspNetCore.Hosting.HostingEnvironmentExtensions",
    ];

    /// <summary>Where the names of environments stand as static readonly fields, which are not constants.</summary>
    public static readonly string[] EnvironmentNames =
    [
        "Microsoft.Extensions.Hosting.Environments",
        "Microsoft.Extensions.Hosting.EnvironmentName",
        "Microsoft.AspNetCore.Hosting.EnvironmentName",
    ];
}
