using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.RateLimits.RateLimitWithoutEffectFix>;

namespace Omniops.Gates.CodeFixes.Tests.RateLimits;

public sealed class RateLimitWithoutEffectFixTests
{
    [Theory]
    [InlineData(
        "app.UseRouting();\napp.UseAuthentication();\napp.UseAuthorization();\napp.MapGet(\"/a\", () => 1).{|OMNI5002:RequireRateLimiting|}(\"p\");",
        "app.UseRouting();\napp.UseAuthentication();\napp.UseRateLimiter();\napp.UseAuthorization();\napp.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData(
        "app.UseRateLimiter();\napp.UseRouting();\napp.MapGet(\"/a\", () => 1).{|OMNI5002:RequireRateLimiting|}(\"p\");",
        "app.UseRouting();\napp.UseRateLimiter();\napp.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    public Task Lets_the_limiter_act(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Leaves_a_name_that_is_not_registered() => Fix.CheckNotOffered(
        Program("app.UseRateLimiter();\napp.MapGet(\"/a\", () => 1).{|OMNI5002:RequireRateLimiting|}(\"q\");\napp.MapGet(\"/b\", () => 1).RequireRateLimiting(\"p\");"));

    private static string Program(string pipeline) => $$"""
        using System;
        using Microsoft.AspNetCore.RateLimiting;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = 429;
            options.AddFixedWindowLimiter("p", limit => { limit.PermitLimit = 10; limit.Window = TimeSpan.FromMinutes(1); });
        });
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        """;
}
