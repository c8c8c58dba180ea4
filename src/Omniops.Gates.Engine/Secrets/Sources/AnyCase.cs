namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Finds a word in a text whatever the case is. Where globalization is invariant, .NET's own search takes single steps.</summary>
internal sealed class AnyCase
{
    /// <summary>Letters from rare to frequent in source code.</summary>
    private const string Rare = "zqjxkvwybghfpmducliasrnote";

    private readonly string _word;
    private readonly int _rarest;
    private readonly char[] _both;

    /// <param name="word">In ASCII, with a letter in it.</param>
    public AnyCase(string word)
    {
        _word = word;
        _rarest = Enumerable.Range(0, word.Length).Where(i => char.IsLetter(word[i]))
            .OrderBy(i => Rare.IndexOf(char.ToLowerInvariant(word[i]))).First();
        _both = [char.ToLowerInvariant(word[_rarest]), char.ToUpperInvariant(word[_rarest])];
    }

    public int Length => _word.Length;

    public override string ToString() => _word;

    /// <summary>Where the word stands for the first time at or behind <paramref name="at"/>; -1 where it does not.</summary>
    public int IndexIn(string text, int at)
    {
        for (var rare = at + _rarest; rare < text.Length && (rare = text.IndexOfAny(_both, rare)) >= 0; rare++)
        {
            if (string.Compare(text, rare - _rarest, _word, 0, _word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return rare - _rarest;
        }

        return -1;
    }
}
