using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Policy;
using Omniops.Gates.Inspection.Integrity;
using Omniops.Gates.Inspection.Repository;

namespace Omniops.Gates.Inspection.Tests.Integrity;

/// <summary>OMNI9911 over compiler logs.</summary>
public sealed class RuleSuppressedTests
{
    private const string Pragma = """, "suppressions": [ { "kind": "inSource", "properties": { "suppressionType": "Pragma Directive" } } ]""";
    private const string Attribute = """, "suppressions": [ { "kind": "inSource", "justification": "x", "properties": { "suppressionType": "SuppressMessageAttribute" } } ]""";

    [Theory]
    [InlineData("error", "Fails", Pragma, "'#pragma warning disable' silences OMNI4001 here")]
    [InlineData("error", "Fails", Attribute, "'[SuppressMessage]' silences OMNI4001 here")]
    [InlineData("warning", "NotProven", Pragma, "'#pragma warning disable' silences OMNI4001 here")]
    [InlineData("note", "Fails", "", "a severity of 'note' silences OMNI4001 here")]
    [InlineData("warning", "Fails", "", "a severity of 'warning' silences OMNI4001 here")]
    [InlineData("note", "NotProven", "", "a severity of 'note' silences OMNI4001 here")]
    public void Reports_what_is_silenced(string level, string outcome, string suppression, string fact)
    {
        var finding = Assert.Single(SuppressionCheck.Check(Log(Result(level, outcome, suppression)).GateFindings(Expected)));
        Assert.Equal(("OMNI9911", Outcome.Tampered, 2), (finding.Rule.Id, finding.Outcome, finding.Position.Line));
        Assert.StartsWith(fact, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", "Fails", "")]
    [InlineData("warning", "NotProven", "")]
    [InlineData("error", "NotProven", "")]
    [InlineData("note", "Noted", "")]
    [InlineData("note", "Noted", Pragma)]
    public void Allows_what_is_shown_or_does_not_count(string level, string outcome, string suppression) =>
        Assert.Empty(SuppressionCheck.Check(Log(Result(level, outcome, suppression)).GateFindings(Expected)));

    [Fact]
    public void Allows_suppressions_of_other_rules()
    {
        var log = Log($$"""{ "ruleId": "CA1822", "level": "warning", "message": { "text": "x" } {{Pragma}} }""", """{ "id": "CA1822", "properties": { "suppressionKinds": ["external"] } }""");
        Assert.Empty(SuppressionCheck.Check(log.GateFindings(Expected)));
        Assert.Empty(SuppressionCheck.Check("/r/src/App.csproj", log, Accepting("")));
    }

    [Theory]
    [InlineData("\"external\"", "", true)]
    [InlineData("\"inSource\", \"external\"", "", true)]
    [InlineData("\"inSource\"", "", false)]
    [InlineData("\"external\"", "src/**", false)]
    [InlineData("\"external\"", "src/App.csproj", false)]
    [InlineData("\"external\"", "src/Legacy/**", true)]
    public void Reports_a_rule_that_is_switched_off_unless_a_waiver_covers_the_project(string kinds, string waived, bool isReported)
    {
        var log = Log("", $$"""{ "id": "OMNI4001", "properties": { "isEverSuppressed": "true", "suppressionKinds": [{{kinds}}] } }""");
        Assert.Equal(isReported ? ["OMNI9911"] : [], SuppressionCheck.Check("/r/src/App.csproj", log, Accepting(waived)).Select(finding => finding.Rule.Id));
    }

    [Fact]
    public void Reports_that_a_rule_of_the_gate_itself_is_switched_off_whatever_is_waived()
    {
        var log = Log("", """{ "id": "OMNI9910", "properties": { "suppressionKinds": ["external"] } }""");
        Assert.Single(SuppressionCheck.Check("/r/src/App.csproj", log, Accepting("**")));
    }

    [Theory]
    [InlineData("/r/src/Program.cs", "src/**", false)]
    [InlineData("/r/lib/Program.cs", "src/**", true)]
    [InlineData("/r/src/Program.cs", "", true)]
    public void Reports_what_only_another_policy_accepts(string file, string waived, bool isReported)
    {
        var log = Log(Result("note", "Noted", "", $", \"omniops.file\": \"{file}\", \"omniops.accepted\": \"True\""));
        Assert.Equal(isReported ? ["OMNI9911"] : [], SuppressionCheck.CheckAccepted(log, Accepting(waived)).Select(finding => finding.Rule.Id));
    }

    [Theory]
    [InlineData("/r/play/Program.cs", """{ "secrets": { "aside": ["play/"] } }""", false)]
    [InlineData("/r/play/Program.cs", """{ "secrets": { "aside": ["other/"] } }""", true)]
    [InlineData("/r/play/Program.cs", """{ "secrets": { "aside": ["play/"], "production": ["play/Program.cs"] } }""", true)]
    [InlineData("/r/play/Program.cs", "", true)]
    [InlineData("/elsewhere/Program.cs", """{ "secrets": { "aside": ["Program.cs"] } }""", false)]
    public void Reports_what_only_another_policy_calls_a_test(string file, string policy, bool isReported)
    {
        using var folder = new TemporaryFolder();
        if (policy.Length > 0)
            folder.Write("omniops.gates.json", policy);
        file = file.Replace("/r/", folder.Path.Replace('\\', '/') + "/", StringComparison.Ordinal);
        var log = Log(Result("warning", "Advised", "", $", \"omniops.file\": \"{file}\", \"omniops.aside\": \"True\""));
        Assert.Equal(isReported ? ["OMNI9911"] : [], SuppressionCheck.CheckAside(log, RepositoryPolicy.Load(folder.Path)).Select(finding => finding.Rule.Id));
    }

    [Fact]
    public void Allows_what_a_rule_itself_has_noted() =>
        Assert.Empty(SuppressionCheck.CheckAccepted(Log(Result("note", "Noted", "", ", \"omniops.file\": \"/r/src/Program.cs\"")), Accepting("")));

    [Fact]
    public void A_waiver_goes_by_the_file_and_not_by_what_a_line_directive_calls_it()
    {
        var found = Log(Result("error", "Fails", "", ", \"omniops.file\": \"/r/lib/Program.cs\"")).GateFindings(Expected).ToList();
        Assert.Equal("/r/src/Program.cs", found.Single().Position.Path.Replace('\\', '/'));
        Assert.Equal(Outcome.Fails, Accepting("src/**").Apply(found).Single().Outcome);
        Assert.Equal(Outcome.Noted, Accepting("lib/**").Apply(found).Single().Outcome);
    }

    private static string Expected(Outcome outcome) => outcome switch
    {
        Outcome.Noted => "note",
        Outcome.NotProven => "warning",
        _ => "error",
    };

    private static FindingAcceptance Accepting(string path)
    {
        var waiver = $$"""{ "waivers": [ { "rule": "OMNI4001", "path": "{{path}}", "reason": "r", "owner": "o", "expires": "2027-01-01" } ] }""";
        return new FindingAcceptance(path.Length == 0 ? GatePolicy.None : PolicyReader.Read(waiver), Baseline.None, full => full["/r/".Length..]);
    }

    private static string Result(string level, string outcome, string suppression, string custom = "") => $$"""
        {
          "ruleId": "OMNI4001", "level": "{{level}}", "message": { "text": "any origin" } {{suppression}},
          "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "file:///r/src/Program.cs" }, "region": { "startLine": 2, "startColumn": 3 } } } ],
          "properties": { "customProperties": { "omniops.outcome": "{{outcome}}", "omniops.anchor": "Main" {{custom}} } }
        }
        """;

    private static CompilerLog Log(string results, string rules = "")
    {
        using var folder = new TemporaryFolder();
        folder.Write("log.sarif", $$"""{ "version": "2.1.0", "runs": [ { "results": [ {{results}} ], "tool": { "driver": { "name": "compiler", "rules": [ {{rules}} ] } } } ] }""");
        return CompilerLog.Read(Path.Combine(folder.Path, "log.sarif"));
    }
}
