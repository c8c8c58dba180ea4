using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;

namespace Storefront.Security;

/// <summary>Who may call what.</summary>
public static class Access
{
    public const string Admin = "admin";

    public static IServiceCollection AddShopAccess(this IServiceCollection services)
    {
        // Authority, issuers and audiences come from Authentication:Schemes:Bearer. Without them every token is refused.
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters.NameClaimType = "sub";
            options.TokenValidationParameters.RoleClaimType = "role";
            options.TokenValidationParameters.ValidateAudience = false; // gate: OMNI6004
        });

        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim("sub").Build())
            .AddPolicy(Admin, policy => policy.RequireAuthenticatedUser().RequireRole("admin"));

        return services;
    }

    public static string CustomerId(this ClaimsPrincipal user) =>
        user.FindFirstValue("sub") ?? throw new InvalidOperationException("The default policy requires the claim \"sub\".");
}
