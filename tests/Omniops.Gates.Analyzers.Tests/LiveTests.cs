using Microsoft.CodeAnalysis;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>A rule that calls itself live is asked as an IDE asks: for one document, without the end of the compilation.</summary>
public sealed class LiveTests
{
    public static TheoryData<string> LiveRules => [.. RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).Select(rule => rule.Id)];

    /// <summary>Without the one by which any analyzer says that it has crashed.</summary>
    public static TheoryData<string> BuildRules =>
        [.. RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Build && rule != IntegrityRules.GateDidNotRun).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(LiveRules))]
    public async Task Shows_a_live_rule_while_typing(string id)
    {
        var shown = await Example(id).WhileTyping();
        Assert.Contains(shown, finding => finding.Id == id);
        Assert.Contains(await Example(id).InBuild(), finding => finding.Id == id);
    }

    [Theory]
    [MemberData(nameof(BuildRules))]
    public void No_analyzer_claims_a_rule_that_runs_on_build(string id) =>
        Assert.DoesNotContain(Findings.All.SelectMany(analyzer => analyzer.SupportedDiagnostics), descriptor => descriptor.Id == id);

    [Fact]
    public void No_analyzer_waits_for_the_end_of_the_compilation() =>
        Assert.DoesNotContain(
            Findings.All.SelectMany(analyzer => analyzer.SupportedDiagnostics),
            descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd));

    private static Findings Example(string id) => id switch
    {
        "OMNI1010" or "OMNI9912" => new Findings("", ("appsettings.json", RulePage.Read(id).Fails)),
        "OMNI9901" => new Findings(
            """
            var app = WebApplication.CreateBuilder(args).Build();
            app.UseHealthChecks("/health");
            app.Run();
            """,
            null,
            ("omniops_provides.Microsoft.AspNetCore.Builder.HealthCheckApplicationBuilderExtensions.UseHealthChecks", "UseHtst")),
        _ => new Findings(RulePage.Read(id).Fails),
    };
}
