using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsOriginNotTrustedTests
{
    [Theory]
    [InlineData("""policy.WithOrigins("https://shop.example")""")]
    [InlineData("""policy.WithOrigins("https://shop.example:8443", "https://SHOP.example")""")]
    [InlineData("""policy.WithOrigins("https://192.0.2.7", "https://[2001:db8::1]:8443")""")]
    [InlineData("""policy.WithOrigins("capacitor://localhost", "chrome-extension://abcdefgh")""")]
    [InlineData("""policy.WithOrigins("*")""")]
    [InlineData("""policy.WithOrigins("")""")]
    [InlineData("""policy.WithOrigins("https://*.shop.com").SetIsOriginAllowedToAllowWildcardSubdomains()""")]
    [InlineData("""policy.SetIsOriginAllowedToAllowWildcardSubdomains().WithOrigins("https://*.shop.com")""")]
    [InlineData("""policy.WithOrigins("https://shop.example/".TrimEnd('/'))""")]
    [InlineData("""policy.WithOrigins(new[] { "https://shop.example/" }.Select(origin => origin.TrimEnd('/')).ToArray())""")]
    [InlineData("""policy.WithOrigins("https://a.example;https://b.example".Split(';'))""")]
    [InlineData("""policy.WithOrigins("http://shop.example").SetIsOriginAllowed(origin => origin == "https://shop.example")""")]
    [InlineData("""policy.WithOrigins($"https://{configuration["Host"]}/".TrimEnd('/'))""")]
    [InlineData("""policy.WithOrigins(environment.IsDevelopment() ? "http://localhost:3000" : "https://shop.example")""")]
    [InlineData("""if (environment.IsDevelopment()) policy.WithOrigins("http://localhost:3000")""")]
    [InlineData("""policy.WithHeaders("null").WithMethods("http://x")""")]
    [InlineData("""own.WithOrigins("null", "http://shop.example")""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Good"]!)""")]
    public async Task Allows(string statements) => Assert.Equal("", await Of(statements));

    [Theory]
    [InlineData("""policy.WithOrigins("null")""", "fails: \"null\"")]
    [InlineData("""policy.WithOrigins("https://shop.example", "null").AllowCredentials()""", "fails: \"null\"")]
    [InlineData("""policy.Build().Origins.Add("null")""", "fails: \"null\"")]
    [InlineData("""_ = new CorsPolicy { Origins = { "null" } }""", "fails: \"null\"")]
    [InlineData("""policy.WithOrigins("https://*.azurewebsites.net").SetIsOriginAllowedToAllowWildcardSubdomains()""", "fails: \"https://*.azurewebsites.net\"")]
    [InlineData("""policy.WithOrigins("https://*.com").SetIsOriginAllowedToAllowWildcardSubdomains()""", "fails: \"https://*.com\"")]
    [InlineData("""policy.WithOrigins("https://shop.example", "*")""", "advised: \"*\"")]
    [InlineData("""policy.WithOrigins(new[] { "https://shop.example", "*" }).AllowCredentials()""", "advised: \"*\"")]
    [InlineData("""_ = new CorsPolicy { Origins = { "https://shop.example", "*" } }""", "advised: \"*\"")]
    [InlineData("""policy.WithOrigins("http://shop.example")""", "advised: \"http://shop.example\"")]
    [InlineData("""policy.WithOrigins("http://*.shop.com").SetIsOriginAllowedToAllowWildcardSubdomains()""", "advised: \"http://*.shop.com\"")]
    [InlineData("""policy.WithOrigins("https://localhost:5001")""", "advised: \"https://localhost:5001\"")]
    [InlineData("""policy.WithOrigins("http://127.0.0.1:3000")""", "advised: \"http://127.0.0.1:3000\"")]
    [InlineData("""policy.WithOrigins("https://shop.example/")""", "advised: \"https://shop.example/\"")]
    [InlineData("""policy.WithOrigins("https://shop.example/app")""", "advised: \"https://shop.example/app\"")]
    [InlineData("""policy.WithOrigins("http://localhost:4200/")""", "advised: \"http://localhost:4200/\"")]
    [InlineData("""policy.WithOrigins("https://shop.example:443")""", "advised: \"https://shop.example:443\"")]
    [InlineData("""policy.WithOrigins("shop.example")""", "advised: \"shop.example\"")]
    [InlineData("""policy.WithOrigins("*.shop.example")""", "advised: \"*.shop.example\"")]
    [InlineData("""policy.WithOrigins("https://*")""", "advised: \"https://*\"")]
    [InlineData("""policy.WithOrigins("https://*.shop.com")""", "advised: \"https://*.shop.com\"")]
    [InlineData("""policy.WithOrigins("https://a.example,https://b.example")""", "advised: \"https://a.example,https://b.example\"")]
    [InlineData("""policy.WithOrigins(" https://a.example")""", "advised: \" https://a.example\"")]
    [InlineData("""string[] list = ["https://a.example", "http://b.example"]; policy.WithOrigins(list)""", "advised: \"http://b.example\"")]
    [InlineData("""policy.WithOrigins("https://a.example;http://b.example".Split(';'))""", "advised: \"https://a.example;http://b.example\"")]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Bad").Get<string[]>()!)""", "advised: WithOrigins")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Null"]!)""", "fails: WithOrigins")]
    [InlineData("""((Microsoft.AspNetCore.Http.HttpContext)null!).Response.Headers["Access-Control-Allow-Origin"] = "null" """, "fails: \"null\"")]
    public async Task Reports(string statements, string expected) => Assert.Equal(expected, await Of(statements));

    [Theory]
    [InlineData("""policy.WithOrigins("https://shop.example", "https://www.shop.example", "http://localhost:3000")""", "")]
    [InlineData("""policy.WithOrigins("https://other.example")""", "fails: \"https://other.example\"")]
    [InlineData("""policy.WithOrigins("https://evilshop.example")""", "fails: \"https://evilshop.example\"")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Good"]!)""", "fails: WithOrigins")]
    public async Task Holds_origins_against_the_repositorys_list(string statements, string expected) => Assert.Equal(expected, await Of(
        statements, ("/r/omniops.gates.json", """{ "cors": { "allowedOrigins": ["https://shop.example", "https://*.shop.example", "http://localhost:3000"] } }""")));

    [Fact]
    public Task Survives_half_typed_code() => Gate<CorsOriginNotTrusted>.CheckBroken("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy)
            {
                policy.WithOrigins([|"null"|]).
            }
        """);

    [Fact]
    public Task Is_silent_without_ASP_NET_Core() => Gate<CorsOriginNotTrusted>.CheckWithoutWeb("""
        class CorsPolicyBuilder
        {
            public CorsPolicyBuilder WithOrigins(params string[] origins) => WithOrigins("null");
        }
        """);

    private static async Task<string> Of(string statements, params (string Name, string Text)[] files)
    {
        var found = await Findings.With(
            $$"""
            using Microsoft.AspNetCore.Cors.Infrastructure;
            var builder = WebApplication.CreateBuilder(args);
            IConfiguration configuration = builder.Configuration;
            IHostEnvironment environment = builder.Environment;
            Own own = null!;
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy =>
            {
                {{statements}};
            }));
            var app = builder.Build();
            app.UseHsts();
            app.UseCors();
            app.Run();

            class Own { public Own WithOrigins(params string[] origins) => this; }
            """,
            [("appsettings.json", """{ "Cors": { "Good": "https://good.example", "Bad": ["https://a.example", "https://b.example/"], "Null": "null" } }"""), .. files]).InBuild();
        return string.Join('\n', found.Where(finding => finding.Id == "OMNI4004").Select(finding =>
            $"{finding.Properties[GateReporter.OutcomeProperty]!.ToLowerInvariant()}: {finding.Location.SourceTree!.GetText().ToString(finding.Location.SourceSpan)}"));
    }
}
