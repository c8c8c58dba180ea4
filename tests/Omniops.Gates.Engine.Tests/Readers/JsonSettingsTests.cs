using Omniops.Gates.Engine.Readers;

namespace Omniops.Gates.Engine.Tests.Readers;

public sealed class JsonSettingsTests
{
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "a": 1, }""")]
    [InlineData("""{ "a": [1, 2, ], }""")]
    [InlineData("""// first""" + "\n" + """{ /* a */ "a" : /* c */ 1 /* d */ , /* e */ } // last""")]
    [InlineData("{ // ends at a carriage return\r\"a\": 1 }")]
    [InlineData("\uFEFF{ \"a\": 1 }")]
    [InlineData("{\r\n\t\"a\": 1\r\n}\r\n")]
    [InlineData("""{ "": { "": 1 } }""")]
    [InlineData("""{ "a": "\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00" }""")]
    [InlineData("{ \"a\": \"\u007F\u2028\" }")]
    [InlineData("""{ "a": [0, -0, 1, -12, 0.5, 1.25, 1e5, 1E+05, 0e-0, -1.5e10, 123456789012345678901234567890, 1e999] }""")]
    [InlineData("""{ "a": true, "b": false, "c": null }""")]
    public void Reads(string text) => Assert.Null(Read(text).Error);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF{}")]
    [InlineData("\0")]
    [InlineData("{}\0")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{} x")]
    [InlineData("{]")]
    [InlineData("{,}")]
    [InlineData("""{ "a" }""")]
    [InlineData("""{ "a": }""")]
    [InlineData("""{ "a" 1 }""")]
    [InlineData("""{ "a": 1 "b": 2 }""")]
    [InlineData("""{ "a": 1,, "b": 2 }""")]
    [InlineData("""{ a: 1 }""")]
    [InlineData("""{ 'a': 1 }""")]
    [InlineData("""{ 1: 1 }""")]
    [InlineData("""{ "a": 'b' }""")]
    [InlineData("""{ "a": [,] }""")]
    [InlineData("""{ "a": [1,,] }""")]
    [InlineData("""{ "a": [1 2] }""")]
    [InlineData("""{ "a": [1} }""")]
    [InlineData("""{ "a": 1_000 }""")]
    [InlineData("""{ "a": True }""")]
    [InlineData("""{ "a": nul }""")]
    [InlineData("""{ "a": undefined }""")]
    [InlineData("{\u00A0\"a\": 1 }")]
    [InlineData("{\f\"a\": 1 }")]
    [InlineData("""{ "a": 1 } /""")]
    [InlineData("""{ "a" /* not here in .NET */ : 1 }""")]
    [InlineData("""{ "a": 1 /* }""")]
    [InlineData("""{ "a": 1 /*/ }""")]
    [InlineData("""{ "a": 1 # comment""" + "\n}")]
    public void Refuses(string text) => Assert.NotNull(Read(text).Error);

    [Theory]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("00")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("1.")]
    [InlineData("1.e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e5.0")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e5e5")]
    [InlineData("\u0661")]
    [InlineData("1\u0660")]
    public void Refuses_what_is_no_JSON_number(string number) =>
        Assert.Equal(new JsonError("expected a value", 6), Read($$"""{ "a":{{number}} }""").Error);

    [Theory]
    [InlineData("a\nb", "a string is not closed")]
    [InlineData("a\rb", "a string is not closed")]
    [InlineData("a\tb", "a control character in a string")]
    [InlineData("a\0b", "a control character in a string")]
    [InlineData("a\u001Fb", "a control character in a string")]
    [InlineData("""\x41""", "an invalid escape in a string")]
    [InlineData("""\'""", "an invalid escape in a string")]
    [InlineData("""\u12""", "an invalid escape in a string")]
    [InlineData("""\u12g4""", "an invalid escape in a string")]
    [InlineData("""\U0041""", "an invalid escape in a string")]
    [InlineData("\\u41\0\0", "an invalid escape in a string")]
    [InlineData("""\ud83d""", "an invalid escape in a string")]
    [InlineData("""\ud83dx""", "an invalid escape in a string")]
    [InlineData("""\ud83d\n""", "an invalid escape in a string")]
    [InlineData("""\ud83d\ud83d""", "an invalid escape in a string")]
    [InlineData("""\ude00""", "an invalid escape in a string")]
    public void Refuses_in_a_string(string content, string reason)
    {
        Assert.Equal(reason, Read($$"""{ "a": "{{content}}" }""").Error?.Reason);
        Assert.Equal(reason, Read($$"""{ "{{content}}": 1 }""").Error?.Reason);
    }

    [Theory]
    [InlineData("""{ "a": "b""")]
    [InlineData("""{ "a": "b\""")]
    [InlineData("""{ "a": "b\""" + "\"")]
    [InlineData("""{ "a": "b\u00""")]
    [InlineData("""{ "a": "b\ud83d\ude0""")]
    public void Refuses_a_string_that_the_text_ends_in(string text) => Assert.NotNull(Read(text).Error);

    [Fact]
    public void Never_throws_wherever_the_text_is_cut()
    {
        const string Text = """
            { // comment
              "a\ud83d\ude00": [1.5e+3, "x\\y", { "b": null, /* c */ }, [], ],
            }
            """;
        for (var length = 0; length < Text.Length; length++)
        {
            var settings = Read(Text[..length]);
            Assert.InRange(settings.Error?.Start ?? -1, 0, length);
            Assert.All(settings.Entries, entry => Assert.InRange(entry.Start + entry.Length, 1, length));
        }
    }

    [Fact]
    public void Names_keys_as_configuration_does()
    {
        const string Text = """
            { "Shop": { "Urls": ["a", { "Port": 1 }, ["b"]], "Empty": {}, "None": [] }, "A:B": true, "\u0043": null }
            """;
        Assert.Equal(
            [
                "Shop:Urls:0=a", "Shop:Urls:1:Port=1", "Shop:Urls:2:0=b", "Shop:Empty=", "Shop:None=", "A:B=true", "C=null",
            ],
            Read(Text).Entries.Select(entry => $"{entry.KeyPath}={entry.Value}"));
    }

    [Fact]
    public void Points_at_values_as_they_are_written()
    {
        const string Text = """
            { "a": "x\u0041\n", "b": [ -1.50 , { } , [ // nothing
            ] ], "c": null }
            """;
        Assert.Equal(
            ["\"x\\u0041\\n\"", "-1.50", "{ }", "[ // nothing\n]", "null"],
            Read(Text).Entries.Select(entry => Text.Substring(entry.Start, entry.Length)));
    }

    [Fact]
    public void Tells_strings_literals_and_empty_containers_apart() =>
        Assert.Equal(
            [JsonKind.String, JsonKind.Literal, JsonKind.Literal, JsonKind.Empty, JsonKind.Empty],
            Read("""{ "a": "", "b": 0, "c": null, "d": {}, "e": [] }""").Entries.Select(entry => entry.Kind));

    [Fact]
    public void Counts_a_byte_order_mark_in_positions() => Assert.Equal(6, Read("\uFEFF{\"a\":1}").Entries[0].Start);

    [Fact]
    public void Finds_nothing_in_an_empty_object() => Assert.Empty(Read("{}").Entries);

    [Theory]
    [InlineData("""{ "a": "kept", "b": }""")]
    [InlineData("""{ "a": "kept", "b": "not closed }""")]
    [InlineData("""{ "a": "kept" } trailing""")]
    [InlineData("""{ "a": "kept" /* not closed""")]
    public void Keeps_what_stands_before_an_error(string text)
    {
        var settings = Read(text);
        Assert.NotNull(settings.Error);
        Assert.Equal("kept", Assert.Single(settings.Entries).Value);
    }

    [Theory]
    [InlineData("""{ "a": "not closed }""", 7, "a string is not closed")]
    [InlineData("""{ "a": 1 "b": 2 }""", 9, "expected ',' or '}'")]
    [InlineData("""{ "a": [1 2] }""", 10, "expected ',' or ']'")]
    [InlineData("""{ "a": 1""", 8, "the text ends too early: expected ',' or '}'")]
    [InlineData("""{ a: 1 }""", 2, "expected a key in double quotes")]
    [InlineData("""[]""", 0, "a settings file must hold an object")]
    [InlineData("""{ /* }""", 2, "a comment is not closed")]
    public void Says_where_and_why_it_stopped(string text, int start, string reason) =>
        Assert.Equal(new JsonError(reason, start), Read(text).Error);

    /// <summary>.NET refuses a key that comes twice; a gate has to look at both values first.</summary>
    [Fact]
    public void Reads_both_values_of_a_duplicate_key()
    {
        var settings = Read("""{ "Db": "first", "db": "second", "Db": "third" }""");
        Assert.Null(settings.Error);
        Assert.Equal(["first", "second", "third"], settings.Entries.Select(entry => entry.Value));
    }

    /// <summary>.NET refuses these two characters in a comment; they end no line here, so they cannot hide what follows.</summary>
    [Fact]
    public void Reads_on_behind_a_Unicode_line_separator_in_a_comment() =>
        Assert.Equal("2", Assert.Single(Read("{ // \u2028 \"a\": 1,\u2029\n\"b\": 2 }").Entries).Value);

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "nested deeper than 64 levels")]
    [InlineData(100_000, "nested deeper than 64 levels")]
    public void Reads_64_levels(int levels, string? reason)
    {
        Assert.Equal(reason, Read(Repeat("""{"a":""", levels) + "1" + Repeat("}", levels)).Error?.Reason);
        Assert.Equal(reason, Read("""{"a":""" + Repeat("[", levels - 1) + Repeat("]", levels - 1) + "}").Error?.Reason);
    }

    [Fact]
    public void Stops_at_the_65th_level() =>
        Assert.Equal(new JsonError("nested deeper than 64 levels", 68), Read("""{"a":""" + Repeat("[", 100_000)).Error);

    [Theory]
    [InlineData("plain ")]
    [InlineData("""\u0041\n""")]
    public void Reads_a_string_of_four_million_characters(string part) =>
        Assert.Null(Read($$"""{ "a": "{{Repeat(part, 4_000_000 / part.Length)}}" }""").Error);

    [Fact]
    public void Reads_a_hundred_thousand_entries_below_a_long_key()
    {
        var settings = Read($$"""{ "{{new string('k', 1_000_000)}}": [{{Repeat("1,", 100_000)}}] }""");
        Assert.Equal(100_000, settings.Entries.Count);
        Assert.EndsWith("k:99999", settings.Entries[^1].KeyPath, StringComparison.Ordinal);
    }

    [Fact]
    public void Skips_a_million_comments() => Assert.Null(Read("{" + Repeat("/**/", 1_000_000) + "}").Error);

    [Fact]
    public void Stops_when_it_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => JsonSettings.Read("{ }", new CancellationToken(canceled: true)));

    private static JsonSettings Read(string text) => JsonSettings.Read(text, TestContext.Current.CancellationToken);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
