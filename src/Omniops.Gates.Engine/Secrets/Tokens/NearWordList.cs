namespace Omniops.Gates.Engine.Secrets.Tokens;

/// <summary>The words that tokens without an anchor need near, in lower case, each once and numbered; made once for all texts.</summary>
internal sealed class NearWordList
{
    private static readonly int[] s_none = [];

    private readonly string[] _words;
    private readonly Dictionary<string, int> _numbers;
    private readonly int[][] _byFirstLetter = [.. Enumerable.Repeat(s_none, 26)];

    public NearWordList(IEnumerable<string> words)
    {
        _words = [.. words.Distinct().OrderBy(word => word, StringComparer.Ordinal)];
        _numbers = Enumerable.Range(0, _words.Length).ToDictionary(number => _words[number], StringComparer.Ordinal);
        foreach (var group in _numbers.Values.GroupBy(number => _words[number][0]))
            _byFirstLetter[group.Key - 'a'] = [.. group.OrderBy(number => number)];
    }

    public int Count => _words.Length;

    public int NumberOf(string word) => _numbers[word];

    public string this[int number] => _words[number];

    /// <summary>The numbers of the words that begin with a letter of whatever case.</summary>
    public int[] BeginningWith(char letter) => _byFirstLetter[(letter | 0x20) - 'a'];
}
