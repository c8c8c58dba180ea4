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

    [Theory]
    [InlineData("""app.UseDeveloperExceptionPage(); app.UseExceptionHandler("/sorry");""", Outcome.NotProven)]
    [InlineData("""app.UseExceptionHandler("/sorry"); app.UseDeveloperExceptionPage();""", Outcome.Fail)]
    [InlineData("""app.UseDeveloperExceptionPage(); if (app.Environment.IsDevelopment()) app.UseExceptionHandler("/sorry");""", Outcome.Fail)]
    public async Task Does_not_prove_that_a_page_is_shown_around_a_handler(string pipeline, string outcome) =>
        Assert.Equal(outcome, await Outcome.Of($"var app = WebApplication.CreateBuilder(args).Build(); {pipeline} app.Run();", Rule));

    [Theory]
    [InlineData("\"Development\"", "", Outcome.Fail)]
    [InlineData("\"development\"", """app.UseExceptionHandler("/sorry");""", Outcome.NotProven)]
    [InlineData("\"Production\"", "", Outcome.Pass)]
    [InlineData("args[0]", "", Outcome.Pass)]
    public async Task Knows_the_page_that_an_environment_set_in_code_brings(string environment, string pipeline, string outcome) => Assert.Equal(
        outcome,
        await Outcome.Of($$"""
            var app = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = {{environment}} }).Build();
            {{pipeline}}
            app.Run();
            """, Rule));
}
