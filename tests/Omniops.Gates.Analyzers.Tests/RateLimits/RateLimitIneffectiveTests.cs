namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5008.</summary>
public class RateLimitIneffectiveTests
{
    private const string Used = "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1).RequireRateLimiting(\"p\");";

    [Theory]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = int.MaxValue; f.Window = TimeSpan.FromMinutes(1); });")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 5000; f.Window = TimeSpan.FromSeconds(1); });")]
    [InlineData("o.AddPolicy(\"p\", context => RateLimitPartition.GetNoLimiter(\"\"));")]
    [InlineData("o.AddConcurrencyLimiter(\"p\", c => c.PermitLimit = int.MaxValue);")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 5; f.Window = TimeSpan.FromMinutes(1); f.QueueLimit = int.MaxValue; });")]
    public Task Fails(string options) => LimitedProgram.Check("OMNI5008", options, Used, "'p'");

    [Theory]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 100; f.Window = TimeSpan.FromMinutes(1); });")]
    [InlineData("o.AddPolicy(\"p\", context => context.User.IsInRole(\"admin\") ? RateLimitPartition.GetNoLimiter(\"\") : TEN);")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = args.Length; f.Window = TimeSpan.FromSeconds(1); });")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 5; f.Window = TimeSpan.FromMinutes(1); f.QueueLimit = 10; });")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 5; f.Window = new TimeSpan(0, 0, 0, 0, 60000); });")]
    public Task Passes(string options) => LimitedProgram.Check("OMNI5008", options, Used, null);
}
