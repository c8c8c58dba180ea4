using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Access;

/// <summary>
/// Whether browsers send by themselves what users are known by: cookies, Windows accounts, client certificates. Source: the registrations of
/// Microsoft.AspNetCore.Authentication and Identity; Microsoft.Identity.Web.
/// </summary>
internal static class CookieSignIn
{
    private static readonly string[] s_automatic =
    [
        "AddCertificate", "AddCookie", "AddDefaultIdentity", "AddFacebook", "AddGoogle", "AddIdentity", "AddIdentityApiEndpoints", "AddIdentityCookies",
        "AddMicrosoftAccount", "AddMicrosoftIdentityWebApp", "AddMicrosoftIdentityWebAppAuthentication", "AddNegotiate", "AddOAuth", "AddOpenIdConnect",
        "AddTwitter", "AddWsFederation",
    ];

    private static readonly string[] s_schemes = ["Cookies", "Windows", "Negotiate", "Identity.Application", "NTLM"];

    private static readonly string[] s_byBrowser = ["Basic", "Certificate", "Cookie", "Negotiate", "NTLM"];

    private static readonly string[] s_assemblies = ["Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authentication.Cookies", "Microsoft.AspNetCore.Identity"];

    /// <summary>True, false, or null with the reason why it cannot be told.</summary>
    public static bool? Of(PipelineFacts facts, SourceBodies bodies, out string? reason)
    {
        reason = null;
        var services = facts.Services.FindAll(call => call.IsInProduction);
        if (services.Exists(call => Array.IndexOf(s_automatic, call.Name) >= 0 || call.Name == "AddAuthentication" && IsAutomaticScheme(call) || SignInSchemes.IsOfCookie(call)))
            return true;

        if (services.Find(call => call.Name is "AddScheme" or "AddRemoteScheme" && !IsOfHeaders(call, bodies)) is { } own)
            reason = $"what '{own.Name}' signs users in with cannot be seen";
        else if (facts.HiddenUseOf(s_assemblies) is { } hidden)
            reason = $"whether '{hidden.Name}' signs users in with cookies cannot be seen";
        else
            return false;

        return null;
    }

    /// <summary>
    /// Whether a handler of the team's own looks at headers or the query and never at a cookie. Browsers send by themselves what Basic asks for.
    /// </summary>
    private static bool IsOfHeaders(PipelineCall call, SourceBodies bodies) => call.Operation is IInvocationOperation { TargetMethod.TypeArguments: var types }
        && types.LastOrDefault() is INamedTypeSymbol handler && bodies.Has(handler)
        && handler.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax().DescendantTokens()).Select(token => token.ValueText).ToList() is var words
        && words.Exists(word => word is "Headers" or "Query")
        && !words.Exists(word => Array.Exists(s_byBrowser, each => word.IndexOf(each, StringComparison.OrdinalIgnoreCase) >= 0));

    private static bool IsAutomaticScheme(PipelineCall call) => call.Operation is IInvocationOperation { Arguments: var arguments }
        && arguments.Any(argument => argument.Value.Unwrapped().ConstantValue.Value is string scheme && Array.IndexOf(s_schemes, scheme) >= 0);
}
