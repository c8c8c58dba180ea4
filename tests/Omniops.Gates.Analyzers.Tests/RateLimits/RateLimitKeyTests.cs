namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5006.</summary>
public class RateLimitKeyTests
{
    private const string Used = "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1).RequireRateLimiting(\"p\");";

    [Theory]
    [InlineData("context.Request.Headers[\"X-Forwarded-For\"].ToString()")]
    [InlineData("context.Request.Headers[\"X-Client-Id\"].FirstOrDefault() ?? \"none\"")]
    [InlineData("context.Request.Host.ToString()")]
    [InlineData("context.Request.Headers.UserAgent.ToString()")]
    [InlineData("context.User.Identity?.Name ?? context.Request.Headers[\"X-Real-IP\"].ToString()")]
    [InlineData("Key(context)")]
    public Task Fails(string key) => LimitedProgram.Check("OMNI5006", Limit(key), Used, "which the client sends", types: Keys);

    [Theory]
    [InlineData("context.Connection.RemoteIpAddress?.ToString() ?? \"unknown\"")]
    [InlineData("context.User.Identity?.Name ?? context.Connection.RemoteIpAddress!.ToString()")]
    [InlineData("context.Request.Headers[\"X-Api-Key\"].ToString()")]
    [InlineData("\"everybody\"")]
    [InlineData("Address(context)")]
    public Task Passes(string key) => LimitedProgram.Check("OMNI5006", Limit(key), Used, null, types: Keys);

    [Fact]
    public Task The_user_is_known_behind_authentication() => LimitedProgram.Check(
        "OMNI5006", Limit("context.User.Identity?.Name ?? \"\""), "app.UseRateLimiter(); app.UseAuthentication();", "'UseRateLimiter' comes before 'UseAuthentication'");

    [Theory]
    [InlineData("client", "one bucket for all clients")]
    [InlineData("all", null)]
    public Task The_policy_says_whether_a_bucket_is_shared(string per, string? expected) => LimitedProgram.Check(
        "OMNI5006", "o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 10; f.Window = TimeSpan.FromMinutes(1); });", Used, expected,
        $$"""{ "rateLimits": { "limits": [{ "name": "p", "permits": 10, "window": "1m", "per": "{{per}}" }] } }""");

    private const string Keys = """
        partial class Program
        {
            static string Key(HttpContext context) => context.Request.Query["key"].ToString();
            static string Address(HttpContext context) { var address = context.Connection.RemoteIpAddress; return $"ip:{address}"; }
        }
        """;

    private static string Limit(string key) =>
        $"o.AddPolicy(\"p\", context => RateLimitPartition.GetFixedWindowLimiter({key}, _ => new FixedWindowRateLimiterOptions {{ PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }}));";
}
