using System.Text.Json;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Repository;

/// <summary>Waivers and baseline of a repository, and OMNI9901 for what is wrong with either file.</summary>
public sealed class RepositoryPolicyTests
{
    private static readonly DateOnly s_today = new(2026, 6, 15);

    [Theory]
    [InlineData("""{ "policy": {} }""", 1, 13)]
    [InlineData("{\n  \"$schema\": \"x\",\n  \"limits\": { \"chat\": 1, \"embed\": 2 }\n}", 3, 23)]
    [InlineData("{", 1, 2)]
    [InlineData("", 1, 1)]
    [InlineData("[]", 1, 1)]
    [InlineData("{ \"waivers\": [\n  { \"rule\": \"OMNI4001\", \"path\": \"a\", \"owner\": \"o\", \"expires\": \"2026-01-01\" } ] }", 2, 13)]
    public void Reports_what_is_not_understood_at_its_place(string content, int line, int column)
    {
        using var folder = new TemporaryFolder();
        var finding = Assert.Single(PolicyFiles.With(folder, content).Problems);
        Assert.Equal(("OMNI9901", Outcome.Tampered), (finding.Rule.Id, finding.Outcome));
        Assert.Equal((line, column), (finding.Position.Line, finding.Position.Column));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "$schema": "schema.json" } // nothing else""")]
    [InlineData("""{ "waivers": [] }""")]
    public void Allows_a_policy_that_decides_nothing(string content)
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyFiles.With(folder, content);
        Assert.Empty(policy.Problems);
        Assert.Null(policy.Summary(s_today));
    }

    [Fact]
    public void Reports_a_file_that_is_no_text()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, GatePolicy.FileName), [0x7b, 0xff, 0xfe, 0x7d]);
        Assert.Contains("not valid UTF-8", Assert.Single(RepositoryPolicy.Load(folder.Path).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_baseline_that_is_not_understood_and_accepts_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Baseline.FileName, """
            { "findings": [
              { "rule": "OMNI4001", "path": "a.cs", "about": "x", "number": 1 },
              { "rule": "OMNI4001", "path": "a.cs" }
            ] }
            """);
        var policy = RepositoryPolicy.Load(folder.Path);
        var finding = Assert.Single(policy.Problems);
        Assert.Equal(("OMNI9901", 3), (finding.Rule.Id, finding.Position.Line));
        Assert.Equal(Outcome.Fails, policy.Accept().Apply([PolicyFiles.Cors(folder, "a.cs")])[0].Outcome);
    }

    [Theory]
    [InlineData("2026-06-14", "none expires within 14 days")]
    [InlineData("2026-06-15", "1 expire(s) within 14 days: OMNI4001 by web team on 2026-06-15")]
    [InlineData("2026-06-29", "1 expire(s) within 14 days: OMNI4001 by web team on 2026-06-29")]
    [InlineData("2026-06-30", "none expires within 14 days")]
    public void Says_in_one_line_how_many_waivers_act_and_which_expire_soon(string expires, string soon)
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyFiles.With(folder, PolicyFiles.Waiver("\"path\": \"**\"", expires));
        Assert.Equal($"1 waiver(s) act, {soon}", policy.Summary(s_today));
    }

    [Fact]
    public void A_waiver_of_an_advisory_covers_it_wherever_it_is()
    {
        using var folder = new TemporaryFolder();
        var waiver = PolicyFiles.Waiver("\"advisory\": \"GHSA-aaaa\"", "2027-01-01").Replace("OMNI4001", "OMNI7001", StringComparison.Ordinal);
        var applied = PolicyFiles.With(folder, waiver).Accept().Apply([Package("GHSA-AAAA"), Package("GHSA-bbbb")]);
        Assert.Equal([Outcome.Noted, Outcome.Fails], applied.Select(finding => finding.Outcome));

        Finding Package(string advisory) => Finding.Of(
            DependencyRules.VulnerablePackage, new FilePosition(Path.Combine(folder.Path, "A.csproj")), advisory, "P", "1.0.0", "high", advisory, "A -> P", "update") with
        { Advisory = advisory };
    }

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        Assert.NotEmpty(PolicyFiles.With(folder, RulePage.Read("OMNI9901").Fails).Problems);
        Assert.Empty(PolicyFiles.With(folder, RulePage.Read("OMNI9901").Passes).Problems);
    }

    [Fact]
    public void The_schema_for_editors_knows_the_keys_that_are_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Rules, "omniops.gates.schema.json")));
        var items = schema.RootElement.GetProperty("properties").GetProperty("waivers").GetProperty("items");
        var keys = items.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        Assert.Equal(["rule", "path", "advisory", "reason", "owner", "expires"], keys);

        var fields = keys.ToDictionary(key => key, key => key switch { "rule" => "OMNI7001", "expires" => "2027-01-01", _ => "x" });
        Assert.Empty(Problems(fields));
        foreach (var required in items.GetProperty("required").EnumerateArray().Select(key => key.GetString()!))
            Assert.NotEmpty(Problems(fields.Where(field => field.Key != required)));

        static IReadOnlyList<PolicyProblem> Problems(IEnumerable<KeyValuePair<string, string>> waiver) =>
            PolicyReader.Read($"{{ \"waivers\": [ {JsonSerializer.Serialize(waiver.ToDictionary())} ] }}").Problems;
    }
}
