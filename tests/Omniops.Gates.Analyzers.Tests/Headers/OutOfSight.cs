namespace Omniops.Gates.Analyzers.Tests.Headers;

/// <summary>A program that calls a package which registers services, sets options or does nothing of the kind.</summary>
internal static class OutOfSight
{
    public const string HstsSetup = """
        public sealed class HstsSetup : Microsoft.Extensions.Options.IConfigureOptions<HstsOptions>
        {
            public void Configure(HstsOptions options) => options.MaxAge = TimeSpan.FromDays(365);
        }
        """;

    public static string Program(string services, string pipeline, string types = "") => $$"""
        using Contoso.Web;
        using Microsoft.AspNetCore.HttpsPolicy;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        {{types}}

        //@ package Contoso.Web
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.HttpOverrides;
        using Microsoft.Extensions.DependencyInjection;
        namespace Contoso.Web;
        public static class Pages
        {
            public static void AddPages(this IServiceCollection services) => services.AddRazorPages();
        }

        //@ package Contoso.Clock
        using Microsoft.Extensions.DependencyInjection;
        namespace Contoso.Web;
        public static class Clock
        {
            public static void AddClock(this IServiceCollection services) => services.AddSingleton(System.TimeProvider.System);
        }

        //@ package Contoso.Transport
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        namespace Contoso.Web;
        public static class Transport
        {
            public static void AddTransport(this IServiceCollection services) => services.AddHsts(hsts => hsts.MaxAge = System.TimeSpan.FromDays(365));
        }

        //@ package Contoso.Proxies
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.HttpOverrides;
        using Microsoft.Extensions.DependencyInjection;
        namespace Contoso.Web;
        public static class Proxies
        {
            public static void AddProxies(this IServiceCollection services) =>
                services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.All);
        }
        """;
}
