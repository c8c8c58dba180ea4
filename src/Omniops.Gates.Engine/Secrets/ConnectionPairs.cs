namespace Omniops.Gates.Engine.Secrets;

/// <summary>
/// The <c>key=value</c> parts of a connection string. Lenient where drivers are strict: a password in a broken
/// string is a leaked password as well.
/// Source: DbConnectionStringBuilder's grammar (quotes, doubled quotes), StackExchange.Redis configuration strings.
/// </summary>
internal static class ConnectionPairs
{
    /// <summary>Keys come in lower case without blanks and underscores; a part without an equals sign comes with an empty key.</summary>
    public static IEnumerable<(string Key, string Value)> Read(string text, char separator)
    {
        char[] keyEnds = ['=', separator];
        var at = 0;
        while (at < text.Length)
        {
            var keyEnd = text.IndexOfAny(keyEnds, at);
            if (keyEnd < 0 || text[keyEnd] == separator)
            {
                var end = keyEnd < 0 ? text.Length : keyEnd;
                if (text.Substring(at, end - at).Trim() is { Length: > 0 } part)
                    yield return ("", part);
                at = end + 1;
                continue;
            }

            var key = Normalize(text.Substring(at, keyEnd - at));
            at = keyEnd + 1;
            yield return (key, ReadValue(text, separator, ref at));
        }
    }

    private static string Normalize(string key)
    {
        var letters = new char[key.Length];
        var length = 0;
        foreach (var c in key)
        {
            if (c != '_' && !char.IsWhiteSpace(c))
                letters[length++] = char.ToLowerInvariant(c);
        }

        return new string(letters, 0, length);
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
