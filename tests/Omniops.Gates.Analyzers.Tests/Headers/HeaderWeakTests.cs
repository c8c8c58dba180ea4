using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HeaderWeakTests
{
    private const string Rule = "OMNI3005";

    [Theory]
    [InlineData("", "Build", """app.Use(async (context, next) => { Set(context.Response.Headers, "X-Frame-Options", "ALLOWALL"); await next(context); }); static void Set(IHeaderDictionary headers, string name, string value) => [|headers[name]|] = value;""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = "sniff"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|XFrameOptions|] = "ALLOW-FROM https://a.example"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { [|context.Response.Headers["X-Frame-Options"]|] = "ALLOWALL"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|Append|]("Referrer-Policy", "unsafe-url"); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|TryAdd|]("Referrer-Policy", "never"); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|XXSSProtection|] = "1; mode=block"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|Append|]("Feature-Policy", "camera 'none'"); await next(context); });""")]
    [InlineData("", "Build", """const string Value = "anything"; app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = Value; await next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.XFrameOptions = "SameOrigin"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.Append("Referrer-Policy", "unsafe-url, strict-origin"); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.Append("Referrer-Policy", "no-referrer-when-downgrade"); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.XXSSProtection = "0"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { var seen = context.Request.Headers["X-Frame-Options"]; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Request.Headers["X-Frame-Options"] = "ALLOWALL"; await next(context); });""")]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment()) app.Use(async (context, next) => { if (app.Environment.IsDevelopment()) context.Response.Headers.XFrameOptions = "ALLOWALL"; await next(context); });""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    /// <summary>What cannot be seen counts neither as there nor as missing.</summary>
    [Theory]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers.XFrameOptions = app.Configuration["Frame"]; await next(context); });""", Outcome.NotProven)]
    [InlineData("", """app.Use(async (context, next) => { context.Response.Headers["X-Own"] = app.Configuration["Own"]; await next(context); });""", Outcome.Pass)]
    public async Task Does_not_prove_what_is_out_of_sight(string services, string pipeline, string outcome) => Assert.Equal(
        outcome, await Outcome.Of(OutOfSight.Program(services, pipeline), Rule));
}
