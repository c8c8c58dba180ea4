namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// Recognises a password inside a connection string or URL.
/// Source: DbConnectionStringBuilder's grammar (quotes, doubled quotes, doubled equals signs), StackExchange.Redis configuration strings, RFC 3986 3.2.1.
/// </summary>
public static class ConnectionString
{
    private static readonly string[] s_passwordKeys = ["password", "pwd", "accountkey", "sharedaccesskey", "accesskey"];

    /// <summary>The publicly documented key of the storage emulator: a constant, not a secret.</summary>
    private const string StorageEmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Whether <paramref name="value"/> is a connection string or URL that carries a literal password.</summary>
    public static bool HoldsPassword(string value)
    {
        if (value.IndexOf("://", StringComparison.Ordinal) > 0 && UrlHoldsPassword(value))
            return true;

        return value.IndexOf('=') > 0 && (PairsHoldPassword(value, ';') || PairsHoldPassword(value, ','));
    }

    /// <summary>Whether the connection string or URL names this machine only: a development database, reachable by nobody else.</summary>
    public static bool IsLocal(string value)
    {
        foreach (var host in Hosts(value))
        {
            if (!LocalHost.IsLocal(host))
                return false;
        }

        return Hosts(value).Any();
    }

    private static bool PairsHoldPassword(string value, char separator)
    {
        var hasPassword = false;
        var others = 0;
        foreach (var (key, text) in Pairs(value, separator))
        {
            if (Array.IndexOf(s_passwordKeys, key) < 0)
                others++;
            else if (text != StorageEmulatorKey && !Placeholder.Is(text))
                hasPassword = true;
        }

        // A lone "password=..." is no connection string; a Redis string has its host as a part without a key.
        return hasPassword && others > 0;
    }

    private static bool UrlHoldsPassword(string value)
    {
        var authority = Authority(value);
        var at = authority.LastIndexOf('@');
        if (at < 0)
            return false;

        var userInfo = authority.Substring(0, at);
        var colon = userInfo.IndexOf(':');
        return colon >= 0 && !Placeholder.Is(Uri.UnescapeDataString(userInfo.Substring(colon + 1)));
    }

    private static string Authority(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#', ' ', '"', '\''], start);
        return end < 0 ? url.Substring(start) : url.Substring(start, end - start);
    }

    private static IEnumerable<string> Hosts(string value)
    {
        if (value.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            var authority = Authority(value);
            foreach (var host in authority.Substring(authority.LastIndexOf('@') + 1).Split(','))
                yield return host;
            yield break;
        }

        foreach (var (key, text) in Pairs(value, ';').Concat(Pairs(value, ',').Where(pair => pair.Key.Length == 0)))
        {
            if (key is "server" or "host" or "data source" or "datasource" or "address" or "addr" or "network address" or "")
                yield return text;
        }
    }

    /// <summary>Pairs with their keys in lower case; a part without an equals sign comes with an empty key.</summary>
    private static IEnumerable<(string Key, string Value)> Pairs(string text, char separator)
    {
        var at = 0;
        while (at < text.Length)
        {
            var keyEnd = text.IndexOfAny(['=', separator], at);
            if (keyEnd < 0 || text[keyEnd] == separator)
            {
                var end = keyEnd < 0 ? text.Length : keyEnd;
                if (text.Substring(at, end - at).Trim() is { Length: > 0 } part)
                    yield return ("", part);
                at = end + 1;
                continue;
            }

            var key = text.Substring(at, keyEnd - at).Trim().ToLowerInvariant();
            at = keyEnd + 1;
            yield return (key, ReadValue(text, separator, ref at));
        }
    }

    private static string ReadValue(string text, char separator, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;

        if (at < text.Length && text[at] is '"' or '\'' && text.IndexOf(text[at], at + 1) is var close && close > 0)
        {
            var quote = text[at];
            while (close + 1 < text.Length && text[close + 1] == quote && text.IndexOf(quote, close + 2) is var next && next > 0)
                close = next;

            var quoted = text.Substring(at + 1, close - at - 1);
            var afterQuote = text.IndexOf(separator, close);
            at = afterQuote < 0 ? text.Length : afterQuote + 1;
            return quoted;
        }

        var end = text.IndexOf(separator, at);
        if (end < 0)
            end = text.Length;

        var value = text.Substring(at, end - at).Trim();
        at = end + 1;
        return value;
    }
}
