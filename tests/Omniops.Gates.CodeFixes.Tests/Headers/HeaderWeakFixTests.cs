using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.HeaderWeakFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class HeaderWeakFixTests
{
    [Theory]
    [InlineData("headers.{|OMNI3005:XContentTypeOptions|} = \"none\"; // sniff", "headers.XContentTypeOptions = \"nosniff\"; // sniff")]
    [InlineData("{|OMNI3005:headers[\"x-content-type-options\"]|} = \"no-sniff\";", "headers[\"x-content-type-options\"] = \"nosniff\";")]
    [InlineData("headers.{|OMNI3005:Append|}(\"Referrer-Policy\", \"unsafe-url\");", "headers.Append(\"Referrer-Policy\", \"strict-origin-when-cross-origin\");")]
    [InlineData("headers.{|OMNI3005:XFrameOptions|} = \"same-origin\";", "headers.XFrameOptions = \"SAMEORIGIN\";")]
    [InlineData("headers.{|OMNI3005:XXSSProtection|} = \"1; mode=block\";", "headers.XXSSProtection = \"0\";")]
    public Task Writes_the_value(string before, string after) => Fix.Check(Writing(before), Writing(after));

    [Theory]
    [InlineData("'none'", "DENY")]
    [InlineData("'self'", "SAMEORIGIN")]
    public Task Says_of_frames_what_the_policy_beside_it_says(string ancestors, string expected) => Fix.Check(
        Writing($"headers.ContentSecurityPolicy = \"default-src 'none'; base-uri 'none'; frame-ancestors {ancestors}\"; headers.{"{|OMNI3005:XFrameOptions|}"} = \"ALLOW-FROM https://a.example.com\";"),
        Writing($"headers.ContentSecurityPolicy = \"default-src 'none'; base-uri 'none'; frame-ancestors {ancestors}\"; headers.XFrameOptions = \"{expected}\";"));

    [Fact]
    public Task Changes_the_class_that_is_added()
    {
        const string program = """
            var app = WebApplication.Create(args);
            app.{|OMNI3005:UseMiddleware|}<Careful>();
            app.Run();
            """;
        const string middleware = """
            public class Careful(RequestDelegate next)
            {
                public Task InvokeAsync(HttpContext context)
                {
                    context.Response.Headers.XContentTypeOptions = "none"; // for now
                    return next(context);
                }
            }
            """;
        var fix = new Fix(program, program.Replace("{|OMNI3005:", "").Replace("|}", ""));
        fix.TestState.Sources.Add(("/app/Careful.cs", middleware));
        fix.FixedState.Sources.Add(("/app/Careful.cs", middleware.Replace("none", "nosniff")));
        return fix.CheckAsync();
    }

    [Fact]
    public Task Fixes_all() => Fix.Check(
        Writing("headers.{|OMNI3005:XContentTypeOptions|} = \"none\"; headers.{|OMNI3005:XXSSProtection|} = \"1\";"),
        Writing("headers.XContentTypeOptions = \"nosniff\"; headers.XXSSProtection = \"0\";"));

    [Theory]
    [InlineData("headers.{|OMNI3005:XFrameOptions|} = \"ALLOW-FROM https://partner.example.com\";")]
    [InlineData("{|OMNI3005:headers[\"Feature-Policy\"]|} = \"camera 'none'\";")]
    [InlineData("headers.{|OMNI3005:XContentTypeOptions|} = None;")]
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

        partial class Program { const string None = "none"; }
        """;
}
