using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.CspWeakFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class CspWeakFixTests
{
    private const string Rest = "object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    [Theory]
    [InlineData("default-src 'self'", $"default-src 'self'; {Rest}")]
    [InlineData("default-src 'none';", "default-src 'none'; base-uri 'self'; frame-ancestors 'self'")]
    [InlineData("img-src *", $"default-src 'self'; img-src *; {Rest}")]
    [InlineData($"script-src 'self' 'unsafe-inline'; {Rest}", $"script-src 'self'; {Rest}")]
    [InlineData($"script-src 'self' 'unsafe-eval' https://cdn.example.com; {Rest}", $"script-src 'self' https://cdn.example.com; {Rest}")]
    [InlineData($"Script-Src 'UNSAFE-INLINE'; {Rest}", $"script-src 'none'; {Rest}")]
    [InlineData($"script-src *; {Rest}", $"script-src 'self'; {Rest}")]
    [InlineData($"script-src 'self' https: data: 'unsafe-eval'; {Rest}", $"script-src 'self'; {Rest}")]
    // Styles keep what they have.
    [InlineData($"default-src 'self' 'unsafe-inline'; {Rest}", $"default-src 'self' 'unsafe-inline'; script-src 'self'; {Rest}")]
    [InlineData($"script-src 'nonce-abc' 'unsafe-inline' 'unsafe-eval'; {Rest}", $"script-src 'nonce-abc' 'unsafe-inline'; {Rest}")]
    [InlineData("default-src 'self'; frame-ancestors https://a.example.com", "default-src 'self'; frame-ancestors https://a.example.com; object-src 'none'; base-uri 'self'")]
    public Task Rewrites_the_policy(string before, string after) => Fix.Check(
        Writing($"headers.{{|OMNI3006:ContentSecurityPolicy|}} = \"{before}\"; // csp"),
        Writing($"headers.ContentSecurityPolicy = \"{after}\"; // csp"));

    /// <summary>Browsers that read frame-ancestors do not read X-Frame-Options.</summary>
    [Theory]
    [InlineData("headers.XFrameOptions = \"DENY\";", "'none'")]
    [InlineData("headers.XFrameOptions = \"SAMEORIGIN\";", "'self'")]
    [InlineData("context.Items[\"x\"] = \"deny\";", "'none'")]
    public Task Lets_nobody_frame_a_page_that_nobody_may_frame(string other, string ancestors) => Fix.Check(
        Writing("headers.{|OMNI3006:ContentSecurityPolicy|} = \"default-src 'none'; base-uri 'none'\"; " + other),
        Writing($"headers.ContentSecurityPolicy = \"default-src 'none'; base-uri 'none'; frame-ancestors {ancestors}\"; {other}"));

    [Theory]
    [InlineData("{|OMNI3006:headers[\"Content-Security-Policy\"]|} = \"default-src 'self'\";", $"headers[\"Content-Security-Policy\"] = \"default-src 'self'; {Rest}\";")]
    [InlineData("headers.{|OMNI3006:Append|}(\"Content-Security-Policy\", \"default-src 'self'\");", $"headers.Append(\"Content-Security-Policy\", \"default-src 'self'; {Rest}\");")]
    public Task Knows_the_ways_to_write_a_header(string before, string after) => Fix.Check(Writing(before), Writing(after));

    [Fact]
    public Task Fixes_all() => Fix.Check(
        Writing("headers.{|OMNI3006:ContentSecurityPolicy|} = \"default-src 'self'\"; if (context.Request.IsHttps) headers.{|OMNI3006:ContentSecurityPolicy|} = \"default-src 'none'; base-uri 'none'\";"),
        Writing($"headers.ContentSecurityPolicy = \"default-src 'self'; {Rest}\"; if (context.Request.IsHttps) headers.ContentSecurityPolicy = \"default-src 'none'; base-uri 'none'; frame-ancestors 'self'\";"));

    [Theory]
    [InlineData("headers.{|OMNI3006:ContentSecurityPolicy|} = Policy;")]
    [InlineData("headers.{|OMNI3006:ContentSecurityPolicy|} = \"default-src 'self'; \" + \"object-src 'none'\";")]
    [InlineData("headers.{|OMNI3006:ContentSecurityPolicy|} = $\"script-src 'unsafe-eval' {context.Request.Host}\";")]
    public Task Not_offered_for(string statement) => Fix.CheckNotOffered(Writing(statement));

    private static string Writing(string statement) => $$"""
        var app = WebApplication.Create(args);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            {{statement}}
            return next(context);
        });
        app.Run();

        partial class Program { const string Policy = "default-src 'self'"; }
        """;
}
