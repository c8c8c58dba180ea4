using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Integrity;
using Omniops.Gates.Engine.Cors;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>Which severity the stage, the mode and the repository's policy give a finding.</summary>
public sealed class GateReporterTests
{
    private const string Waiver = """{ "waivers": [ { "rule": "OMNI4001", "path": "src/**", "reason": "r", "owner": "o", "expires": "2020-01-01" } ] }""";
    private const string Entry = """{ "rule": "OMNI4001", "path": "src/A.cs", "about": "A.Open(Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder)", "number": 1 }""";

    [Theory]
    [InlineData(DiagnosticSeverity.Error)]
    [InlineData(DiagnosticSeverity.Warning, "OmniopsGates", "report")]
    [InlineData(DiagnosticSeverity.Warning, "OmniopsGates", "REPORT")]
    [InlineData(DiagnosticSeverity.Error, "OmniopsGates", "enforce")]
    [InlineData(DiagnosticSeverity.Warning, "OmniopsCollectDir", "/tmp")]
    public async Task The_mode_decides_whether_a_finding_blocks(DiagnosticSeverity severity, string property = "OmniopsGates", string value = "") =>
        Assert.Equal(severity, Assert.Single(await Of(Open(1), [], ($"build_property.{property}", value))).Severity);

    [Theory]
    [InlineData("/r/omniops.gates.json", Waiver, DiagnosticSeverity.Info)]
    [InlineData("/r/src/omniops.gates.json", Waiver, DiagnosticSeverity.Error)]
    [InlineData("/other/omniops.gates.json", Waiver, DiagnosticSeverity.Error)]
    [InlineData("/r/our.omniops.gates.json", Waiver, DiagnosticSeverity.Error)]
    [InlineData("/romniops.gates.json", Waiver, DiagnosticSeverity.Error)]
    [InlineData("/r/omniops.gates.json", """{ "waivers": [ { "rule": "OMNI4001", "path": "test/**", "reason": "r", "owner": "o", "expires": "2020-01-01" } ] }""", DiagnosticSeverity.Error)]
    [InlineData("/r/omniops.gates.json", """{ "waivers": [ { "rule": "OMNI4001", "path": "src/**", "owner": "o", "expires": "2020-01-01" } ] }""", DiagnosticSeverity.Error)]
    [InlineData("/r/omniops.gates.json", "{", DiagnosticSeverity.Error)]
    public async Task A_waiver_of_the_root_suffices_whatever_its_date(string path, string policy, DiagnosticSeverity severity) =>
        Assert.Equal(severity, Assert.Single(await Of(Open(1), [(path, policy)])).Severity);

    [Fact]
    public async Task Of_equal_findings_the_last_one_is_not_in_the_baseline()
    {
        var found = await Of(Open(2), [("/r/omniops.gates.baseline.json", $"{{ \"findings\": [ {Entry} ] }}")]);
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Error], found.OrderBy(finding => finding.Location.SourceSpan.Start).Select(finding => finding.Severity));
    }

    [Fact]
    public async Task A_baseline_does_not_hide_findings_it_does_not_name()
    {
        var other = Entry.Replace("A.Open", "B.Open", StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Of(Open(1), [("/r/omniops.gates.baseline.json", $"{{ \"findings\": [ {other} ] }}")])).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Of(Open(1), [("/r/omniops.gates.baseline.json", $"{{ \"findings\": [ {Entry}, {{}} ] }}")])).Severity);
    }

    [Fact]
    public async Task The_tool_sees_everything_as_it_is()
    {
        var found = await Of(Open(1), [("/r/omniops.gates.json", Waiver)], ("build_property.OmniopsCollectDir", "/tmp"));
        Assert.Equal(("Fails", DiagnosticSeverity.Warning), (found[0].Properties[GateReporter.OutcomeProperty], found[0].Severity));
    }

    [Fact]
    public async Task A_rule_that_throws_is_a_finding_of_our_own()
    {
        var found = Assert.Single(await Of(Open(1), [], new Throwing()));
        Assert.Equal(("OMNI9910", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Contains("InvalidOperationException: broken", found.GetMessage(null), StringComparison.Ordinal);
        Assert.True(found.Location.IsInSource);
    }

    [Fact]
    public async Task Analyzers_without_the_packages_targets_say_so()
    {
        Assert.Empty(await Of(Open(1), [], new GateDidNotRun()));
        var compilation = Compile(Open(1)).WithAnalyzers([new GateDidNotRun()]);
        Assert.Equal("OMNI9910", Assert.Single(await compilation.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Id);

        // As the package's props alone make it visible.
        Assert.Equal("OMNI9910", Assert.Single(await Of(Open(1), [], new GateDidNotRun(), ("build_property._OmniopsRootKey", ""))).Id);
    }

    [Fact]
    public async Task That_the_gate_did_not_run_cannot_be_switched_off()
    {
        var compilation = Compile("#pragma warning disable\n" + Open(1));
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("OMNI9910", ReportDiagnostic.Suppress)]));
        var found = await compilation.WithAnalyzers([new GateDidNotRun()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("OMNI9910", DiagnosticSeverity.Error), (Assert.Single(found).Id, found[0].Severity));

        found = await compilation.WithAnalyzers([new Throwing()], Findings.Options([])).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal("OMNI9910", Assert.Single(found).Id);
    }

    [Theory]
    [InlineData(Waiver, "omniops.gates.json")]
    [InlineData($"{{ \"findings\": [ {Entry} ] }}", "omniops.gates.baseline.json")]
    public async Task What_is_accepted_says_so_and_where_it_stands_whatever_a_line_directive_calls_it(string content, string name)
    {
        var source = "#line 1 \"other/B.cs\"\n" + Open(1);
        var found = Assert.Single(await Of(source, [($"/r/{name}", content)]));
        Assert.Equal((bool.TrueString, "/r/src/A.cs"), (found.Properties[GateReporter.AcceptedProperty], found.Properties[GateReporter.FileProperty]));
        Assert.DoesNotContain(GateReporter.AcceptedProperty, Assert.Single(await Of(source, [])).Properties.Keys);
    }

    private static string Open(int times) => $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class A { void Open(CorsPolicyBuilder policy) { {{string.Concat(Enumerable.Repeat("policy.AllowAnyOrigin(); ", times))}} } }
        """;

    private static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "A", [CSharpSyntaxTree.ParseText(source, path: "/r/src/A.cs")], SharedFramework.Web, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Task<ImmutableArray<Diagnostic>> Of(string source, (string Path, string Text)[] files, params (string Key, string Value)[] options) =>
        Of(source, files, new CorsAllowsAnyOrigin(), options);

    private static Task<ImmutableArray<Diagnostic>> Of(
        string source, (string Path, string Text)[] files, DiagnosticAnalyzer analyzer, params (string Key, string Value)[] options) =>
        Compile(source).WithAnalyzers([analyzer], Findings.Options(files, options))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1001", Justification = "never loaded by a compiler")]
    private sealed class Throwing() : GateAnalyzer(CorsRules.CorsAllowsAnyOrigin)
    {
        protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter) => start.RegisterOperationAction(
            context => reporter.Guard(context, _ => throw new InvalidOperationException("broken")), OperationKind.MethodBody);
    }
}
