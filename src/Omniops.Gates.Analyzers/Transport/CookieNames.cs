namespace Omniops.Gates.Analyzers.Transport;

/// <summary>What the name of a cookie says about it.</summary>
internal static class CookieNames
{
    /// <summary>
    /// Cookies that scripts are meant to read: the antiforgery token of Angular and axios, the language, what a banner was answered, how
    /// the page looks.
    /// </summary>
    private static readonly string[] s_forScripts =
        ["xsrf", "csrf", "culture", "lang", "locale", "theme", "consent", "darkmode", "dark-mode", "timezone", "time-zone"];

    public static bool IsForScripts(string? name) =>
        name is not null && Array.Exists(s_forScripts, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Browsers take it from the host itself only: Secure, for the path <c>/</c>, without a domain. Source: RFC 6265bis.</summary>
    public static bool IsOfHost(string? name) => name?.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Browsers take it with Secure only. Source: RFC 6265bis.</summary>
    public static bool IsSecure(string? name) => IsOfHost(name) || name?.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) == true;
}
