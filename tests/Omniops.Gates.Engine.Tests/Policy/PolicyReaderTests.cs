using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Policy;

namespace Omniops.Gates.Engine.Tests.Policy;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Reads_a_waiver()
    {
        const string Text = """
            {
              // why is in the reasons
              "waivers": [
                { "rule": "OMNI4001", "path": "src/**", "reason": "public map tiles", "owner": "web team", "expires": "2027-03-31" },
                { "rule": "OMNI7001", "advisory": "GHSA-5crp-9r3c-p9vr", "reason": "not reachable", "owner": "a@b.example", "expires": "2026-12-31", },
              ],
            }
            """;
        var policy = PolicyReader.Read(Text);
        Assert.Empty(policy.Problems);
        Assert.Equal(["OMNI4001", "OMNI7001"], policy.Waivers.Select(waiver => waiver.Rule));
        var first = policy.Waivers[0];
        Assert.Equal(("public map tiles", "web team", new DateTime(2027, 3, 31)), (first.Reason, first.Owner, first.Expires));
        Assert.Equal("\"OMNI4001\"", Text.Substring(first.Start, first.Length));
        Assert.Equal("waived until 2027-03-31 by web team: public map tiles", first.Justification);
        Assert.True(first.Covers("OMNI4001", "src/a.cs", null));
        Assert.False(first.Covers("OMNI4001", "test/a.cs", null));
        Assert.False(first.Covers("OMNI3001", "src/a.cs", null));
    }

    [Fact]
    public void Reads_the_allowed_origins()
    {
        var policy = PolicyReader.Read("""{ "cors": { "allowedOrigins": ["https://shop.example", "https://*.shop.example"] } }""");
        Assert.Empty(policy.Problems);
        Assert.Equal(["https://shop.example", "https://*.shop.example"], policy.Cors.AllowedOrigins);
        Assert.Empty(PolicyReader.Read("""{ "cors": { "allowedOrigins": [] } }""").Problems);
        Assert.Empty(PolicyReader.Read("""{ "cors": {} }""").Problems);
    }

    [Fact]
    public void Reads_what_packages_are_held_against()
    {
        var policy = PolicyReader.Read("""{ "dependencies": { "minimumSeverity": "high", "maximumAgeDays": 7, "timeLimitSeconds": 20, "requireLockFiles": true } }""");
        Assert.Empty(policy.Problems);
        Assert.Equal(
            new DependencyPolicy { MinimumSeverity = AdvisorySeverity.High, MaximumAgeDays = 7, TimeLimitSeconds = 20, RequiresLockFiles = true },
            policy.Dependencies);
        Assert.Equal(DependencyPolicy.None, PolicyReader.Read("""{ "dependencies": {} }""").Dependencies);
        Assert.Empty(PolicyReader.Read("""{ "dependencies": {} }""").Problems);
    }

    [Theory]
    [InlineData("""{ "dependencies": { "minimumSeverity": "medium" } }""", "'medium' is no value of 'dependencies:minimumSeverity'")]
    [InlineData("""{ "dependencies": { "minimumSeverity": 1 } }""", "'1' is no value of 'dependencies:minimumSeverity'")]
    [InlineData("""{ "dependencies": { "maximumAgeDays": 91 } }""", "'91' is no value of 'dependencies:maximumAgeDays'")]
    [InlineData("""{ "dependencies": { "maximumAgeDays": "30" } }""", "'30' is no value of 'dependencies:maximumAgeDays'")]
    [InlineData("""{ "dependencies": { "maximumAgeDays": -1 } }""", "'-1' is no value of 'dependencies:maximumAgeDays'")]
    [InlineData("""{ "dependencies": { "timeLimitSeconds": 0 } }""", "'0' is no value of 'dependencies:timeLimitSeconds'")]
    [InlineData("""{ "dependencies": { "requireLockFiles": "true" } }""", "'true' is no value of 'dependencies:requireLockFiles'")]
    [InlineData("""{ "dependencies": { "requireLockFiles": null } }""", "'null' is no value of 'dependencies:requireLockFiles'")]
    [InlineData("""{ "dependencies": { "maxAge": 3 } }""", "'dependencies:maxAge' is not a key")]
    [InlineData("""{ "dependencies": [] , "dependencies2": 1 }""", "'dependencies2' is not a key")]
    public void A_value_that_is_not_understood_leaves_the_default(string text, string problem)
    {
        var policy = PolicyReader.Read(text);
        Assert.StartsWith(problem, Assert.Single(policy.Problems).Fact, StringComparison.Ordinal);
        Assert.Equal(DependencyPolicy.None, policy.Dependencies);
    }

    [Theory]
    [InlineData("""{ "cors": { "origins": ["https://shop.example"] } }""", "'cors:origins:0' is not a key")]
    [InlineData("""{ "cors": { "allowedOrigins": ["shop.example"] } }""", "'cors:allowedOrigins:0' is no origin in a list")]
    [InlineData("""{ "cors": { "allowedOrigins": "https://shop.example" } }""", "'cors:allowedOrigins' is no origin in a list")]
    [InlineData("""{ "cors": ["https://shop.example"] }""", "'cors:0' is not a key")]
    [InlineData("""{ "waivers": [ { "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0' names no rule")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI1234", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'OMNI1234' is no rule of this version")]
    [InlineData("""{ "waivers": [ { "rule": "omni4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'omni4001' is no rule of this version")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI*", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'OMNI*' is no rule of this version")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI9910", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'OMNI9910' cannot be waived")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI9911", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'OMNI9911' cannot be waived")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0' says neither where nor which advisory")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0' has no reason")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": " ", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0' has no reason")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "expires": "2027-01-01" } ] }""", "'waivers:0' has no owner")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o" } ] }""", "'waivers:0' has no expires")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "never" } ] }""", "'never' is no date")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-02-30" } ] }""", "'2027-02-30' is no date")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "/a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "the path '/a' is not relative")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01", "note": 1 } ] }""", "'waivers:0:note' is not a key")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "reason": "s", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0:reason' comes twice")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": ["a"], "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""", "'waivers:0:path:0' is not a key")]
    [InlineData("""{ "waivers": [ "OMNI4001" ] }""", "'waivers:0' is no waiver")]
    [InlineData("""{ "waivers": "OMNI4001" }""", "'waivers' is not a key")]
    [InlineData("""{ "waivers": { "a": { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } } }""", "'waivers:a:rule' is not a key")]
    [InlineData("""{ "waivres": [] }""", "'waivres' is not a key")]
    [InlineData("""{ "waivers": [ {} ] }""", "'waivers:0' names no rule")]
    [InlineData("""{ "waivers": [ { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] """, "'omniops.gates.json' is not valid JSON")]
    public void An_incomplete_waiver_is_a_problem_and_does_not_act(string text, string problem)
    {
        var policy = PolicyReader.Read(text);
        Assert.Contains(policy.Problems, found => found.Fact.StartsWith(problem, StringComparison.Ordinal));
        Assert.Empty(policy.Waivers);
        Assert.All(policy.Problems, found => Assert.InRange(found.Start, 0, text.Length));
    }

    [Fact]
    public void A_wrong_waiver_does_not_take_the_others_with_it()
    {
        var policy = PolicyReader.Read("""
            { "waivers": [ { "rule": "OMNI4001" },
              { "rule": "OMNI4001", "path": "a", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }
            """);
        Assert.Single(policy.Waivers);
        Assert.Equal(4, policy.Problems.Count);
    }
}
