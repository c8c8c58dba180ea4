using Microsoft.CodeAnalysis.Testing;
using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Cors.CorsOriginNotTrusted, Omniops.Gates.CodeFixes.Cors.CorsOriginNotTrustedFix>;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsOriginNotTrustedFixTests
{
    private const string Subdomains = "SetIsOriginAllowedToAllowWildcardSubdomains()";

    [Theory]
    [InlineData("""policy.WithOrigins([|"https://shop.com/"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"https://shop.com/app?a=1"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|" https://shop.com "|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"shop.com"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"https://shop.com:443"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"http://shop.com:80/"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"http://shop.com"|])""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|@"http://shop.com:8080"|])""", """policy.WithOrigins("https://shop.com:8080")""")]
    [InlineData("""policy.WithOrigins(new[] { "https://a.com", [|"http://b.com"|] })""", """policy.WithOrigins(new[] { "https://a.com", "https://b.com" })""")]
    [InlineData("""policy.Build().Origins.Add([|"https://shop.com/"|])""", """policy.Build().Origins.Add("https://shop.com")""")]
    public Task Writes_what_browsers_send(string before, string after) => Fix.Check(Program(before), Program(after));

    /// <summary>An editor shows what stands beside the statement that is judged after a build only.</summary>
    [Fact]
    public Task Writes_it_into_a_list() => new Fix(
        Program("""{ string[] list = [[|"https://shop.com/"|]]; policy.WithOrigins(list); }"""),
        Program("""{ string[] list = ["https://shop.com"]; policy.WithOrigins(list); }"""))
    {
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
    }.CheckAsync();

    [Theory]
    [InlineData("""policy.WithOrigins([|"https://*.shop.com"|])""", $"""policy.WithOrigins("https://*.shop.com").{Subdomains}""")]
    [InlineData(
        """policy.WithOrigins("https://shop.com", [|"https://*.shop.com"|], [|"https://*.shop.org"|]).AllowAnyHeader()""",
        $"""policy.WithOrigins("https://shop.com", "https://*.shop.com", "https://*.shop.org").{Subdomains}.AllowAnyHeader()""")]
    public Task Lets_a_star_stand_for_subdomains(string before, string after) => Fix.Check(Program(before), Program(after));

    [Theory]
    [InlineData("""policy.WithOrigins([|"null"|])""", "policy.WithOrigins()")]
    [InlineData("""policy.WithOrigins("https://shop.com", [|"null"|]).AllowCredentials()""", """policy.WithOrigins("https://shop.com").AllowCredentials()""")]
    [InlineData("""policy.WithOrigins([|"null"|], "https://shop.com")""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins([|"*"|], "https://shop.com")""", """policy.WithOrigins("https://shop.com")""")]
    [InlineData("""policy.WithOrigins(["https://a.com", [|"*"|], "https://b.com"])""", """policy.WithOrigins(["https://a.com", "https://b.com"])""")]
    public Task Takes_away_what_names_nobody(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Fixes_all() => Fix.Check(
        Program("""policy.WithOrigins([|"https://a.com/"|], [|"http://b.com"|], "https://c.com", [|"null"|])"""),
        Program("""policy.WithOrigins("https://a.com", "https://b.com", "https://c.com")"""));

    [Theory]
    // Which of them is meant?
    [InlineData("""policy.WithOrigins([|"https://a.com,https://b.com"|])""")]
    [InlineData("""policy.WithOrigins([|"*.shop.com"|])""")]
    [InlineData("""policy.WithOrigins([|"shop"|])""")]
    // Behind the environment, which is more than a word.
    [InlineData("""policy.WithOrigins([|"http://localhost:3000"|])""")]
    // Everyone has a name there.
    [InlineData("""policy.WithOrigins([|"https://*.azurewebsites.net"|])""")]
    [InlineData("""policy.WithOrigins("https://a.com", [|Origin|])""", "\"null\"")]
    [InlineData("""policy.Build().Origins.Add([|"null"|])""")]
    [InlineData("""policy.WithOrigins("https://a.com", /* files */ [|"null"|])""")]
    public Task Is_not_offered(string call, string origin = "\"https://a.com\"") => Fix.CheckNotOffered(Program(call, origin));

    /// <summary>Without the other origin, <c>*</c> would stand for everybody.</summary>
    [Fact]
    public Task Leaves_no_star_alone() => new Fix(
        Program("""policy.WithOrigins([|"null"|], [|"*"|])"""),
        Program("""policy.WithOrigins()"""))
    {
        NumberOfFixAllIterations = 2,
    }.CheckAsync();

    private static string Program(string call, string origin = "\"https://a.com\"") => $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(cors =>
        {
            cors.AddDefaultPolicy(policy => {{call}});
        });
        var app = builder.Build();
        app.UseCors();
        app.Run();

        partial class Program { const string Origin = {{origin}}; }
        """;
}
