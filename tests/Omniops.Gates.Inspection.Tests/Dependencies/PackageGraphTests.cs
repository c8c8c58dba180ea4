using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class PackageGraphTests
{
    private static readonly string[] s_diamond = ["A/1.0.0 -> C, D", "B/1.0.0 -> D", "C/1.0.0 -> D", "D/1.5.0"];

    [Fact]
    public void Counts_the_ways_besides_the_shortest()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["A: A +0", "B: B +0", "C: A/C +0", "D: A/D +2"],
            PackageGraph.Read(AssetsFile.Write(folder, ["A", "B"], s_diamond)).Packages.Select(Text));
    }

    [Fact]
    public void Gives_up_counting_where_the_ways_double_at_each_level()
    {
        using var folder = new TemporaryFolder();
        var levels = Enumerable.Range(0, 60).SelectMany(level => new[] { "L", "R" }.Select(side =>
            level == 59 ? $"{side}{level}/1.0.0 -> End" : $"{side}{level}/1.0.0 -> L{level + 1}, R{level + 1}"));
        var end = PackageGraph.Read(AssetsFile.Write(folder, ["L0", "R0"], [.. levels, "End/1.0.0"])).Packages.Single(package => package.Id == "End");
        Assert.Equal((61, ResolvedPackage.MaxPaths - 1), (end.Path.Count, end.OtherPaths));
    }

    [Fact]
    public void Ends_on_a_cycle_and_keeps_every_package()
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0 -> B", "B/1.0.0 -> A, C, B", "C/1.0.0", "Lost/1.0.0 -> Lost"));
        Assert.Equal(["A", "B", "C", "Lost"], graph.Packages.Select(package => package.Id));
    }

    [Fact]
    public void A_deep_graph_takes_no_more_memory_than_a_wide_one()
    {
        using var folder = new TemporaryFolder();
        var chain = Enumerable.Range(0, 20_000).Select(at => $"P{at}/1.0.0 -> P{at + 1}").ToArray();
        var assets = AssetsFile.Write(folder, ["P0"], chain);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(20_000, PackageGraph.Read(assets).Packages.Max(package => package.Way.Length));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200 * new FileInfo(assets).Length);
    }

    [Fact]
    public void Judges_a_name_that_is_listed_twice_in_other_casing_twice()
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.Read(AssetsFile.Write(folder, ["A"], "A/1.0.0", "a/2.0.0"));
        Assert.Equal(["1.0.0", "2.0.0"], graph.Packages.Select(package => package.Version.ToString()));
    }

    [Fact]
    public void A_file_that_breaks_off_anywhere_is_no_graph()
    {
        using var folder = new TemporaryFolder();
        var file = AssetsFile.Write(folder, ["A", "B"], s_diamond);
        var text = File.ReadAllText(file).TrimEnd();
        for (var length = 0; length < text.Length; length += 7)
        {
            File.WriteAllText(file, text[..length]);
            Assert.Throws<InvalidDataException>(() => PackageGraph.Read(file));
        }
    }

    [Theory]
    [InlineData("\"project\": {", "\"other\": {")]
    [InlineData("\"restore\": {", "\"other\": {")]
    [InlineData("\"targets\": { \"net10.0\"", "\"targets\": { \"net8.0\"")]
    [InlineData("\"A/1.0.0\": { \"type\": \"package\"", "\"A/one\": { \"type\": \"package\"")]
    public void A_file_that_contradicts_itself_is_no_graph(string text, string other)
    {
        using var folder = new TemporaryFolder();
        var file = AssetsFile.Write(folder, ["A", "B"], s_diamond);
        Assert.Contains(text, File.ReadAllText(file), StringComparison.Ordinal);
        File.WriteAllText(file, File.ReadAllText(file).Replace(text, other, StringComparison.Ordinal));
        Assert.Throws<InvalidDataException>(() => PackageGraph.Read(file));
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_not_read()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("project.assets.json", "{}");
        using (var stream = File.OpenWrite(file))
            stream.SetLength(PackageGraph.MaxBytes + 1L);
        Assert.Contains("larger than 64 MB", Assert.Throws<InvalidDataException>(() => PackageGraph.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_lock_file_with_the_differences_of_its_runtimes()
    {
        using var folder = new TemporaryFolder();
        var graph = PackageGraph.ReadLock(folder.Write("packages.lock.json", """
            { "version": 1, "dependencies": {
              "net10.0": {
                "A": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0", "contentHash": "x", "dependencies": { "B": "1.0.0" } },
                "B": { "type": "Transitive", "resolved": "1.0.0", "contentHash": "x" },
                "lib": { "type": "Project", "dependencies": { "C": "[1.0.0, )" } },
                "C": { "type": "Transitive", "resolved": "2.0.0", "contentHash": "x" } },
              "net10.0/linux-x64": {
                "B": { "type": "Transitive", "resolved": "1.0.0", "contentHash": "x", "dependencies": { "N": "1.0.0" } },
                "N": { "type": "Transitive", "resolved": "3.0.0", "contentHash": "x" } } } }
            """));
        Assert.Equal(["A: A +0", "B: A/B +0", "C: lib/C +0", "N: A/B/N +0"], graph.Packages.Select(Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "version": 1, "dependencies": {} }""")]
    [InlineData("""{ "version": 1, "dependencies": { "net10.0": { "A": { "type": "Direct" } } } }""")]
    [InlineData("""{ "version": 1, "dependencies": { "net10.0": { "A": { "type": "Direct", "resolved": "1.0.0" """)]
    public void Refuses_what_is_no_lock_file(string text)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("packages.lock.json", text);
        Assert.Throws<InvalidDataException>(() => PackageGraph.ReadLock(file));
    }

    [Fact]
    public void Reads_a_list_of_packages()
    {
        using var folder = new TemporaryFolder();
        var list = folder.Write("packages.config", """<packages><package id="A" version="1.0" targetFramework="net48" /></packages>""");
        Assert.Equal(["A: A +0"], PackageGraph.ReadList(list).Packages.Select(Text));
    }

    [Theory]
    [InlineData("<packages>")]
    [InlineData("""<packages><package id="A" /></packages>""")]
    [InlineData("""<packages><package version="1.0" /></packages>""")]
    [InlineData("""<!DOCTYPE packages [<!ENTITY a "b">]><packages><package id="&a;" version="1.0" /></packages>""")]
    public void Refuses_what_is_no_list(string text)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("packages.config", text);
        Assert.Throws<InvalidDataException>(() => PackageGraph.ReadList(file));
    }

    [Theory]
    [InlineData("packages.config", """<packages><package id="Newtonsoft.Json" version="12.0.1" /></packages>""")]
    [InlineData("packages.lock.json", """{ "version": 1, "dependencies": { "net10.0": { "Newtonsoft.Json": { "type": "Direct", "requested": "[12.0.1, )", "resolved": "12.0.1", "contentHash": "x" } } } }""")]
    public void Packages_of_a_lesser_witness_can_fail_and_not_pass(string name, string text)
    {
        using var folder = new TemporaryFolder();
        var project = folder.Write("App.csproj", "<Project />");
        folder.Write(name, text);
        var audit = new ProjectAudit(project, Path.Combine(folder.Path, "obj/project.assets.json"), StoreFile: null, AdditionalSnapshot: null);
        Assert.Equal(["OMNI7003", "OMNI7001"], audit.Check().Select(finding => finding.Rule.Id));

        folder.Write(name, text.Replace("12.0.1", "13.0.3", StringComparison.Ordinal));
        Assert.Equal(["OMNI7003"], audit.Check().Select(finding => finding.Rule.Id));
    }

    private static string Text(ResolvedPackage package) => $"{package.Id}: {string.Join('/', package.Path)} +{package.OtherPaths}";
}
