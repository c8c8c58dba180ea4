using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Cors.CorsPolicyNotAppliedFix>;

namespace Omniops.Gates.CodeFixes.Tests.Cors;

public sealed class CorsPolicyNotAppliedFixTests
{
    private const string Shop = """builder.Services.AddCors(cors => cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.com")));""";
    private const string UnusedShop = """builder.Services.AddCors(cors => cors.{|OMNI4007:AddPolicy|}("shop", policy => policy.WithOrigins("https://shop.com")));""";
    private const string Default = """builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://shop.com")));""";
    private const string UnusedDefault = """builder.Services.AddCors(cors => cors.{|OMNI4007:AddDefaultPolicy|}(policy => policy.WithOrigins("https://shop.com")));""";

    [Theory]
    [InlineData(UnusedDefault, Default, "app.Run();", "\napp.UseCors();\napp.Run();")]
    [InlineData(UnusedShop, Shop, "app.Run();", "\napp.UseCors(\"shop\");\napp.Run();")]
    [InlineData(
        UnusedShop, Shop,
        "app.UseHttpsRedirection();\napp.UseStaticFiles();\napp.UseAuthentication();\napp.UseAuthorization();\napp.MapGet(\"/\", () => \"\");\napp.Run();",
        "app.UseHttpsRedirection();\napp.UseStaticFiles();\napp.UseCors(\"shop\");\napp.UseAuthentication();\napp.UseAuthorization();\napp.MapGet(\"/\", () => \"\");\napp.Run();")]
    [InlineData(
        UnusedShop, Shop,
        "app.UseStaticFiles();\napp.UseRouting();\napp.UseWebSockets();\napp.UseEndpoints(routes => { });\napp.Run();",
        "app.UseStaticFiles();\napp.UseRouting();\napp.UseCors(\"shop\");\napp.UseWebSockets();\napp.UseEndpoints(routes => { });\napp.Run();")]
    [InlineData(
        Shop, Shop,
        "app.MapGet(\"/\", () => \"\").{|OMNI4007:RequireCors|}(\"shop\");\napp.Run();",
        "\napp.UseCors();\napp.MapGet(\"/\", () => \"\").RequireCors(\"shop\");\napp.Run();")]
    public Task Calls_the_middleware(string services, string servicesAfter, string use, string useAfter) =>
        Fix.Check(Program(services, use), Program(servicesAfter, useAfter));

    [Theory]
    [InlineData(
        "app.UseAuthorization();\napp.{|OMNI4007:UseCors|}(\"shop\"); // for browsers\napp.Run();",
        "\napp.UseCors(\"shop\"); // for browsers\napp.UseAuthorization();\napp.Run();")]
    [InlineData(
        "app.UseRouting();\napp.UseEndpoints(routes => { });\napp.{|OMNI4007:UseCors|}(\"shop\");\napp.Run();",
        "app.UseRouting();\napp.UseCors(\"shop\");\napp.UseEndpoints(routes => { });\napp.Run();")]
    [InlineData(
        "app.{|OMNI4007:UseCors|}();\napp.UseRouting();\napp.MapGet(\"/\", () => \"\").RequireCors(\"shop\");\napp.Run();",
        "app.UseRouting();\napp.UseCors();\napp.MapGet(\"/\", () => \"\").RequireCors(\"shop\");\napp.Run();")]
    public Task Moves_it_to_where_it_acts(string before, string after) => Fix.Check(Program(Shop, before), Program(Shop, after));

    [Fact]
    public Task Has_authorization_run_behind_it() => Fix.Check(
        Program(Default + "\nbuilder.Services.AddAuthorization();", "app.{|OMNI4007:UseCors|}();\napp.Run();"),
        Program(Default + "\nbuilder.Services.AddAuthorization();", "app.UseCors();\napp.UseAuthorization();\napp.Run();"));

    [Theory]
    [InlineData("app.{|OMNI4007:UseCors|}(\"shop\");", "app.UseCors(\"shop\");", "AddPolicy(\"shop\", ", "ShopOrigins")]
    [InlineData("app.{|OMNI4007:UseCors|}(\"my shop-a\");", "app.UseCors(\"my shop-a\");", "AddPolicy(\"my shop-a\", ", "MyShopAOrigins")]
    [InlineData("app.{|OMNI4007:UseCors|}();", "app.UseCors();", "AddDefaultPolicy(", "Origins")]
    [InlineData(
        "app.UseCors(policy => policy.WithOrigins(\"https://a.com\"));\napp.MapGet(\"/\", () => \"\").{|OMNI4007:RequireCors|}(\"shop\");",
        "app.UseCors(policy => policy.WithOrigins(\"https://a.com\"));\napp.MapGet(\"/\", () => \"\").RequireCors(\"shop\");",
        "AddPolicy(\"shop\", ", "ShopOrigins")]
    public Task Registers_the_policy(string before, string after, string method, string key) => Fix.Check(
        Program("builder.Services.AddRouting();", before + "\napp.Run();"),
        Program(
            $"""
            builder.Services.AddRouting();

            builder.Services.AddCors(cors => cors.{method}policy =>
                policy.WithOrigins(builder.Configuration.GetSection("Cors:{key}").Get<string[]>() ?? [])));

            """,
            after + "\napp.Run();"));

    [Fact]
    public Task Works_in_a_startup_class() => Fix.Check(
        Startup("""services.AddCors(cors => cors.{|OMNI4007:AddPolicy|}("shop", policy => policy.WithOrigins("https://shop.com")));""", ""),
        Startup("""services.AddCors(cors => cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.com")));""", "\n        app.UseCors(\"shop\");"));

    [Theory]
    // Of which application?
    [InlineData(UnusedShop, "app.Run();\nvar other = WebApplication.CreateBuilder(args).Build();\nother.Run();")]
    // Every way to the first answer leads through a chain that has no place within.
    [InlineData(Shop, "app.UseAuthorization().{|OMNI4007:UseCors|}(\"shop\");\napp.Run();")]
    public Task Is_not_offered(string services, string use) => Fix.CheckNotOffered(Program(services, use));

    private static string Program(string services, string use) => $$"""
        using Microsoft.Extensions.Configuration;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{use}}
        """;

    private static string Startup(string services, string use) => $$"""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                {{services}}
                services.AddControllers();
            }

            public void Configure(IApplicationBuilder app)
            {
                app.UseRouting();{{use}}
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        """;
}
