namespace Omniops.Gates.Engine.Secrets;

/// <summary>The part of a URL that says who connects to where. Source: RFC 3986 section 3.2.</summary>
/// <param name="User">Empty when the URL names none.</param>
/// <param name="Password">As written, or null without a colon in the user information.</param>
/// <param name="Hosts">Host and port, or several of them between commas.</param>
internal sealed record ConnectionUrl(string User, string? Password, string Hosts)
{
    private static readonly char[] s_ends = ['/', '?', '#', ' ', '\t', '\r', '\n', '"'];
    private static readonly char[] s_embeddedEnds = [.. s_ends, ';', '\'', '&'];

    /// <summary>Every URL with an authority, wherever in <paramref name="text"/> it stands: alone, in a list, as a value.</summary>
    public static IEnumerable<ConnectionUrl> FindAll(string text)
    {
        for (var at = Next(0); at >= 0; at = Next(at + 3))
        {
            var scheme = at;
            while (scheme > 0 && (char.IsLetterOrDigit(text[scheme - 1]) || text[scheme - 1] is '+' or '-' or '.'))
                scheme--;

            if (scheme == at)
                continue;

            var start = at + 3;
            var end = text.IndexOfAny(scheme == 0 ? s_ends : s_embeddedEnds, start);
            yield return Read(end < 0 ? text.Substring(start) : text.Substring(start, end - start));
        }

        int Next(int start) => text.IndexOf("://", start, StringComparison.Ordinal);
    }

    private static ConnectionUrl Read(string authority)
    {
        // The last one: people forget to escape an at sign in a password.
        var at = authority.LastIndexOf('@');
        var user = authority.Substring(0, Math.Max(at, 0));
        var hosts = authority.Substring(at + 1);

        // A placeholder for the user may hold a colon of its own: {env:USER}:{env:PASSWORD}.
        var colon = user.IndexOf("}:", StringComparison.Ordinal) is var bracket && bracket >= 0 ? bracket + 1 : user.IndexOf(':');
        return colon < 0 ? new(user, null, hosts) : new(user.Substring(0, colon), user.Substring(colon + 1), hosts);
    }
}
