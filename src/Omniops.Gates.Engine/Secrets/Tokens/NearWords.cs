namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>
/// Knows which provider's words stand shortly before a place. Asked from the beginning of the text to its end, it reads every character
/// once at most, and none as long as nobody asks.
/// </summary>
internal sealed class NearWords(string text, NearWordList words)
{
    /// <summary>A key in YAML or XML may stand a few lines above its value.</summary>
    private const int MaxLines = 3;

    private const int MaxDistance = 400;

    private readonly int[] _lastSeen = [.. Enumerable.Repeat(-1, words.Count)];
    private int _latest = -1;
    private int _read;

    /// <summary>Whether one of <paramref name="wanted"/> stands before <paramref name="at"/>, at most three lines above.</summary>
    public bool HasOne(IReadOnlyList<string> wanted, int at)
    {
        ReadTo(at);
        if (_latest < 0 || at - _latest > MaxDistance)
            return false;

        foreach (var word in wanted)
        {
            var seen = _lastSeen[words.NumberOf(word)];
            if (seen >= 0 && at - seen <= MaxDistance && Lines(seen, at) <= MaxLines)
                return true;
        }

        return false;
    }

    private void ReadTo(int end)
    {
        for (var at = Math.Max(_read, end - MaxDistance); at < end; at++)
        {
            if (!IsWordStart(at))
                continue;

            foreach (var i in words.BeginningWith(text[at]))
            {
                var word = words[i];
                if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && EndsWord(at + word.Length))
                {
                    _lastSeen[i] = _latest = at;
                }
            }
        }

        _read = Math.Max(_read, end);
    }

    /// <summary>
    /// The first letter, or a capital behind a small letter: <c>aws</c> is no word in <c>draws</c>, but in <c>myAwsKey</c>.
    /// </summary>
    private bool IsWordStart(int at) =>
        IsLetter(text[at])
        && (at == 0 || !IsLetter(text[at - 1]) || (text[at] is >= 'A' and <= 'Z' && text[at - 1] is >= 'a' and <= 'z'));

    /// <summary><c>cohere</c> is no word in <c>coherence</c>, <c>token</c> is one in <c>tokens</c>.</summary>
    private bool EndsWord(int end)
    {
        if (end < text.Length && text[end] == 's')
            end++;
        return end >= text.Length || text[end] is not (>= 'a' and <= 'z');
    }

    private static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private int Lines(int from, int to)
    {
        var lines = 0;
        for (var i = from; i < to; i++)
            lines += text[i] == '\n' ? 1 : 0;
        return lines;
    }
}
