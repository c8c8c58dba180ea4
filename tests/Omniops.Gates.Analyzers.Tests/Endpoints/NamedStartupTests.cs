using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>A start-up class that is found by the name of its assembly, as StartupLoader does.</summary>
public sealed class NamedStartupTests
{
    private const string Mapping = "app.UseRouting(); app.UseEndpoints(all => all.MapGet(\"/{0}\", () => 1));";

    [Theory]
    [InlineData("\"App\"")]
    [InlineData("\"App, Version=1.0.0.0\"")]
    [InlineData("typeof(Program).Assembly.FullName")]
    [InlineData("typeof(Program).Assembly.GetName().Name")]
    [InlineData("System.Reflection.Assembly.GetExecutingAssembly().GetName().Name")]
    [InlineData("Own")]
    public async Task Is_read(string assembly) => Assert.Contains("'GET /plain' is open", Assert.Single(await TwoProjects.Judge(
        "OMNI6001", Program(assembly, Class("Startup", "plain") + Class("StartupDevelopment", "dev")))), StringComparison.Ordinal);

    [Fact]
    public async Task The_one_named_after_the_environment_comes_first() => Assert.Contains("'GET /prod' is open", Assert.Single(await TwoProjects.Judge(
        "OMNI6001", Program("\"App\"", Class("Startup", "plain") + Class("StartupProduction", "prod")))), StringComparison.Ordinal);

    [Fact]
    public async Task It_may_stand_in_another_project() => Assert.Contains("/plain", Assert.Single(await TwoProjects.Judge(
        "OMNI6001", Program("\"Library\"", ""), TwoProjects.Built("Library", Class("Startup", "plain")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"Elsewhere\"", "")]
    [InlineData("args[0]", "class Startup { public void Configure(IApplicationBuilder app) { } }")]
    [InlineData("\"App\"", "class StartupDevelopment { public void Configure(IApplicationBuilder app) { } }")]
    public async Task One_that_is_not_found_is_not_proven(string assembly, string classes) => Assert.StartsWith(
        "Warning", Assert.Single(await TwoProjects.Judge("OMNI6001", Program(assembly, classes))), StringComparison.Ordinal);

    private static string Class(string name, string route) =>
        $"public class {name} {{ public void ConfigureServices(IServiceCollection services) => services.AddRouting(); public void Configure(IApplicationBuilder app) {{ {string.Format(System.Globalization.CultureInfo.InvariantCulture, Mapping, route)} }} }}\n";

    private static string Program(string assembly, string classes) => $$"""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup({{assembly}})).Build().Run();
        partial class Program { const string Own = "App"; }
        {{classes}}
        """;
}
