namespace Omniops.Gates.Analyzers;

/// <summary>Metadata names of framework types. They are looked up once per compilation, never in a callback.</summary>
internal static class KnownTypes
{
    public const string ApplicationBuilder = "Microsoft.AspNetCore.Builder.IApplicationBuilder";
    public const string CorsPolicy = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicy";
    public const string CorsPolicyBuilder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string HeaderDictionary = "Microsoft.AspNetCore.Http.IHeaderDictionary";
    public const string Host = "Microsoft.Extensions.Hosting.IHost";
    public const string HostApplicationBuilder = "Microsoft.Extensions.Hosting.IHostApplicationBuilder";
    public const string HostBuilder = "Microsoft.Extensions.Hosting.IHostBuilder";
    public const string HostEnvironment = "Microsoft.Extensions.Hosting.IHostEnvironment";
    public const string HostEnvironmentExtensions = "Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions";
    public const string HostingEnvironmentExtensions = "Microsoft.AspNetCore.Hosting.HostingEnvironmentExtensions";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string StartupFilter = "Microsoft.AspNetCore.Hosting.IStartupFilter";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";
    public const string WebApplicationBuilder = "Microsoft.AspNetCore.Builder.WebApplicationBuilder";
    public const string WebHost = "Microsoft.AspNetCore.Hosting.IWebHost";
    public const string WebHostBuilder = "Microsoft.AspNetCore.Hosting.IWebHostBuilder";
}
