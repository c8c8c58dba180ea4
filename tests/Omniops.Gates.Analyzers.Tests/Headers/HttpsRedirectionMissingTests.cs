using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HttpsRedirectionMissingTests
{
    private const string Rule = "OMNI3003";

    [Theory]
    [InlineData("", "[|Build|]", "")]
    [InlineData("", "[|Build|]", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHttpsRedirection(o => o.HttpsPort = 443);""", "[|Build|]", "")]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment()) app.[|UseHttpsRedirection|]();""")]
    [InlineData("", "Build", """app.Run(context => Task.CompletedTask); app.[|UseHttpsRedirection|]();""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """app.UseHttpsRedirection();""")]
    [InlineData("", "Build", """if (!app.Environment.IsDevelopment()) app.UseHttpsRedirection();""")]
    [InlineData("", "Build", """app.UseRouting().UseHttpsRedirection();""")]
    [InlineData("", "Build", """Secure(app); static void Secure(IApplicationBuilder b) => b.UseHttpsRedirection();""")]
    [InlineData("", "Build", """app.UseRewriter(Microsoft.AspNetCore.Rewrite.RewriteOptionsExtensions.AddRedirectToHttps(new Microsoft.AspNetCore.Rewrite.RewriteOptions()));""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    /// <summary>What cannot be seen counts neither as there nor as missing.</summary>
    [Theory]
    [InlineData("builder.Services.AddControllers(mvc => mvc.Filters.Add(new Microsoft.AspNetCore.Mvc.RequireHttpsAttribute()));", "", Outcome.NotProven)]
    [InlineData("builder.Services.AddControllers(mvc => mvc.Filters.Add<Microsoft.AspNetCore.Mvc.RequireHttpsAttribute>());", "", Outcome.NotProven)]
    [InlineData("builder.Services.AddClock();", "", Outcome.Fail)]
    public async Task Does_not_prove_what_is_out_of_sight(string services, string pipeline, string outcome) => Assert.Equal(
        outcome, await Outcome.Of(OutOfSight.Program(services, pipeline), Rule));
}
