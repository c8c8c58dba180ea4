using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HeaderMissingTests
{
    private const string Rule = "OMNI3004";

    [Theory]
    [InlineData("await next(context); context.Response.Headers.XContentTypeOptions = \"nosniff\";", Outcome.NotProven)]
    [InlineData("await next(context).ConfigureAwait(false); if (!context.Response.HasStarted) { context.Response.Headers.XContentTypeOptions = \"nosniff\"; }", Outcome.NotProven)]
    [InlineData("if (context.Request.Path == \"/x\") { await next(context); return; } context.Response.Headers.XContentTypeOptions = \"nosniff\"; await next(context);", Outcome.NotProven)]
    [InlineData("context.Response.Headers.XContentTypeOptions = \"nosniff\"; await next(context);", Outcome.Pass)]
    [InlineData("context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = \"nosniff\"; return Task.CompletedTask; }); await next(context);", Outcome.Pass)]
    public async Task Asks_whether_the_response_has_begun(string body, string outcome) => Assert.Equal(
        outcome,
        await Outcome.Of($"var app = WebApplication.CreateBuilder(args).Build(); app.Use(async (context, next) => {{ {body} }}); app.Run();", Rule));

    [Theory]
    [InlineData("Results.Content(\"\", System.Net.Mime.MediaTypeNames.Text.Html)", Outcome.Fail)]
    [InlineData("Results.Content(\"\", Kinds.Html)", Outcome.Fail)]
    [InlineData("Results.Content(\"\", $\"{Kinds.Html}; charset=utf-8\")", Outcome.Fail)]
    [InlineData("Results.Content(\"\", Kinds.Html + \"; charset=utf-8\")", Outcome.Fail)]
    [InlineData("Results.Content(\"\", Kinds.Text)", Outcome.Pass)]
    [InlineData("Results.Content(Kinds.Html.ToUpperInvariant(), \"text/plain\")", Outcome.Pass)]
    public async Task Knows_a_page_by_the_name_of_its_kind(string answer, string outcome) => Assert.Equal(
        outcome,
        await Outcome.Of($$"""
            var app = WebApplication.CreateBuilder(args).Build();
            app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });
            app.MapGet("/", () => {{answer}});
            app.Run();
            static class Kinds { public const string Html = "text/html"; public const string Text = "text/plain"; }
            """, Rule));

    [Theory]
    [InlineData("", "[|Build|]", "")]
    [InlineData("", "[|Build|]", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XFrameOptions = "DENY"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", "[|Build|]", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddControllersWithViews();""", "[|Build|]", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'"; h.XContentTypeOptions = "nosniff"; h.XFrameOptions = "DENY"; h["Referrer-Policy"] = "no-referrer";  return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", "[|Build|]", """app.UseStaticFiles(); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers["x-content-type-options"] = "nosniff"; await next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'"; h.XContentTypeOptions = "nosniff"; h.XFrameOptions = "DENY"; h["Referrer-Policy"] = "no-referrer"; h["Permissions-Policy"] = "camera=()"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("""builder.Services.AddRazorPages();""", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { var h = context.Response.Headers; h.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'"; h.XContentTypeOptions = "nosniff"; h["Referrer-Policy"] = "no-referrer"; h["Permissions-Policy"] = "camera=()"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", "Build", """Headers(app); static void Headers(IApplicationBuilder app) { app.Use(async (context, next) => { Add(context.Response, "X-Content-Type-Options", "nosniff"); await next(context); }); } static void Add(HttpResponse response, string name, string value) => response.Headers[name] = value;""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    /// <summary>What cannot be seen counts neither as there nor as missing.</summary>
    [Theory]
    [InlineData("builder.Services.AddPages();", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""", Outcome.NotProven)]
    [InlineData("builder.Services.AddClock();", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""", Outcome.Pass)]
    [InlineData("builder.Services.AddPages();", "", "Error, Warning")]
    [InlineData("", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/", () => Results.Content("<p>", "text/html"));""", Outcome.Fail)]
    [InlineData("", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/", () => Results.Content("<p>", contentType: "text/html; charset=utf-8"));""", Outcome.Fail)]
    [InlineData("", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/", (HttpResponse response) => { response.ContentType = "text/html"; });""", Outcome.Fail)]
    [InlineData("", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); var client = new HttpClient(); client.DefaultRequestHeaders.Accept.ParseAdd("text/html");""", Outcome.Pass)]
    [InlineData("", """app.Use(async (context, next) => { if (context.Request.Path.StartsWithSegments("/admin")) context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""", Outcome.NotProven)]
    [InlineData("", """app.MapGet("/", (HttpResponse response) => { response.Headers.XContentTypeOptions = "nosniff"; });""", Outcome.NotProven)]
    public async Task Does_not_prove_what_is_out_of_sight(string services, string pipeline, string outcome) => Assert.Equal(
        outcome, await Outcome.Of(OutOfSight.Program(services, pipeline), Rule));

    /// <summary>What a filter does to its endpoints neither hides nor takes away what the pipeline does.</summary>
    [Theory]
    [InlineData("OMNI3001")]
    [InlineData(Rule)]
    public async Task Is_content_whatever_a_filter_does_to_its_endpoints(string rule) => Assert.Empty(await new Findings("""
        using Microsoft.AspNetCore.Mvc.Filters;
        var app = WebApplication.Create(args);
        app.UseHsts();
        app.Use((context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; return next(context); });
        app.Run();
        class Anything : IResultFilter
        {
            public void OnResultExecuting(ResultExecutingContext context) => context.HttpContext.Response.Headers[Environment.MachineName] = "x";
            public void OnResultExecuted(ResultExecutedContext context) => context.HttpContext.Response.Headers.Remove("X-Content-Type-Options");
        }
        """).InBuild(rule));

    /// <summary>Files and errors go out without what a filter writes.</summary>
    [Fact]
    public async Task Names_the_filter_that_writes_a_header_for_its_endpoints_only()
    {
        var found = Assert.Single(await new Findings("""
            using Microsoft.AspNetCore.Mvc.Filters;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers(options => options.Filters.Add<NoSniff>());
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            class NoSniff : IResultFilter
            {
                public void OnResultExecuting(ResultExecutingContext context) => context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
                public void OnResultExecuted(ResultExecutedContext context) { }
            }
            """).InBuild(Rule));
        Assert.Contains("never carry 'X-Content-Type-Options' but where the filter 'NoSniff' writes 'X-Content-Type-Options', for its endpoints only", found.GetMessage(), StringComparison.Ordinal);
    }
}
