using System.Globalization;
using System.Text;
using Omniops.Gates.Engine.Secrets;
using Omniops.Gates.Inspection.Files;

namespace Omniops.Gates.Inspection.Tests.Secrets;

/// <summary>A file of any length is read with the same result, whatever the length of its parts.</summary>
public sealed class TextWindowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void Finds_the_same_in_parts_of_any_length(int length)
    {
        var text = Text("\n") + Text("\r\n") + Text("\r");
        var expected = Find(new TextWindow(text, 1, 1, 0, text.Length, isWhole: true));
        Assert.Equal(900, expected.Count);

        var found = new List<string>();
        using var reader = new StringReader(text);
        TextWindows.Read(reader, length, overlap: 64, window => found.AddRange(Find(window)));
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("latin1")]
    public void A_long_file_comes_in_parts_and_a_short_one_does_not(string encoding)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.log");
        File.WriteAllText(file, "Zürich " + Text("\n"), Encoding.GetEncoding(encoding));
        Assert.Equal(Read(new ContentReader(), file, isWhole: true), Read(new ContentReader(maxWhole: 1000, windowLength: 100), file, isWhole: false));
    }

    [Theory]
    [InlineData("utf-8", 4096)]
    [InlineData("utf-8", 9001)]
    [InlineData("utf-16BE", 8192)]
    public void A_hole_before_the_text_hides_nothing(string encoding, int hole)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.log");
        File.WriteAllBytes(file, [.. new byte[hole], .. Encoding.GetEncoding(encoding).GetBytes("all is well\npassword=high:last\n")]);
        Assert.Equal(["password (2,10)"], Read(new ContentReader(), file, isWhole: true));
        Assert.Equal(["password (2,10)"], Read(new ContentReader(maxWhole: 1000, windowLength: 100), file, isWhole: false));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(20_000)]
    public void Zeros_and_no_text_are_binary(int zeros)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.log");
        File.WriteAllBytes(file, [.. new byte[zeros], .. Enumerable.Range(0, 64).Select(value => (byte)(value % 16))]);
        Assert.Equal(FileContent.Binary, new ContentReader().Read(file, _ => { }));
        Assert.Equal(FileContent.Binary, new ContentReader(maxWhole: 50).Read(file, _ => { }));
    }

    [Fact]
    public void Keeps_little_of_a_huge_file_in_memory()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a.log");
        using (var writer = new StreamWriter(file))
        {
            for (var i = 0; i < 600_000; i++)
                writer.Write("2026-06-15T12:00:00Z information: all is well, nothing to see here, move along\n");
            writer.Write("password=high:last\n");
        }

        var largest = 0;
        var found = new List<string>();
        new ContentReader().Read(file, window =>
        {
            largest = Math.Max(largest, window.Text.Length);
            found.AddRange(Find(window));
        });
        Assert.Equal(["password (600001,10)"], found);
        Assert.InRange(largest, 1, 2 * 1024 * 1024);
    }

    private static List<string> Read(ContentReader reader, string file, bool isWhole)
    {
        var found = new List<string>();
        Assert.Equal(FileContent.Text, reader.Read(file, window =>
        {
            Assert.Equal(isWhole, window.IsWhole);
            found.AddRange(Find(window));
        }));
        Assert.NotEmpty(found);
        return found;
    }

    private static string Text(string lineEnd)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++)
            text.Append(CultureInfo.InvariantCulture, $"{new string('x', i % 40)} name{i}=high:value{i}{lineEnd}{(i % 7 == 0 ? lineEnd : "")}");
        return text.ToString();
    }

    private static List<string> Find(TextWindow window)
    {
        var found = new List<string>();
        MarkedSecrets.Find("a", window.Text, Add, default);
        return found;

        void Add(Secret secret)
        {
            if (window.Owns(secret.Start) && window.PositionOf("a", secret.Start, secret.Length) is var position)
                found.Add($"{secret.Subject} ({position.Line},{position.Column})");
        }
    }
}
