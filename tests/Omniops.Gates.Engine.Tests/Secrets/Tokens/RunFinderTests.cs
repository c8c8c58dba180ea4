using CsCheck;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets.Tokens;

/// <summary>Both ways to look for runs find what a look at every character finds.</summary>
public sealed class RunFinderTests
{
    private delegate bool Next(string text, int at, out int start, out int end);

    [Fact]
    public void Knows_every_character()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = $" {new string((char)c, 40)} ";
            Assert.Equal(Expected(text), Found(text, RunFinder.TryNext));
            Assert.Equal(Expected(text), Found(text, RunFinder.TryNextBySample));
        }
    }

    [Fact]
    public void Finds_all_runs_in_any_text()
    {
        const string Characters = "aZ0=~ \"\u0130\u4E2D";
        var piece = Gen.Select(Gen.Int[0, Characters.Length - 1], Gen.Int[1, 40], (i, count) => new string(Characters[i], count));
        piece.Array[0, 30].Select(string.Concat).Sample(text =>
        {
            Assert.Equal(Expected(text), Found(text, RunFinder.TryNext));
            Assert.Equal(Expected(text), Found(text, RunFinder.TryNextBySample));
        }, iter: 20_000, threads: 1);
    }

    private static List<(int Start, int End)> Found(string text, Next next)
    {
        var runs = new List<(int Start, int End)>();
        for (var at = 0; next(text, at, out var start, out var end); at = end)
            runs.Add((start, end));
        return runs;
    }

    private static List<(int Start, int End)> Expected(string text)
    {
        var runs = new List<(int Start, int End)>();
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && RunCharacters.IsRun(text[end]))
                end++;
            if (end - start >= RunFinder.MinRun)
                runs.Add((start, end));
            start = end;
        }

        return runs;
    }
}
