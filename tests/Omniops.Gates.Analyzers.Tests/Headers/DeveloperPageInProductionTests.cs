using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class DeveloperPageInProductionTests
{
    private const string Rule = "OMNI3011";

    [Theory]
    [InlineData("", "Build", """app.[|UseDeveloperExceptionPage|]();""")]
    [InlineData("", "Build", """if (!app.Environment.IsDevelopment()) app.[|UseDeveloperExceptionPage|]();""")]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment() || app.Environment.IsProduction()) app.[|UseDeveloperExceptionPage|]();""")]
    [InlineData("", "Build", """Pages(app); static void Pages(IApplicationBuilder builder) => builder.[|UseDeveloperExceptionPage|]();""")]
    public Task Reports(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Theory]
    [InlineData("", "Build", """if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage();""")]
    [InlineData("", "Build", "")]
    [InlineData("", "Build", """if (app.Environment.IsProduction()) app.UseExceptionHandler("/error"); else app.UseDeveloperExceptionPage();""")]
    [InlineData("", "Build", """switch (app.Environment.EnvironmentName) { case "Development": app.UseDeveloperExceptionPage(); break; }""")]
    public Task Allows(string services, string build, string pipeline) => Gate<PipelineAnalyzer>.CheckPipeline(Rule, services, build, pipeline);

    [Fact]
    public async Task Does_not_prove_what_depends_on_more_than_the_environment() => Assert.Equal(
        Outcome.NotProven,
        await Outcome.Of("""
            // file: Program.cs
            var app = WebApplication.CreateBuilder(args).Build();
            if (app.Configuration.GetValue<bool>("Details"))
                app.UseDeveloperExceptionPage();
            app.Run();
            """, Rule));
}
