using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class ServerBannerTests
{
    private const string Rule = "OMNI3012";

    [Theory]
    [InlineData("", "[|Build|]", "")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.[|AddServerHeader|] = true);""", "Build", "")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 1);""", "[|Build|]", "")]
    [InlineData("", "[|Build|]", """app.Use(async (context, next) => { context.Response.Headers.Remove("Server"); await next(context); });""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);""", "Build", """app.Use(async (context, next) => { context.Response.Headers.[|Server|] = "shop/1.0"; await next(context); });""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);""", "Build", "")]
    [InlineData("""builder.WebHost.UseKestrel(o => o.AddServerHeader = false);""", "Build", "")]
    [InlineData("""builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(o => { o.AddServerHeader = false; });""", "Build", "")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);
}
