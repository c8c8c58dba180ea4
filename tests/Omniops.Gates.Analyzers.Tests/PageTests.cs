using Microsoft.CodeAnalysis;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>The examples on the pages of the rules that run in the compiler.</summary>
public sealed class PageTests
{
    private const string CleanProgram = "var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();";

    [Theory]
    [InlineData("OMNI1001")]
    [InlineData("OMNI1002")]
    [InlineData("OMNI1003")]
    [InlineData("OMNI1004")]
    [InlineData("OMNI1005")]
    [InlineData("OMNI1006")]
    [InlineData("OMNI1007")]
    [InlineData("OMNI2001")]
    [InlineData("OMNI2002")]
    [InlineData("OMNI2006")]
    [InlineData("OMNI2012")]
    [InlineData("OMNI3001")]
    [InlineData("OMNI3007")]
    [InlineData("OMNI3008")]
    [InlineData("OMNI3009")]
    [InlineData("OMNI3015")]
    [InlineData("OMNI4001")]
    [InlineData("OMNI4002")]
    [InlineData("OMNI4004")]
    [InlineData("OMNI4005")]
    [InlineData("OMNI4007")]
    [InlineData("OMNI6005")]
    public async Task A_programs_example_fails_and_passes_as_its_page_says(string id)
    {
        var page = RulePage.Read(id);
        Assert.Equal([id], await Ids(new Findings(page.Fails)));
        Assert.Empty(await Ids(new Findings(page.Passes)));
    }

    /// <summary>Of the pipeline's rules each example shows one, and lacks what the others ask for.</summary>
    [Theory]
    [InlineData("OMNI2010")]
    [InlineData("OMNI2011")]
    [InlineData("OMNI3002")]
    [InlineData("OMNI3003")]
    [InlineData("OMNI3004")]
    [InlineData("OMNI3005")]
    [InlineData("OMNI3006")]
    [InlineData("OMNI3010")]
    [InlineData("OMNI3011")]
    [InlineData("OMNI3012")]
    [InlineData("OMNI3013")]
    [InlineData("OMNI5001")]
    [InlineData("OMNI5002")]
    [InlineData("OMNI5003")]
    [InlineData("OMNI5005")]
    [InlineData("OMNI5006")]
    [InlineData("OMNI5007")]
    [InlineData("OMNI5008")]
    [InlineData("OMNI6001")]
    [InlineData("OMNI6002")]
    [InlineData("OMNI6003")]
    [InlineData("OMNI6009")]
    public async Task A_pipelines_example_fails_and_passes_as_its_page_says(string id)
    {
        var page = RulePage.Read(id);
        Assert.Equal([id], await Ids(new Findings(page.Fails), id));
        Assert.Empty(await Ids(new Findings(page.Passes), id));
    }

    /// <summary>The policy that code is held against stands in a file of its own.</summary>
    [Fact]
    public async Task The_example_with_a_policy_fails_and_passes_as_its_page_says()
    {
        var page = RulePage.Read("OMNI5004");
        Assert.Equal(["OMNI5004"], await Ids(Findings.With(page.Fails, ("/r/omniops.gates.json", page.Policy)), "OMNI5004"));
        Assert.Empty(await Ids(Findings.With(page.Passes, ("/r/omniops.gates.json", page.Policy)), "OMNI5004"));
    }

    /// <summary>What it stands beside is a finding of its own.</summary>
    [Fact]
    public async Task The_example_with_credentials_fails_and_passes_as_its_page_says()
    {
        var page = RulePage.Read("OMNI4003");
        Assert.Equal(["OMNI4002", "OMNI4003"], (await Ids(new Findings(page.Fails))).Order(StringComparer.Ordinal));
        Assert.Empty(await Ids(new Findings(page.Passes)));
    }

    /// <summary>It takes a package that not every program references.</summary>
    [Fact]
    public async Task The_example_with_tokens_fails_and_passes_as_its_page_says()
    {
        var page = RulePage.Read("OMNI6004");
        Assert.Equal(["OMNI6004"], await Ids(Findings.WithTokens(page.Fails)));
        Assert.Empty(await Ids(Findings.WithTokens(page.Passes)));
    }

    [Theory]
    [InlineData("OMNI1010")]
    [InlineData("OMNI4006")]
    [InlineData("OMNI9912")]
    public async Task A_settings_files_example_fails_and_passes_as_its_page_says(string id)
    {
        var page = RulePage.Read(id);
        Assert.Equal([id], await Ids(new Findings(CleanProgram, ("appsettings.json", page.Fails))));
        Assert.Empty(await Ids(new Findings(CleanProgram, ("appsettings.json", page.Passes))));
    }

    private static async Task<IEnumerable<string>> Ids(Findings findings, string? rule = null) =>
        (await findings.InBuild(rule)).Where(finding => finding.Severity >= DiagnosticSeverity.Warning).Select(finding => finding.Id);
}
