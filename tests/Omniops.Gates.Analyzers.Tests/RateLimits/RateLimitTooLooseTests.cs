namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5004.</summary>
public class RateLimitTooLooseTests
{
    private const string Declared = """{ "rateLimits": { "limits": [{ "name": "chat", "permits": 100, "window": "15m", "routes": ["/chat/**"] }] } }""";

    [Theory]
    [InlineData("FixedWindowLimiter", "PermitLimit = 101, Window = TimeSpan.FromMinutes(15)", "'chat' is limited to 101/15m, and the policy 'chat' allows 100/15m")]
    [InlineData("FixedWindowLimiter", "PermitLimit = 20, Window = TimeSpan.FromMinutes(1)", "20/1m")]
    [InlineData("SlidingWindowLimiter", "PermitLimit = 200, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 4", "200/1h")]
    [InlineData("TokenBucketLimiter", "TokenLimit = 50, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(10)", "50 + 1/10s")]
    [InlineData("Concurrency", "PermitLimit = 2", "2 at a time")]
    public Task Fails(string limiter, string options, string expected) => LimitedProgram.Check("OMNI5004", Limit(limiter, options), Used, expected, Declared);

    [Theory]
    [InlineData("FixedWindowLimiter", "PermitLimit = 100, Window = TimeSpan.FromMinutes(15)")]
    [InlineData("FixedWindowLimiter", "PermitLimit = 100, Window = TimeSpan.FromHours(1)")]
    [InlineData("FixedWindowLimiter", "PermitLimit = 6, Window = TimeSpan.FromMinutes(1)")]
    [InlineData("TokenBucketLimiter", "TokenLimit = 10, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(10)")]
    public Task Passes(string limiter, string options) => LimitedProgram.Check("OMNI5004", Limit(limiter, options), Used, null, Declared);

    [Fact]
    public Task A_number_that_is_not_known_is_not_proven() => LimitedProgram.Check(
        "OMNI5004", Limit("FixedWindowLimiter", "PermitLimit = Environment.ProcessorCount, Window = TimeSpan.FromMinutes(1)"), Used, "cannot be told", Declared);

    [Fact]
    public Task A_route_is_judged_by_all_that_hold() => LimitedProgram.Check(
        "OMNI5004", "o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1);",
        "'POST /chat' is limited to 10/1m, and the policy 'chat' allows 100/15m", Declared);

    private const string Used = "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1).RequireRateLimiting(\"chat\");";

    private static string Limit(string limiter, string options) =>
        $"o.AddPolicy(\"chat\", context => RateLimitPartition.Get{limiter.Replace("Concurrency", "ConcurrencyLimiter", StringComparison.Ordinal)}(context.User.Identity?.Name ?? \"\", _ => new {limiter.Replace("Limiter", "Rate", StringComparison.Ordinal)}LimiterOptions {{ {options} }}));";
}
