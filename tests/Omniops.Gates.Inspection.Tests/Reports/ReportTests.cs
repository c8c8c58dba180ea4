using System.Text.Json;
using NuGet.Configuration;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Findings;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Dependencies;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Reports;
using Omniops.Gates.Inspection.Repository;
using Omniops.Gates.Inspection.Seen;
using Omniops.Gates.Inspection.Tests.Dependencies;
using Omniops.Gates.Inspection.Tests.Seen;

namespace Omniops.Gates.Inspection.Tests.Reports;

public sealed class ReportTests
{
    private static readonly GateRule s_cors = RuleCatalogue.Find("OMNI4001")!;

    [Theory]
    [InlineData("", Stage.Build, false, 0)]
    [InlineData("", Stage.Release, true, 0)]
    [InlineData("Noted", Stage.Release, true, 0)]
    [InlineData("NotProven", Stage.Build, false, 0)]
    [InlineData("NotProven", Stage.Build, true, 2)]
    [InlineData("NotProven", Stage.Release, false, 2)]
    [InlineData("Tampered", Stage.Build, false, 2)]
    [InlineData("Fails", Stage.Build, false, 1)]
    [InlineData("Fails Tampered NotProven", Stage.Release, true, 1)]
    [InlineData("Advised", Stage.Release, true, 0)]
    [InlineData("unjudged", Stage.Build, false, 0)]
    [InlineData("unjudged", Stage.Release, false, 2)]
    [InlineData("broken", Stage.Build, false, 2)]
    [InlineData("Fails broken", Stage.Build, false, 1)]
    [InlineData("configuration", Stage.Build, false, 3)]
    [InlineData("configuration Fails broken", Stage.Build, false, 3)]
    public void The_exit_code_is_the_first_that_applies(string facts, Stage stage, bool isStrict, int expected)
    {
        var words = facts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var findings = words.Where(word => Enum.TryParse<Outcome>(word, out _)).Select(word => Finding(1) with { Outcome = Enum.Parse<Outcome>(word) });
        if (words.Contains("configuration"))
            findings = findings.Append(Engine.Findings.Finding.Of(IntegrityRules.ConfigurationInvalid, new FilePosition("/r/omniops.gates.json"), "x", "x", "y"));
        var projects = words.Where(word => word is "unjudged" or "broken").Select(word => new ProjectVerdict("/r/A.csproj", "", "reason", word == "broken"));
        Assert.Equal(expected, Report(findings, projects, stage, isStrict).ExitCode);
    }

