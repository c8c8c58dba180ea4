using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Tests.Seen;

public sealed class SeenReaderTests
{
    [Fact]
    public void Reads_all_that_was_written()
    {
        var text = Write(Programs.Full);
        Assert.Equal(text, Write(SeenReader.Read(text)));

        // Whatever is not its default is in the text, so that a member that the writer or the reader forgets is noticed.
        foreach (var word in new[]
        {
            "reason", "Contoso", "makes production", "UseStartup", "AddHsts", "not known", "UseHsts", "Staging", "'flag'", "Map", "\"application\":2",
            "terminal", "declared", "DENY", "OnStarting", "MaxAge", "365", "MapGet", "/orders", "shop", "https://a.example", "Cors:Origins",
            "_ => true", "\"credentials\":true", "\"anyOrigin\":true", "\"production\":false", "\"inline\":true", "UseCors", "Ünïcode \\u0001 \\\"",
        })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_cut_off_is_said_to_be()
    {
        var text = Write(Programs.Full);
        for (var length = 0; length < text.Length; length++)
            Assert.Throws<InvalidDataException>(() => SeenReader.Read(text[..length]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"1"}""")]
    [InlineData("""{"schema":1e99}""")]
    [InlineData("""{"schema":1,"unknown":{}}""")]
    [InlineData("""{"schema":1,"unknown":[null]}""")]
    [InlineData("""{"schema":1,"unknown":[{"reason":null,"file":"/r/a.cs","line":1}]}""")]
    [InlineData("""{"schema":1,"unknown":[{"reason":"r","file":"","line":1}]}""")]
    [InlineData("""{"schema":1,"unknown":[{"reason":"r","file":"\u0000","line":1}]}""")]
    public void What_the_gate_did_not_write_is_said_to_be(string text) => Assert.Throws<InvalidDataException>(() => SeenReader.Read(text));

    [Fact]
    public void Says_which_form_it_does_not_know() => Assert.Contains(
        "form 2", Assert.Throws<InvalidDataException>(() => SeenReader.Read("""{"schema":2}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Passes_over_members_that_come_later() => Assert.Equal(
        Write(Programs.Full), Write(SeenReader.Read(Write(Programs.Full).Replace("\"schema\":1", "\"schema\":1,\"limits\":[{}]", StringComparison.Ordinal))));

    private static string Write(SeenProgram program) => SeenWriter.Write(program, file => file);
}
