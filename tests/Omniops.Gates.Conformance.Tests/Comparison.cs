namespace Omniops.Gates.Conformance.Tests;

/// <summary>One claim about one program, held against its answers.</summary>
internal sealed record Comparison(Trial Trial, Claim Claim, Verdict Said, Observation Seen)
{
    public Agreement Agreement => Said == Verdict.Open ? Agreement.NotProven
        : Seen.Verdict == Verdict.Open ? Agreement.NotSeen
        : Said == Seen.Verdict ? Agreement.Agrees
        : Agreement.Contradicts;

    /// <summary>All claims about a program.</summary>
    public static IEnumerable<Comparison> Of(Trial trial) =>
        from claim in Claims.All
        select new Comparison(trial, claim, claim.Said(trial), claim.Seen(trial));

    public override string ToString() =>
        $"{Trial.Program.Name}: {Claim.Name}: said {Said}, seen {Seen.Verdict} ({Seen.Evidence})";
}
