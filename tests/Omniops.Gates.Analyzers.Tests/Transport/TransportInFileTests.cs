namespace Omniops.Gates.Analyzers.Tests.Transport;

public sealed class TransportInFileTests
{
    [Theory]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=db.shop.com;Database=shop;Encrypt=True" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=localhost;Database=shop;Encrypt=False" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=.\\SQLEXPRESS;Database=shop;TrustServerCertificate=True" } }""")]
    [InlineData("appsettings.Development.json", """{ "ConnectionStrings": { "Shop": "Server=db.shop.com;Database=shop;Encrypt=False" } }""")]
    [InlineData("appsettings.json", """{ "Kestrel": { "EndpointDefaults": { "SslProtocols": ["Tls12", "Tls13"] } } }""")]
    [InlineData("appsettings.json", """{ "ReverseProxy": { "DangerousAcceptAnyServerCertificate": false } }""")]
    [InlineData("appsettings.json", """{ "Help": "never write encrypt=false; really" }""")]
    public async Task Allows(string name, string text) => Assert.Empty(await Ids(name, text));

    [Theory]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=db.shop.com;Database=shop;Encrypt=False" } }""", "OMNI3007")]
    [InlineData("appsettings.Production.json", """{ "ConnectionStrings": { "Shop": "Server=db.shop.com;Database=shop;TrustServerCertificate=True" } }""", "OMNI3007")]
    [InlineData("appsettings.json", """{ "Redis": "cache.shop.com:6380,ssl=false" }""", "OMNI3007")]
    [InlineData("appsettings.json", """{ "Kestrel": { "Endpoints": { "Web": { "SslProtocols": ["Tls11", "Tls12"] } } } }""", "OMNI3007")]
    [InlineData("appsettings.json", """{ "ReverseProxy": { "Clusters": { "a": { "HttpClient": { "DangerousAcceptAnyServerCertificate": true } } } } }""", "OMNI3008")]
    [InlineData("appsettings.json", """{ "Routes": [ { "DangerousAcceptAnyServerCertificateValidator": true } ] }""", "OMNI3008")]
    public async Task Reports(string name, string text, string id) => Assert.Equal([id], await Ids(name, text));

    /// <summary>Within a network of containers it is worth a look and no failure.</summary>
    [Fact]
    public async Task Advises_for_a_host_nearby()
    {
        var found = await Findings.With("", ("appsettings.json", """{ "Db": "Server=sqlserver;Database=shop;TrustServerCertificate=True" }""")).InBuild();
        Assert.Equal(["OMNI3007 Warning"], found.Where(IsTransport).Select(finding => $"{finding.Id} {finding.Severity}"));
    }

    private static async Task<IEnumerable<string>> Ids(string name, string text) =>
        (await Findings.With("", (name, text)).InBuild()).Where(IsTransport).Select(finding => finding.Id);

    private static bool IsTransport(Microsoft.CodeAnalysis.Diagnostic finding) => finding.Id is "OMNI3007" or "OMNI3008";
}
