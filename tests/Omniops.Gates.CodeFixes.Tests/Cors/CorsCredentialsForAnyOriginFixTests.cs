using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Cors.CorsCredentialsForAnyOrigin, Omniops.Gates.CodeFixes.Cors.CorsCredentialsForAnyOriginFix>;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsCredentialsForAnyOriginFixTests
{
    private const string Read = """WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])""";

    [Theory]
    [InlineData("policy.SetIsOriginAllowed(_ => true).[|AllowCredentials|]()", $"policy.{Read}.AllowCredentials()")]
    [InlineData("policy.[|AllowCredentials|]().SetIsOriginAllowed(All)", $"policy.AllowCredentials().{Read}")]
    [InlineData("policy.AllowAnyOrigin().AllowAnyHeader().[|AllowCredentials|]()", $"policy.{Read}.AllowAnyHeader().AllowCredentials()")]
    [InlineData("""policy.WithOrigins("*").[|AllowCredentials|]()""", $"policy.{Read}.AllowCredentials()")]
    [InlineData("{ policy.AllowAnyOrigin(); policy.[|AllowCredentials|](); }", $$"""{ policy.{{Read}}; policy.AllowCredentials(); }""")]
    [InlineData("policy.AllowAnyOrigin().SetIsOriginAllowed(_ => true).[|AllowCredentials|]()", $"policy.{Read}.{Read}.AllowCredentials()")]
    // Who may stay is kept.
    [InlineData(
        """policy.SetIsOriginAllowed(origin => origin == "https://a.example").AllowAnyOrigin().[|AllowCredentials|]()""",
        $"""policy.SetIsOriginAllowed(origin => origin == "https://a.example").{Read}.AllowCredentials()""")]
    public Task Reads_configuration(string before, string after) => Check(Program(before), Program(after));

    [Fact]
    public Task Fixes_all() => Check(
        Program("""policy.SetIsOriginAllowed(_ => true).[|AllowCredentials|]()); cors.AddPolicy("two", policy => policy.AllowAnyOrigin().[|AllowCredentials|]()"""),
        Program($"""policy.{Read}.AllowCredentials()); cors.AddPolicy("two", policy => policy.{Read}.AllowCredentials()"""));

    [Theory]
    [InlineData("policy.SetIsOriginAllowed(origin => { Console.WriteLine(origin); return true; }).[|AllowCredentials|]()")]
    [InlineData("policy.Open().[|AllowCredentials|]()")]
    [InlineData("""{ var built = policy.Build(); built.Origins.Add("*"); built.[|SupportsCredentials|] = true; }""")]
    public Task Is_not_offered(string call) => Fix.CheckNotOffered(Program(call));

    private static Task Check(string before, string after) =>
        new Fix(before, after).WithSettings("""{ "Cors": { "Origins": ["https://shop.example"] } }""").CheckAsync();

    private static string Program(string call) => $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
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

        static class Policies { public static CorsPolicyBuilder Open(this CorsPolicyBuilder policy) => policy.AllowAnyOrigin(); }
        """;
}
