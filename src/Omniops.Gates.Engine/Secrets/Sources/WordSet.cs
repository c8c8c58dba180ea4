namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>
/// Words in whatever case, to be asked about pieces of a text; most pieces are none of them and need not be taken out for that.
/// </summary>
internal sealed class WordSet
{
    private const int MaxLength = 31;

    private readonly HashSet<string> _words;
    private readonly uint _lengths;
    private readonly uint _beginnings;

    /// <param name="words">Of at most 31 characters.</param>
    public WordSet(params string[] words)
    {
        _words = new HashSet<string>(words, StringComparer.OrdinalIgnoreCase);
        foreach (var word in words)
        {
            _lengths |= 1u << word.Length;
            _beginnings |= 1u << Beginning(word[0]);
        }
    }

    /// <summary>Whether what stands between two offsets is one of the words.</summary>
    public bool Holds(string text, int start, int end) =>
        end > start && end - start <= MaxLength
        && ((_lengths >> (end - start)) & 1) != 0 && ((_beginnings >> Beginning(text[start])) & 1) != 0
        && _words.Contains(text.Substring(start, end - start));

    /// <summary>The same for a letter in either case.</summary>
    private static int Beginning(char c) => c & 31;
}
