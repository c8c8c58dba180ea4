using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HeaderMissingTests
{
    private const string Rule = "OMNI3004";

    [Theory]
    [InlineData("", """[|Build|]""", "")]
    [InlineData("", """[|Build|]""", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XFrameOptions = "DENY"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", """[|Build|]""", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddControllersWithViews();""", """[|Build|]""", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'"; h.XContentTypeOptions = "nosniff"; h.XFrameOptions = "DENY"; h["Referrer-Policy"] = "no-referrer";  return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", """[|Build|]""", """app.UseStaticFiles(); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);

    [Theory]
    [InlineData("", """Build""", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", """Build""", """app.Use(async (context, next) => { context.Response.Headers["x-content-type-options"] = "nosniff"; await next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", """Build""", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'"; h.XContentTypeOptions = "nosniff"; h.XFrameOptions = "DENY"; h["Referrer-Policy"] = "no-referrer"; h["Permissions-Policy"] = "camera=()"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", """Build""", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'"; h.XContentTypeOptions = "nosniff"; h["Referrer-Policy"] = "no-referrer"; h["Permissions-Policy"] = "camera=()"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", """Build""", """Headers(app); static void Headers(IApplicationBuilder app) { app.Use(async (context, next) => { Add(context.Response, "X-Content-Type-Options", "nosniff"); await next(context); }); } static void Add(HttpResponse response, string name, string value) => response.Headers[name] = value;""")]
    public Task Allows(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);


    private static Task Check(string program) => Gate<PipelineAnalyzer>.CheckProgram(program, Rule);
}
