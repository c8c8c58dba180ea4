using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>A switch of an authentication library that takes a check of tokens away.</summary>
/// <param name="Types">Full names of the types that declare it.</param>
/// <param name="Property">Its name.</param>
/// <param name="Weak">The value that takes the check away.</param>
/// <param name="What">What it does.</param>
/// <param name="Validator">The properties beside it that take a check of one's own instead; empty where none does.</param>
internal sealed record TokenSetting(string[] Types, string Property, bool Weak, string What, params string[] Validator)
{
    private const string UnsignedTokens = "accepts tokens that nobody signed";
    private const string ForeverValid = "accepts tokens that never end";
    private const string ClearText = "fetches the keys that tokens are checked with in clear text";

    private static readonly string[] s_parameters =
        ["Microsoft.IdentityModel.Tokens.TokenValidationParameters", "System.IdentityModel.Tokens.TokenValidationParameters"];

    private static readonly string[] s_metadata =
    [
        "Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions",
        "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions",
        "Microsoft.AspNetCore.Authentication.WsFederation.WsFederationOptions",
        "Microsoft.AspNetCore.Builder.JwtBearerOptions",
        "Microsoft.AspNetCore.Builder.OpenIdConnectOptions",
        "Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions",
        "Microsoft.Owin.Security.WsFederation.WsFederationAuthenticationOptions",
        "IdentityServer4.AccessTokenValidation.IdentityServerAuthenticationOptions",
    ];

    private static readonly string[] s_openId =
    [
        "Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "Microsoft.AspNetCore.Authentication.OAuth.OAuthOptions",
        "Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions",
    ];

    private static readonly string[] s_protocol =
    [
        "Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectProtocolValidator",
        "Microsoft.IdentityModel.Protocols.OpenIdConnectProtocolValidator",
    ];

    private static readonly string[] s_eventSource = ["Microsoft.IdentityModel.Logging.IdentityModelEventSource"];
    private static readonly string[] s_jwtNet = ["JWT.ValidationParameters"];

    /// <summary>
    /// Source: documentation of Microsoft.IdentityModel, ASP.NET Core's authentication handlers, IdentityModel and JWT.Net; CA5404. A
    /// validator of one's own is called whatever the switch says: Validators.ValidateIssuer and its siblings.
    /// </summary>
    private static readonly TokenSetting[] s_all =
    [
        new(s_parameters, "ValidateIssuer", false, "accepts tokens of any issuer",
            "IssuerValidator", "IssuerValidatorUsingConfiguration", "IssuerValidatorAsync"),
        new(s_parameters, "ValidateAudience", false, "accepts tokens that were made for other applications", "AudienceValidator"),
        new(s_parameters, "ValidateLifetime", false, "accepts tokens that are over", "LifetimeValidator"),
        new(s_parameters, "ValidateIssuerSigningKey", false, "accepts tokens whose key nobody looked at",
            "IssuerSigningKeyValidator", "IssuerSigningKeyValidatorUsingConfiguration"),
        new(s_parameters, "RequireSignedTokens", false, UnsignedTokens, "SignatureValidator", "SignatureValidatorUsingConfiguration"),
        new(s_parameters, "RequireExpirationTime", false, ForeverValid, "LifetimeValidator"),
        new(s_parameters, "RequireAudience", false, "accepts tokens that say for no application to be made", "AudienceValidator"),
        new(s_metadata, "RequireHttpsMetadata", false, ClearText),
        new(["Microsoft.IdentityModel.Protocols.HttpDocumentRetriever"], "RequireHttps", false, ClearText),
        new(["IdentityModel.Client.DiscoveryPolicy", "Duende.IdentityModel.Client.DiscoveryPolicy"], "RequireHttps", false, ClearText),
        new(["IdentityModel.Client.DiscoveryPolicy", "Duende.IdentityModel.Client.DiscoveryPolicy"], "ValidateIssuerName", false,
            "accepts the keys of any issuer"),
        new(s_openId, "UsePkce", false, "lets whoever intercepts an authorization code use it"),
        new(s_protocol, "RequireNonce", false, "lets a stolen token be played in again"),
        new(s_protocol, "RequireState", false, "lets an attacker sign the user in as somebody else"),
        new(s_eventSource, "ShowPII", true, "writes personal data and tokens to the log"),
        new(s_eventSource, "LogCompleteSecurityArtifact", true, "writes whole tokens, good for signing in, to the log"),
        new(s_jwtNet, "ValidateSignature", false, UnsignedTokens),
        new(s_jwtNet, "ValidateExpirationTime", false, "accepts tokens that are over"),
    ];

    /// <summary>The setting that a property is; null for any other. Names are compared before symbols.</summary>
    public static TokenSetting? Find(IPropertySymbol property)
    {
        foreach (var setting in s_all)
        {
            if (setting.Property == property.Name && Array.IndexOf(setting.Types, property.ContainingType.ToDisplayString()) >= 0)
                return setting;
        }

        return null;
    }

    /// <summary>Whether these are the parameters that Microsoft.IdentityModel validates a token with.</summary>
    public static bool IsParameters(ITypeSymbol type) =>
        type.Name == "TokenValidationParameters" && Array.IndexOf(s_parameters, type.ToDisplayString()) >= 0;
}
