namespace Omniops.Gates.Analyzers.Input;

/// <summary>Regular expressions over file names, read and never run.</summary>
internal static class FileNamePattern
{
    private const char Slash = '/';
    private const char Backslash = '\\';

    /// <summary>Whether what matches as a whole holds no separator of folders. What is not understood may hold one.</summary>
    public static bool HoldsNoSeparator(string pattern)
    {
        var start = pattern.StartsWith("^", StringComparison.Ordinal) ? 1 : pattern.StartsWith(@"\A", StringComparison.Ordinal) ? 2 : 0;
        var end = pattern.EndsWith(@"\z", StringComparison.Ordinal) || pattern.EndsWith(@"\Z", StringComparison.Ordinal) ? 2
            : pattern.EndsWith("$", StringComparison.Ordinal) && !pattern.EndsWith(@"\$", StringComparison.Ordinal) ? 1 : 0;
        return start > 0 && end > 0 && pattern.Length >= start + end && IsNarrow(pattern.Substring(start, pattern.Length - start - end));
    }

    /// <summary>Whether what does not match anywhere holds no separator: the pattern finds one character that is not among those it lists.</summary>
    public static bool FindsSeparators(string pattern)
    {
        var list = pattern.TrimEnd('+');
        var at = 1;
        return list.StartsWith("[^", StringComparison.Ordinal) && IsNarrowList(list, ref at, isListed: true) && at == list.Length - 1;
    }

    private static bool IsNarrow(string pattern)
    {
        var depth = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '.' or Slash:
                case '|' when depth == 0:
                case '(' when at + 1 < pattern.Length && pattern[at + 1] == '?' && (at + 2 >= pattern.Length || ":!=<".IndexOf(pattern[at + 2]) < 0):
                    return false;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case Backslash:
                    if (!IsNarrowEscape(pattern, ref at))
                        return false;
                    break;
                case '[':
                    at++;
                    if (!IsNarrowList(pattern, ref at, isListed: false))
                        return false;
                    break;
            }
        }

        return true;
    }

    private static bool IsNarrowEscape(string pattern, ref int at)
    {
        at++;
        return at < pattern.Length
            && (pattern[at] is 'w' or 'd' or 's' or 'b' or 't' || !char.IsLetterOrDigit(pattern[at]) && pattern[at] is not (Slash or Backslash));
    }

    /// <summary>A list of characters, up to its bracket.</summary>
    /// <param name="isListed">Whether the characters count that are listed, although the list is one of those that are not meant.</param>
    private static bool IsNarrowList(string pattern, ref int at, bool isListed)
    {
        var isNegated = at < pattern.Length && pattern[at] == '^';
        if (isNegated)
            at++;

        var (hasSlash, hasBackslash, isKnown) = (false, false, true);
        char? before = null;
        for (var first = at; at < pattern.Length && (pattern[at] != ']' || at == first); at++)
        {
            var current = pattern[at];
            if (current == '[')
                return false;

            if (current == Backslash)
            {
                at++;
                if (at >= pattern.Length)
                    return false;

                current = pattern[at];
                if (current is 'w' or 'd' or 's' or 't')
                {
                    before = null;
                    continue;
                }

                isKnown &= !char.IsLetterOrDigit(current);
            }
            else if (current == '-' && before is { } from && at + 1 < pattern.Length && pattern[at + 1] != ']')
            {
                at++;
                var to = pattern[at];
                isKnown &= to != Backslash;
                hasSlash |= from <= Slash && Slash <= to;
                hasBackslash |= from <= Backslash && Backslash <= to;
                before = null;
                continue;
            }

            hasSlash |= current == Slash;
            hasBackslash |= current == Backslash;
            before = current;
        }

        return at < pattern.Length && isKnown && (isNegated && !isListed ? hasSlash && hasBackslash : !hasSlash && !hasBackslash);
    }
}
