using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class ForwardedHeadersTests
{
    private const string Rule = "OMNI3013";

    [Theory]
    [InlineData("", """Build""", """app.[|UseForwardedHeaders|]();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2);""", """Build""", """app.[|UseForwardedHeaders|]();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.[|ForwardedHeaders|] = ForwardedHeaders.None);""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.[|Clear|](); o.KnownIPNetworks.Clear(); });""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("", """Build""", """app.[|UseForwardedHeaders|](new ForwardedHeadersOptions());""")]
    public Task Reports(string services, string build, string pipeline) => Check($$"""
        using Microsoft.AspNetCore.HttpOverrides;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);

    [Theory]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("", """Build""", """app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection("Proxy"));""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); o.KnownProxies.Add(System.Net.IPAddress.Parse("10.0.0.1")); });""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.Clear(); });""", """Build""", """app.UseForwardedHeaders();""")]
    [InlineData("", """Build""", "")]
    public Task Allows(string services, string build, string pipeline) => Check($$"""
        using Microsoft.AspNetCore.HttpOverrides;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);


    private static Task Check(string program) => Gate<PipelineAnalyzer>.CheckProgram(program, Rule);
}
