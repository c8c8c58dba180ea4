using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;

namespace Omniops.Gates.Engine.Tests.Findings;

public sealed class FindingTests
{
    private static readonly GateRule s_rule = new("OMNI9999", "Sample", Gate.Integrity, "Sample fails", "'{0}' is wrong; use {1}");

    private static readonly FilePosition s_position = new("/a.json", 1, 2, 1, 3);

    [Theory]
    [InlineData(Outcome.Fails, Stage.Build, true)]
    [InlineData(Outcome.Fails, Stage.Release, true)]
    [InlineData(Outcome.Tampered, Stage.Build, true)]
    [InlineData(Outcome.Tampered, Stage.Release, true)]
    [InlineData(Outcome.NotProven, Stage.Build, false)]
    [InlineData(Outcome.NotProven, Stage.Release, true)]
    [InlineData(Outcome.Advised, Stage.Build, false)]
    [InlineData(Outcome.Advised, Stage.Release, false)]
    [InlineData(Outcome.Noted, Stage.Build, false)]
    [InlineData(Outcome.Noted, Stage.Release, false)]
    public void Stops_the_stage_that_its_outcome_demands(Outcome outcome, Stage stage, bool isError) =>
        Assert.Equal(isError, new Finding(s_rule, outcome, "message", s_position, "anchor").IsError(stage));

    [Fact]
    public void Judges_every_outcome_and_stage_that_exists() =>
        Assert.Equal(10, Enum.GetValues<Outcome>().Length * Enum.GetValues<Stage>().Length);

    [Theory]
    [InlineData(Outcome.Fails)]
    [InlineData(Outcome.Tampered)]
    [InlineData(Outcome.NotProven)]
    public void Takes_outcome_and_message_from_its_rule(Outcome outcome)
    {
        var finding = Finding.Of(s_rule with { Outcome = outcome }, s_position, "a", "a", 1.5);
        Assert.Equal(new Finding(finding.Rule, outcome, "'a' is wrong; use 1.5", s_position, "a"), finding);
    }

    [Fact]
    public void Shows_braces_in_arguments_as_they_are() =>
        Assert.Equal("'{0}' is wrong; use {", Finding.Of(s_rule, s_position, "a", "{0}", "{").Message);

    [Fact]
    public void Says_why_a_rule_could_not_judge()
    {
        var finding = Finding.NotProven(s_rule with { NotProvenMessage = "cannot judge: {0}" }, s_position, "a", "no data");
        Assert.Equal((Outcome.NotProven, "cannot judge: no data"), (finding.Outcome, finding.Message));
    }

    [Fact]
    public void Refuses_to_say_that_a_rule_could_not_judge_when_it_always_can() =>
        Assert.Throws<InvalidOperationException>(() => Finding.NotProven(s_rule, s_position, "a", "no data"));
}
