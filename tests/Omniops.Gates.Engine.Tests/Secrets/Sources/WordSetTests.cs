using Omniops.Gates.Engine.Secrets.Sources;

namespace Omniops.Gates.Engine.Tests.Secrets.Sources;

public sealed class WordSetTests
{
    private static readonly WordSet s_words = new("set", "getProperty", "_T");

    [Theory]
    [InlineData("set")]
    [InlineData("SET")]
    [InlineData("GetProperty")]
    [InlineData("_t")]
    public void Holds(string word) => Assert.True(s_words.Holds($"({word})", 1, word.Length + 1));

    [Theory]
    [InlineData("")]
    [InlineData("sat")]
    [InlineData("sets")]
    [InlineData("\u0013et")]
    [InlineData("setProperty")]
    [InlineData("a name of more than thirty-one characters")]
    public void Does_not_hold(string word) => Assert.False(s_words.Holds($"({word})", 1, word.Length + 1));
}
