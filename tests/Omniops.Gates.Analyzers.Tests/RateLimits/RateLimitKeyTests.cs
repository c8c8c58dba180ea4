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
    [InlineData("context.Request.Headers.Authorization.ToString()")]
    [InlineData("context.Session.Id")]
    [InlineData("context.RequestServices.GetRequiredService<IClients>().Of(context)")]
    public Task Fails(string key) => LimitedProgram.Check("OMNI5006", Limit(key), Used, "which the client sends", types: Keys);

    [Theory]
    [InlineData("context.Connection.RemoteIpAddress?.ToString() ?? \"unknown\"")]
    [InlineData("context.User.Identity?.Name ?? context.Connection.RemoteIpAddress!.ToString()")]
    [InlineData("context.Request.Headers[\"X-Api-Key\"].ToString()")]
    [InlineData("\"everybody\"")]
    [InlineData("Address(context)")]
    [InlineData("context.RequestServices.GetRequiredService<ITenants>().Of(context)")]
    [InlineData("context.TraceIdentifier", "RateLimitPartition.GetNoLimiter")]
    public Task Passes(string key, string? limiter = null) => LimitedProgram.Check(
        "OMNI5006", limiter is null ? Limit(key) : $"o.AddPolicy(\"p\", context => {limiter}({key}));", Used, null, types: Keys);

    [Theory]
    [InlineData("context.TraceIdentifier")]
    [InlineData("$\"{context.Connection.RemoteIpAddress}:{Guid.NewGuid()}\"")]
    [InlineData("context.User.Identity?.Name ?? context.Connection.Id")]
    public Task A_key_that_is_new_each_time_counts_nothing(string key) => LimitedProgram.Check("OMNI5006", Limit(key), Used, "one of its own");

    [Fact]
    public Task A_token_that_is_asked_for_first_is_somebodys() => LimitedProgram.Check(
        "OMNI5006", Limit("context.Request.Headers.Authorization.ToString()"),
        "app.UseRateLimiter(); app.MapPost(\"/chat\", () => 1).RequireRateLimiting(\"p\").RequireAuthorization();", null, types: Keys, services: "builder.Services.AddAuthorization();");

    [Theory]
    [InlineData("client", "one bucket for all clients")]
    [InlineData("all", null)]
    public Task A_route_of_the_policy_is_per_client(string per, string? expected) => LimitedProgram.Check(
        "OMNI5006", "o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 10; f.Window = TimeSpan.FromMinutes(1); });", Used, expected,
        $$"""{ "rateLimits": { "limits": [{ "name": "other", "permits": 10, "window": "1m", "routes": ["/chat"], "per": "{{per}}" }] } }""");

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
        interface IClients { string Of(HttpContext context); }
        class Clients : IClients { public string Of(HttpContext context) => context.Request.Headers["X-Real-IP"].ToString(); }
        interface ITenants { string Of(HttpContext context); }
        class Tenants : ITenants { public string Of(HttpContext context) => context.Connection.RemoteIpAddress!.ToString(); }
        class OtherTenants : ITenants { public string Of(HttpContext context) => context.Request.Headers["X-Real-IP"].ToString(); }
        partial class Program
        {
            static string Key(HttpContext context) => context.Request.Query["key"].ToString();
            static string Address(HttpContext context) { var address = context.Connection.RemoteIpAddress; return $"ip:{address}"; }
        }
        """;

    private static string Limit(string key) =>
        $"o.AddPolicy(\"p\", context => RateLimitPartition.GetFixedWindowLimiter({key}, _ => new FixedWindowRateLimiterOptions {{ PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }}));";
}
