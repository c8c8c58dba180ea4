namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Which limits hold for which endpoint.</summary>
public class LimitDecisionsTests
{
    private const string Ten = "RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? \"\", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })";

    private const string Helpers = """
        static RateLimitPartition<string> Window(string key, int permits) =>
            RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromHours(1) });
        static PartitionedRateLimiter<HttpContext> Chained() => PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = 9, Window = TimeSpan.FromHours(1) })),
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromHours(1) })));
        """;

    [Theory]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = None")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "if (app.Environment.IsDevelopment()) app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"q\");", "GET /a = WithoutEffect")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Disabled")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN); o.AddTokenBucketLimiter(\"p\", t => { t.TokenLimit = 5; t.TokensPerPeriod = 2; t.ReplenishmentPeriod = TimeSpan.FromSeconds(30); });",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m and 5 + 2/30s")]
    [InlineData("if (args.Length > 0) o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Unknown")]
    [InlineData("if (args.Length > 0) o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN); o.AddConcurrencyLimiter(\"p\", c => c.PermitLimit = 4);",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 4 at a time")]
    [InlineData("o.AddConcurrencyLimiter(\"p\", c => c.PermitLimit = 4);", "app.UseRateLimiter(); app.MapGroup(\"/g\").RequireRateLimiting(\"p\").MapGet(\"/a\", () => 1);", "GET /g/a = Limited 4 at a time")]
    [InlineData("o.AddSlidingWindowLimiter(\"p\", s => { s.PermitLimit = Numbers.Many; s.Window = Numbers.Long; s.SegmentsPerWindow = 2; });",
        "app.UseRateLimiter(); app.MapGet(\"/a\", [EnableRateLimiting(\"p\")] () => 1);", "GET /a = Limited 50/15m")]
    [InlineData("o.AddPolicy<string, Own>(\"p\");", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 7/1h")]
    [InlineData("", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(new Own());", "GET /a = Limited 7/1h")]
    [InlineData("o.AddPolicy(\"p\", context => RateLimitPartition.GetNoLimiter(\"\"));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect no limit")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = int.MaxValue; f.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect 2147483647/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.CreateChained(PartitionedRateLimiter.Create<HttpContext, string>(context => TEN), PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(\"\", _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromHours(1) })));",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 10/1m and 100/1h")]
    [InlineData("o.AddPolicy(\"q\", context => Window(\"\", 6)); o.AddPolicy(\"p\", context => Window(context.Connection.RemoteIpAddress.ToString(), Numbers.Many));",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 50/1h", "GET /b = Limited 6/1h")]
    [InlineData("o.GlobalLimiter = Chained();", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 9/1h and 5/1h")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Disabled")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); var a = app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); if (args.Length > 0) a.DisableRateLimiting();", "GET /a = Unknown")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseEndpoints(_ => { }); app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseRateLimiter(); app.UseEndpoints(_ => { }); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.Map(\"/b\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); }); app.UseRateLimiter();", "GET /b/a = WithoutEffect")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.Map(\"/b\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /b/a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.Map(\"/b\", b => { b.UseRouting(); b.UseRateLimiter(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /b/a = Limited 10/1m")]
    public void Limits(string options, string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Limits(MappedProgram.OfMinimal(
        $"builder.Services.AddRateLimiter(o => {{ {options.Replace("TEN", Ten, StringComparison.Ordinal)} }});", pipeline + Helpers, """
        static class Numbers { public const int Many = 50; public static readonly TimeSpan Long = TimeSpan.FromMinutes(15); }
        class Own : IRateLimiterPolicy<string>
        {
            public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => null;
            public RateLimitPartition<string> GetPartition(HttpContext context) =>
                RateLimitPartition.GetFixedWindowLimiter(context.User.Identity?.Name ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 7, Window = TimeSpan.FromHours(1) });
        }
        """)));
}
