using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Tests.Sql;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;
using Omniops.Gates.Tests;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>A rule that calls itself live is asked as an IDE asks: for one document, without the end of the compilation.</summary>
public sealed class LiveTests
{
    public static TheoryData<string> LiveRules => [.. RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Live).Select(rule => rule.Id)];

    /// <summary>Without the one by which any analyzer says that it has crashed.</summary>
    public static TheoryData<string> BuildRules =>
        [.. RuleCatalogue.All.Where(rule => rule.RunsOn == RunsOn.Build && rule != IntegrityRules.GateDidNotRun).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(LiveRules))]
    public async Task Shows_a_live_rule_while_typing(string id)
    {
        var shown = await Example(id).WhileTyping(id);
        Assert.Contains(shown, finding => finding.Id == id);
        Assert.Contains(await Example(id).InBuild(id), finding => finding.Id == id);
    }

    [Theory]
    [InlineData("OMNI2001")]
    [InlineData("OMNI2002")]
    [InlineData("OMNI2006")]
    public async Task Shows_of_injected_text_what_a_build_reports(string id)
    {
        var shown = await Example(id).WhileTyping();
        Assert.Equal((await Example(id).InBuild()).Select(Described), shown.Select(Described));

        static string Described(Diagnostic finding) => finding.ToString();
    }

    /// <summary>
    /// The sink is what a rule about injected text begins with, so an IDE that asks for the caller's file alone is not told of it. The pages
    /// say so.
    /// </summary>
    [Theory]
    [InlineData("Db.Run(connection, \"SELECT * FROM Users WHERE Name = '\" + q + \"'\")", "OMNI2001")]
    [InlineData("Db.Run(connection, \"SELECT * FROM Users ORDER BY \" + q)", "OMNI2002")]
    [InlineData("Db.Send(\"<p>\" + q)", "OMNI2006")]
    public async Task Shows_callers_in_other_files_in_a_build(string call, string id)
    {
        const string Wrapper = """
            internal static class Db
            {
                internal static void Run(IDbConnection connection, string sql) => connection.Execute(sql);
                internal static IResult Send(string page) => Results.Content(page, "text/html");
            }
            """;
        var caller = $$"""
            internal static class Finder
            {
                internal static void Find(HttpRequest request, IDbConnection connection)
                {
                    string q = request.Query["q"];
                    {{call}};
                    Db.Run(connection, "SELECT 1");
                    Db.Send("<p></p>");
                }
            }
            """;
        var compilation = SqlTest.Compile(Wrapper, caller);
        Assert.Equal(["File1.cs " + id], (await SqlTest.FindingsOf(compilation)).Select(Described));

        var tree = compilation.SyntaxTrees.Last();
        var shown = await compilation.WithAnalyzers(Findings.All, Findings.Options([])).GetAnalyzerSemanticDiagnosticsAsync(
            compilation.GetSemanticModel(tree), filterSpan: null, TestContext.Current.CancellationToken);
        Assert.Empty(shown);

        static string Described(Diagnostic finding) => $"{Path.GetFileName(finding.Location.SourceTree!.FilePath)} {finding.Id}";
    }

    /// <summary>A controller is typed in a file of its own, and so is what adds middleware.</summary>
    [Fact]
    public async Task Shows_in_each_file_of_a_program_what_a_build_reports_there()
    {
        const string Program = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.UseDefaults();
            app.MapGet("/orders", () => "");
            app.MapControllers();
            app.Run();
            """;
        const string Defaults = """
            internal static class Defaults
            {
                internal static void UseDefaults(this WebApplication app)
                {
                    app.UseDeveloperExceptionPage();
                    app.MapGet("/admin", () => "");
                }
            }
            """;
        const string Controller = """
            [Microsoft.AspNetCore.Mvc.Route("items")]
            public class ItemsController : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                [Microsoft.AspNetCore.Mvc.HttpGet] public string Get() => "";
            }
            """;
        var library = SqlTest.Compile(Program, Defaults, Controller);
        var compilation = library.WithOptions(library.Options.WithOutputKind(OutputKind.ConsoleApplication));
        var gates = compilation.WithAnalyzers(Findings.All, Findings.Options([]));
        var built = Described(await gates.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        Assert.Contains("OMNI6002 File1.cs:6", built);
        Assert.Contains("OMNI6001 File2.cs:4", built);

        var typed = new List<string>();
        foreach (var file in compilation.SyntaxTrees)
        {
            var shown = Described(await compilation.WithAnalyzers(Findings.All, Findings.Options([])).GetAnalyzerSemanticDiagnosticsAsync(
                compilation.GetSemanticModel(file), filterSpan: null, TestContext.Current.CancellationToken));
            Assert.All(shown, finding => Assert.Contains(Path.GetFileName(file.FilePath), finding, StringComparison.Ordinal));
            typed.AddRange(shown);
        }

        Assert.Equal(built, typed.Order(StringComparer.Ordinal));

        static IReadOnlyList<string> Described(IEnumerable<Diagnostic> findings) =>
        [
            .. findings.Select(finding => $"{finding.Id} {Path.GetFileName(finding.Location.SourceTree?.FilePath)}:{finding.Location.GetLineSpan().StartLinePosition.Line + 1}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A rule that did not find the program would be silent.</summary>
    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build(); app.Run();")]
    [InlineData("class P { static void Main(string[] args) { var app = WebApplication.CreateBuilder(args).Build(); app.Run(); } }")]
    [InlineData("class P { static void Main(string[] args) => WebApplication.CreateBuilder(args).Build().Run(); }")]
    [InlineData("class P { static async Task Main() { var app = WebApplication.Create(); await app.RunAsync(); } }")]
    [InlineData("class P { static async Task<int> Main() { await WebApplication.Create().RunAsync(); return 0; } }")]
    [InlineData("partial class P { static partial void Main(); } partial class P { static partial void Main() { WebApplication.Create().Run(); } }")]
    [InlineData("namespace N { class O { class P { static int Main() { WebApplication.Create().Run(); return 0; } } } }")]
    [InlineData("// <auto-generated/>\nvar app = WebApplication.Create(args); app.Run();")]
    [InlineData("#line 7 \"Other.cs\"\nvar app = WebApplication.Create(args); app.Run();")]
    [InlineData("#nullable enable\n[System.Diagnostics.DebuggerNonUserCode] class P { unsafe static void Main() { WebApplication.Create().Run(); } }")]
    public async Task Finds_a_program_however_it_begins(string program)
    {
        Assert.Single(await new Findings(program).InBuild("OMNI3001"));
        Assert.Single(await new Findings(program).WhileTyping("OMNI3001"));
    }

    [Theory]
    [MemberData(nameof(BuildRules))]
    public void No_analyzer_claims_a_rule_that_runs_on_build(string id) =>
        Assert.DoesNotContain(Findings.All.SelectMany(analyzer => analyzer.SupportedDiagnostics), descriptor => descriptor.Id == id);

    [Fact]
    public void No_analyzer_waits_for_the_end_of_the_compilation() =>
        Assert.DoesNotContain(
            Findings.All.SelectMany(analyzer => analyzer.SupportedDiagnostics),
            descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd));

    private static Findings Example(string id) => id switch
    {
        "OMNI1010" or "OMNI4006" or "OMNI9912" => new Findings("", ("appsettings.json", RulePage.Read(id).Fails)),
        "OMNI1016" => new Findings("", ("wwwroot/appsettings.json", """{ "Payment": { "Password": "Tr0ub4dor-and-3" } }"""), ("build_property._OmniopsRootKey", "/app/")),
        "OMNI9901" => new Findings(
            """
            var app = WebApplication.CreateBuilder(args).Build();
            app.UseHealthChecks("/health");
            app.Run();
            """,
            null,
            ("omniops_provides.Microsoft.AspNetCore.Builder.HealthCheckApplicationBuilderExtensions.UseHealthChecks", "UseHtst")),
        "OMNI6004" => Findings.WithTokens(RulePage.Read(id).Fails),
        "OMNI5004" => Findings.With(RulePage.Read(id).Fails, ("/r/omniops.gates.json", RulePage.Read(id).Policy)),
        _ => new Findings(RulePage.Read(id).Fails),
    };
}
