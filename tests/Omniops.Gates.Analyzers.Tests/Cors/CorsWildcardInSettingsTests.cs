namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsWildcardInSettingsTests
{
    private const string Program = "var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();";

    [Theory]
    [InlineData("""{ "AllowedHosts": "*" }""")]
    [InlineData("""{ "Cors": { "Origins": ["https://shop.example", "https://*.shop.example"] } }""")]
    [InlineData("""{ "Cors": { "Headers": ["*"], "AllowedMethods": "*", "ExposedHeaders": ["*"] } }""")]
    [InlineData("""{ "Cors": { "PolicyName": "*" } }""")]
    [InlineData("""{ "Origin": "*", "Original": "*", "Filter": ["*"] }""")]
    [InlineData("""{ "Kestrel": { "Urls": "http://*:80" } }""")]
    [InlineData("""{ "ReverseProxy": { "Routes": { "all": { "CorsPolicy": "open", "Match": { "Hosts": ["*"] } } } } }""")]
    public async Task Allows(string settings) => Assert.Empty(await Of(("appsettings.json", settings)));

    [Theory]
    [InlineData("""{ "Cors": { "Origins": ["*"] } }""")]
    [InlineData("""{ "Cors": { "Origins": "https://shop.example, *" } }""")]
    [InlineData("""{ "Cors": "*" }""")]
    [InlineData("""{ "Cors": ["https://shop.example", "*"] }""")]
    [InlineData("""{ "AllowedOrigins": "*" }""")]
    [InlineData("""{ "App": { "CorsOrigins": "*" } }""")]
    [InlineData("""{ "Cors": { "Policies": { "Shop": { "AllowedOrigins": ["*"] } } } }""")]
    [InlineData("""{ "CorsSettings": { "AllowedUrls": ["*"] } }""")]
    public async Task Reports(string settings) => Assert.Equal(["\"*\""], (await Of(("appsettings.json", settings))).Select(text => text.Contains(',') ? "\"*\"" : text));

    [Fact]
    public async Task Takes_the_value_that_production_reads()
    {
        const string Open = """{ "Cors": { "Origins": ["*"] } }""";
        const string Named = """{ "Cors": { "Origins": ["https://shop.example"] } }""";
        Assert.Empty(await Of(("appsettings.json", Open), ("appsettings.Production.json", Named)));
        Assert.Single(await Of(("appsettings.json", Named), ("appsettings.Production.json", Open)));
        Assert.Empty(await Of(("appsettings.json", Named), ("appsettings.Development.json", Open)));
        Assert.Empty(await Of(("/r/tests/appsettings.json", Open)));
    }

    private static async Task<IEnumerable<string>> Of(params (string Name, string Text)[] files)
    {
        var found = await Findings.With(Program, files).InBuild();
        return found.Where(finding => finding.Id == "OMNI4006").Select(finding =>
            files.Single(file => finding.Location.GetLineSpan().Path.EndsWith(file.Name, StringComparison.Ordinal)).Text
                .Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length)).ToList();
    }
}
