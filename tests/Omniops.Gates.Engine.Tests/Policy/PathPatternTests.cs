using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Engine.Tests.Policy;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("src/A.cs", "src/A.cs")]
    [InlineData("SRC/a.CS", "src/A.cs")]
    [InlineData("src/*.cs", "src/A.cs")]
    [InlineData("src/?.cs", "src/A.cs")]
    [InlineData("src/*", "src/A.cs")]
    [InlineData("**", "src/A.cs")]
    [InlineData("**", ".")]
    [InlineData("**/A.cs", "A.cs")]
    [InlineData("**/A.cs", "x/y/A.cs")]
    [InlineData("src/**/A.cs", "src/A.cs")]
    [InlineData("src/**/A.cs", "src/x/y/A.cs")]
    [InlineData("src/", "src/x/y/A.cs")]
    [InlineData("src/**/**/*a*b*", "src/xaxbx")]
    [InlineData("a*b*c", "abbbc")]
    [InlineData("appsettings*.json", "appsettings.Production.json")]
    public void Matches(string pattern, string path) => Assert.True(PathPattern.Parse(pattern, out _)!.Matches(path));

    [Theory]
    [InlineData("src/A.cs", "src/A.csx")]
    [InlineData("src", "src/A.cs")]
    [InlineData("src/*", "src/x/A.cs")]
    [InlineData("*.cs", "src/A.cs")]
    [InlineData("src/?.cs", "src/AB.cs")]
    [InlineData("src/**/A.cs", "srcx/A.cs")]
    [InlineData("a*b*c", "abbb")]
    [InlineData("src/", "src2/A.cs")]
    public void Does_not_match(string pattern, string path) => Assert.False(PathPattern.Parse(pattern, out _)!.Matches(path));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("src\\A.cs", "has backslashes")]
    [InlineData("/src/A.cs", "is not relative")]
    [InlineData("C:/src/A.cs", "is not relative")]
    [InlineData("../A.cs", "'..'")]
    [InlineData("src//A.cs", "empty")]
    public void Says_what_is_wrong(string pattern, string problem)
    {
        Assert.Null(PathPattern.Parse(pattern, out var found));
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_no_longer_for_a_pattern_made_to_go_back()
    {
        var pattern = PathPattern.Parse(string.Concat(Enumerable.Repeat("*a", 200)) + "b/" + string.Concat(Enumerable.Repeat("**/", 200)) + "x", out _)!;
        Assert.False(pattern.Matches(new string('a', 5000) + "/" + string.Concat(Enumerable.Repeat("y/", 200))));
    }
}
