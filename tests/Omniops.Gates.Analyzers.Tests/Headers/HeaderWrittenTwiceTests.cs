using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HeaderWrittenTwiceTests
{
    private const string Rule = "OMNI3014";

    [Theory]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; c.Response.Headers.[|Append|]("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.Append("x-frame-options", "DENY"); return n(c); }); app.Use((c, n) => { c.Response.Headers.[|Append|]("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.UseHsts(); app.Use((c, n) => { c.Response.Headers.[|Append|]("Strict-Transport-Security", "max-age=31536000"); return n(c); });""")]
    [InlineData("""if (!app.Environment.IsDevelopment()) app.UseHsts(); app.Use((c, n) => { c.Response.Headers.[|Append|]("Strict-Transport-Security", "max-age=31536000"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; return n(c); }); app.Use((c, n) => { c.Response.OnStarting(() => { c.Response.Headers.[|Append|]("X-Frame-Options", "DENY"); return Task.CompletedTask; }); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.OnStarting(() => { c.Response.Headers.[|Append|]("Referrer-Policy", "no-referrer"); return Task.CompletedTask; }); return n(c); }); app.Use((c, n) => { c.Response.OnStarting(() => { c.Response.Headers["Referrer-Policy"] = "no-referrer"; return Task.CompletedTask; }); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.OnStarting(() => { var h = c.Response.Headers; h.XContentTypeOptions = "nosniff"; h.[|Append|]("X-Content-Type-Options", "nosniff"); return Task.CompletedTask; }); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { Deny(c); return n(c); }); app.Use((c, n) => { Deny(c); return n(c); }); static void Deny(HttpContext c) => c.Response.Headers.[|Append|]("X-Frame-Options", "DENY");""")]
    public Task Reports(string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, "", "Build", pipeline);

    [Theory]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.Append("X-Frame-Options", "DENY"); c.Response.Headers.XFrameOptions = "DENY"; return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; c.Response.Headers.TryAdd("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; c.Response.Headers.Remove("X-Frame-Options"); c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; if (c.Request.Path == "/a") c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.OnStarting(() => { c.Response.Headers.XFrameOptions = "DENY"; return Task.CompletedTask; }); c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""if (app.Environment.IsDevelopment()) app.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; return n(c); }); app.Use((c, n) => { c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Map("/a", a => a.Use((c, n) => { c.Response.Headers.XFrameOptions = "DENY"; return n(c); })); app.Use((c, n) => { c.Response.Headers.Append("X-Frame-Options", "DENY"); return n(c); });""")]
    [InlineData("""app.Use((c, n) => { c.Response.Headers.Append("Link", "</a>"); c.Response.Headers.Append("Link", "</b>"); c.Request.Headers.Append("X-Frame-Options", "a"); c.Request.Headers.Append("X-Frame-Options", "b"); return n(c); });""")]
    public Task Allows(string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, "", "Build", pipeline);
}
