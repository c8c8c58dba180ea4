using System.Text.Json;
using Omniops.Gates.Engine.Seen;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Seen;

namespace Omniops.Gates.Inspection.Tests.Seen;

public sealed class ProjectSeenTests
{
    private static readonly string s_program = SeenWriter.Write(Programs.Full, file => file);

    [Fact]
    public void Frameworks_that_see_the_same_are_one()
    {
        var seen = Assert.Single(Read(("net8.0", s_program, true), ("net10.0", s_program, true)));
        Assert.Equal(["net8.0", "net10.0"], seen.Frameworks);
        Assert.Null(seen.Problem);
        Assert.NotNull(seen.Program);
    }

    [Fact]
    public void Frameworks_that_see_something_else_are_told_apart()
    {
        var other = SeenWriter.Write(Programs.Full with { Middleware = [] }, file => file);
        Assert.Equal(["net8.0", "net10.0"], Read(("net8.0", s_program, true), ("net10.0", other, true)).Select(seen => Assert.Single(seen.Frameworks)));
    }

    [Fact]
    public void A_compilation_that_was_not_judged_tells_nothing() =>
        Assert.Equal(["net8.0"], Assert.Single(Read(("net8.0", s_program, true), ("net10.0", s_program, false))).Frameworks);

    [Fact]
    public void A_program_that_serves_no_HTTP_is_not_listed() => Assert.Empty(Read(("net8.0", null, true)));

    [Fact]
    public void A_log_that_was_tampered_with_is_said_to_be()
    {
        var seen = Assert.Single(Read(("net8.0", s_program[..100], true)));
        Assert.Null(seen.Program);
        Assert.Contains("cut off or was not written by the gate", seen.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listing_is_no_finding()
    {
        using var folder = new TemporaryFolder();
        var log = CompilerLog.Read(folder.Write("log.sarif", Log(s_program)));
        Assert.Equal(s_program, Assert.Single(log.Results).Seen);
        Assert.Empty(log.GateFindings(_ => "error"));
        Assert.Empty(log.AcceptedFindings());
        Assert.Empty(log.AsideFindings());
    }

    [Fact]
    public void A_log_that_cannot_be_read_tells_nothing()
    {
        using var folder = new TemporaryFolder();
        var description = new ProjectDescription("/r/App.csproj", "C#", "net8.0", "", folder.Write("log.sarif", "{"), []);
        Assert.Empty(ProjectSeen.ReadAll([description], [new ProjectVerdict("/r/App.csproj", "net8.0", null, IsBroken: false)]));
    }

    private static IReadOnlyList<ProjectSeen> Read(params (string Framework, string? Seen, bool IsJudged)[] compilations)
    {
        using var folder = new TemporaryFolder();
        return ProjectSeen.ReadAll(
            [
                .. compilations.Select(each => new ProjectDescription(
                    "/r/App.csproj", "C#", each.Framework, "", folder.Write($"{each.Framework}.sarif", Log(each.Seen)), [])),
            ],
            [.. compilations.Select(each => new ProjectVerdict("/r/App.csproj", each.Framework, each.IsJudged ? null : "does not compile", !each.IsJudged))]);
    }

    private static string Log(string? seen) => $$"""
        {
          "version": "2.1.0",
          "runs": [ {
            "results": [ {{(seen is null ? "" : Result(seen))}} ],
            "tool": { "driver": { "name": "compiler", "rules": [] } }
          } ]
        }
        """;

    private static string Result(string seen) => $$$"""
        { "ruleId": "{{{SeenProgram.DiagnosticId}}}", "level": "note", "message": { "text": "tells" },
          "properties": { "customProperties": { "{{{SeenProgram.Property}}}": {{{JsonSerializer.Serialize(seen)}}} } } }
        """;
}
