using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.RateLimits.RateLimitDisabledFix>;

namespace Omniops.Gates.CodeFixes.Tests.RateLimits;

public sealed class RateLimitDisabledFixTests
{
    [Fact]
    public Task Takes_the_exception_away() => Fix.Check(
        Program("app.MapPost(\"/login\", () => 1).RequireRateLimiting(\"p\").{|OMNI5007:DisableRateLimiting|}();"),
        Program("app.MapPost(\"/login\", () => 1).RequireRateLimiting(\"p\");"));

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
        app.UseRateLimiter();
        {{pipeline}}
        app.Run();
        """;
}
