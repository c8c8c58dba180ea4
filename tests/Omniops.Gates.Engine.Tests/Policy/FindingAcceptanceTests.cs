using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Cors;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;

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
