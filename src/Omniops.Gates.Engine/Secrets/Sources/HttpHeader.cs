namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>A header line: a name, a colon, and a value that may begin with an authentication scheme.</summary>
internal static class HttpHeader
{
    /// <summary>Reports <c>Name: value</c> between two offsets when it is a header.</summary>
    public static void Report(string text, int start, int end, Action<Assignment> report)
    {
        var colon = start;
        while (colon < end && colon - start < 100 && (char.IsLetterOrDigit(text[colon]) || text[colon] is '-' or '_'))
            colon++;
        if (colon > start && colon < end && text[colon] == ':')
            ReportValue(text, text.Substring(start, colon - start), colon + 1, end, report);
    }

    /// <summary>Reports the value of a header. Source of the schemes: the IANA registry of HTTP authentication schemes.</summary>
    public static void ReportValue(string text, string name, int start, int end, Action<Assignment> report)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (start == end)
            return;

        if (name.EndsWith("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            var scheme = start;
            while (scheme < end && scheme - start < 30 && (char.IsLetterOrDigit(text[scheme]) || text[scheme] == '-'))
                scheme++;
            if (scheme == end && IsScheme(text.Substring(start, end - start)))
                return;

            if (scheme > start && scheme < end && text[scheme] is ' ' or '\t')
            {
                name = name + ":" + text.Substring(start, scheme - start);
                start = scheme;
                while (start < end && char.IsWhiteSpace(text[start]))
                    start++;
            }
        }

        report(new Assignment(name, text.Substring(start, end - start), start, end - start));
    }

    private static bool IsScheme(string word) =>
        word.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || word.Equals("Basic", StringComparison.OrdinalIgnoreCase)
        || word.Equals("Token", StringComparison.OrdinalIgnoreCase) || word.Equals("Negotiate", StringComparison.OrdinalIgnoreCase)
        || word.Equals("Digest", StringComparison.OrdinalIgnoreCase) || word.Equals("NTLM", StringComparison.OrdinalIgnoreCase);
}
