using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Engine.Tests.Policy;

public sealed class BaselineTests
{
    private static readonly BaselineEntry[] s_entries =
    [
        new("OMNI4001", "src/B.cs", "Startup.Configure()", 2),
        new("OMNI4001", "src/B.cs", "Startup.Configure()", 1),
        new("OMNI1010", "src/A.json", "a \"quoted\" \\ key\u2028\ud83d\ude00", 1),
    ];

    [Fact]
    public void Is_sorted_with_a_finding_on_each_line_and_reads_back()
    {
        var text = Baseline.Write(s_entries);
        Assert.Equal(text, Baseline.Write(s_entries.Reverse()));
        var lines = text.Split('\n');
        Assert.Equal(3, lines.Count(line => line.Contains("\"rule\"", StringComparison.Ordinal)));
        Assert.Contains("\"rule\": \"OMNI1010\"", lines[2], StringComparison.Ordinal);

        var baseline = Baseline.Read(text);
        Assert.Empty(baseline.Problems);
        Assert.Equal(s_entries.Reverse(), baseline.Entries.Select(entry => entry with { Start = 0, Length = 0 }));
        Assert.Equal(2, baseline.Count("OMNI4001", "SRC/b.cs", "Startup.Configure()"));
        Assert.Equal(0, baseline.Count("OMNI4001", "src/B.cs", "Startup.Other()"));
        Assert.Equal(0, baseline.Count("OMNI3001", "src/B.cs", "Startup.Configure()"));
    }

    [Theory]
    [InlineData("{ \"findings\": [] }")]
    [InlineData("{}")]
    public void May_be_empty(string text) => Assert.Empty(Baseline.Read(text).Problems);

    [Fact]
    public void Writes_an_empty_one_that_reads_back() => Assert.Empty(Baseline.Read(Baseline.Write([])).Problems);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "about": "b", "number": 1 } ]""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "about": "b" } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "about": "b", "number": 1, "more": 1 } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "path": "b", "number": 1 } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI9999", "path": "a", "about": "b", "number": 1 } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI9910", "path": "a", "about": "b", "number": 1 } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI7003", "path": "a", "about": "b", "number": 1 } ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "about": "b", "number": -1 } ] }""")]
    [InlineData("""{ "findings": [ "OMNI4001" ] }""")]
    [InlineData("""{ "findings": [ { "rule": "OMNI4001", "path": "a", "about": "b", "number": 1 }, { "rule": "OMNI4001", "path": "A", "about": "b", "number": 1 } ] }""")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "about": "b", "number": 1 } ] }""")]
    public void Accepts_nothing_where_it_is_not_understood(string text)
    {
        var baseline = Baseline.Read(text);
        Assert.Single(baseline.Problems);
        Assert.Empty(baseline.Entries);
    }
}
