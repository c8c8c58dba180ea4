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

    [Theory]
    [InlineData("<NuGetAudit>false</NuGetAudit>", "")]
    [InlineData("<NuGetAuditLevel>critical</NuGetAuditLevel>", "")]
    [InlineData("<NuGetAuditMode>direct</NuGetAuditMode>", "")]
    [InlineData("<NoWarn>NU1903</NoWarn>", "")]
    [InlineData("", """<NuGetAuditSuppress Include="https://github.com/advisories/GHSA-1111" />""")]
    public void Says_what_restore_was_told_to_keep_to_itself(string property, string item)
    {
        _feed.Update.Add(("inner", "GHSA-1111", 2, "(, 1.2.0)"));
        File.WriteAllText(_project, File.ReadAllText(_project)
            .Replace("<PropertyGroup>", $"<PropertyGroup>{property}", StringComparison.Ordinal)
            .Replace("<ItemGroup>", $"<ItemGroup>{item}", StringComparison.Ordinal));
        Assert.DoesNotContain("NU190", Restore(), StringComparison.Ordinal);
        Assert.Equal("GHSA-1111", Assert.Single(Audit(Stage.Build)).Advisory);
    }

    [Theory]
    [InlineData("net8.0", "Direct 1.0.0", "Inner 1.0.0")]
    [InlineData("net8.0;netstandard2.0", "Direct 1.0.0", "Inner 1.0.0")]
    [InlineData("net10.0", "Direct 1.0.0 PrivateAssets=\"all\"", "Inner 1.0.0")]
    [InlineData("net10.0", "Direct 1.0.0 ExcludeAssets=\"all\"", "Inner 1.0.0")]
    [InlineData("net10.0", "Direct 1.0.*", "Inner 1.0.0")]
    [InlineData("net10.0", "Inner 1.0.0", "Inner 1.0.0")]
    [InlineData("net10.0", "Direct 1.2.0", null)]
    public void Agrees_with_the_audit_of_restore_on_the_graph(string frameworks, string reference, string? affected)
    {
        var parts = reference.Split(' ', 3);
        _feed.Update.Add(("inner", "GHSA-1111", 2, "(, 1.2.0)"));
        File.WriteAllText(_project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>{frameworks}</TargetFrameworks>
                <NuGetAuditMode>all</NuGetAuditMode>
                <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{parts[0]}" Version="{parts[1]}" {parts.ElementAtOrDefault(2)} /></ItemGroup>
            </Project>
            """);
        AgreesWithRestore(affected);
    }

    [Theory]
    [InlineData("", "1.3.0", "", "Inner 1.0.0")]
    [InlineData("<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>", "1.3.0", "", null)]
    [InlineData("<CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>", "1.0.0", "", "Inner 1.0.0")]
    [InlineData("", "1.3.0", """<PackageReference Include="Inner" />""", null)]
    [InlineData("", "1.3.0", """<PackageReference Include="Inner" VersionOverride="1.0.0" />""", "Inner 1.0.0")]
    public void Agrees_with_the_audit_of_restore_on_central_versions(string property, string version, string reference, string? affected)
    {
        _feed.Update.Add(("inner", "GHSA-1111", 2, "(, 1.2.0)"));
        File.WriteAllText(_project, File.ReadAllText(_project)
            .Replace(" Version=\"1.0.0\"", "", StringComparison.Ordinal)
            .Replace("<ItemGroup>", $"<ItemGroup>{reference}", StringComparison.Ordinal));
        _folder.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>{property}</PropertyGroup>
              <ItemGroup><PackageVersion Include="Direct" Version="1.0.0" /><PackageVersion Include="Inner" Version="{version}" /></ItemGroup>
            </Project>
            """);
        AgreesWithRestore(affected);
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

    private void AgreesWithRestore(string? affected)
    {
        var output = Restore();
        if (affected is null)
        {
            Assert.DoesNotContain("NU190", output, StringComparison.Ordinal);
            Assert.Empty(Audit(Stage.Build));
            return;
        }

        var fact = $"'{affected.Replace(" ", "' ", StringComparison.Ordinal)} has a known high";
        Assert.Contains($"NU1903: Package {fact}", output, StringComparison.Ordinal);
        Assert.StartsWith(fact, Assert.Single(Audit(Stage.Build)).Message, StringComparison.Ordinal);
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
