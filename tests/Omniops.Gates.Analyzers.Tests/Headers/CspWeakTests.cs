using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class CspWeakTests
{
    private const string Rule = "OMNI3006";

    [Theory]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = string.Join("; ", "default-src 'self'", "script-src *"); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' 'unsafe-inline'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' 'unsafe-eval'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src *"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' https:"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' data:"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; base-uri 'self'; frame-ancestors 'none'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; frame-ancestors 'none'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; object-src 'none'; base-uri 'self'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "upgrade-insecure-requests"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = string.Join("; ", new[] { "default-src 'self'", "script-src 'unsafe-inline'" }); await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|ContentSecurityPolicy|] = "default-src 'self'; " + "script-src * 'self'"; await next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' 'unsafe-inline' 'nonce-abc'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'self' 'unsafe-inline' 'sha256-abc='"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'strict-dynamic' 'nonce-abc' https: 'unsafe-inline'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; style-src 'unsafe-inline'; img-src * data:"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; script-src 'nonce-{Guid.NewGuid()}'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicy = "DEFAULT-SRC 'self'; OBJECT-SRC 'NONE'; BASE-URI 'self'; Frame-Ancestors 'self'"; await next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.ContentSecurityPolicyReportOnly = "script-src *"; await next(context); });""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);
}
