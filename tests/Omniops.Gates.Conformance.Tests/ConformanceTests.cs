using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>The analyzers' model of an application agrees with what a real server answers.</summary>
public sealed class ConformanceTests(Trials trials, ITestOutputHelper output) : IClassFixture<Trials>
{
    public static TheoryData<string> Programs => [.. WebProgram.Names];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task What_is_said_of_a_program_is_what_it_answers(string program)
    {
        var trial = await trials.OfAsync(program);
        Assert.True(trial.IsServing != trial.Program.Refuses, trial.Output);
        var contradictions = Comparison.Of(trial).Where(each => each.Agreement == Agreement.Contradicts).ToList();
        Assert.True(contradictions.Count == 0, string.Join('\n', contradictions) + trial.Describe());
    }

    /// <summary>Otherwise a claim would be held against nothing.</summary>
    [Fact]
    public async Task Every_claim_is_seen_kept_and_seen_broken()
    {
        var comparisons = (await trials.AllAsync()).SelectMany(Comparison.Of).ToList();
        var unseen = new List<string>();
        foreach (var claim in Claims.All)
        {
            var own = comparisons.FindAll(each => each.Claim == claim);
            var (kept, broken) = (own.Count(each => IsAgreed(each, Verdict.Kept)), own.Count(each => IsAgreed(each, Verdict.Broken)));
            output.WriteLine(
                $"{claim.Name}: {kept} kept, {broken} broken, {own.Count(each => each.Agreement == Agreement.NotProven)} not proven, "
                + $"{own.Count(each => each.Agreement == Agreement.NotSeen)} not seen");
            if (kept == 0 || broken == 0)
                unseen.Add(claim.Name);
        }

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task What_is_not_proven_is_listed()
    {
        var open = (await trials.AllAsync()).SelectMany(trial => trial.Findings.Where(finding => finding.Outcome == Outcome.NotProven)
            .Select(finding => $"{trial.Program.Name}: {finding.Rule} {finding.Message}")).ToList();
        foreach (var line in open)
            output.WriteLine(line);
        Assert.NotEmpty(open);
    }

    /// <summary>The comparison can fail: had the analyzers said the opposite, each agreement would be a contradiction.</summary>
    [Fact]
    public async Task The_opposite_of_what_is_said_contradicts_the_answers()
    {
        var agreed = (await trials.AllAsync()).SelectMany(Comparison.Of).Where(each => each.Agreement == Agreement.Agrees).ToList();
        Assert.NotEmpty(agreed);
        Assert.All(agreed, each => Assert.Equal(
            Agreement.Contradicts, (each with { Said = each.Said == Verdict.Kept ? Verdict.Broken : Verdict.Kept }).Agreement));
    }

    /// <summary>Nor does it depend on the verdicts alone: findings that are lost, and headers that are lost on the way, show.</summary>
    [Fact]
    public async Task Lost_findings_and_lost_headers_contradict()
    {
        var silenced = (await trials.OfAsync("nothing")) with { Findings = [] };
        Assert.Contains(Comparison.Of(silenced), each => each.Agreement == Agreement.Contradicts && each.Said == Verdict.Kept);

        // frame-ancestors says what X-Frame-Options says.
        var kept = await trials.OfAsync("all-kept");
        foreach (var header in kept.Answers.SelectMany(answer => answer.Headers.Keys).Distinct()
                     .Where(header => Claims.IsSecurity(header) && header != SecurityHeader.FrameOptions))
        {
            var answers = kept.Answers.Select(answer => answer with
            {
                Headers = answer.Headers.Where(each => each.Key != header).ToDictionary(),
            });
            Assert.Contains(Comparison.Of(kept with { Answers = [.. answers] }), each => each.Agreement == Agreement.Contradicts);
        }
    }

    private static bool IsAgreed(Comparison comparison, Verdict verdict) =>
        comparison.Agreement == Agreement.Agrees && comparison.Said == verdict;
}
