namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>The password in a file for FTP and HTTP clients. Source: the manual page netrc(5).</summary>
internal static class NetrcPassword
{
    /// <summary>With which every entry begins.</summary>
    public const string Beginning = "machine ";

    private const int MaxEntry = 300;

    /// <summary>The password of the entry that begins at <paramref name="start"/>, or null when it is none.</summary>
    public static Secret? At(string text, int start)
    {
        if (start > 0 && text[start - 1] is not ('\n' or '\r'))
            return null;

        var limit = Math.Min(text.Length, start + MaxEntry);
        var at = start + Beginning.Length;
        NextWord(text, ref at, limit);
        var hasLogin = false;
        while (NextWord(text, ref at, limit) is { } key)
        {
            var value = NextWord(text, ref at, limit);
            if (value is null || key is not ("login" or "account" or "password"))
                return null;

            hasLogin |= key == "login";
            if (key == "password")
                return hasLogin ? Judge(value, at - value.Length) : null;
        }

        return null;
    }

    private static Secret Judge(string value, int at)
    {
        var judgement = Placeholder.Is(value)
            ? Judgement.PassedOver("netrc password; a placeholder")
            : new Judgement(Confidence.High, "netrc password");
        return Secret.Of(SecretKind.Credential, judgement, at, value, "netrc password");
    }

    private static string? NextWord(string text, ref int at, int limit)
    {
        while (at < limit && text[at] <= ' ')
            at++;
        var start = at;
        while (at < limit && text[at] > ' ')
            at++;
        return at > start ? text.Substring(start, at - start) : null;
    }
}
