using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class MiddlewareOrderTests
{
    private const string Rule = "OMNI3010";

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
