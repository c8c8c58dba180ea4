using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Integrity;

/// <summary>OMNI9901 for options that analyzers read. Properties and the policy file are tested where they are read.</summary>
public sealed class ConfigurationInvalidTests
{
    private const string Key = "omniops_provides.Microsoft.AspNetCore.Builder.HealthCheckApplicationBuilderExtensions.UseHealthChecks";
    private const string Program = """
        var app = WebApplication.CreateBuilder(args).Build();
        app.UseHealthChecks("/health");
        app.Run();
        """;

    [Theory]
    [InlineData("UseHtst")]
    [InlineData("UseHsts, UseHtst")]
    [InlineData("UseHsts, none")]
    [InlineData("")]
    public async Task Reports(string value)
    {
        var findings = await new Findings(Program, null, (Key, value)).InBuild();
        var finding = Assert.Single(findings, finding => finding.Id == "OMNI9901");
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Contains("write one of: UseHsts, UseHttpsRedirection, ", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseHsts", 0)]
    [InlineData("none", 1)]
    [InlineData("None", 1)]
    public async Task Allows(string value, int expectedFindings)
    {
        var findings = await new Findings(Program, null, (Key, value)).InBuild();
        Assert.DoesNotContain(findings, finding => finding.Id == "OMNI9901");
        Assert.Equal(expectedFindings, findings.Length);
    }

    [Theory]
    [InlineData("UseRateLimiter", 0)]
    [InlineData("none", 1)]
    public async Task Says_that_a_method_out_of_sight_limits(string value, int expectedFindings)
    {
        const string Limited = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRateLimiter(options => Microsoft.AspNetCore.RateLimiting.RateLimiterOptionsExtensions.AddFixedWindowLimiter(
                options, "login", limit => { limit.PermitLimit = 5; limit.Window = TimeSpan.FromMinutes(15); }));
            var app = builder.Build();
            app.UseHealthChecks("/health");
            app.MapPost("/login", () => "").RequireRateLimiting("login");
            app.Run();
            """;
        Assert.Equal(expectedFindings, (await new Findings(Limited, null, (Key, value)).InBuild("OMNI5002")).Length);
        Assert.Empty(await new Findings(Limited, null, (Key, value)).InBuild("OMNI9901"));
    }

    [Theory]
    [InlineData("omniops_sql_sinks", "Store", "write Namespace.Type.Method(parameter) or Namespace.Type.Property")]
    [InlineData("omniops_sql_sinks", "System.Uri.Run(sql)", "name one that it has")]
    [InlineData("omniops_sql_sinks", "System.Uri.Host, System.Uri.Hots", "name one that it has")]
    [InlineData("omniops_html_sinks", "Store.Write(", "write Namespace.Type.Method(parameter) or Namespace.Type.Property")]
    [InlineData("omniops_html_sinks", "System.Uri.Wite(html)", "name one that it has")]
    public async Task Reports_a_sink_that_is_not_understood(string key, string value, string expected)
    {
        var findings = new Findings("var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();", null, (key, value));
        var finding = Assert.Single(await findings.InBuild());
        Assert.Equal("OMNI9901", finding.Id);
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Equal("/app/Program.cs: (0,0)-(0,0)", finding.Location.GetLineSpan().ToString());
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith($"'{key}' has the entry '", message, StringComparison.Ordinal);
        Assert.EndsWith(expected, message, StringComparison.Ordinal);
        Assert.Equal(finding, Assert.Single(await findings.WhileTyping()));
    }

    [Theory]
    [InlineData("omniops_sql_sinks", "")]
    [InlineData("omniops_sql_sinks", "System.Uri.Host, Contoso.Data.Db.Run(sql)")]
    [InlineData("omniops_html_sinks", "System.Text.StringBuilder.Append(value)")]
    public async Task Allows_sinks(string key, string value) => Assert.Empty(
        await new Findings("var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();", null, (key, value)).InBuild());
}
