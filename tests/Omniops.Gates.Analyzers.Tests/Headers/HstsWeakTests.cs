using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HstsWeakTests
{
    private const string Rule = "OMNI3002";

    [Theory]
    [InlineData("builder.Services.AddHsts(o => o.[|MaxAge|] = TimeSpan.FromDays(1));", "")]
    [InlineData("", """app.[|UseHsts|]();""")]
    [InlineData("", """if (!app.Environment.IsDevelopment()) app.[|UseHsts|]();""")]
    [InlineData("""builder.Services.AddHsts(o => o.[|MaxAge|] = TimeSpan.FromDays(365));""", """app.UseHsts();""")]
    [InlineData("""builder.Services.PostConfigure<HstsOptions>(o => o.[|MaxAge|] = TimeSpan.FromDays(7)); builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.[|MaxAge|] = TimeSpan.FromDays(60); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.[|MaxAge|] = TimeSpan.Zero; o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.[|IncludeSubDomains|] = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.[|MaxAge|] = new TimeSpan(30, 0, 0, 0); o.IncludeSubDomains = true; o.Preload = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; }); builder.Services.Configure<HstsOptions>(o => o.[|MaxAge|] = TimeSpan.FromHours(1));""", """app.UseHsts();""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.[|StrictTransportSecurity|] = "max-age=31536000"; await next(context); });""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.[|Append|]("Strict-Transport-Security", "max-age=600; includeSubDomains"); await next(context); });""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.[|StrictTransportSecurity|] = "includeSubDomains"; await next(context); });""")]
    public Task Reports(string services, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, "Build", pipeline);

    [Theory]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(2 * 365); o.IncludeSubDomains = true; o.Preload = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromSeconds(31536000); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = new TimeSpan(365, 0, 0, 0); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.Configure<HstsOptions>(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""const int Days = 400; builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(Days); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(1)); builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("", "")]
    [InlineData("", """if (app.Environment.IsDevelopment()) app.UseHsts();""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains; preload"; await next(context); });""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers["strict-transport-security"] = "max-age=31536000;includeSubdomains"; await next(context); });""")]
    public Task Allows(string services, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, "Build", pipeline);

    [Theory]
    [InlineData("""builder.Services.Configure<HstsOptions>(builder.Configuration.GetSection("Hsts"));""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(builder.Configuration.GetValue<int>("Days")); o.IncludeSubDomains = true; });""", """app.UseHsts();""")]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.StrictTransportSecurity = app.Configuration["Hsts"]; await next(context); });""")]
    public async Task Does_not_prove_what_is_known_at_run_time(string services, string pipeline) => Assert.Equal(
        Outcome.NotProven, await Outcome.Of(OutOfSight.Program(services, pipeline), Rule));

    [Theory]
    [InlineData("builder.Services.AddTransport();", Outcome.NotProven)]
    [InlineData("_ = typeof(HstsSetup);", Outcome.NotProven)]
    [InlineData("builder.Services.ConfigureOptions<HstsSetup>();", Outcome.Fail)]
    [InlineData("builder.Services.ConfigureOptions<HstsSetup>(); builder.Services.Configure<HstsOptions>(o => o.IncludeSubDomains = true);", Outcome.Pass)]
    [InlineData("builder.Services.AddClock();", Outcome.Fail)]
    [InlineData("builder.Services.AddTransport(); builder.Services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });", Outcome.Pass)]
    public async Task Does_not_take_what_is_out_of_sight_for_the_default(string services, string outcome) => Assert.Equal(
        outcome,
        await Outcome.Of(OutOfSight.Program(services, "app.UseHsts();", services.Contains("HstsSetup", StringComparison.Ordinal) ? OutOfSight.HstsSetup : ""), Rule));
}
