namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5003.</summary>
public class EndpointNotLimitedTests
{
    private const string Policy = "o.AddPolicy(\"p\", context => TEN);";

    private const string Global = "o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);";

    [Theory]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/login\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'POST /login' is not rate limited, where passwords can be guessed")]
    [InlineData("app.UseRateLimiter(); app.MapGet(\"/b\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "no limit for all requests")]
    public Task Fails(string pipeline, string expected) => LimitedProgram.Check("OMNI5003", Policy, pipeline, expected);

    [Theory]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData(Global, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1);")]
    [InlineData(Global, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).DisableRateLimiting();")]
    [InlineData(null, "app.MapPost(\"/login\", () => 1);")]
    public Task Passes(string? options, string pipeline) => LimitedProgram.Check("OMNI5003", options, pipeline, null);
}
