namespace Storefront.Security;

public static class CorsPolicies
{
    public const string Shop = "shop";
    public const string Embed = "embed";
    public const string Preview = "preview";
    public const string Kiosk = "kiosk";

    public static IServiceCollection AddShopCors(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCors(options =>
        {
            // Callers send bearer tokens themselves, so neither policy needs the browser to add credentials.
            options.AddPolicy(Shop, policy => policy
                .AllowAnyOrigin() // gate: OMNI4001
                .WithMethods("GET", "POST", "PUT", "DELETE")
                .WithHeaders("Authorization", "Content-Type"));

            options.AddPolicy(Preview, policy => policy
                .SetIsOriginAllowed(origin => origin.EndsWith("shop.example.com")) // gate: OMNI4002
                .AllowCredentials()); // gate: OMNI4003

            options.AddPolicy(Kiosk, policy => policy
                .WithOrigins("null")); // gate: OMNI4004

            options.AddPolicy(Embed, policy => policy
                .WithOrigins(Origins(configuration, "Cors:EmbedOrigins"))
                .WithMethods("GET")
                .DisallowCredentials());
        });

    private static string[] Origins(IConfiguration configuration, string key)
    {
        var origins = configuration.GetSection(key).Get<string[]>() ?? [];

        return origins.All(origin => origin.StartsWith("https://", StringComparison.Ordinal) && !origin.Contains('*'))
            ? origins
            : throw new InvalidOperationException($"{key} must list https origins, without wildcards.");
    }
}
