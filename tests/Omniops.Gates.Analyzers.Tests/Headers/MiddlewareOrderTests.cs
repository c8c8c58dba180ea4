using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class MiddlewareOrderTests
{
    private const string Rule = "OMNI3010";

    [Theory]
    [InlineData("", "Build", """app.[|Map|]("/branch", branch => { }); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", "Build", """app.[|MapWhen|](context => context.Request.Query.Count > 0, branch => { }); app.UseHsts();""")]
    [InlineData("", "Build", """app.[|UseStaticFiles|](); app.UseHsts(); app.UseHttpsRedirection();""")]
    [InlineData("", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/robots.txt", () => "").[|ShortCircuit|]();""")]
    [InlineData("", "Build", """app.UseHsts(); app.[|MapShortCircuit|](404, "favicon.ico");""")]
    [InlineData("", "Build", """app.UseRouting(); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/robots.txt", () => "").[|ShortCircuit|]();""")]
    [InlineData("builder.Services.[|AddAuthorization|]();", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("builder.Services.[|AddAuthorizationBuilder|]();", "Build", """app.UseHttpsRedirection();""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); }); app.MapGet("/", (HttpContext context) => context.Response.[|Clear|]());""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { if (context.Request.Path == "/x") await context.Response.[|WriteAsync|]("x"); else await next(context); }); app.UseHsts();""")]
    [InlineData("", "Build", """app.Use((context, next) => { if (context.Request.Path == "/x") { context.Response.[|Redirect|]("/y"); return Task.CompletedTask; } return next(context); }); app.UseHsts();""")]
    [InlineData("builder.Services.AddHealthChecks();", "Build", """app.[|UseHealthChecks|]("/health"); app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""")]
    public Task Reports_what_answers_early(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.Map("/branch", branch => { });""")]
    [InlineData("", "Build", """app.Map("/branch", branch => { branch.UseHsts(); }); app.UseHsts();""")]
    [InlineData("", "Build", """app.UseWhen(context => context.Request.Query.Count > 0, branch => { }); app.UseHsts();""")]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment()) app.Map("/branch", branch => { }); app.UseHsts();""")]
    [InlineData("", "Build", """app.UseHsts(); app.UseRouting(); app.MapGet("/robots.txt", () => "").ShortCircuit();""")]
    [InlineData("", "Build", """app.MapGet("/robots.txt", () => "").ShortCircuit();""")]
    [InlineData("builder.Services.AddAuthorization();", "Build", """app.UseHsts(); app.UseAuthorization();""")]
    [InlineData("builder.Services.AddAuthorization();", "Build", "")]
    [InlineData("", "Build", """app.UseHsts(); app.UseHttpsRedirection(); app.UseStaticFiles();""")]
    [InlineData("", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.MapGet("/", (HttpContext context) => context.Response.Clear());""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { try { await next(context); } catch (Exception) { await context.Response.WriteAsync("sorry"); } }); app.UseHsts();""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { await next(context); await context.Response.WriteAsync("x"); }); app.UseHsts();""")]
    [InlineData("", "Build", """app.UseHsts(); app.Use(async (context, next) => { if (context.Request.Path == "/x") await context.Response.WriteAsync("x"); else await next(context); });""")]
    [InlineData("", "Build", """app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync("sorry"))); app.UseHsts();""")]
    [InlineData("", "Build", """app.MapGet("/", context => context.Response.WriteAsync("x")); app.UseHsts();""")]
    [InlineData("builder.Services.AddHealthChecks();", "Build", """app.UseHsts(); app.MapHealthChecks("/health");""")]
    [InlineData("builder.Services.AddHealthChecks();", "Build", """app.UseHealthChecks("/health"); app.UseHsts(); app.UseHttpsRedirection();""")]
    public Task Allows_what_answers_behind(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync("sorry"))); app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = "nosniff"; await next(context); });""")]
    [InlineData("builder.Services.AddProblemDetails();", "Build", """app.UseExceptionHandler(); app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = "nosniff"; await next(context); });""")]
    [InlineData("", "Build", """app.[|UseStaticFiles|](); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|XContentTypeOptions|] = "nosniff"; await next(context); }); app.UseExceptionHandler("/error");""")]
    [InlineData("", "Build", """app.UseHttpsRedirection(); app.[|UseForwardedHeaders|]();""")]
    [InlineData("", "Build", """app.UseHsts(); app.[|UseForwardedHeaders|]();""")]
    [InlineData("", "Build", """app.UseAuthorization(); app.[|UseAuthentication|]();""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.UseExceptionHandler("/error"); app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""")]
    [InlineData("", "Build", """app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error" }); app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); });""")]
    [InlineData("", "Build", """app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); }); app.UseStaticFiles(); app.UseExceptionHandler("/error");""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers.XContentTypeOptions = "nosniff"; await next(context); }); app.UseStaticFiles();""")]
    [InlineData("", "Build", """app.Use(async (context, next) => { context.Response.Headers["X-Own"] = "1"; await next(context); }); app.UseExceptionHandler("/error");""")]
    [InlineData("", "Build", """app.UseStaticFiles(); app.UseStaticFiles();""")]
    [InlineData("", "Build", """app.UseForwardedHeaders(); app.UseHsts(); app.UseHttpsRedirection();""")]
    [InlineData("", "Build", """app.UseAuthentication(); app.UseAuthorization();""")]
    [InlineData("", "Build", """app.UseAuthorization();""")]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment()) app.UseStaticFiles(); app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.XContentTypeOptions = "nosniff"; return Task.CompletedTask; }); return next(context); });""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);
}
