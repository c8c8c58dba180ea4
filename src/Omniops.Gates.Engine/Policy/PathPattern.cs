namespace Omniops.Gates.Engine.Policy;

/// <summary>
/// A path within the repository as a policy file writes it: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders, a
/// slash at the end for everything below. Letter case does not count, as it does not on two of three systems that build the repository.
/// </summary>
public sealed class PathPattern
{
    private const string AnyFolders = "**";

    private readonly string[] _segments;

    private PathPattern(string[] segments) => _segments = segments;

    /// <summary>The pattern, or null with what is wrong with it.</summary>
    public static PathPattern? Parse(string text, out string? problem)
    {
        problem = text switch
        {
            _ when text.Trim().Length == 0 => "is empty",
            _ when text.IndexOf('\\') >= 0 => "has backslashes, where slashes separate folders",
            _ when text[0] == '/' || text.Length > 1 && text[1] == ':' => "is not relative to the repository's root",
            _ => null,
        };
        var segments = (text.EndsWith("/", StringComparison.Ordinal) ? text + AnyFolders : text).Split('/');
        if (problem is null && (segments.Contains("") || segments.Contains("..")))
            problem = "has an empty or '..' part";
        return problem is null ? new PathPattern(segments) : null;
    }

    /// <summary>Whether a path, relative to the root and with slashes, is meant.</summary>
    public bool Matches(string path)
    {
        var names = path.Split('/');
        // matched[j]: the segments seen so far match the first j names.
        var matched = new bool[names.Length + 1];
        matched[0] = true;
        foreach (var segment in _segments)
        {
            var next = new bool[names.Length + 1];
            next[0] = matched[0] && segment == AnyFolders;
            for (var j = 1; j <= names.Length; j++)
                next[j] = segment == AnyFolders ? matched[j] || next[j - 1] : matched[j - 1] && IsMatch(segment, names[j - 1]);
            matched = next;
        }

        return matched[names.Length];
    }

    /// <summary>As a policy file writes it.</summary>
    public override string ToString() => string.Join("/", _segments);

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
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(name[n])))
            {
                p++;
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
}
