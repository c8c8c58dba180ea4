using NuGet.Versioning;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Dependencies;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class VulnerablePackageTests
{
    private static readonly Advisory s_untilOneFive = new("B", "GHSA-1", null, "high", ["(, 1.5.0)"], []);

    [Fact]
    public void Shows_the_shortest_path_and_the_way_out()
    {
        using var folder = new TemporaryFolder();
        var assets = AssetsFile.Write(folder, ["A", "B"], "A/1.0.0 -> C", "B/1.0.0 -> D", "C/1.0.0 -> D", "D/1.5.0");
        var finding = Assert.Single(Check(assets, new Advisory("d", "GHSA-1", "CVE-1", "critical", ["[1.0.0, 2.0.0)"], ["2.0.1", "1.4.9", "2.0.0"])));
        Assert.Equal("'D' 1.5.0 has a known critical vulnerability GHSA-1 (App -> B -> D and 1 other path); update 'B', or reference 'D' 2.0.0 or later directly", finding.Message);
        Assert.Equal("D GHSA-1", finding.Anchor);
    }

    [Theory]
    [InlineData("(, 2.0.0)", "2.0.0", "update it to 2.0.0 or later")]
    [InlineData("(, 2.0.0)", "0.9.0", "update it to 2.0.0 or later")]
    [InlineData("(, 2.0.0]", "0.9.0", "no fixed version is known: replace the package")]
    public void Says_what_to_do_about_a_direct_package(string range, string patched, string wayOut)
    {
        using var folder = new TemporaryFolder();
        var assets = AssetsFile.Write(folder, ["A"], "A/1.0.0");
        var finding = Assert.Single(Check(assets, new Advisory("A", "GHSA-1", null, "low", [range], [patched])));
        Assert.EndsWith($"(App -> A); {wayOut}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_each_advisory_of_a_package_once()
    {
        using var folder = new TemporaryFolder();
        var assets = AssetsFile.Write(folder, ["A", "B"], "A/1.0.0 -> B", "B/1.0.0");
        Assert.Equal(
            ["B GHSA-1", "B GHSA-2"],
            Check(assets, new Advisory("B", "GHSA-1", null, "low", ["(, 2.0.0)", "[1.0.0]"], []), new Advisory("B", "GHSA-2", null, "low", ["(, 2.0.0)"], []))
                .Select(finding => finding.Anchor));
    }

    [Fact]
    public void Reports_a_package_that_no_path_leads_to()
    {
        using var folder = new TemporaryFolder();
        var assets = AssetsFile.Write(folder, [], "Lost/1.0.0");
        Assert.Contains("(App -> Lost)", Assert.Single(Check(assets, new Advisory("Lost", "GHSA-1", null, "low", ["(, 2.0.0)"], []))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_on_a_cycle()
    {
        using var folder = new TemporaryFolder();
        var assets = AssetsFile.Write(folder, ["A"], "A/1.0.0 -> B", "B/1.0.0 -> A");
        Assert.Single(Check(assets, new Advisory("B", "GHSA-1", null, "low", ["(, 2.0.0)"], [])));
    }

    [Theory]
    [InlineData("(, 1.0.0)")]
    [InlineData("(1.0.0, 2.0.0)")]
    [InlineData("[1.0.1, 2.0.0)")]
    public void Allows(string range)
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Check(AssetsFile.Write(folder, ["A"], "A/1.0.0"), new Advisory("A", "GHSA-1", null, "low", [range], [])));
    }

    [Theory]
    [InlineData("App.csproj", """<Project><ItemGroup><PackageReference Include="a" Version="1.0.0" /></ItemGroup></Project>""", 1, 21)]
    [InlineData("App.csproj", "<Project>\n  <ItemGroup>\n    <PackageReference Update=\"A\" Version=\"1.0.0\" />\n  </ItemGroup>\n</Project>", 3, 5)]
    [InlineData("Directory.Build.props", "<Project>\n<ItemGroup><GlobalPackageReference Include=\"A\" /></ItemGroup></Project>", 2, 12)]
    [InlineData("App.csproj", "<Project><ItemGroup><PackageReference Include=\"B; A\" /></ItemGroup></Project>", 1, 21)]
    [InlineData("Directory.Packages.props", "<Project><ItemGroup><PackageVersion Include=\"A\" /></ItemGroup></Project>", 1, 21)]
    [InlineData("App.csproj", "<Project><ItemGroup><PackageReference Include=\"AA\" /><Other Include=\"A\" /></ItemGroup></Project>", 0, 0)]
    [InlineData("App.csproj", "<Project", 0, 0)]
    public void Stands_where_the_package_is_referenced(string file, string content, int line, int column)
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("App.csproj", "<Project />");
        var written = folder.Write(file, content);
        Assert.Equal(new FilePosition(line == 0 ? project : written, line, column), PackageReferenceLocator.Find(project, "A"));
    }

    [Fact]
    public void The_example_fails_and_passes_as_the_page_says()
    {
        var page = RulePage.Read("OMNI7001");
        Assert.NotEmpty(Snapshots.Index(AdvisorySnapshot.Embedded()).Of(Attribute(page.Fails, "Include"), NuGetVersion.Parse(Attribute(page.Fails, "Version"))));
        Assert.Empty(Snapshots.Index(AdvisorySnapshot.Embedded()).Of(Attribute(page.Passes, "Include"), NuGetVersion.Parse(Attribute(page.Passes, "Version"))));

        static string Attribute(string element, string name) => (string)System.Xml.Linq.XElement.Parse(element).Attribute(name)!;
    }

    [Theory]
    [InlineData(AdvisorySeverity.Low, "low", Outcome.Fails)]
    [InlineData(AdvisorySeverity.High, "moderate", Outcome.Advised)]
    [InlineData(AdvisorySeverity.High, "high", Outcome.Fails)]
    [InlineData(AdvisorySeverity.Critical, "unknown", Outcome.Fails)]
    public void Advises_what_is_milder_than_the_repository_fails_for(AdvisorySeverity minimum, string severity, Outcome outcome)
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0"));
        var finding = Assert.Single(Check(
            graph, PackageCatalog.None, new DependencyPolicy { MinimumSeverity = minimum }, new Advisory("A", "GHSA-1", null, severity, ["(, 2.0.0)"], [])));
        Assert.Equal(outcome, finding.Outcome);
    }

    [Theory]
    [InlineData("A 1.1.0: B [1.5.0, )", "update 'A' to 1.1.0")]
    [InlineData("A 1.1.0-beta: B [1.5.0, ); A 1.2.0: B [1.4.0, ); A 2.0.0: B [1.6.0, )", "update 'A' to 2.0.0")]
    [InlineData("A 1.1.0: C [1.0.0, )", "update 'A' to 1.1.0")]
    [InlineData("A 0.9.0: C [1.0.0, )", "reference 'B' 1.6.0 directly")]
    [InlineData("A 1.1.0: B (1.5.0, )", "reference 'B' 1.6.0 directly")]
    [InlineData("A 1.1.0: B [1.4.0, )", "reference 'B' 1.6.0 directly")]
    public void Names_the_update_of_the_direct_package_that_ends_it(string published, string wayOut)
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0 -> B", "B/1.0.0"));
        var catalog = Catalog(published + "; A 1.0.0: B [1.0.0, ); B 1.4.0: ; B 1.6.0: ");
        Assert.EndsWith($"(App -> A -> B); {wayOut}", Assert.Single(Check(graph, catalog, DependencyPolicy.None, s_untilOneFive)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, "update 'A', or add <PackageVersion Include=\"B\" Version=\"1.5.0\" /> to Directory.Packages.props")]
    [InlineData(true, false, "update 'A', or reference 'B' directly with 1.5.0 or later, or set CentralPackageTransitivePinningEnabled and add a PackageVersion of it")]
    [InlineData(false, false, "update 'A', or reference 'B' 1.5.0 or later directly")]
    public void Says_how_to_pin_where_nobody_was_asked(bool isCentral, bool pins, string wayOut)
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0 -> B", "B/1.0.0")) with { IsCentral = isCentral, PinsTransitively = pins };
        Assert.EndsWith(wayOut, Assert.Single(Check(graph, PackageCatalog.None, DependencyPolicy.None, s_untilOneFive)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A 1.0.0: ; A 1.1.0: ", "update 'A', or reference 'B' 1.6.0 directly")]
    [InlineData("A 1.0.0: ", "reference 'B' 1.6.0 directly")]
    public void Believes_no_source_that_does_not_know_what_packages_need(string published, string wayOut)
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0 -> B", "B/1.0.0"));
        var finding = Assert.Single(Check(graph, Catalog(published + "; B 1.6.0: "), DependencyPolicy.None, s_untilOneFive));
        Assert.EndsWith($"(App -> A -> B); {wayOut}", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_promise_that_one_update_ends_what_several_packages_bring_in()
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A", "C"], "A/1.0.0 -> B", "C/1.0.0 -> B", "B/1.0.0"));
        var finding = Assert.Single(Check(graph, Catalog("A 1.0.0: B [1.0.0, ); A 1.1.0: B [1.5.0, ); B 1.5.0: "), DependencyPolicy.None, s_untilOneFive));
        Assert.EndsWith("(App -> A -> B and 1 other path); reference 'B' 1.5.0 directly", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_a_suppression_of_restore_with_a_waiver()
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["B"], "B/1.0.0")) with { Suppressed = ["https://github.com/advisories/GHSA-1"] };
        var finding = Assert.Single(Check(graph, PackageCatalog.None, DependencyPolicy.None, s_untilOneFive));
        Assert.Equal(Outcome.Fails, finding.Outcome);
        Assert.EndsWith("if it has to stay, write a waiver of OMNI7001 with advisory GHSA-1", finding.Message, StringComparison.Ordinal);
    }

    /// <summary>"A 1.0.0: B [1.0.0, ); B 1.0.0: "</summary>
    private static PackageCatalog Catalog(string published) => new(published.Split(';', StringSplitOptions.TrimEntries)
        .Select(one => one.Split(':', 2)).Select(one => (Name: one[0].Split(' '), Needs: one[1].Trim()))
        .GroupBy(one => one.Name[0]).ToDictionary(package => package.Key, package => (IReadOnlyList<PublishedVersion>)[.. package.Select(one =>
            new PublishedVersion(
                one.Name[1], one.Needs.Length == 0 ? [] : [new PackageNeed(one.Needs.Split(' ', 2)[0], one.Needs.Split(' ', 2)[1])], Deprecation: null))]));

    private static List<Finding> Check(string assets, params Advisory[] advisories) =>
        Check(PackageGraph.Read(assets), PackageCatalog.None, DependencyPolicy.None, advisories);

    private static List<Finding> Check(PackageGraph graph, PackageCatalog catalog, DependencyPolicy policy, params Advisory[] advisories) =>
    [
        .. new DependencyAudit("/App/App.csproj", graph, new AdvisoryIndex(advisories), policy, _ => new FilePosition("/App/App.csproj")).Vulnerable(catalog),
    ];
}
