using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.RateLimits.RateLimitRejectionFix>;

namespace Omniops.Gates.CodeFixes.Tests.RateLimits;

public sealed class RateLimitRejectionFixTests
{
    private const string Limit = "options.AddFixedWindowLimiter(\"p\", limit => { limit.PermitLimit = 10; limit.Window = TimeSpan.FromMinutes(1); })";

    [Theory]
    [InlineData(
        $"builder.Services.{{|OMNI5005:AddRateLimiter|}}(options =>\n{{\n    {Limit};\n}});",
        $"builder.Services.AddRateLimiter(options =>\n{{\n    options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;\n    {Limit};\n}});")]
    [InlineData(
        $"builder.Services.AddRateLimiter(options =>\n{{\n    options.{{|OMNI5005:RejectionStatusCode|}} = 503;\n    {Limit};\n}});",
        $"builder.Services.AddRateLimiter(options =>\n{{\n    options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;\n    {Limit};\n}});")]
    public Task Answers_with_429(string before, string after) => Fix.Check(Program(before), Program(after));

    private static string Program(string services) => $"""
        using System;
        using Microsoft.AspNetCore.RateLimiting;

        var builder = WebApplication.CreateBuilder(args);
        {services}
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/a", () => 1).RequireRateLimiting("p");
        app.Run();
        """;
}
