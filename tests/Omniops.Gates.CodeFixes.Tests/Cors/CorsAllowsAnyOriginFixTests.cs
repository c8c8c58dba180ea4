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
    public Task Reads_configuration(string before, string after) => Check(Program(before), Program(after));

    [Fact]
    public Task Keeps_lines_and_comments() => Check(
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
    public Task Fixes_all() => Check(
        Program("""policy.[|AllowAnyOrigin|]()); cors.AddPolicy("two", policy => policy.[|WithOrigins|]("*")"""),
        Program($"""policy.{Read}); cors.AddPolicy("two", policy => policy.{Read}"""));

    [Fact]
    public Task Reads_an_injected_configuration() => Check(
        Startup("IConfiguration configuration", "policy.[|AllowAnyOrigin|]()"),
        Startup("IConfiguration configuration", """policy.WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])"""));

    [Theory]
    [InlineData("int number", "policy.[|AllowAnyOrigin|]()")]
    [InlineData("IConfiguration configuration", """foreach (var origin in new[] { "https://shop.example", "*" }) policy.[|WithOrigins|](origin)""")]
    [InlineData("IConfiguration configuration", "Use(policy.[|AllowAnyOrigin|])")]
    [InlineData("IConfiguration configuration", """policy.Build().Origins.[|Add|]("*")""")]
    public Task Is_not_offered(string parameter, string call) =>
        Fix<CorsAllowsAnyOrigin, CorsAllowsAnyOriginFix>.CheckNotOffered(Startup(parameter, call));

    /// <summary>The settings have the key, so that the result is silent.</summary>
    private static Task Check(string before, string after) => new Fix<CorsAllowsAnyOrigin, CorsAllowsAnyOriginFix>(before, after)
        .WithSettings("""{ "Cors": { "Origins": ["https://shop.example"] } }""").CheckAsync();

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
        """;

    private static string Startup(string parameter, string call) => $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        using Microsoft.Extensions.Configuration;
        Console.WriteLine();
        class Startup
        {
            public void Configure(CorsPolicyBuilder policy, {{parameter}})
            {
                {{call}};
            }

            static void Use(Func<CorsPolicyBuilder> build) => build();
        }
        """;
}
