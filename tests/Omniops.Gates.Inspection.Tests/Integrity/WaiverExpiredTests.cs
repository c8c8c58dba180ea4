using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Tests.Repository;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Integrity;

/// <summary>OMNI9902.</summary>
public sealed class WaiverExpiredTests
{
    private static readonly DateOnly s_today = new(2026, 6, 15);

    [Theory]
    [InlineData("2026-06-14", true)]
    [InlineData("2026-06-15", false)]
    [InlineData("2026-06-16", false)]
    public void A_waiver_ends_after_its_last_day_and_acts_all_the_same(string expires, bool isExpired)
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyFiles.With(folder, $$"""
            {
              "waivers": [
                { "rule": "OMNI4001", "path": "**", "reason": "r", "owner": "web team", "expires": "{{expires}}" }
              ]
            }
            """);
        Assert.Equal(isExpired ? [("OMNI9902", Outcome.Fails, 3)] : [], policy.Expired(s_today).Select(finding => (finding.Rule.Id, finding.Outcome, finding.Position.Line)));
        Assert.Equal(Outcome.Noted, policy.Accept().Apply([PolicyFiles.Cors(folder, "a.cs")])[0].Outcome);
    }

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        Assert.Single(PolicyFiles.With(folder, RulePage.Read("OMNI9902").Fails).Expired(s_today));
        Assert.Empty(PolicyFiles.With(folder, RulePage.Read("OMNI9902").Passes).Expired(s_today));
    }
}
