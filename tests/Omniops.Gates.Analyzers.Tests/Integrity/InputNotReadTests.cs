using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Integrity;

public sealed class InputNotReadTests
{
    private const string Program = "var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();";

    [Theory]
    [InlineData("{ \"A\": ", "(0,7)-(0,7)")]
    [InlineData("{ \"A\": 1,\n  oops }", "(1,2)-(1,2)")]
    [InlineData("[]", "(0,0)-(0,0)")]
    [InlineData("", "(0,0)-(0,0)")]
    public async Task Reports_where_reading_ended(string text, string place)
    {
        var finding = Assert.Single(await new Findings(Program, ("appsettings.json", text)).InBuild());
        Assert.Equal("OMNI9912", finding.Id);
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Equal($"/app/appsettings.json: {place}", finding.Location.GetLineSpan().ToString());
    }

    [Fact]
    public async Task Keeps_what_stands_before_the_error()
    {
        var findings = await new Findings(Program, ("appsettings.json", """{ "Db": "Host=db;Username=u;Password=Tr0ub4dor-and-3", oops""")).InBuild();
        Assert.Equal(["OMNI1010", "OMNI9912"], findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Does_not_read_a_file_of_fifty_megabytes()
    {
        var finding = Assert.Single(await new Findings(Program, ("appsettings.json", new string(' ', 50_000_000))).InBuild());
        Assert.Equal("OMNI9912", finding.Id);
    }

    [Fact]
    public async Task Is_an_error_for_a_release()
    {
        var findings = new Findings(Program, ("appsettings.json", "{"), ("build_property.OmniopsStage", "release"));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await findings.InBuild()).Severity);
    }

    [Fact]
    public async Task Allows_what_configuration_reads() =>
        Assert.Empty(await new Findings(Program, ("appsettings.json", "/* comment */ { \"A\": [ 1, true, null, ], }")).InBuild());
}
