namespace Omniops.Gates.Engine.Headers;

/// <summary>The security headers whose value is one word, and what that word should be. Sources: WHATWG Fetch 3.6; RFC 7034; W3C Referrer Policy.</summary>
public static class SecurityHeader
{
    /// <summary><c>X-Content-Type-Options</c>.</summary>
    public const string ContentTypeOptions = "X-Content-Type-Options";

    /// <summary><c>X-Frame-Options</c>.</summary>
    public const string FrameOptions = "X-Frame-Options";

    /// <summary><c>Content-Security-Policy</c>.</summary>
    public const string ContentSecurityPolicy = "Content-Security-Policy";

    /// <summary><c>Content-Security-Policy-Report-Only</c>, which enforces nothing.</summary>
    public const string ContentSecurityPolicyReportOnly = "Content-Security-Policy-Report-Only";

    /// <summary><c>Referrer-Policy</c>.</summary>
    public const string ReferrerPolicy = "Referrer-Policy";

    /// <summary><c>Permissions-Policy</c>.</summary>
    public const string PermissionsPolicy = "Permissions-Policy";

    /// <summary><c>Strict-Transport-Security</c>.</summary>
    public const string StrictTransportSecurity = "Strict-Transport-Security";

    private static readonly string[] s_referrerPolicies =
    [
        "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin", "origin-when-cross-origin",
        "strict-origin-when-cross-origin", "unsafe-url",
    ];

    /// <summary>Whether the header's value is judged by <see cref="Weakness"/> and needed.</summary>
    public static bool IsOneWord(string name) => Is(name, ContentTypeOptions) || Is(name, FrameOptions) || Is(name, ReferrerPolicy);

    /// <summary>What is wrong with a header's value, with the way out; null where it is right or the header is not known.</summary>
    public static string? Weakness(string name, string value)
    {
        var text = value.Trim();
        return name.ToUpperInvariant() switch
        {
            "X-CONTENT-TYPE-OPTIONS" => Is(text, "nosniff") ? null : $"'{text}' switches nothing off; write nosniff",
            "X-FRAME-OPTIONS" => Is(text, "DENY") || Is(text, "SAMEORIGIN") ? null : $"browsers ignore '{text}'; write DENY or SAMEORIGIN",
            "REFERRER-POLICY" => Referrer(text),
            "X-XSS-PROTECTION" => text.StartsWith("0", StringComparison.Ordinal) ? null : "the filter it switches on is gone and did harm; leave the header out",
            "FEATURE-POLICY" => "browsers read Permissions-Policy instead",
            _ => null,
        };
    }

    /// <summary>Browsers take the last value of a list that they know.</summary>
    private static string? Referrer(string text) =>
        Array.FindLast([.. text.Split(',').Select(each => each.Trim().ToLowerInvariant())], each => Array.IndexOf(s_referrerPolicies, each) >= 0) switch
        {
            null => $"browsers do not know '{text}'; write strict-origin-when-cross-origin",
            "unsafe-url" => "'unsafe-url' tells every site the whole address; write strict-origin-when-cross-origin",
            _ => null,
        };

    private static bool Is(string text, string expected) => string.Equals(text, expected, StringComparison.OrdinalIgnoreCase);
}
