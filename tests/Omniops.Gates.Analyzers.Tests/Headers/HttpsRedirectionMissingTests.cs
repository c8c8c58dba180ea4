using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HttpsRedirectionMissingTests
{
    private const string Rule = "OMNI3003";

    [Theory]
    [InlineData("", """[|Build|]""", "")]
    [InlineData("", """[|Build|]""", """app.UseHsts();""")]
    [InlineData("""builder.Services.AddHttpsRedirection(o => o.HttpsPort = 443);""", """[|Build|]""", "")]
    [InlineData("", """Build""", """if (app.Environment.IsDevelopment()) app.[|UseHttpsRedirection|]();""")]
    [InlineData("", """Build""", """app.Run(context => Task.CompletedTask); app.[|UseHttpsRedirection|]();""")]
    public Task Reports(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);

    [Theory]
    [InlineData("", """Build""", """app.UseHttpsRedirection();""")]
    [InlineData("", """Build""", """if (!app.Environment.IsDevelopment()) app.UseHttpsRedirection();""")]
    [InlineData("", """Build""", """app.UseRouting().UseHttpsRedirection();""")]
    [InlineData("", """Build""", """Secure(app); static void Secure(IApplicationBuilder b) => b.UseHttpsRedirection();""")]
    [InlineData("", """Build""", """app.UseRewriter(Microsoft.AspNetCore.Rewrite.RewriteOptionsExtensions.AddRedirectToHttps(new Microsoft.AspNetCore.Rewrite.RewriteOptions()));""")]
    public Task Allows(string services, string build, string pipeline) => Check($$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """);


    private static Task Check(string program) => Gate<PipelineAnalyzer>.CheckProgram(program, Rule);
}
