namespace Omniops.Gates.Analyzers.Tests.Headers;

/// <summary>Values of headers and options that stand in settings files.</summary>
public sealed class ConfiguredHeaderTests
{
    private const string Written = """app.Use((c, n) => { c.Response.Headers.XFrameOptions = VALUE; return n(c); });""";

    [Theory]
    [InlineData("OMNI3005", """{ "Frames": "ALLOWALL" }""", "", """app.Configuration["Frames"]""", "browsers ignore 'ALLOWALL'")]
    [InlineData("OMNI3005", """{ "Frames": "DENY" }""", "", """app.Configuration["Frames"]""", null)]
    [InlineData("OMNI3005", """{ "Security": { "Frames": "ALLOWALL" } }""", "", """app.Configuration.GetSection("Security")["Frames"]""", "browsers ignore 'ALLOWALL'")]
    [InlineData("OMNI3005", """{ "Security": { "Frames": "ALLOWALL" } }""", "", """app.Configuration.GetValue<string>("Security:Frames")""", "browsers ignore 'ALLOWALL'")]
    [InlineData("OMNI3005", "{}", "", """app.Configuration["Frames"] ?? "ALLOWALL" """, "browsers ignore 'ALLOWALL'")]
    [InlineData("OMNI3005", "{}", "", """app.Configuration["Frames"] ?? "DENY" """, null)]
    [InlineData("OMNI3005", "{}", "", """Environment.GetEnvironmentVariable("FRAMES") ?? "DENY" """, "is known at run time only")]
    [InlineData("OMNI3005", "{}", "", """app.Configuration["Frames"]""", "is known at run time only")]
    [InlineData("OMNI3005", """{ "Frames": "DENY" """, "", """app.Configuration["Other"]""", "is known at run time only")]
    [InlineData("OMNI3002", """{ "Hsts": { "MaxAge": "365.00:00:00", "IncludeSubDomains": true } }""", """builder.Services.Configure<Microsoft.AspNetCore.HttpsPolicy.HstsOptions>(builder.Configuration.GetSection("Hsts"));""", "\"DENY\"", null)]
    [InlineData("OMNI3002", """{ "Hsts": { "MaxAge": "30.00:00:00", "IncludeSubDomains": true } }""", """builder.Services.Configure<Microsoft.AspNetCore.HttpsPolicy.HstsOptions>(builder.Configuration.GetSection("Hsts"));""", "\"DENY\"", "for 30 days")]
    [InlineData("OMNI3002", "{}", """builder.Services.Configure<Microsoft.AspNetCore.HttpsPolicy.HstsOptions>(builder.Configuration.GetSection("Hsts"));""", "\"DENY\"", "is known at run time only")]
    public async Task Is_judged_as_the_file_has_it(string rule, string settings, string services, string value, string? expected)
    {
        var program = $$"""
            var builder = WebApplication.CreateBuilder(args);
            {{services}}
            var app = builder.Build();
            app.UseHsts();
            {{Written.Replace("VALUE", value, StringComparison.Ordinal)}}
            app.Run();
            """;
        var found = await new Findings(program, ("appsettings.json", settings)).InBuild(rule);
        if (expected is null)
            Assert.Empty(found);
        else
            Assert.Contains(expected, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }
}
