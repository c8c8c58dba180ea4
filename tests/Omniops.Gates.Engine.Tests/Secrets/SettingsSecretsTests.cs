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
        var entries = Entries($$"""{ "ConnectionStrings": { "Shop": "{{connectionString}}" } }""");
        var (entry, actual) = Assert.Single(SettingsSecrets.Find(fileName, entries));
        Assert.Equal(("ConnectionStrings:Shop", outcome), (entry.KeyPath, actual));
    }

    [Theory]
    [InlineData("""{ "Shop": "Host=db.shop.example;Username=shop" }""")]
    [InlineData("""{ "Shop": "Host=db.shop.example;Username=shop;Password=${DB_PASSWORD}" }""")]
    [InlineData("""{ "Host": "db.shop.example", "Port": 5432, "Empty": {}, "None": null }""")]
    [InlineData("""{ /* "Shop": "Host=h;Password=x" */ }""")]
    public void Allows(string text) => Assert.Empty(SettingsSecrets.Find("appsettings.json", Entries(text)));

    [Fact]
    public void Reports_each_value_once_wherever_it_stands()
    {
        var entries = Entries("""
            {
              "a": "amqp://shop:hunter2@mq", "a": "Host=h;Username=u;Password=p",
              "list": ["fine", { "b": "Server\u003Dh;Pw\u0064=p" }]
            }
            """);
        Assert.Equal(["a", "a", "list:1:b"], SettingsSecrets.Find("appsettings.json", entries).Select(found => found.Entry.KeyPath));
    }

    [Fact]
    public void Reports_what_stands_before_an_error() =>
        Assert.Single(SettingsSecrets.Find("appsettings.json", Entries("""{ "a": "Host=h;Password=p", "b": }""")));

    [Theory]
    [InlineData("ConnectionStrings:Shop", "ConnectionStrings__Shop")]
    [InlineData("Urls:0:Value", "Urls__0__Value")]
    [InlineData("Shop", "Shop")]
    public void Names_the_environment_variable(string keyPath, string variable) =>
        Assert.Equal(variable, SettingsSecrets.EnvironmentVariable(keyPath));

    private static IReadOnlyList<JsonEntry> Entries(string text) => JsonSettings.Read(text, TestContext.Current.CancellationToken).Entries;
}
