using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Engine.Tests.Findings;

public sealed class FilePositionTests
{
    [Theory]
    [InlineData("[|abc|]", 1, 1, 1, 4)]
    [InlineData("ab[|c|]", 1, 3, 1, 4)]
    [InlineData("[||]", 1, 1, 1, 1)]
    [InlineData("abc[||]", 1, 4, 1, 4)]
    [InlineData("a\nb[|c|]", 2, 2, 2, 3)]
    [InlineData("a\r\nb[|c|]", 2, 2, 2, 3)]
    [InlineData("a\rb[|c|]", 2, 2, 2, 3)]
    [InlineData("a\n\n[|c|]", 3, 1, 3, 2)]
    [InlineData("a\r\r[|c|]", 3, 1, 3, 2)]
    [InlineData("a\n\r[|c|]", 3, 1, 3, 2)]
    [InlineData("a\r\n\r\n[|c|]", 3, 1, 3, 2)]
    [InlineData("a[|\r\n|]b", 1, 2, 2, 1)]
    [InlineData("a[|\r|]\nb", 1, 2, 1, 3)]
    [InlineData("a\n[||]", 2, 1, 2, 1)]
    [InlineData("a[|b\nc\nd|]", 1, 2, 3, 2)]
    [InlineData("\t[|a|]", 1, 2, 1, 3)]
    [InlineData("\U0001F600[|a|]", 1, 3, 1, 4)]
    public void Counts_lines_and_columns_as_editors_do(string marked, int line, int column, int endLine, int endColumn)
    {
        var start = marked.IndexOf("[|", StringComparison.Ordinal);
        var length = marked.IndexOf("|]", StringComparison.Ordinal) - start - 2;
        var text = marked.Replace("[|", "").Replace("|]", "");
        Assert.Equal(new FilePosition("/a.json", line, column, endLine, endColumn), FilePosition.Of("/a.json", text, start, length));
    }

    [Fact]
    public void Means_the_whole_file_when_no_line_is_given() =>
        Assert.Equal(new FilePosition("/a.json", 0, 0, 0, 0), new FilePosition("/a.json"));
}
