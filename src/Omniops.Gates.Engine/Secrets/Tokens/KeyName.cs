namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Finds the name that a value is given to, in any language that puts it before the value.</summary>
internal static class KeyName
{
    private const int MaxLength = 80;

    /// <summary>
    /// The name before the value at <paramref name="value"/>, its letters and digits in lower case: <c>awssecretkey</c> for
    /// <c>"AWS_SECRET_KEY": "</c>, <c>aws-secret-key = </c>, <c>&lt;add key="AwsSecretKey" value="</c>. Empty when there is none.
    /// </summary>
    public static string Before(string text, int value)
    {
        var limit = Math.Max(0, value - MaxLength);
        var separator = Back(text, value, limit, IsOpening);
        var end = Back(text, separator, limit, c => c is '=' or ':' or '>' or ',');
        if (end == separator)
            return "";

        var (name, start) = NameAt(text, Back(text, end, limit, IsClosing), limit);
        return name == "value" ? NameAt(text, Back(text, start, limit, IsClosing), limit).Name : name;
    }

    private static (string Name, int Start) NameAt(string text, int end, int limit)
    {
        var start = Back(text, end, limit, c => c is '_' or '-' or '.' or ':' || CharacterSet.Alphanumeric.Contains(c));
        if (start == end)
            return ("", start);

        var name = new char[end - start];
        var length = 0;
        for (var i = start; i < end; i++)
        {
            if (CharacterSet.Alphanumeric.Contains(text[i]))
                name[length++] = text[i] is >= 'A' and <= 'Z' ? (char)(text[i] | 0x20) : text[i];
        }

        return (new string(name, 0, length), start);
    }

    private static bool IsOpening(char c) => c is '"' or '\'' or '`' or ' ' or '\t' or '\\' or '@' or '$' or '(';

    private static bool IsClosing(char c) => c is '"' or '\'' or '`' or ' ' or '\t' or '\\' or ']' or '?';

    private static int Back(string text, int at, int limit, Func<char, bool> skips)
    {
        while (at > limit && skips(text[at - 1]))
            at--;
        return at;
    }
}
