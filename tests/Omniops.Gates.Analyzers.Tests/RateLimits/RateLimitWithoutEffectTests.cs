namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5002.</summary>
public class RateLimitWithoutEffectTests
{
    private const string Policy = "o.AddPolicy(\"p\", context => TEN);";

    [Theory]
    [InlineData(Policy, "app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'UseRateLimiter' is not called")]
    [InlineData(Policy, "app.MapGet(\"/a\", () => 1);", "'UseRateLimiter' is not called")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.MapGet(\"/a\", () => 1);", "'UseRateLimiter' is not called")]
    [InlineData(Policy, "if (app.Environment.IsDevelopment()) { app.UseRateLimiter(); } app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "runs only in Development")]
    [InlineData(Policy, "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "before 'UseRouting'")]
    [InlineData(Policy, "app.UseRouting(); app.UseEndpoints(e => e.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\")); app.UseRateLimiter();", "after 'UseEndpoints'")]
    [InlineData("", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "no policy and no global limiter")]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "no endpoint asks for it")]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"q\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"p\");", "'q' is not registered")]
    [InlineData(null, "app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'UseRateLimiter' is not called")]
    [InlineData(Policy, "app.MapControllers();", "'UseRateLimiter' is not called", "[EnableRateLimiting(\"p\"), Route(\"a\")] public class XController : ControllerBase { public int Get() => 1; }")]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\").ShortCircuit();", "take .ShortCircuit() away")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 0; f.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'PermitLimit' is 0, so its requests are answered with 500")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => f.PermitLimit = 5);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'Window' is not set")]
    [InlineData("o.AddSlidingWindowLimiter(\"p\", s => { s.PermitLimit = 5; s.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'SegmentsPerWindow' is not set")]
    [InlineData("o.AddPolicy(\"p\", context => RateLimitPartition.GetTokenBucketLimiter(\"\", _ => new TokenBucketRateLimiterOptions { TokenLimit = 5, ReplenishmentPeriod = TimeSpan.FromMinutes(1) }));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'TokensPerPeriod' is not set")]
    [InlineData("o.AddConcurrencyLimiter(\"p\", c => { });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'PermitLimit' is not set")]
    public Task Fails(string? options, string pipeline, string expected, string types = "") =>
        LimitedProgram.Check("OMNI5002", options, pipeline, expected, types: types);

    [Theory]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData(Policy, "app.UseRouting(); app.UseRateLimiter(); app.MapGroup(\"/g\").RequireRateLimiting(\"p\").MapGet(\"/a\", () => 1);")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1);")]
    [InlineData(Policy, "app.UseRateLimiter(); const string Name = \"p\"; app.MapGet(\"/a\", () => 1).RequireRateLimiting(Name);")]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(args[0]);")]
    [InlineData(Policy, "if (!app.Environment.IsDevelopment()) { app.UseRateLimiter(); } app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData(null, "app.MapGet(\"/a\", () => 1);")]
    [InlineData("foreach (var name in args) o.AddPolicy(name, context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = args.Length; f.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => builder.Configuration.Bind(\"L\", f));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData("o.AddPolicy(\"p\", context => RateLimitPartition.GetFixedWindowLimiter(\"\", _ => builder.Configuration.GetSection(\"L\").Get<FixedWindowRateLimiterOptions>()!));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");")]
    public Task Passes(string? options, string pipeline) => LimitedProgram.Check("OMNI5002", options, pipeline, null);
}
