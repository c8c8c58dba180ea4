namespace Omniops.Gates.Analyzers.Tests.Access;

public sealed class TokenValidationInFileTests
{
    [Theory]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": { "Bearer": { "ValidateIssuer": true, "ValidAudience": "shop" } } } }""")]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": { "Bearer": { "ValidateLifetime": false, "IncludeErrorDetails": false } } } }""")]
    [InlineData("appsettings.json", """{ "Authentication": { "Bearer": { "ValidateIssuer": false } }, "Jwt": { "ValidateIssuer": false } }""")]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": { "Bearer": { "Own": { "ValidateIssuer": false } } } } }""")]
    [InlineData("appsettings.Development.json", """{ "Authentication": { "Schemes": { "Bearer": { "RequireHttpsMetadata": false } } } }""")]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": """)]
    public async Task Allows(string name, string text) => Assert.Empty(await Found(name, text));

    [Theory]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": { "Bearer": { "ValidateIssuer": false } } } }""")]
    [InlineData("appsettings.Production.json", """{ "authentication": { "schemes": { "Partners": { "validateaudience": "False" } } } }""")]
    [InlineData("appsettings.json", """{ "Authentication:Schemes:Bearer:RequireHttpsMetadata": "false" }""")]
    [InlineData("appsettings.json", """{ "Authentication": { "Schemes": { "OpenIdConnect": { "UsePkce": false } } } }""")]
    public async Task Reports(string name, string text) => Assert.Equal(["OMNI6004"], await Found(name, text));

    private static async Task<IEnumerable<string>> Found(string name, string text) =>
        (await Findings.With("", (name, text)).InBuild()).Select(finding => finding.Id).Where(id => id.StartsWith("OMNI6", StringComparison.Ordinal));
}
