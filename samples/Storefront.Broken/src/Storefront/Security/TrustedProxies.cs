using Microsoft.AspNetCore.HttpOverrides;

namespace Storefront.Security;

public static class TrustedProxies
{
    /// <summary>Believes the forwarded headers of everybody, so that it works in every cluster.</summary>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
        });
}
