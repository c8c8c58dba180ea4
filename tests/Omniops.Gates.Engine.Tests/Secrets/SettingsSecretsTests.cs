using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Readers;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Engine.Tests.Secrets;

public sealed class SettingsSecretsTests
{
    private const string Local = "Host=localhost;Username=shop;Password=shop";
    private const string Remote = "Host=db.shop.example;Username=shop;Password=Tr0ub4dor";

    [Theory]
    [InlineData("appsettings.json", Remote, Outcome.Fails)]
    [InlineData("appsettings.json", Local, Outcome.Fails)]
    [InlineData("appsettings.Production.json", Local, Outcome.Fails)]
    [InlineData("appsettings.Development.json", Remote, Outcome.Fails)]
    [InlineData("appsettings.Development.json", Local, Outcome.Noted)]
    [InlineData("AppSettings.development.JSON", Local, Outcome.Noted)]
    [InlineData("appsettings.Development.json", "Host=localhost,db.shop.example;Username=shop;Password=shop", Outcome.Fails)]
    [InlineData("appsettings.Development.json.json", Local, Outcome.Fails)]
    [InlineData("appsettings.NotDevelopment.json", Local, Outcome.Fails)]
    [InlineData("appsettings.Production.Development.json", Local, Outcome.Fails)]
    [InlineData("Development.json", Local, Outcome.Fails)]
    public void Reports(string fileName, string connectionString, Outcome outcome)
    {
        var text = $$"""{ "ConnectionStrings": { "Shop": "{{connectionString}}" } }""";
        var finding = Assert.Single(SettingsFile.Check(fileName, SecretPlaces.Of(fileName), text, isUnicode: true, TestContext.Current.CancellationToken));
        Assert.Equal(("ConnectionStrings:Shop", outcome), (finding.Arguments[0], finding.Outcome));
    }

    [Theory]
    [InlineData("""{ "Shop": "Host=db.shop.example;Username=shop" }""")]
    [InlineData("""{ "Shop": "Host=db.shop.example;Username=shop;Password=${DB_PASSWORD}" }""")]
    [InlineData("""{ "Host": "db.shop.example", "Port": 5432, "Empty": {}, "None": null }""")]
    [InlineData("""{ /* "Shop": "Host=h;Password=x" */ }""")]
    [InlineData("""{ "Smtp": { "Password": "", "PasswordFile": "/run/secrets/smtp", "User": "shop" } }""")]
    [InlineData("""{ "Jwt": { "Key": "${JWT_KEY}", "Issuer": "https://shop.example", "TokenLifetime": "00:15:00" } }""")]
    public void Allows(string text) => Assert.Empty(SettingsFile.Check("appsettings.json", SecretPlaces.Of("appsettings.json"), text, isUnicode: true, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("""{ "Smtp": { "Password": "hunter2" } }""", "Smtp:Password")]
    [InlineData("""{ "Jwt": { "Key": "k9F2mQ7xR4tV1zB8nL5cW3jH6dS0gYpA" } }""", "Jwt:Key")]
    [InlineData("""{ "ApiKeys": { "Maps": "k9F2mQ7xR4tV1zB8nL5cW3jH6dS0gYpA" } }""", "ApiKeys:Maps")]
    [InlineData("""{ "Kestrel": { "Certificates": { "Default": { "Path": "a.pfx", "Password": "1234" } } } }""", "Kestrel:Certificates:Default:Password")]
    [InlineData("""{ "Accounts": [ { "Name": "a", "Secret": "x7-Gk2!pQ9" } ] }""", "Accounts:0:Secret")]
    public void Reports_a_credential_by_its_name(string text, string key)
    {
        var finding = Assert.Single(SettingsFile.Check("appsettings.json", SecretPlaces.Of("appsettings.json"), text, isUnicode: true, TestContext.Current.CancellationToken));
        Assert.Equal((key, Outcome.Fails), (finding.Arguments[0], finding.Outcome));
    }

    [Theory]
    [InlineData("src/Shop/appsettings.json", Outcome.Fails)]
    [InlineData("tests/Shop.Tests/appsettings.json", Outcome.Advised)]
    [InlineData("samples/Shop/appsettings.json", Outcome.Advised)]
    [InlineData("/tests/elsewhere/appsettings.json", Outcome.Fails)]
    public void Is_milder_beside_tests(string path, Outcome outcome) =>
        Assert.Equal(outcome, Assert.Single(SettingsFile.Check(path, SecretPlaces.Of(path), """{ "Password": "hunter2" }""", isUnicode: true, TestContext.Current.CancellationToken)).Outcome);

    [Fact]
    public void Reports_each_value_once_wherever_it_stands()
    {
        var text = """
            {
              "a": "amqp://shop:hunter2@mq", "a": "Host=h;Username=u;Password=p",
              "list": ["fine", { "b": "Server\u003Dh;Pw\u0064=p" }]
            }
            """;
        Assert.Equal(["a", "a", "list:1:b"], SettingsFile.Check("appsettings.json", SecretPlaces.Of("appsettings.json"), text, isUnicode: true, TestContext.Current.CancellationToken).Select(found => found.Arguments[0]));
    }

    [Fact]
    public void Reports_what_stands_before_an_error() =>
        Assert.Single(SettingsFile.Check("appsettings.json", SecretPlaces.Of("appsettings.json"), """{ "a": "Host=h;Password=p", "b": }""", isUnicode: true, TestContext.Current.CancellationToken), finding => finding.Rule == SecretRules.SecretInFile);

    [Theory]
    [InlineData("ConnectionStrings:Shop", "ConnectionStrings__Shop")]
    [InlineData("Urls:0:Value", "Urls__0__Value")]
    [InlineData("Shop", "Shop")]
    public void Names_the_environment_variable(string keyPath, string variable) =>
        Assert.Equal(variable, SettingsSecrets.EnvironmentVariable(keyPath));

    private static IReadOnlyList<JsonEntry> Entries(string text) => JsonSettings.Read(text, TestContext.Current.CancellationToken).Entries;
}
