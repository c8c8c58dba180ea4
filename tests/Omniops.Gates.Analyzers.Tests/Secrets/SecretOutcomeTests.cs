using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

/// <summary>What a file is for, the stage and the mode decide what becomes of a secret in code.</summary>
public sealed class SecretOutcomeTests
{
    private const string Password = "class A { string Password = \"Tr0ub4dor&3\"; }";
    private const string Local = "class A { string Db = \"Host=localhost;Username=shop;Password=Tr0ub4dor-3\"; }";
    private const string Token = "class A { string Id = \"sk_\" + \"live_\" + \"51Kq8Zt3VbN0xWm7RfYd2LcP\"; }";

    [Theory]
    [InlineData("/r/src/A.cs", Password, "Fails", DiagnosticSeverity.Error)]
    [InlineData("/r/tests/A.cs", Password, "Advised", DiagnosticSeverity.Warning)]
    [InlineData("/r/src/Shop.Tests/A.cs", Password, "Advised", DiagnosticSeverity.Warning)]
    [InlineData("/elsewhere/tests/A.cs", Password, "Fails", DiagnosticSeverity.Error)]
    [InlineData("/r/src/A.cs", Local, "NotProven", DiagnosticSeverity.Warning)]
    [InlineData("/r/tests/A.cs", Local, "Noted", DiagnosticSeverity.Info)]
    [InlineData("/r/tests/A.cs", Token, "Fails", DiagnosticSeverity.Error)]
    public async Task In_a_build(string path, string source, string outcome, DiagnosticSeverity severity) =>
        Assert.Equal((outcome, severity), await Of(path, source));

    [Theory]
    [InlineData("/r/tests/A.cs", Password, "Advised", DiagnosticSeverity.Warning)]
    [InlineData("/r/src/A.cs", Local, "NotProven", DiagnosticSeverity.Error)]
    public async Task In_a_release(string path, string source, string outcome, DiagnosticSeverity severity) =>
        Assert.Equal((outcome, severity), await Of(path, source, [], ("build_property.OmniopsStage", "release")));

    [Fact]
    public async Task A_waiver_covers_what_is_advised() => Assert.Equal(
        ("Noted", DiagnosticSeverity.Info),
        await Of("/r/tests/A.cs", Password, [("/r/omniops.gates.json",
            """{ "waivers": [ { "rule": "OMNI1002", "path": "tests/**", "reason": "r", "owner": "o", "expires": "2020-01-01" } ] }""")]));

    [Fact]
    public async Task The_baseline_knows_a_secret_by_its_member_its_name_and_its_digest()
    {
        var anchor = Assert.Single(await Find("/r/src/A.cs", Password, [])).Properties[GateReporter.AnchorProperty]!;
        Assert.StartsWith("A.Password Password ", anchor, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", anchor, StringComparison.Ordinal);
        var baseline = ("/r/omniops.gates.baseline.json", $$"""{ "findings": [ { "rule": "OMNI1002", "path": "src/A.cs", "about": "{{anchor}}", "number": 1 } ] }""");
        Assert.Equal(("Noted", DiagnosticSeverity.Info), await Of("/r/src/A.cs", Password, [baseline]));
        Assert.Equal(("Fails", DiagnosticSeverity.Error), await Of("/r/src/A.cs", Password.Replace("&3", "&4", StringComparison.Ordinal), [baseline]));
    }

    [Fact]
    public async Task A_project_that_references_a_test_framework_is_a_test()
    {
        var xunit = MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location);
        var found = await Find("/r/src/A.cs", "class A { string Password = \"Tr0ub4dor&3\"; [Xunit.Fact] void F() { } }", [], xunit);
        Assert.Equal("Advised", Assert.Single(found).Properties[GateReporter.OutcomeProperty]);
    }

    private static async Task<(string?, DiagnosticSeverity)> Of(
        string path, string source, (string Path, string Text)[]? files = null, params (string Key, string Value)[] options)
    {
        var finding = Assert.Single(await Find(path, source, files ?? [], null, options));
        return (finding.Properties[GateReporter.OutcomeProperty], finding.Severity);
    }

    private static async Task<IEnumerable<Diagnostic>> Find(
        string path, string source, (string Path, string Text)[] files, MetadataReference? reference = null, params (string Key, string Value)[] options) =>
        await CSharpCompilation
            .Create(
                "A", [CSharpSyntaxTree.ParseText(source, path: path)], reference is null ? SharedFramework.Net : SharedFramework.Net.Add(reference),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithAnalyzers([new SecretInCode()], Findings.Options(files, [("build_property._OmniopsRootKey", "/r/"), .. options]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
}
