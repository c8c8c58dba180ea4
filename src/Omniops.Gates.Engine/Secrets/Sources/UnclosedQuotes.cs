namespace Omniops.Gates.Engine.Secrets.Sources;

/// <summary>Remembers how many marks in a row are known not to come again in a text, so that nobody looks for them twice.</summary>
internal sealed class UnclosedQuotes
{
    private readonly int[] _fewest = [int.MaxValue, int.MaxValue, int.MaxValue];

    /// <summary>Whether so many of these marks, or more, do not follow any more.</summary>
    public bool AreKnown(char quote, int marks) => marks >= _fewest[IndexOf(quote)];

    /// <summary>So many of these marks do not follow any more.</summary>
    public void Add(char quote, int marks) => _fewest[IndexOf(quote)] = Math.Min(_fewest[IndexOf(quote)], marks);

    private static int IndexOf(char quote) => quote switch
    {
        '"' => 0,
        '\'' => 1,
        _ => 2,
    };
}
