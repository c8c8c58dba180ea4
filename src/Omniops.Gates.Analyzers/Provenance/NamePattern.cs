namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Regular expressions that let only letters, digits and a few harmless characters through.</summary>
internal static class NamePattern
{
    /// <summary>Characters that end no literal, no quoted name and no statement. A dash is harmless alone; two begin a comment.</summary>
    private const string Harmless = "_.,@$# ";

    /// <summary>Whether a text that matches is made of harmless characters from its beginning to its end.</summary>
    public static bool IsAnchored(string pattern)
    {
        var (start, end) = (0, pattern.Length);
        if (pattern.StartsWith("^", StringComparison.Ordinal))
            start = 1;
        else if (pattern.StartsWith(@"\A", StringComparison.Ordinal))
            start = 2;
        else
            return false;

        if (pattern.EndsWith("$", StringComparison.Ordinal) && !pattern.EndsWith(@"\$", StringComparison.Ordinal))
            end--;
        else if (pattern.EndsWith(@"\z", StringComparison.OrdinalIgnoreCase))
            end -= 2;
        else
            return false;

        return end > start && IsHarmless(pattern, start, end);
    }

    /// <summary>Whether what matches is a character that is not harmless: replacing it with nothing leaves a name.</summary>
    public static bool IsNegatedClass(string pattern)
    {
        if (pattern == @"\W" || pattern == @"\W+" || pattern == @"\D" || pattern == @"\D+")
            return true;
        if (!pattern.StartsWith("[^", StringComparison.Ordinal))
            return false;

        var end = pattern.IndexOf(']');
        return end > 2 && pattern.Substring(end + 1) is "" or "+" or "*" && IsHarmlessClass(pattern, 2, end);
    }

    /// <summary>Whether a text of nothing but such characters ends no literal and no name in brackets.</summary>
    public static bool IsHarmless(char character) => char.IsLetterOrDigit(character) || character == '-' || Harmless.IndexOf(character) >= 0;

    private static bool IsHarmless(string pattern, int at, int end)
    {
        var depth = 0;
        while (at < end)
        {
            var character = pattern[at];
            if (char.IsLetterOrDigit(character) || character is '_' or '?' or '*' or '+')
            {
                at++;
            }
            else if (character == '(')
            {
                depth++;
                at = pattern.AsSpan(at).StartsWith("(?:".AsSpan()) ? at + 3 : at + 1;
                if (at < end && pattern[at] == '?')
                    return false;
            }
            else if (character == ')')
            {
                depth--;
                at++;
            }
            else if (character == '|')
            {
                // ^a|b$ is anchored on one side only.
                if (depth <= 0)
                    return false;
                at++;
            }
            else if (character == '{')
            {
                var close = pattern.IndexOf('}', at);
                if (close < 0)
                    return false;
                at = close + 1;
            }
            else if (character == '[')
            {
                var close = pattern.IndexOf(']', at);
                if (close < 0 || close >= end || pattern[at + 1] == '^' || !IsHarmlessClass(pattern, at + 1, close))
                    return false;
                at = close + 1;
            }
            else if (character == '\\' && at + 1 < end && pattern[at + 1] is 'w' or 'd' or '.' or '_' or 's')
            {
                at += 2;
            }
            else if (character == ' ')
            {
                at++;
            }
            else
            {
                return false;
            }
        }

        return depth == 0;
    }

    private static bool IsHarmlessClass(string pattern, int at, int end)
    {
        for (; at < end; at++)
        {
            var character = pattern[at];
            if (character == '\\' && at + 1 < end)
            {
                if (!(pattern[++at] is 'w' or 'd' or 's' or '-' or '.' or '_'))
                    return false;
            }
            else if (character == '-' && at + 1 < end && char.IsLetterOrDigit(pattern[at - 1]) && char.IsLetterOrDigit(pattern[at + 1]))
            {
                // A-z takes in the brackets and the backtick between the two alphabets.
                if (char.IsDigit(pattern[at - 1]) != char.IsDigit(pattern[at + 1]) || char.IsUpper(pattern[at - 1]) != char.IsUpper(pattern[at + 1]))
                    return false;
            }
            else if (!IsHarmless(character))
            {
                return false;
            }
        }

        return true;
    }
}
