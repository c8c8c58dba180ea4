using System.Text.Json.Nodes;
using NuGet.Versioning;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class DeprecatedPackageTests
{
    private static readonly DateOnly s_today = new(2026, 11, 1);

    [Fact]
    public void The_embedded_list_is_the_one_in_the_repository_and_in_canonical_form()
    {
        var file = File.ReadAllText(Path.Combine(RepositoryFolder.Rules, "advisories", "deprecations.json"));
        Assert.Equal(file, DeprecationList.Embedded().Write());
        Assert.True(DeprecationList.Embedded().Packages.Count > 300);
    }

    [Fact]
    public void Is_built_from_collected_records()
    {
        var list = DeprecationList.FromRecords(JsonNode.Parse("""
            [
              { "package": "B", "versions": "1.0.0 (the version read)", "reason": "Legacy", "alternatives": ["C", "D"], "marked_on_feed": true, "end_of_support": null },
              { "package": "A", "versions": null, "reason": null, "alternatives": [], "marked_on_feed": null, "end_of_support": "2026-09-30" },
              { "package": "Announced", "versions": null, "reason": null, "alternatives": [], "marked_on_feed": false, "end_of_support": null }
            ]
            """)!.AsArray());
        Assert.Equal(["A", "B"], list.Packages.Select(one => one.Package));
        Assert.Equal("C, D", list.Of("b", NuGetVersion.Parse("1.0"), s_today)!.Alternative);
        Assert.Null(list.Of("B", NuGetVersion.Parse("1.1"), s_today));
        Assert.NotNull(list.Of("A", NuGetVersion.Parse("7.0"), new DateOnly(2026, 9, 30)));
        Assert.Null(list.Of("A", NuGetVersion.Parse("7.0"), new DateOnly(2026, 9, 29)));
    }

    [Fact]
    public void Advises_to_move_on() => Assert.Equal(
        ["Advised: 'Old' 1.0.0 is deprecated (Legacy; App -> Old); move to New"],
        Check(["Old"], ["Old/1.0.0"], new KnownDeprecation("old", null, "Legacy", "New", null)));

    [Fact]
    public void Fails_for_what_does_harm_wherever_it_comes_from() => Assert.Equal(
        ["Fails: 'Old' 1.0.0 is deprecated (CriticalBugs; App -> A -> Old); look for what its author names instead"],
        Check(["A"], ["A/1.0.0 -> Old", "Old/1.0.0"], new KnownDeprecation("Old", null, "CriticalBugs", null, null)));

    [Fact]
    public void Leaves_to_others_what_only_they_can_change() =>
        Assert.Empty(Check(["A"], ["A/1.0.0 -> Old", "Old/1.0.0"], new KnownDeprecation("Old", null, "Legacy", "New", null)));

    [Fact]
    public void Allows_another_version() => Assert.Empty(Check(["Old"], ["Old/2.0.0"], new KnownDeprecation("Old", "1.0.0", "Legacy", "New", null)));

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        var page = RulePage.Read("OMNI7002");
        Assert.NotNull(Of(page.Fails));
        Assert.Null(Of(page.Passes));

        static Deprecation? Of(string element)
        {
            var reference = System.Xml.Linq.XElement.Parse(element);
            return DeprecationList.Embedded().Of((string)reference.Attribute("Include")!, NuGetVersion.Parse((string)reference.Attribute("Version")!), s_today);
        }
    }

    private static List<string> Check(string[] direct, string[] libraries, params KnownDeprecation[] list)
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, direct, libraries));
        var audit = new DependencyAudit("/App/App.csproj", graph, new AdvisoryIndex(), DependencyPolicy.None, _ => new FilePosition("/App/App.csproj"));
        return [.. audit.Deprecated(new DeprecationList(list), PackageCatalog.None, s_today).Select(finding => $"{finding.Outcome}: {finding.Message}")];
    }
}
