using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Tests;
using Omniops.Gates.Tool.Check;

namespace Omniops.Gates.Tool.Tests;

public sealed class ProjectJudgeTests
{
    [Fact]
    public void Judges_a_project_whose_log_lists_the_rules()
    {
        using var folder = new TemporaryFolder();
        var verdict = Assert.Single(Judge(["/r/A.csproj"], [Described("/r/A.csproj", folder.Write("a.sarif", Log()))], []));
        Assert.Equal((null, false), (verdict.Reason, verdict.IsBroken));
    }

    [Fact]
    public void Every_project_is_judged_or_listed_with_a_reason()
    {
        using var folder = new TemporaryFolder();
        var present = folder.Write("Present.csproj", "<Project />");
        var error = folder.Write("Failing.csproj", "<Project />");
        var verdicts = Judge(
            ["/r/A.csproj", "/r/B.csproj", "/r/C.vbproj", "/r/Gone.csproj", folder.Write("Shared.shproj", ""), present, error],
            [
                Described("/r/A.csproj", folder.Write("a.sarif", Log())),
                Described("/r/B.csproj", Path.Combine(folder.Path, "absent.sarif")),
                Described("/r/C.vbproj", "") with { Language = "VB" },
                Described("/r/Outside.csproj", folder.Write("o.sarif", Log("""{ "ruleId": "CS0103", "level": "error", "message": { "text": "no such name" } }"""))),
            ],
            [$"  2>{error} : error NU1101: Unable to find package X. [/r/All.sln]", "/r/B.csproj(3,4): error MSB3030: missing [/r/All.sln]"]);

        Assert.Equal(
            [
                "A.csproj judged False",
                "B.csproj was not compiled: MSB3030: missing True",
                "C.vbproj is written in VB, which the code rules do not read False",
                "Failing.csproj was not built: NU1101: Unable to find package X. True",
                "Gone.csproj was not built, as the build failed in 'B.csproj', 'Failing.csproj' True",
                "Outside.csproj does not compile: CS0103: no such name True",
                "Present.csproj was not built, as the build failed in 'B.csproj', 'Failing.csproj' True",
                "Shared.shproj is no C#, Visual Basic or F# project, and the gates read no other; review it by hand False",
            ],
            verdicts.Select(verdict => $"{Path.GetFileName(verdict.Path)} {verdict.Reason ?? "judged"} {verdict.IsBroken}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_finding_of_two_frameworks_counts_once()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.sarif", Log("""
            { "ruleId": "OMNI4001", "level": "warning", "message": { "text": "any origin" },
              "properties": { "customProperties": { "omniops.outcome": "Fails", "omniops.anchor": "x" } } }
            """));
        var descriptions = new[] { Described("/r/A.csproj", log), Described("/r/A.csproj", log) with { Framework = "net8.0" } };
        Assert.Equal(2, ProjectJudge.Judge([new("/r/A.csproj")], descriptions, [], out var findings).Count);
        Assert.Single(findings);
    }

    [Fact]
    public void A_compilation_without_our_rules_is_tampered_with()
    {
        using var folder = new TemporaryFolder();
        var log = folder.Write("a.sarif", """{ "runs": [ { "results": [], "tool": { "driver": { "rules": [] } } } ] }""");
        var verdict = Assert.Single(ProjectJudge.Judge([new("/r/A.csproj")], [Described("/r/A.csproj", log)], [], out var findings));
        Assert.Equal("was compiled without the gate's rules", verdict.Reason);
        Assert.Equal(Outcome.Tampered, Assert.Single(findings).Outcome);
    }

    [Fact]
    public void A_framework_that_was_not_built_is_listed()
    {
        using var folder = new TemporaryFolder();
        var description = Described("/r/A.csproj", folder.Write("a.sarif", Log())) with { Frameworks = ["net8.0", "NET10.0"] };
        var verdicts = Judge(["/r/A.csproj"], [description], ["/r/A.csproj : error NETSDK1: no pack [/r/A.csproj::TargetFramework=net8.0]"]);
        Assert.Equal(["net10.0 ", "net8.0 was not built for 'net8.0': NETSDK1: no pack"], verdicts.Select(verdict => $"{verdict.Framework} {verdict.Reason}"));
    }

    [Theory]
    [InlineData("net8.0", "was not built for 'net8.0': CS1: only here")]
    [InlineData("net10.0", "was not built for 'net10.0': MSB2: in both")]
    public void The_reason_of_a_framework_is_an_error_of_its_own(string framework, string reason)
    {
        using var folder = new TemporaryFolder();
        var description = Described("/r/A.csproj", folder.Write("a.sarif", Log())) with { Framework = "net9.0", Frameworks = ["net8.0", "net9.0", "net10.0"] };
        string[] errors =
        [
            "/r/a.cs(1,1): error CS1: only here [/r/A.csproj::TargetFramework=net8.0]",
            "/r/a.cs(1,1): error MSB2: in both [/r/A.csproj::RuntimeIdentifier=x::TargetFramework=net10.0]",
        ];
        foreach (var log in new[] { errors, [.. errors.Reverse()] })
            Assert.Equal(reason, Judge(["/r/A.csproj"], [description], log).Single(verdict => verdict.Framework == framework).Reason);
    }

    [Theory]
    [InlineData("/r/T.targets(3,5): error : run init first [/r/A.csproj]", "was not built: run init first")]
    [InlineData("/r/T.targets(3,5): error MSB1: run init first [/r/A.csproj]", "was not built: MSB1: run init first")]
    public void An_error_needs_no_code(string error, string reason) =>
        Assert.Equal(reason, Assert.Single(Judge(["/r/A.csproj"], [], [error])).Reason);

    [Fact]
    public void Packages_that_were_not_restored_leave_the_project_unjudged_although_older_ones_are_there()
    {
        using var folder = new TemporaryFolder();
        var verdicts = Judge(
            ["/r/A.csproj", "/r/B.csproj"],
            [Described("/r/A.csproj", folder.Write("a.sarif", Log())), Described("/r/B.csproj", folder.Write("b.sarif", Log()))],
            ["/r/A.csproj : error NU1101: no such package [/r/All.sln]"]);
        Assert.Equal(["does not restore: NU1101: no such package", null], verdicts.Select(verdict => verdict.Reason));
    }

    private static IReadOnlyList<ProjectVerdict> Judge(string[] expected, ProjectDescription[] descriptions, string[] errors) =>
        ProjectJudge.Judge(
            [.. expected.Select(path => new TargetProject(path, ProjectFiles.IsBuildable(path) ? null : ProjectFiles.OtherKind))],
            descriptions, [.. errors.Select(error => BuildError.Parse(error)!)], out _);

    private static ProjectDescription Described(string project, string log) => new(project, "C#", "net10.0", "", log, []);

    private static string Log(string results = "")
    {
        var rules = RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).Select(rule => $"{{ \"id\": \"{rule.Id}\" }}");
        return $$"""{ "runs": [ { "results": [ {{results}} ], "tool": { "driver": { "rules": [ {{string.Join(",", rules)}} ] } } } ] }""";
    }
}
