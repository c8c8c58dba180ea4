using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.CodeFixes.Cors;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsAllowsAnyOriginFixTests
{
    private const string Read = """WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])""";

    [Theory]
    [InlineData("policy.[|AllowAnyOrigin|]()", $"policy.{Read}")]
    [InlineData("policy.AllowAnyHeader().[|AllowAnyOrigin|]().AllowAnyMethod()", $"policy.AllowAnyHeader().{Read}.AllowAnyMethod()")]
    [InlineData("""policy.[|WithOrigins|]("*")""", $"policy.{Read}")]
    [InlineData("""policy.[|WithOrigins|]("*", "*").AllowAnyHeader()""", $"policy.{Read}.AllowAnyHeader()")]
    public Task Reads_configuration(string before, string after) => Check<CorsAllowsAnyOrigin>(Program(before), Program(after));

    [Theory]
    [InlineData("policy.[|SetIsOriginAllowed|](_ => true).AllowCredentials()", $"policy.{Read}.AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed|](origin => { return true; })", $"policy.{Read}")]
    [InlineData("policy.[|SetIsOriginAllowed|](delegate { return true; })", $"policy.{Read}")]
    public Task Replaces_a_predicate_that_accepts_all(string before, string after) => Check<CorsPredicateTooWide>(Program(before), Program(after));

    [Fact]
    public Task Keeps_lines_and_comments() => Check<CorsAllowsAnyOrigin>(
        Program("""
            policy
                    // everybody
                    .[|AllowAnyOrigin|]() // for now
                    .AllowAnyHeader()
            """),
        Program($"""
            policy
                    // everybody
                    .{Read} // for now
                    .AllowAnyHeader()
            """));

    [Fact]
    public Task Fixes_all() => Check<CorsAllowsAnyOrigin>(
        Program("""policy.[|AllowAnyOrigin|]()); cors.AddPolicy("two", policy => policy.[|WithOrigins|]("*")"""),
        Program($"""policy.{Read}); cors.AddPolicy("two", policy => policy.{Read}"""));

    [Fact]
    public Task Reads_an_injected_configuration() => Check<CorsAllowsAnyOrigin>(
        Startup("IConfiguration configuration", "policy.[|AllowAnyOrigin|]()"),
        Startup("IConfiguration configuration", """policy.WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])"""));

    [Theory]
    [InlineData("int number", "policy.[|AllowAnyOrigin|]()")]
    [InlineData("IConfiguration configuration", """policy.[|WithOrigins|]("https://shop.example", "*")""")]
    [InlineData("IConfiguration configuration", "Use(policy.[|AllowAnyOrigin|])")]
    [InlineData("IConfiguration configuration", """policy.Build().Origins.[|Add|]("*")""")]
    public Task Is_not_offered(string parameter, string call) =>
        Fix<CorsAllowsAnyOrigin, CorsAllowsAnyOriginFix>.CheckNotOffered(Startup(parameter, call));

    [Theory]
    [InlineData("""policy.[|SetIsOriginAllowed|](origin => origin.EndsWith("shop.com"))""")]
    [InlineData("policy.[|SetIsOriginAllowed|](All)")]
    public Task Leaves_a_predicate_that_means_something(string call) =>
        Fix<CorsPredicateTooWide, CorsAllowsAnyOriginFix>.CheckNotOffered(Program(call));

    /// <summary>The settings have the key, so that the result is silent.</summary>
    private static Task Check<TAnalyzer>(string before, string after)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new()
    {
        var fix = new Fix<TAnalyzer, CorsAllowsAnyOriginFix>(before, after);
        var settings = ("/app/appsettings.json", """{ "Cors": { "Origins": ["https://shop.example"] } }""");
        fix.TestState.AdditionalFiles.Add(settings);
        fix.FixedState.AdditionalFiles.Add(settings);
        return fix.CheckAsync();
    }

    private static string Program(string call) => $$"""
        using Microsoft.Extensions.Configuration;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(cors =>
        {
            cors.AddPolicy("one", policy => {{call}});
        });
        var app = builder.Build();
        app.UseCors("one");
        app.UseCors("two");
        app.Run();

        partial class Program { static bool All(string origin) => true; }
        """;

    private static string Startup(string parameter, string call) => $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        using Microsoft.Extensions.Configuration;
        Console.WriteLine();
        class Startup
        {
            public void Configure(CorsPolicyBuilder policy, {{parameter}}) => {{call}};
            static void Use(Func<CorsPolicyBuilder> build) => build();
        }
        """;
}
