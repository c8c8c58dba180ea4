using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsPolicyNotAppliedTests
{
    private const string Default = """builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://shop.example")));""";
    private const string Shop = """builder.Services.AddCors(cors => cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")));""";

    [Theory]
    [InlineData("", "", Outcome.Pass)]
    [InlineData("builder.Services.AddCors();", "", Outcome.Pass)]
    [InlineData(Default, "app.UseCors();", Outcome.Pass)]
    [InlineData(Shop, """app.UseCors("shop");""", Outcome.Pass)]
    [InlineData(Shop, """const string name = "shop"; app.UseCors(name);""", Outcome.Pass)]
    [InlineData(Shop, """app.UseCors(args[0]);""", Outcome.Pass)]
    [InlineData("builder.Services.AddCors();", """app.UseCors(policy => policy.WithOrigins("https://shop.example"));""", Outcome.Pass)]
    [InlineData(Shop, """app.UseCors(); app.MapGet("/", () => "").RequireCors("shop");""", Outcome.Pass)]
    [InlineData(Shop, """app.UseCors(); app.MapGet("/", [Microsoft.AspNetCore.Cors.EnableCors("shop")] () => "");""", Outcome.Pass)]
    [InlineData(Shop, """if (app.Environment.IsDevelopment()) app.UseCors("shop");""", Outcome.Pass)]
    [InlineData("""builder.Services.AddCors(cors => { cors.DefaultPolicyName = "shop"; cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")); });""", "app.UseCors();", Outcome.Pass)]
    [InlineData("""builder.Services.AddCors(cors => cors.AddPolicy(args[0], policy => policy.WithOrigins("https://shop.example")));""", """app.UseCors("shop");""", Outcome.Pass)]
    [InlineData("if (builder.Environment.IsDevelopment()) " + Default, "", Outcome.Pass)]
    [InlineData(Default, "app.UseRouting(); app.UseCors(); app.UseAuthorization();", Outcome.Pass)]
    [InlineData(Default, "app.UseCors(); app.UseRouting();", Outcome.Pass)]
    [InlineData(Default, """app.UseCors(); app.MapGet("/", [Microsoft.AspNetCore.Cors.DisableCors] () => "");""", Outcome.Pass)]
    [InlineData(Default, """app.MapGet("/", () => ""); app.UseCors();""", Outcome.Pass)]
    [InlineData(Default, "", Outcome.Fail)]
    [InlineData(Shop, "", Outcome.Fail)]
    [InlineData(Shop, """app.UseCors("shops");""", Outcome.Fail)]
    [InlineData(Shop, "app.UseCors();", Outcome.Fail)]
    [InlineData(Default, """app.UseCors(); app.MapGet("/", () => "").RequireCors("shop");""", Outcome.Fail)]
    [InlineData(Default, """app.UseCors(); app.MapGet("/", [Microsoft.AspNetCore.Cors.EnableCors("shop")] () => "");""", Outcome.Fail)]
    [InlineData(Default, """app.UseRouting(); app.UseEndpoints(endpoints => endpoints.MapGet("/", () => "")); app.UseCors();""", Outcome.Fail)]
    [InlineData(Default, "app.UseAuthorization(); app.UseCors();", "advised")]
    [InlineData(Default + "builder.Services.AddAuthorization();", "app.UseCors();", "advised")]
    [InlineData(Default + "builder.Services.AddAuthorization();", "app.UseCors(); app.UseAuthorization();", Outcome.Pass)]
    [InlineData(Default, "app.UseResponseCaching(); app.UseCors();", "advised")]
    [InlineData(Shop, """app.UseCors(); app.UseRouting(); app.MapGet("/", () => "").RequireCors("shop");""", "advised")]
    [InlineData(Shop, """app.MapGet("/", () => "").RequireCors("shop");""", "advised")]
    [InlineData(Shop, """if (app.Environment.IsDevelopment()) app.UseCors(); app.MapGet("/", () => "").RequireCors("shop");""", "advised")]
    public async Task Judges_how_policies_are_applied(string services, string use, string outcome)
    {
        var found = await Findings.With($$"""
            var builder = WebApplication.CreateBuilder(args);
            {{services}}
            var app = builder.Build();
            app.UseHsts();
            {{use}}
            app.Run();
            """).InBuild();
        var outcomes = found.Where(finding => finding.Id == "OMNI4007")
            .Select(finding => finding.Properties[GateReporter.OutcomeProperty]!.ToLowerInvariant().Replace("fails", Outcome.Fail)).Distinct().ToList();
        Assert.Equal(outcome == Outcome.Pass ? [] : [outcome], outcomes);
    }

    [Theory]
    [InlineData("app.UseShop();", Outcome.NotProven)]
    [InlineData("""app.UseShop(); app.UseCors("shop");""", Outcome.Pass)]
    [InlineData("""app.UseShop(); app.UseCors("other");""", Outcome.NotProven)]
    public async Task Does_not_prove_what_a_package_does(string use, string outcome) => Assert.Equal(outcome, await Outcome.Of($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{Shop}}
        var app = builder.Build();
        app.UseHsts();
        {{use}}
        app.Run();
        //@ package Contoso.Web
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        public static class ShopExtensions
        {
            public static void UseShop(this IApplicationBuilder app) { }
            public static void AddShop(this IServiceCollection services) => services.AddCors();
        }
        """, "OMNI4007"));

    [Fact]
    public async Task Reads_a_startup_class() => Assert.Equal(Outcome.Fail, await Outcome.Of("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();
        class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddCors(cors => cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")));
            public void Configure(IApplicationBuilder app) { app.UseHsts(); app.UseRouting(); app.UseEndpoints(endpoints => endpoints.MapControllers()); app.UseCors("shop"); }
        }
        """, "OMNI4007"));

    [Fact]
    public async Task Leaves_a_library_to_its_program() => Assert.Equal(Outcome.Pass, await Outcome.Of("""
        Console.WriteLine();
        static class Policies
        {
            public static void Add(IServiceCollection services) => services.AddCors(cors => cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")));
        }
        """, "OMNI4007"));
}
