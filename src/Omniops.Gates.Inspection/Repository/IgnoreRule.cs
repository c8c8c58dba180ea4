namespace Omniops.Gates.Inspection.Repository;

/// <summary>A line of a <c>.gitignore</c>. Source: gitignore(5), "Pattern format".</summary>
internal sealed class IgnoreRule
{
    private const string AnyFolders = "**";

    private static readonly StringComparison s_comparison =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private readonly string[] _segments;
    private readonly bool _isForFolders;

    private IgnoreRule(string[] segments, bool isForFolders, bool isException) =>
        (_segments, _isForFolders, IsException) = (segments, isForFolders, isException);

    /// <summary>Whether it takes back what an earlier rule ignores.</summary>
    public bool IsException { get; }

    /// <summary>The rules of a file, in its order.</summary>
    public static IReadOnlyList<IgnoreRule> ReadAll(string text) => [.. text.Split('\n').Select(Read).OfType<IgnoreRule>()];

    /// <summary>Whether the rule speaks of a path, relative to the folder of its file.</summary>
    public bool Matches(string[] names, bool isFolder) => (isFolder || !_isForFolders) && Matches(_segments, names);

    private static IgnoreRule? Read(string line)
    {
        line = line.TrimEnd('\r');
        // Blanks at the end do not count unless a backslash says so.
        while (line.EndsWith(' ') && !line.EndsWith("\\ ", StringComparison.Ordinal))
            line = line[..^1];
        if (line.Length == 0 || line[0] == '#')
            return null;

        var isException = line[0] == '!';
        if (isException)
            line = line[1..];
        var isForFolders = line.EndsWith('/');
        if (isForFolders)
            line = line[..^1];
        // A slash at the beginning or in the middle ties it to the folder of the file.
        var isTied = line.Contains('/');
        var segments = line.TrimStart('/').Split('/');
        return line.Length == 0 ? null : new IgnoreRule(isTied ? segments : [AnyFolders, .. segments], isForFolders, isException);
    }

    private static bool Matches(string[] segments, string[] names)
    {
        // matched[j]: the segments seen so far match the first j names.
        var matched = new bool[names.Length + 1];
        matched[0] = true;
        for (var i = 0; i < segments.Length; i++)
        {
            var next = new bool[names.Length + 1];
            // At the end it needs something to match, elsewhere it may stand for nothing.
            var mayBeEmpty = segments[i] == AnyFolders && i < segments.Length - 1;
            next[0] = matched[0] && mayBeEmpty;
            for (var j = 1; j <= names.Length; j++)
            {
                next[j] = segments[i] == AnyFolders
                    ? (matched[j] && mayBeEmpty) || next[j - 1] || matched[j - 1]
                    : matched[j - 1] && IsMatch(segments[i], names[j - 1]);
            }

            matched = next;
        }

        return matched[names.Length];
    }

    /// <summary>Goes back to the last star only, so the time is at most the product of both lengths.</summary>
    private static bool IsMatch(string pattern, string name)
    {
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && IsCharacter(pattern, p, name[n], out var next))
            {
                p = next;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }

    private static bool IsCharacter(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?':
                return true;
            case '\\' when at + 1 < pattern.Length:
                next = at + 2;
                return AreEqual(pattern[at + 1], c);
            case '[' when pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) is var close and > 0:
                next = close + 1;
                return IsInSet(pattern.AsSpan(at + 1, close - at - 1), c);
            default:
                return AreEqual(pattern[at], c);
        }
    }

    private static bool IsInSet(ReadOnlySpan<char> set, char c)
    {
        var isNegated = set[0] is '!' or '^';
        if (isNegated)
            set = set[1..];
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? c >= set[i] && c <= set[i + 2] : AreEqual(set[i], c))
                return !isNegated;
            if (isRange)
                i += 2;
        }

        return isNegated;
    }

    private static bool AreEqual(char left, char right) =>
        left == right || (s_comparison != StringComparison.Ordinal && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
