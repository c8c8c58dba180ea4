using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Secrets;

public sealed class SecretInFileTests
{
    private const string Program = "var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();";
    private const string Secret = "Host=db;Username=shop;Password=Tr0ub4dor-and-3";

    [Fact]
    public async Task Points_at_the_value_and_never_shows_it()
    {
        var finding = Assert.Single(await Check("appsettings.Production.json", $$"""
            {
              // the production database
              "ConnectionStrings": {
                "Shop": "{{Secret}}",
              },
            }
            """));
        Assert.Equal("OMNI1010", finding.Id);
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Equal("/app/appsettings.Production.json: (3,12)-(3,60)", finding.Location.GetLineSpan().ToString());
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("'ConnectionStrings:Shop'", message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Shop", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_a_local_database_in_development_settings_without_reporting_it()
    {
        var finding = Assert.Single(await Check("appsettings.Development.json", """{ "Db": "Host=localhost;Username=shop;Password=shop" }"""));
        Assert.Equal(DiagnosticSeverity.Info, finding.Severity);
    }

    [Theory]
    [InlineData("appsettings.json", "Host=localhost;Username=shop;Password=shop")]
    [InlineData("appsettings.Development.json", Secret)]
    public async Task Reports(string file, string value) =>
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Check(file, $$"""{ "Db": "{{value}}" }""")).Severity);

    /// <summary>As <c>scan</c> says of the same files.</summary>
    [Theory]
    [InlineData("/r/src/Shop/appsettings.json", """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }""", "build", DiagnosticSeverity.Error)]
    [InlineData("/r/src/Shop/appsettings.json", """{ "Smtp": { "Password": "test" } }""", "build", DiagnosticSeverity.Warning)]
    [InlineData("/r/src/Shop/appsettings.json", """{ "Smtp": { "Password": "test" } }""", "release", DiagnosticSeverity.Error)]
    [InlineData("/r/tests/Shop.Tests/appsettings.json", """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }""", "build", DiagnosticSeverity.Warning)]
    [InlineData("/r/tests/Shop.Tests/appsettings.json", """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }""", "release", DiagnosticSeverity.Warning)]
    [InlineData("/tests/elsewhere/appsettings.json", """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }""", "build", DiagnosticSeverity.Error)]
    public async Task Is_as_sure_as_the_value_and_as_strict_as_the_place(string path, string text, string stage, DiagnosticSeverity severity)
    {
        var finding = Assert.Single(await new Findings(Program, (path, text), ("build_property.OmniopsStage", stage)).InBuild());
        Assert.Equal(("OMNI1010", severity), (finding.Id, finding.Severity));
    }

    /// <summary>As <c>scan</c> says of the same files.</summary>
    [Theory]
    [InlineData("/r/playground/appsettings.json", "aside", "playground/", DiagnosticSeverity.Warning, true)]
    [InlineData("/r/playground/appsettings.json", "aside", "**/appsettings.json", DiagnosticSeverity.Warning, true)]
    [InlineData("/r/playground/appsettings.json", "aside", "other/", DiagnosticSeverity.Error, false)]
    [InlineData("/r/samples/live/appsettings.json", "production", "samples/live/", DiagnosticSeverity.Error, false)]
    [InlineData("/r/samples/live/appsettings.json", "aside", "samples/", DiagnosticSeverity.Warning, false)]
    [InlineData("/r/playground/appsettings.json", "skip", "playground/", DiagnosticSeverity.Error, false)]
    public async Task Knows_what_the_policy_says_of_a_file(string path, string key, string pattern, DiagnosticSeverity severity, bool isMarked)
    {
        var policy = ("/r/omniops.gates.json", $$"""{ "secrets": { "{{key}}": ["{{pattern}}"] } }""");
        var finding = Assert.Single(await Findings.With(Program, (path, """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }"""), policy).InBuild());
        Assert.Equal(("OMNI1010", severity), (finding.Id, finding.Severity));
        Assert.Equal(isMarked, finding.Properties.ContainsKey(GateReporter.AsideProperty));
    }

    [Theory]
    [InlineData("/r/src/Shop/wwwroot/appsettings.json", "OMNI1016")]
    [InlineData("/r/src/Shop/wwwroot/config/appsettings.json", "OMNI1016")]
    [InlineData("/r/src/wwwroot.old/appsettings.json", "OMNI1010")]
    public async Task Says_once_that_settings_reach_the_client(string path, string rule)
    {
        var finding = Assert.Single(await new Findings(Program, (path, """{ "Smtp": { "Password": "Tr0ub4dor-and-3" } }""")).InBuild());
        Assert.Equal(rule, finding.Id);
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(rule == "OMNI1016" ? "keep it on the server" : "Smtp__Password", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Username=shop")]
    [InlineData("Host=db;Username=shop;Password=${DB_PASSWORD}")]
    public async Task Allows(string value) => Assert.Empty(await Check("appsettings.json", $$"""{ "Db": "{{value}}" }"""));

    private static async Task<IEnumerable<Diagnostic>> Check(string file, string text) => await new Findings(Program, (file, text)).InBuild();
}
