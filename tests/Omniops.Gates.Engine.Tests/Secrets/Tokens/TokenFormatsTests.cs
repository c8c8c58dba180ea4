using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Engine.Secrets.Tokens;

namespace Omniops.Gates.Engine.Tests.Secrets.Tokens;

/// <summary>The files of <c>rules/secrets</c>, as they are in the assembly.</summary>
public sealed class TokenFormatsTests
{
    private static IReadOnlyList<TokenFormat> All => TokenFormats.Current.All;

    [Fact]
    public void Reports_every_match() => Assert.Empty(
        from format in All
        from pieces in format.Match
        from seed in Enumerable.Range(0, 5)
        let text = Sample.Of(format, pieces, seed)
        let secrets = Found(text)
        where !secrets.Any(secret => secret.Judgement.Confidence > Confidence.None && IsOf(secret, format))
        select $"{format.Id} '{text}': {string.Join(", ", secrets)}");

    [Fact]
    public void Allows_every_noMatch() => Assert.Empty(
        from format in All
        from pieces in format.NoMatch
        let text = Sample.Of(format, pieces)
        from secret in Found(text)
        where secret.Judgement.Confidence > Confidence.None && secret.Judgement.Reason.StartsWith(format.Title)
        select $"{format.Id} '{text}': {secret}");

    [Fact]
    public void Has_a_sample_of_each_kind_and_a_source_for_every_format() => Assert.Empty(
        from format in All
        where format.Match.Count == 0 || format.NoMatch.Count == 0 || format.Source.Length == 0
        select format.Id);

    [Fact]
    public void Names_every_format_once() => Assert.Empty(
        from format in All
        group format by format.Id into same
        where same.Count() > 1
        select same.Key);

    [Fact]
    public void Gives_words_as_they_are_compared() => Assert.Empty(
        from format in All
        from word in format.Near.Concat(format.With).Concat(format.Keys)
        where word != word.ToLowerInvariant() || word.Length == 0
        select $"{format.Id}: {word}");

    /// <summary>A token shorter than a run would be missed in some places and found in others.</summary>
    [Fact]
    public void Has_no_form_that_is_shorter_than_a_run() => Assert.Empty(
        from format in All
        where !format.IsParsed
        from form in format.Forms
        from anchor in format.Anchors.DefaultIfEmpty("")
        where TokenForm.Parse(form.Replace("{anchor}", anchor)).Shortest < 16
        select $"{format.Id}: {form}");

    [Fact]
    public void Holds_no_token_itself()
    {
        var assembly = typeof(TokenFormats).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Assert.Empty(Found(reader.ReadToEnd()));
        }
    }

    /// <summary>Two formats may share a form; the surroundings of the sample then decide, and any of them will do.</summary>
    private static bool IsOf(Secret secret, TokenFormat format) =>
        format.IsParsed || secret.Judgement.Reason.StartsWith(format.Title) || format.Forms.All(form => form[0] == '[');

    private static List<Secret> Found(string text)
    {
        var secrets = new List<Secret>();
        TokenScanner.Find(text, secrets.Add, TestContext.Current.CancellationToken);
        return secrets;
    }
}