    [Fact]
    public void Sarif_has_what_code_scanning_needs()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Write(Report([Finding(7), Finding(3), Finding(0)]), "1.2.3", rule => rule.Title));
        var run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal(RuleCatalogue.All.Count, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());

        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal([0, 3, 7], results.Select(result =>
            result.GetProperty("locations")[0].GetProperty("physicalLocation").TryGetProperty("region", out var region) ? region.GetProperty("startLine").GetInt32() : 0));
        Assert.Equal(3, results.Select(result => result.GetProperty("partialFingerprints").GetProperty("omniopsGates/v1").GetString()).Distinct().Count());
        foreach (var result in results)
        {
            Assert.Equal("error", result.GetProperty("level").GetString());
            Assert.Equal("src/My%20App/Program.cs", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
            Assert.Equal("OMNI4001", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        }
    }

    [Fact]
    public void Sarif_has_the_members_that_its_schema_demands_and_no_others()
    {
        var waived = Finding(5) with { Outcome = Outcome.Noted, Acceptance = new Acceptance(IsBaseline: false, "waived until 2027-03-31 by web team: maps") };
        var old = Finding(6) with { Outcome = Outcome.Noted, Acceptance = FindingAcceptance.Baselined };
        using var sarif = JsonDocument.Parse(SarifReport.Write(Report([Finding(0), Finding(3), waived, old]), "1.2.3", rule => $"# {rule.Title}"));
        Assert.Empty(SarifObjects.Problems(sarif.RootElement));

        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["error", "error", "note", "note"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal(["new", "new", "new", "unchanged"], results.Select(result => result.GetProperty("baselineState").GetString()));
        Assert.Equal([0, 0, 1, 1], results.Select(result => result.GetProperty("suppressions").GetArrayLength()));
        Assert.Equal("waived until 2027-03-31 by web team: maps", results[2].GetProperty("suppressions")[0].GetProperty("justification").GetString());
        Assert.All(
            sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray(),
            rule => Assert.StartsWith("# ", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_that_breaks_the_schema_is_noticed()
    {
        using var sarif = JsonDocument.Parse("""
            { "version": "2.0.0", "runs": [ { "results": [ { "level": "bad", "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "/a b" }, "region": { "startLine": 0 } } } ], "more": 1 } ] } ] }
            """);
        Assert.Equal(7, SarifObjects.Problems(sarif.RootElement).Count());
    }

    [Fact]
    public void A_fingerprint_survives_moved_lines_and_tells_equals_apart()
    {
        Assert.Equal(Prints(Finding(3), Finding(7)), Prints(Finding(30), Finding(70)));
        Assert.Equal(2, Prints(Finding(3), Finding(7)).Distinct().Count());
        Assert.NotEqual(Prints(Finding(3)), Prints(Finding(3) with { Anchor = "elsewhere" }));

        static IEnumerable<string> Prints(params Finding[] findings) => Fingerprints.Of(findings, path => path).Select(item => item.Fingerprint);
    }

    [Fact]
    public void Reports_are_the_same_for_the_same_facts_in_another_order()
    {
        Assert.Equal(SarifReport.Write(Report([Finding(3), Finding(7)]), "1", rule => rule.Title), SarifReport.Write(Report([Finding(7), Finding(3)]), "1", rule => rule.Title));
        Assert.Equal(GatesReport.Write(Report([Finding(3), Finding(7)]), "1"), GatesReport.Write(Report([Finding(7), Finding(3)]), "1"));
    }

    [Fact]
    public void What_was_seen_is_in_gates_json_with_relative_paths_and_no_finding_anywhere()
    {
        var report = Report([]) with
        {
            Seen =
            [
                new ProjectSeen("/r/src/App/App.csproj", ["net8.0", "net10.0"], Programs.Full, null),
                new ProjectSeen("/r/src/Cut/Cut.csproj", ["net10.0"], null, "cannot be read"),
            ],
        };
        using var json = JsonDocument.Parse(GatesReport.Write(report, "1"));
        var seen = json.RootElement.GetProperty("seen");
        Assert.Equal(["src/App/App.csproj", "src/Cut/Cut.csproj"], seen.EnumerateArray().Select(each => each.GetProperty("project").GetString()));
        Assert.Equal(["net8.0", "net10.0"], seen[0].GetProperty("frameworks").EnumerateArray().Select(each => each.GetString()));
        var gap = seen[0].GetProperty("program").GetProperty("unknown")[0];
        Assert.Equal(("src/App/Program.cs", 3), (gap.GetProperty("file").GetString(), gap.GetProperty("line").GetInt32()));
        Assert.Equal("cannot be read", seen[1].GetProperty("problem").GetString());
        Assert.DoesNotContain("/r/", GatesReport.Write(report, "1"), StringComparison.Ordinal);

        Assert.Empty(report.Findings);
        Assert.Equal(0, report.ExitCode);
        Assert.DoesNotContain(SeenProgram.DiagnosticId, SarifReport.Write(report, "1", rule => rule.Title), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_source_that_was_asked_is_in_gates_json_with_its_answer_and_age()
    {
        var day = new DateTimeOffset(2025, 12, 30, 23, 0, 0, TimeSpan.Zero);
        var advisory = new Advisory("a", "GHSA-1", null, "low", ["(, 1.0.0)"], []);
        var report = Report([]) with
        {
            AdvisorySources =
            [
                (new PackageSource("https://reader:secret@one.example/index.json", "one"), new AdvisoryAnswer(day, day, Problem: null, HasNoData: false, [advisory])),
                (new PackageSource("https://two.example/index.json", "two"), AdvisoryAnswer.Failed(day, "answered with status 500")),
            ],
        };
        var text = GatesReport.Write(report, "1");
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(
            """
            [{"name":"one","count":1,"answered":"2025-12-30","days":3,"proves":true,"problem":null},
            {"name":"two","count":0,"answered":null,"days":null,"proves":false,"problem":"answered with status 500"}]
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(json.RootElement.GetProperty("advisories").GetProperty("sources")));
    }

    [Theory]
    [InlineData("", "", "pass")]
    [InlineData("Noted", "", "pass")]
    [InlineData("Advised", "", "pass")]
    [InlineData("NotProven", "", "not proven")]
    [InlineData("", "A.csproj", "not proven")]
    [InlineData("Fails", "A.csproj", "fail")]
    public void Every_gate_ends_in_one_of_three_words(string outcome, string unjudged, string word)
    {
        Finding[] findings = outcome.Length == 0 ? [] : [Finding(1) with { Outcome = Enum.Parse<Outcome>(outcome) }];
        string[] gaps = unjudged.Length == 0 ? [] : [unjudged];
        Assert.Equal(word, new GateVerdict(Gate.Cors, [], findings, gaps).Word);
    }

    private static Finding Finding(int line) => Engine.Findings.Finding.Of(s_cors, new FilePosition("/r/src/My App/Program.cs", line, 5), "Main", "AllowAnyOrigin", "lets every site read");

    private static CheckReport Report(IEnumerable<Finding> findings, IEnumerable<ProjectVerdict>? projects = null, Stage stage = Stage.Build, bool isStrict = false) => new(
        "App.sln", "/r", stage, isStrict, new DateOnly(2026, 1, 2), Snapshots.Of(), RepositoryPolicy.Load("/r"), [new GateVerdict(Gate.Cors, ["seen"], [.. findings], [])], [.. projects ?? []]);
}
