using System.Text;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>The value of an <c>Authorization</c> header: a scheme and what proves the caller. Source: RFC 9110 section 11.6.2, RFC 7617, RFC 6750.</summary>
internal static class AuthorizationHeader
{
    public static bool Is(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the credentials behind the scheme are; a scheme alone is none.</summary>
    public static (SecretKind Kind, Judgement Judgement) Judge(string value)
    {
        var blank = value.IndexOf(' ');
        var (scheme, credentials) = blank < 0 ? ("", value) : (value.Substring(0, blank), value.Substring(blank + 1).Trim());
        var judgement = scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? Password(credentials) is { } password ? CredentialJudge.Judge("Password", password).Judgement : Judgement.PassedOver("no user and password in base64")
            : CredentialJudge.Judge("AccessToken", credentials).Judgement;
        return (SecretKind.UrlCredential, judgement.Confidence == Confidence.None ? judgement : judgement with { Reason = "an authorization header with literal credentials" });
    }

    /// <summary>What stands behind the colon.</summary>
    private static string? Password(string base64)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes);
        var colon = pair.IndexOf(':');
        return colon < 0 ? null : pair.Substring(colon + 1);
    }
}
