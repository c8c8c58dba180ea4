namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Reads the credentials of HTTP requests. The scheme of an authorization becomes part of its name: <c>Authorization:Basic</c>.
/// Sources: RFC 9110 section 11, RFC 6750, RFC 6265; the .http files of Visual Studio and REST Client.
/// </summary>
public static class HttpAssignments
{
    private static readonly AnyCase[] s_names =
    [
        new("Authorization"), new("X-Api-Key"), new("ApiKey"), new("Api-Key"), new("X-Auth-Token"), new("X-Access-Token"), new("Cookie"),
        new("X-Functions-Key"), new("Ocp-Apim-Subscription-Key"), new("Private-Token"), new("X-Vault-Token"), new("X-Amz-Security-Token"),
        new("X-GitHub-Token"), new("Access-Token"), new("X-Auth-Key"),
    ];

    /// <summary>Reports known headers anywhere in a text: recordings, programs, documents.</summary>
    public static void Read(string text, Action<Assignment> report, CancellationToken cancellation = default)
    {
        foreach (var name in s_names)
        {
            var at = 0;
            while ((at = name.IndexIn(text, at)) >= 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var isPart = at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-' && !IsPrefixed(text, at));
                at = isPart ? at + name.Length : Header(text, at, name.Length, report);
            }
        }
    }

    /// <summary>Reports what the requests of a .http file send: variables, headers, queries, bodies.</summary>
    public static void ReadRequests(string text, Action<Assignment> report, CancellationToken cancellation = default)
    {
        var at = 0;
        while (at < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = LineEnd(text, at);
            var next = Math.Min(end + 1, text.Length);
            while (end > at && char.IsWhiteSpace(text[end - 1]))
                end--;

            if (at < end && text[at] is '{' or '[' && !(at + 1 < end && text[at + 1] == '{'))
            {
                next = RequestEnd(text, at, cancellation);
                FileAssignments.ReadPart(FileKind.Json, text, at, next, null, report, cancellation);
            }
            else if (at < end)
            {
                Line(text, at, end, report);
            }

            at = Math.Max(next, at + 1);
        }
    }

    private static bool IsPrefixed(string text, int at) =>
        at >= 6 && string.Compare(text, at - 6, "Proxy-", 0, 6, StringComparison.OrdinalIgnoreCase) == 0
        || at >= 4 && string.Compare(text, at - 4, "Set-", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Returns the offset after what was read.</summary>
    private static int Header(string text, int at, int nameLength, Action<Assignment> report)
    {
        const int MaxGap = 20;
        const int MaxValue = 8_000;

        var opening = at > 0 && text[at - 1] is '"' or '\'' or '`' ? text[at - 1] : '\0';
        var value = at + nameLength;
        var limit = Math.Min(text.Length, value + MaxGap);
        var isSeparated = false;
        var quote = '\0';
        for (; value < limit; value++)
        {
            var c = text[value];
            if (c is ':' or '=' or ',' || c == '>' && isSeparated)
                isSeparated = true;
            else if (isSeparated && c == opening)
                return value;
            else if (c is '"' or '\'' or '`')
                quote = opening != '\0' && !isSeparated && c == opening ? '\0' : c;
            else if (c is not (' ' or '\t' or ']' or '$' or '@') && !(c == '\\' && value + 1 < limit && text[value + 1] is '"' or '\''))
                break;
            if (c == opening && !isSeparated)
                opening = '\0';
        }

        if (!isSeparated || value >= text.Length)
            return at + nameLength;

        // Without quotes it is a line of a recording, or it is code: "cookie = Read()", "Authorization: token,".
        var isLine = quote == '\0' && opening == '\0';
        if (isLine && (text[at + nameLength] != ':' || !StandsFirst(text, at)))
            return at + nameLength;

        var closing = quote != '\0' ? quote : opening;
        var end = value;
        while (end < text.Length && end - value < MaxValue && text[end] is not ('\n' or '\r') && (closing == '\0' || text[end] != closing))
            end++;
        if (closing != '\0' && end > value && text[end - 1] == '\\')
            end--;
        if (!(isLine && EndsAsCode(text, value, end)))
            HttpHeader.ReportValue(text, text.Substring(at, nameLength), value, end, report);
        return end;
    }

    /// <summary>Whether only blanks and the marks of recordings and comments stand before it on its line.</summary>
    private static bool StandsFirst(string text, int at)
    {
        var limit = Math.Max(0, at - 40);
        while (at > limit && text[at - 1] is ' ' or '\t' or '>' or '<' or '*' or '#' or '|' or '/' or '-')
            at--;
        return at == 0 || text[at - 1] is '\n' or '\r';
    }

    private static bool EndsAsCode(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end > start && text[end - 1] is ',' or '(' or ')' or '{' or '}';
    }

    private static void Line(string text, int at, int end, Action<Assignment> report)
    {
        if (text[at] is '#' or '/' || text[at] == '?' && at + 1 < end && text[at + 1] == '?')
            return;

        if (text[at] == '@')
        {
            var separator = text.IndexOf('=', at, end - at);
            if (separator > at + 1)
                Report(text, at + 1, separator, separator + 1, end, report);
            return;
        }

        var colon = at;
        while (colon < end && colon - at < 100 && (char.IsLetterOrDigit(text[colon]) || text[colon] is '-' or '_'))
            colon++;
        if (colon > at && colon < end && text[colon] == ':' && !(colon + 2 < end && text[colon + 1] == '/' && text[colon + 2] == '/'))
            HttpHeader.Report(text, at, end, report);
        else
            Query(text, at, end, report);
    }

    /// <summary><c>?name=text&amp;name=text</c> of an address, or a form that is the whole line.</summary>
    private static void Query(string text, int at, int end, Action<Assignment> report)
    {
        var question = text.IndexOf('?', at, end - at);
        var from = question < 0 ? at : question + 1;
        while (from < end)
        {
            var to = from;
            while (to < end && text[to] is not ('&' or ' ' or '\t'))
                to++;
            var separator = text.IndexOf('=', from, to - from);
            if (separator > from && separator - from < 100)
                Report(text, from, separator, separator + 1, to, report);
            if (to < end && text[to] != '&')
                return;
            from = to + 1;
        }
    }

    private static void Report(string text, int nameStart, int nameEnd, int start, int end, Action<Assignment> report)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        if (start < end)
        {
            var name = text.Substring(nameStart, nameEnd - nameStart).Trim();
            report(new Assignment(name, text.Substring(start, end - start), start, end - start));
        }
    }

    private static int RequestEnd(string text, int at, CancellationToken cancellation)
    {
        while (at < text.Length && string.CompareOrdinal(text, at, "###", 0, 3) != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            at = Math.Min(LineEnd(text, at) + 1, text.Length);
        }

        return at;
    }

    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }
}
