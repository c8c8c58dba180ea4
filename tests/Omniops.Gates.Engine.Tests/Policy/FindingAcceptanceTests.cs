using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Policy;

public sealed class FindingAcceptanceTests
{
    [Fact]
    public void Of_equal_findings_the_first_in_the_file_are_those_of_the_baseline()
    {
        var acceptance = Accept("", new BaselineEntry("OMNI4001", "a.cs", "Main", 1));
        var applied = acceptance.Apply([Cors("a.cs", 9), Cors("a.cs", 3), Cors("b.cs", 1)]);
        Assert.Equal([(3, Outcome.Noted), (9, Outcome.Fails), (1, Outcome.Fails)], applied.Select(finding => (finding.Position.Line, finding.Outcome)));
        Assert.True(applied[0].Acceptance!.IsBaseline);
        Assert.Empty(acceptance.UnusedEntries);
    }

    /// <summary>A scan knows neither the member nor the kind of every secret as the compiler does; the digest is what both have.</summary>
    [Theory]
    [InlineData("OMNI1002", "Mail.Password Password 1f4", "OMNI1007", "password 1f4", true)]
    [InlineData("OMNI1002", "Mail.Password Password 1f4", "OMNI1002", "Password 1f5", false)]
    [InlineData("OMNI1002", "Mail.Password Password 1f4", "OMNI1010", "Password 1f4", false)]
    [InlineData("OMNI1010", "Smtp:Password 1f4", "OMNI1010", "Smtp:Pass 1f4", false)]
    [InlineData("OMNI4001", "Main", "OMNI4001", "Shop Main", false)]
    public void A_secret_in_code_is_known_by_its_digest(string rule, string about, string found, string anchor, bool isAccepted)
    {
        var acceptance = Accept("", new BaselineEntry(rule, "a.cs", about, 1));
        var finding = Finding.Of(RuleCatalogue.Find(found)!, new FilePosition("/r/a.cs", 1, 1), anchor, "x", "y", "z");
        Assert.Equal(isAccepted, acceptance.Apply([finding])[0].Acceptance is not null);
        Assert.Equal(isAccepted ? 0 : 1, acceptance.UnusedEntries.Count());
    }

    [Fact]
    public void One_more_of_the_same_secret_is_new()
    {
        var acceptance = Accept("", new("OMNI1002", "a.cs", "A.X x 1f4", 1), new("OMNI1002", "a.cs", "B.Y y 1f4", 1));
        var found = Enumerable.Range(1, 3).Select(line =>
            Finding.Of(SecretRules.CredentialInCode, new FilePosition("/r/a.cs", line, 1), "password 1f4", "x", "y", "z"));
        Assert.Equal([true, true, false], acceptance.Apply(found).Select(finding => finding.Acceptance is not null));
        Assert.Empty(acceptance.UnusedEntries);
    }

    [Fact]
    public void A_waived_finding_leaves_the_baseline_to_others()
    {
        var waiver = """{ "waivers": [ { "rule": "OMNI4001", "path": "a.cs", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""";
        var acceptance = Accept(waiver, new BaselineEntry("OMNI4001", "a.cs", "Main", 1));
        Assert.False(acceptance.Apply([Cors("a.cs", 3)])[0].Acceptance!.IsBaseline);
        Assert.Single(acceptance.UnusedEntries);
        Assert.Empty(acceptance.UnusedWaivers);
    }

    [Fact]
    public void Nothing_accepts_what_guards_the_gate_itself()
    {
        var finding = Finding.Of(IntegrityRules.GateDidNotRun, new FilePosition("/r/a.cs"), "Main", "x", "y");
        Assert.Equal([finding], Accept("", new BaselineEntry("OMNI9910", "a.cs", "Main", 1)).Apply([finding]));
    }

    [Fact]
    public void Leaves_what_is_noted_already_as_it_is()
    {
        var noted = Cors("a.cs", 1) with { Outcome = Outcome.Noted };
        var acceptance = Accept("", new BaselineEntry("OMNI4001", "a.cs", "Main", 1));
        Assert.Equal([noted], acceptance.Apply([noted]));
        Assert.Single(acceptance.UnusedEntries);
    }

    private static FindingAcceptance Accept(string policy, params BaselineEntry[] entries) => new(
        policy.Length == 0 ? GatePolicy.None : PolicyReader.Read(policy), Baseline.Read(Baseline.Write(entries)), path => path["/r/".Length..]);

    private static Finding Cors(string path, int line) =>
        Finding.Of(CorsRules.CorsAllowsAnyOrigin, new FilePosition("/r/" + path, line, 1), "Main", "AllowAnyOrigin", "is open");
}
