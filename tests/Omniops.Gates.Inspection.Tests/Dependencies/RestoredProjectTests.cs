using System.Diagnostics;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

/// <summary>Projects as restore leaves them, from a feed that is served here; beside what restore's own audit says of them.</summary>
public sealed class RestoredProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackageFeed _feed = new();
    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);
    private readonly string _project;

    public RestoredProjectTests()
    {
        _feed.Base.Add(("other", "GHSA-0000", 0, "(, 0.0.1)"));
        _feed.Add("Direct", "1.0.0", ["Inner [1.0.0, )"]);
        _feed.Add("Direct", "1.1.0", ["Inner [1.0.0, )"]);
        _feed.Add("Direct", "1.2.0", ["Inner [1.3.0, )"]);
        _feed.Add("Inner", "1.0.0", []);
        _feed.Add("Inner", "1.3.0", []);
        _folder.Write("nuget.config", _feed.Config(_folder.Path));
        _project = _folder.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Direct" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);
    }

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Names_the_way_and_the_update_that_ends_it()
    {
        _feed.Update.Add(("inner", "GHSA-1111", 2, "(, 1.2.0)"));
        Assert.Contains("NU1903", Restore(), StringComparison.Ordinal);
        var finding = Assert.Single(Audit(Stage.Build));
        Assert.Equal(
            "'Inner' 1.0.0 has a known high vulnerability GHSA-1111 (App -> Direct -> Inner); update 'Direct' to 1.2.0", finding.Message);
        Assert.Equal((_project, 4, 5), (finding.Position.Path, finding.Position.Line, finding.Position.Column));
    }

    [Fact]
    public void Sees_an_advisory_that_appears_while_restore_has_nothing_to_do()
    {
        Restore();
        Assert.Empty(Vulnerable(Stage.Release));

        _feed.Update.Add(("inner", "GHSA-1111", 3, "(, 1.2.0)"));
        Assert.DoesNotContain("NU190", Restore(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("OMNI7001", Assert.Single(Vulnerable(Stage.Release)).Rule.Id);
    }

    [Fact]
    public void Says_that_nobody_looked_where_restore_is_silent()
    {
        _feed.Mood = FeedMood.WithoutResource;
        Assert.DoesNotContain("NU190", Restore(), StringComparison.Ordinal);
        var finding = Assert.Single(Audit(Stage.Build));
        Assert.Equal(("OMNI7003", Outcome.NotProven), (finding.Rule.Id, finding.Outcome));
        Assert.Contains("no package source offers vulnerability data ('feed')", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_what_a_source_marks_as_deprecated()
    {
        _feed.Add("Old", "1.0.0", [], """{ "reasons": ["CriticalBugs"], "alternatePackage": { "id": "New", "range": "*" } }""");
        File.WriteAllText(_project, File.ReadAllText(_project).Replace("Direct", "Old", StringComparison.Ordinal));
        Restore();
        var finding = Assert.Single(Audit(Stage.Build));
        Assert.Equal(("OMNI7002", Outcome.Fails), (finding.Rule.Id, finding.Outcome));
        Assert.Equal("'Old' 1.0.0 is deprecated (CriticalBugs; App -> Old); move to New", finding.Message);
    }

    [Fact]
    public void Adds_up_two_sources()
    {
        using var second = new PackageFeed();
        second.Base.Add(("inner", "GHSA-2222", 1, "(, 1.2.0)"));
        _folder.Write("nuget.config", _feed.Config(_folder.Path, $"""
            <auditSources>
              <add key="one" value="{_feed.Url}" allowInsecureConnections="true" /><add key="two" value="{second.Url}" allowInsecureConnections="true" />
            </auditSources>
            """));
        _feed.Update.Add(("inner", "GHSA-1111", 2, "(, 1.2.0)"));
        Restore();
        Assert.Equal(["GHSA-1111", "GHSA-2222"], Audit(Stage.Build).Select(finding => finding.Advisory));

        second.Mood = FeedMood.BrokenIndex;
        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(["GHSA-1111", "GHSA-2222", null], Audit(Stage.Build).Select(finding => finding.Advisory));

        second.Mood = FeedMood.Healthy;
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(["GHSA-1111", "GHSA-2222"], Audit(Stage.Build).Select(finding => finding.Advisory));
    }

    [Fact]
    public void The_example_of_locking_fails_and_passes_as_the_page_says()
    {
        var page = RulePage.Read("OMNI7004");
        _folder.Write("Directory.Build.props", page.Fails);
        Restore("-p:ContinuousIntegrationBuild=true");
        Assert.Equal(["OMNI7004"], Audit(Stage.Release).Select(finding => finding.Rule.Id));

        _folder.Write("Directory.Build.props", page.Passes);
        Restore("-p:ContinuousIntegrationBuild=true");
        Assert.Empty(Audit(Stage.Release));
    }

    private IEnumerable<Finding> Vulnerable(Stage stage) => Audit(stage).Where(finding => finding.Rule.Id != "OMNI7004");

    private IReadOnlyList<Finding> Audit(Stage stage) => new ProjectAudit(
        _project, Path.Combine(_folder.Path, "obj/project.assets.json"), Path.Combine(_folder.Path, "obj/store.json"), AdditionalSnapshot: null)
    {
        Inquiry = new AdvisoryInquiry(Path.Combine(_folder.Path, "cache"), _clock),
        Stage = stage,
    }.Check();

    private string Restore(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", _project, "-v", "minimal", "--disable-build-servers", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["NUGET_HTTP_CACHE_PATH"] = Path.Combine(_folder.Path, "http");
        // Of the build that runs these tests.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
