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
        Assert.Contains("write one of: UseHsts, none", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
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
}
