using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Cors.CorsPredicateTooWide, Omniops.Gates.CodeFixes.Cors.CorsPredicateTooWideFix>;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsPredicateTooWideFixTests
{
    private const string Read = """WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])""";

    [Theory]
    [InlineData("policy.[|SetIsOriginAllowed|](_ => true)", $"policy.{Read}")]
    [InlineData("policy.[|SetIsOriginAllowed|](_ => true).AllowCredentials()", $"policy.{Read}.AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed|](origin => { return true; })", $"policy.{Read}")]
    [InlineData("policy.[|SetIsOriginAllowed|](delegate { return true; })", $"policy.{Read}")]
    [InlineData("policy.[|SetIsOriginAllowed|](All)", $"policy.{Read}")]
    [InlineData("""policy.[|SetIsOriginAllowed|](origin => origin.EndsWith("shop.com"))""", $"policy.{Read}")]
    [InlineData("""policy.WithOrigins("https://shop.example").[|SetIsOriginAllowed|](_ => true)""", $"""policy.WithOrigins("https://shop.example").{Read}""")]
    public Task Reads_configuration(string before, string after) => Check(Program(before), Program(after));

    [Fact]
    public Task Keeps_lines_and_comments() => Check(
        Program("""
            policy
                    // everybody
                    .[|SetIsOriginAllowed|](_ => true) // for now
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
        Program("""policy.[|SetIsOriginAllowed|](_ => true)); cors.AddPolicy("two", policy => policy.[|SetIsOriginAllowed|](All)"""),
        Program($"""policy.{Read}); cors.AddPolicy("two", policy => policy.{Read}"""));

    /// <summary>That nobody is let in until somebody writes the section is not proven, by OMNI4001, and no reason to keep everybody in.</summary>
    [Fact]
    public Task Needs_no_section_yet() =>
        new Fix(Program("policy.[|SetIsOriginAllowed|](_ => true)"), Program($"policy.{Read}")).CheckAsync();

    [Theory]
    // It does something besides.
    [InlineData("policy.[|SetIsOriginAllowed|](origin => { Console.WriteLine(origin); return true; })")]
    [InlineData("policy.Build().[|IsOriginAllowed|] = _ => true")]
    // The predicate stood in for this origin, which counts once it is gone.
    [InlineData("""policy.WithOrigins("null").[|SetIsOriginAllowed|](_ => true)""")]
    [InlineData("""policy.AllowAnyOrigin().[|SetIsOriginAllowed|](_ => true)""", "IServiceCollection")]
    public Task Is_not_offered(string call, string reach = "") => Fix.CheckNotOffered(reach.Length == 0 ? Program(call) : $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        Console.WriteLine();
        class Startup
        {
            public void Add({{reach}} services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => {{call}}));
        }
        """);

    private static Task Check(string before, string after) =>
        new Fix(before, after).WithSettings("""{ "Cors": { "Origins": ["https://shop.example"] } }""").CheckAsync();

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
}
