using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Integrity;

namespace Omniops.Gates.Inspection.Tests.Integrity;

public sealed class GateDidNotRunTests
{
    private static readonly IEnumerable<string> s_liveRules = RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).Select(rule => rule.Id);

    [Fact]
    public void Reports_a_compilation_without_a_log()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(("OMNI9910", Outcome.Tampered), Check(Path.Combine(folder.Path, "absent.sarif")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "runs": [] }""")]
    [InlineData("""{ "version": "1.0.0", "runs": [ { "results": [], "rules": {} } ] }""")]
    public void Reports_a_log_that_proves_nothing(string log)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(("OMNI9910", Outcome.Tampered), Check(folder.Write("log.sarif", log)));
    }

    [Fact]
    public void Reports_a_compilation_that_lacks_one_of_the_rules()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(("OMNI9910", Outcome.Tampered), Check(folder.Write("log.sarif", Log([]))));
        foreach (var rule in s_liveRules)
            Assert.Equal(("OMNI9910", Outcome.Tampered), Check(folder.Write("log.sarif", Log(s_liveRules.Where(other => other != rule)))));
    }

    [Fact]
    public void Allows_a_compilation_that_lists_them_all()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(Check(folder.Write("log.sarif", Log(s_liveRules.Append("CA1000")))));
    }

    [Fact]
    public void Reads_our_findings_and_leaves_suppressed_ones_out()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("log.sarif", Log(s_liveRules, """
            {
              "ruleId": "OMNI4001", "level": "warning", "message": { "text": "any origin" },
              "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "file:///app/My%20App/Program.cs" },
                "region": { "startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 9 } } } ],
              "properties": { "customProperties": { "omniops.outcome": "Fails", "omniops.anchor": "Program.Main" } }
            },
            { "ruleId": "OMNI3001", "level": "error", "message": { "text": "no HSTS" }, "suppressions": [ { "kind": "inSource" } ],
              "properties": { "customProperties": { "omniops.outcome": "Fails", "omniops.anchor": "" } } },
            { "ruleId": "CS0168", "level": "warning", "message": { "text": "unused" } }
            """));
        Assert.Null(CompilationCheck.Check("App.csproj", file, out var log));
        var finding = Assert.Single(log!.GateFindings(_ => "warning"), finding => finding.Silencer is null);
        Assert.Equal(("OMNI4001", Outcome.Fails, "Program.Main"), (finding.Rule.Id, finding.Outcome, finding.Anchor));
        Assert.Equal("/app/My App/Program.cs", finding.Position.Path.Replace('\\', '/'));
        Assert.Equal((2, 3, 2, 9), (finding.Position.Line, finding.Position.Column, finding.Position.EndLine, finding.Position.EndColumn));
        Assert.Equal(3, log.Results.Count);
    }

    /// <summary>The compiler gives no place to what it found in no file.</summary>
    [Fact]
    public void A_finding_without_a_place_stands_in_the_project()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("log.sarif", Log(s_liveRules, """
            { "ruleId": "OMNI6002", "level": "error", "message": { "text": "open" },
              "properties": { "customProperties": { "omniops.outcome": "Fails", "omniops.anchor": "GET /admin" } } }
            """));
        Assert.Null(CompilationCheck.Check("/r/src/App.csproj", file, out var log));
        Assert.Equal("/r/src/App.csproj", Assert.Single(log!.GateFindings(_ => "error")).Position.Path);
    }

    private static (string, Outcome)? Check(string log) =>
        CompilationCheck.Check("App.csproj", log, out _) is { } finding ? (finding.Rule.Id, finding.Outcome) : null;

    private static string Log(IEnumerable<string> rules, string results = "") => $$"""
        {
          "version": "2.1.0",
          "runs": [ {
            "results": [ {{results}} ],
            "tool": { "driver": { "name": "compiler", "rules": [ {{string.Join(",", rules.Select(rule => $"{{ \"id\": \"{rule}\" }}"))}} ] } }
          } ]
        }
        """;
}
