namespace Omniops.Gates.Analyzers.Tests.Settings;

public sealed class WebConfigTests
{
    private const string Program = """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", () => "");
        app.Run();
        """;

    private const string NoSniff = """
        <configuration>
          <system.webServer>
            <httpProtocol><customHeaders>
              <add name="X-Content-Type-Options" value="nosniff" />
            </customHeaders></httpProtocol>
          </system.webServer>
        </configuration>
        """;

    [Fact]
    public async Task A_header_that_iis_writes_is_not_proven() => Assert.Equal(
        ["OMNI3004 web.config:4 Security headers are not proven: 'X-Content-Type-Options': 'X-Content-Type-Options' depends on IIS, which alone reads web.config; do it in the program as well"],
        await Of("OMNI3004", NoSniff));

    [Theory]
    [InlineData("""<add name="Strict-Transport-Security" value="max-age=31536000; includeSubDomains" />""")]
    [InlineData("""<remove name="X-Powered-By" /><add name="strict-transport-security" value="max-age=31536000" />""")]
    public async Task Hsts_that_iis_writes_is_not_proven(string header)
    {
        var finding = Assert.Single(await Of("OMNI3001", NoSniff.Replace("""<add name="X-Content-Type-Options" value="nosniff" />""", header, StringComparison.Ordinal)));
        Assert.Contains("not proven", finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Redirect", "https://{HTTP_HOST}/{R:1}", true)]
    [InlineData("Redirect", "http://{HTTP_HOST}/{R:1}", false)]
    [InlineData("Rewrite", "https://{HTTP_HOST}/{R:1}", false)]
    public async Task A_rule_that_redirects_is_not_proven(string type, string url, bool redirects)
    {
        var finding = Assert.Single(await Of("OMNI3003", $"""
            <configuration><system.webServer><rewrite><rules><rule name="https"><action type="{type}" url="{url}" /></rule></rules></rewrite></system.webServer></configuration>
            """));
        Assert.Equal(redirects, finding.Contains("not proven", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<configuration>")]
    [InlineData("<configuration />")]
    [InlineData("<!DOCTYPE c [<!ENTITY a \"b\">]><configuration>&a;</configuration>")]
    [InlineData("<configuration><customHeaders><add name=\"X-Content-Type-Options\" value=\"nosniff\" /></customHeaders></configuration>")]
    [InlineData("<configuration><httpProtocol><customHeaders><add name=\"\" /><add /><clear /></customHeaders></httpProtocol></configuration>")]
    public async Task A_file_that_adds_nothing_changes_nothing(string text) =>
        Assert.StartsWith("OMNI3004 Program.cs:1 ", Assert.Single(await Of("OMNI3004", text)), StringComparison.Ordinal);

    [Fact]
    public async Task What_the_code_does_is_enough()
    {
        var program = Program.Replace("app.MapGet", "app.Use((context, next) => { context.Response.Headers.XContentTypeOptions = \"nosniff\"; return next(context); });\napp.MapGet", StringComparison.Ordinal);
        Assert.Empty(await Of("OMNI3004", NoSniff, program));
        Assert.Empty(await Of("OMNI3014", NoSniff, program));
    }

    private static async Task<IReadOnlyList<string>> Of(string rule, string config, string program = Program)
    {
        var found = await Findings.With(program, ("/app/web.config", config)).InBuild(rule);
        return
        [
            .. found.Select(finding => finding.Location.GetLineSpan() is var place
                ? $"{finding.Id} {Path.GetFileName(place.Path)}:{place.StartLinePosition.Line + 1} {finding.GetMessage()}" : ""),
        ];
    }
}
