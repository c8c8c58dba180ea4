namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>Where a token may begin.</summary>
internal static class TokenBoundary
{
    /// <summary>Whether the letters before <paramref name="at"/> belong to an escape: <c>\n</c>, <c>\u0022</c>, <c>%3D</c>.</summary>
    public static bool IsEscapeBefore(string text, int at) =>
        (at >= 2 && text[at - 2] == '\\' && text[at - 1] is 'n' or 'r' or 't')
        || (at >= 3 && text[at - 3] == '%' && Uri.IsHexDigit(text[at - 2]) && Uri.IsHexDigit(text[at - 1]))
        || (at >= 6 && text[at - 6] == '\\' && text[at - 5] is 'u' or 'U'
            && Uri.IsHexDigit(text[at - 4]) && Uri.IsHexDigit(text[at - 3])
            && Uri.IsHexDigit(text[at - 2]) && Uri.IsHexDigit(text[at - 1]));

    /// <summary>
    /// Where in a run the next token may begin, at or behind <paramref name="at"/>: behind what is no letter or digit, or behind an escape.
    /// </summary>
    /// <param name="hasPercent">Whether there is a percent sign in the run.</param>
    public static int NextInRun(string text, int start, int end, int at, bool hasPercent)
    {
        if (at == start)
            return at;

        // A backslash is no part of a run: what it escapes stands at the beginning. Most runs have no escape at all.
        if (hasPercent || (start > 0 && text[start - 1] == '\\'))
        {
            while (at < end && RunCharacters.IsAlphanumeric(text[at - 1]) && !IsEscapeBefore(text, at))
                at++;
            return at;
        }

        while (at < end && RunCharacters.IsAlphanumeric(text[at - 1]))
            at++;
        return at;
    }

    /// <summary>Whether a whole value begins at <paramref name="at"/> in the run that begins at <paramref name="start"/>.</summary>
    public static bool BeginsValue(string text, int start, int at) =>
        at == start || text[at - 1] is '=' or ':' or '@' || IsEscapeBefore(text, at);

    /// <summary>
    /// Whether a token of a weak form may begin at <paramref name="at"/>: not within a path, an identifier, a host name or base64.
    /// </summary>
    public static bool IsStrict(string text, int at) => at == 0 || text[at - 1] is not ('-' or '+' or '/' or '.' or '_' or '~' or '%');

    /// <summary>Whether the value at <paramref name="at"/> follows an opening quote or tag, as parts of keys do.</summary>
    public static bool MayBeginKeyPart(string text, int at) => at >= 3 && text[at - 1] is '"' or '\'' or '>' or ';' or 'E' or 'e';
}
