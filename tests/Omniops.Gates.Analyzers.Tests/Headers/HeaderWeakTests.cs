using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HeaderWeakTests
{
    private const string Rule = "OMNI3005";

    [Theory]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = "sniff"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|XFrameOptions|] = "ALLOW-FROM https://a.example"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { [|context.Response.Headers["X-Frame-Options"]|] = "ALLOWALL"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|Append|]("Referrer-Policy", "unsafe-url"); await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|TryAdd|]("Referrer-Policy", "never"); await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|XXSSProtection|] = "1; mode=block"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.[|Append|]("Feature-Policy", "camera 'none'"); await next(context); });""")]
    [InlineData("", """Build""", """const string Value = "anything"; app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = Value; await next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);

    [Theory]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.XFrameOptions = "SameOrigin"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.Append("Referrer-Policy", "unsafe-url, strict-origin"); await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.Append("Referrer-Policy", "no-referrer-when-downgrade"); await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.XXSSProtection = "0"; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers.XFrameOptions = app.Configuration["Frame"]; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { var seen = context.Request.Headers["X-Frame-Options"]; await next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Request.Headers["X-Frame-Options"] = "ALLOWALL"; await next(context); });""")]
    [InlineData("", """Build""", """if (app.Environment.IsDevelopment()) app.Use(async (context, next) => { if (app.Environment.IsDevelopment()) context.Response.Headers.XFrameOptions = "ALLOWALL"; await next(context); });""")]
    public Task Allows(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);


    private static Task Check(string program) => Gate<PipelineAnalyzer>.CheckProgram(program, Rule);
}
