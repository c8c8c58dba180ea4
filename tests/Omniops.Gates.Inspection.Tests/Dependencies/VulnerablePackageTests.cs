using NuGet.Versioning;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class VulnerablePackageTests
{
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
    [InlineData("App.csproj", "<Project><ItemGroup><PackageVersion Include=\"A\" /></ItemGroup></Project>", 0, 0)]
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

    private static List<Finding> Check(string assets, params Advisory[] advisories) =>
        [.. DependencyAudit.Check("/App/App.csproj", PackageGraph.Read(assets).Packages, new AdvisoryIndex(advisories), DependencyPolicy.None, _ => new FilePosition("/App/App.csproj"))];
}
