using System.Text.Json.Nodes;
using NuGet.Versioning;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Inspection.Tests.Dependencies;

public sealed class AdvisorySnapshotTests
{
    [Fact]
    public void The_embedded_one_is_the_one_in_the_repository_and_in_canonical_form()
    {
        var file = File.ReadAllText(Path.Combine(RepositoryFolder.Rules, "advisories", "snapshot.json"));
        Assert.Equal(file, AdvisorySnapshot.Embedded().Write());
        Assert.True(AdvisorySnapshot.Embedded().Advisories.Count > 500);
        Assert.Contains("GitHub Advisory Database", AdvisorySnapshot.Embedded().Attribution, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Newtonsoft.Json", "12.0.1", "GHSA-5crp-9r3c-p9vr")]
    [InlineData("newtonsoft.json", "13.0.0", "GHSA-5crp-9r3c-p9vr")]
    public void Knows_a_vulnerable_version(string package, string version, string id) =>
        Assert.Contains(Snapshots.Index(AdvisorySnapshot.Embedded()).Of(package, NuGetVersion.Parse(version)), advisory => advisory.Id == id);

    [Theory]
    [InlineData("Newtonsoft.Json", "13.0.1")]
    [InlineData("Newtonsoft.Json", "13.0.3")]
    [InlineData("Newtonsoft.Json.Bson", "1.0.2")]
    [InlineData("No.Such.Package", "1.0.0")]
    public void Knows_a_version_that_is_not(string package, string version) =>
        Assert.Empty(Snapshots.Index(AdvisorySnapshot.Embedded()).Of(package, NuGetVersion.Parse(version)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"completeUntil":"yesterday","lastEntry":"2026-01-01","attribution":"t","advisories":[]}""")]
    [InlineData("""{"completeUntil":"2026-01-01","lastEntry":"2026-01-01","attribution":"t","advisories":[{}]}""")]
    [InlineData("""{"completeUntil":"2026-01-01","lastEntry":"2026-01-01","attribution":"t","advisories":[null]}""")]
    [InlineData("""{"completeUntil":"2026-01-01","lastEntry":"2026-01-01","attribution":"t","advisories":[{"package":"p","id":"i","severity":"high","ranges":["]["],"patched":[]}]}""")]
    [InlineData("""{"completeUntil":"2026-01-01","lastEntry":"2026-01-01","attribution":"t","advisories":[{"package":"p","id":"i","severity":"high","ranges":[],"patched":[]}]}""")]
    [InlineData("""{"completeUntil":"2026-01-01","lastEntry":"2026-01-01","attribution":"t","advisories":[{"package":"p","id":"i","severity":"high","ranges":["(, 2.0.0)"],"patched":["two"]}]}""")]
    public void Refuses_what_is_no_snapshot(string text) => Assert.Throws<InvalidDataException>(() => Snapshots.Read(text));

    [Fact]
    public void Adds_up_with_another()
    {
        var ours = Snapshots.Of(new Advisory("A", "1", null, "high", ["(, 2.0.0)"], []));
        var theirs = new AdvisorySnapshot(new DateOnly(2026, 6, 1), new DateOnly(2025, 6, 1), "theirs",
            [new Advisory("a", "1", null, "high", ["(, 2.0.0)"], []), new Advisory("A", "2", null, "low", ["(, 3.0.0)"], [])]);
        var both = ours.With(theirs);
        Assert.Equal(["1", "2"], Snapshots.Index(both).Of("A", NuGetVersion.Parse("1.0.0")).Select(advisory => advisory.Id));
        Assert.Equal((new DateOnly(2026, 6, 1), new DateOnly(2026, 1, 1)), (both.CompleteUntil, both.LastEntry));
    }

    [Fact]
    public void Is_built_from_collected_records_and_read_again()
    {
        var records = JsonNode.Parse("""
            [
              { "ghsa": "GHSA-b", "cve": "CVE-1", "package": "b", "severity": "high", "ranges": ["[1.0.0, 2.0.0)"], "patched": ["2.0.0"], "published": "2024-05-01" },
              { "ghsa": null, "cve": "CVE-2", "package": "A", "severity": "low", "ranges": ["(, 1.0.0]"], "patched": [], "published": "2025-05-01" }
            ]
            """)!.AsArray();
        var snapshot = AdvisorySnapshot.FromRecords(records, new DateOnly(2024, 12, 2), "test");
        Assert.Equal(["CVE-2", "GHSA-b"], snapshot.Advisories.Select(advisory => advisory.Id));
        Assert.Equal(new DateOnly(2025, 5, 1), snapshot.LastEntry);
        Assert.Equal(snapshot.Write(), Snapshots.Read(snapshot.Write()).Write());
    }
}
