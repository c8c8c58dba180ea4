using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Credentials;

namespace Omniops.Gates.Analyzers.Secrets;

/// <summary>
/// The value of an <c>Authorization</c> header: a scheme and what proves the caller. Source: RFC 9110 section 11.6.2, RFC 7617, RFC 6750.
/// </summary>
internal static class AuthorizationHeader
{
    private const string Found = "an authorization header with literal credentials";

    public static bool Is(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether code puts <c>Basic</c> in front of the operand.</summary>
    public static bool HasScheme(IOperation whole, IOperation operand) => whole switch
    {
        IBinaryOperation sum => sum.RightOperand == operand && EndsWithScheme(sum.LeftOperand),
        IInterpolationOperation { Parent: IInterpolatedStringOperation { Parts: var parts } } hole =>
            parts.IndexOf(hole) is > 0 and var index
            && parts[index - 1] is IInterpolatedStringTextOperation { Text: var text } && EndsWithScheme(text),
        _ => false,
    };

    public static string Encode(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));

    /// <summary>What the credentials behind the scheme are; a scheme alone is none.</summary>
    public static (SecretKind Kind, Judgement Judgement) Judge(string value)
    {
        var blank = value.IndexOf(' ');
        var (scheme, credentials) = blank < 0 ? ("", value) : (value.Substring(0, blank), value.Substring(blank + 1).Trim());
        var judgement = scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            ? JudgeBasic(credentials)
            : CredentialJudge.Judge("AccessToken", credentials).Judgement;
        return (SecretKind.UrlCredential, judgement.Confidence == Confidence.None ? judgement : judgement with { Reason = Found });
    }

    private static Judgement JudgeBasic(string credentials) => Password(credentials) is { } password
        ? CredentialJudge.Judge("Password", password).Judgement
        : Judgement.PassedOver("no user and password in base64");

    private static bool EndsWithScheme(IOperation text) =>
        text.ConstantValue is { HasValue: true, Value: string scheme } && scheme.EndsWith("Basic ", StringComparison.OrdinalIgnoreCase);

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
