using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Tests.Repository;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Integrity;

/// <summary>OMNI9905.</summary>
public sealed class AcceptanceUnusedTests
{
    [Theory]
    [InlineData("\"path\": \"src/**\"", true)]
    [InlineData("\"path\": \"src/a.cs\"", true)]
    [InlineData("\"path\": \"src/b.cs\"", false)]
    public void A_waiver_that_no_finding_needs_is_a_finding_at_its_line(string scope, bool isUsed)
    {
        using var folder = new TemporaryFolder();
        var policy = PolicyFiles.With(folder, PolicyFiles.Waiver(scope, "2027-01-01"));
        var acceptance = policy.Accept();
        acceptance.Apply([PolicyFiles.Cors(folder, "src/a.cs")]);
        Assert.Equal(isUsed ? [] : [("OMNI9905", 2)], policy.Unused(acceptance, []).Select(finding => (finding.Rule.Id, finding.Position.Line)));
        Assert.Empty(policy.Unused(acceptance, [Path.Combine(folder.Path, "other")]));
    }

    [Fact]
    public void A_baseline_entry_that_no_finding_needs_is_a_finding_unless_its_project_was_not_judged()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Baseline.FileName, Baseline.Write([new("OMNI4001", "src/a.cs", "x", 1), new("OMNI4001", "src/a.cs", "x", 2)]));
        var policy = RepositoryPolicy.Load(folder.Path);
        var acceptance = policy.Accept();
        acceptance.Apply([PolicyFiles.Cors(folder, "src/a.cs")]);
        Assert.Equal([("OMNI9905", 4)], policy.Unused(acceptance, []).Select(finding => (finding.Rule.Id, finding.Position.Line)));
        Assert.Single(policy.Unused(acceptance, [Path.Combine(folder.Path, "sr")]));
        Assert.Empty(policy.Unused(acceptance, [Path.Combine(folder.Path, "src")]));
        Assert.Empty(policy.Unused(acceptance, [folder.Path]));
    }

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        using var folder = new TemporaryFolder();
        foreach (var (example, count) in new[] { (RulePage.Read("OMNI9905").Fails, 1), (RulePage.Read("OMNI9905").Passes, 0) })
        {
            var policy = PolicyFiles.With(folder, example);
            Assert.Empty(policy.Problems);
            var acceptance = policy.Accept();
            acceptance.Apply([PolicyFiles.Cors(folder, "src/Web/Program.cs")]);
            Assert.Equal(count, policy.Unused(acceptance, []).Count());
        }
    }
}
