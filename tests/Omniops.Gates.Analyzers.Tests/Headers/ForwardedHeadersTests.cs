using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class ForwardedHeadersTests
{
    private const string Rule = "OMNI3013";

    [Theory]
    [InlineData("", "Build", """app.[|UseForwardedHeaders|]();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2);""", "Build", """app.[|UseForwardedHeaders|]();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.[|ForwardedHeaders|] = ForwardedHeaders.None);""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.[|Clear|](); o.KnownIPNetworks.Clear(); });""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("", "Build", """app.[|UseForwardedHeaders|](new ForwardedHeadersOptions());""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("", "Build", """app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection("Proxy"));""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); o.KnownProxies.Add(System.Net.IPAddress.Parse("10.0.0.1")); });""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("""builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; o.KnownProxies.Clear(); });""", "Build", """app.UseForwardedHeaders();""")]
    [InlineData("", "Build", "")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    /// <summary>What cannot be seen counts neither as there nor as missing.</summary>
    [Theory]
    [InlineData("builder.Services.AddProxies();", "app.UseForwardedHeaders();", Outcome.NotProven)]
    [InlineData("builder.Services.AddClock();", "app.UseForwardedHeaders();", Outcome.Fail)]
    public async Task Does_not_prove_what_is_out_of_sight(string services, string pipeline, string outcome) => Assert.Equal(
        outcome, await Outcome.Of(OutOfSight.Program(services, pipeline), Rule));
}
