using System.Text;

namespace Omniops.Gates.Engine.Secrets.Credentials;

/// <summary>
/// Judges what an Authorization header carries. Source: RFC 9110 section 11.6.2; RFC 7617 (Basic), RFC 6750 (Bearer).
/// </summary>
public static class AuthorizationHeader
{
    private const string Basic = "Basic";
    private const string Header = "uthorization:";

    private static readonly string[] s_schemes = [Basic, "Bearer", "Token", "ApiKey"];

    /// <summary>Whether a header of this name carries credentials.</summary>
    public static bool Is(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the credentials behind the scheme of such a header are; of a value without a blank, what it is itself.</summary>
    public static Judgement Judge(string value)
    {
        var blank = value.IndexOf(' ');
        var credential = value.Substring(blank + 1).Trim();
        var isBasic = blank == Basic.Length && value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase);
        return isBasic ? JudgeBasic(credential) : JudgeToken(credential);
    }

    /// <summary>
    /// Whether <paramref name="value"/> is such a header: its scheme stands before it (<c>Bearer eyJ…</c>) or at the end of its name
    /// (<c>Authorization:Bearer</c>). In the first case the name has to be no other one.
    /// </summary>
    internal static bool TryRead(string name, string value, out Judgement judgement)
    {
        var header = name.LastIndexOf(Header, StringComparison.OrdinalIgnoreCase);
        foreach (var scheme in s_schemes)
        {
            var isInValue = value.Length > scheme.Length + 6 && value[scheme.Length] == ' '
                && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
            var isInName = header >= 0 && name.Length == header + Header.Length + scheme.Length
                && name.EndsWith(scheme, StringComparison.OrdinalIgnoreCase);
            if (!isInValue && !isInName)
                continue;

            var credential = isInValue ? value.Substring(scheme.Length + 1).Trim() : value;
            judgement = scheme == Basic ? JudgeBasic(credential) : JudgeToken(credential);
            return judgement.Confidence != Confidence.None || !isInValue;
        }

        judgement = default;
        return false;
    }

    private static Judgement JudgeBasic(string credential)
    {
        string pair;
        try
        {
            pair = Encoding.UTF8.GetString(Convert.FromBase64String(credential));
        }
        catch (FormatException)
        {
            return Judgement.PassedOver("the header holds no Base64");
        }

        var colon = pair.IndexOf(':');
        if (colon < 0 || pair.IndexOf('\uFFFD') >= 0)
            return Judgement.PassedOver("the header holds no user and password");

        var password = pair.Substring(colon + 1);
        var isExample = CredentialName.IsVocabulary(password) && CredentialName.IsVocabulary(pair.Substring(0, colon));
        return password.Length < 3 || Placeholder.Is(password) || isExample
            ? Judgement.PassedOver("the header's password is a placeholder")
            : new(Confidence.High, "an Authorization header with user and password");
    }

    private static Judgement JudgeToken(string credential)
    {
        var shape = TextShape.Of(credential);
        if (shape.Length < 8 || CredentialValue.WhyNot("Authorization", credential, shape) is not null)
            return Judgement.PassedOver("the header's token is a placeholder");

        var judgement = CredentialJudge.JudgeRandom(credential, shape);
        return judgement.Confidence == Confidence.None ? judgement : judgement with { Reason = "an Authorization header with a token" };
    }
}
