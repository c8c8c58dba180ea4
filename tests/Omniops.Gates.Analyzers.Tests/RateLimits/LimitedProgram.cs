using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>Programs with limits, and what a rule says of them.</summary>
internal static class LimitedProgram
{
    /// <summary>A limit of ten requests per minute and address.</summary>
    public const string Ten =
        "RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? \"\", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })";

    /// <summary>The texts that a rule reports, by line and column no further.</summary>
    /// <param name="options">Statements over the limiter's options <c>o</c>; <c>TEN</c> stands for <see cref="Ten"/>. Null for no limiter.</param>
    /// <param name="pipeline">Statements over the application <c>app</c>.</param>
    /// <param name="policy">omniops.gates.json.</param>
    /// <param name="services">Statements over <c>builder</c>.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Find(string rule, string? options, string pipeline, string? policy = null, string types = "", string services = "")
    {
        var program = $$"""
            using System.Threading.RateLimiting;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.RateLimiting;
            var builder = WebApplication.CreateBuilder(args);
            {{services}}
            {{(options is null ? "" : $"builder.Services.AddRateLimiter(o => {{ {options.Replace("TEN", Ten, StringComparison.Ordinal)} }});")}}
            var app = builder.Build();
            {{pipeline}}
            app.Run();
            {{types}}
            """;
        var findings = policy is null ? new Findings(program) : Findings.With(program, ("/r/omniops.gates.json", policy));
        return await findings.InBuild(rule);
    }

    /// <summary>Expects one finding whose message contains the text; none where it is null.</summary>
    public static async Task Check(string rule, string? options, string pipeline, string? expected, string? policy = null, string types = "", string services = "")
    {
        var found = await Find(rule, options, pipeline, policy, types, services);
        if (expected is null)
            Assert.Empty(found);
        else
            Assert.Contains(expected, Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
