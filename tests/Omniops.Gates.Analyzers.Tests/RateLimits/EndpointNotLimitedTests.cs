namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5003.</summary>
public class EndpointNotLimitedTests
{
    private const string Policy = "o.AddPolicy(\"p\", context => TEN);";

    private const string Global = "o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);";

    [Theory]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/login\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'POST /login' is not rate limited, where passwords can be guessed")]
    [InlineData("app.UseRateLimiter(); app.MapGet(\"/b\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "no limit for all requests")]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/files\", (IFormFile file) => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "'POST /files' is not rate limited, where files are taken in")]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/hooks/stripe\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "where others call at will")]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/resendConfirmationEmail\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "where mails are sent")]
    [InlineData("app.UseRateLimiter(); app.MapGet(\"/generateJwtToken\", () => 1); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "where tokens are handed out")]
    [InlineData("app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).RequireRateLimiting(args[0]); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "known at run time only; ask for its limit by a name")]
    [InlineData("if (args.Length > 0) app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).RequireRateLimiting(\"p\");", "call app.UseRateLimiter() under no condition")]
    public Task Fails(string pipeline, string expected) => LimitedProgram.Check("OMNI5003", Policy, pipeline, expected);

    [Theory]
    [InlineData(Policy, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).RequireRateLimiting(\"p\");")]
    [InlineData(Global, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1);")]
    [InlineData(Global, "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1).DisableRateLimiting();")]
    [InlineData(null, "app.MapPost(\"/login\", () => 1);")]
    public Task Passes(string? options, string pipeline) => LimitedProgram.Check("OMNI5003", options, pipeline, null);

    [Theory]
    [InlineData("context.Request.Path.StartsWithSegments(\"/api\") ? TEN : RateLimitPartition.GetNoLimiter(\"\")", "'POST /login' is not rate limited, where passwords can be guessed: 'GlobalLimiter' gives it no limiter")]
    [InlineData("context.Request.Path == \"/login\" ? TEN : RateLimitPartition.GetNoLimiter(\"\")", "which a slash at the end of the path evades")]
    [InlineData("context.Request.Path.Value.StartsWith(\"/log\") ? TEN : RateLimitPartition.GetNoLimiter(\"\")", "which tells upper from lower case as routes do not")]
    [InlineData("context.Request.Path.StartsWithSegments(\"/login\") ? TEN : RateLimitPartition.GetNoLimiter(\"\")", null)]
    [InlineData("context.User.IsInRole(\"robot\") ? RateLimitPartition.GetNoLimiter(\"\") : TEN", null)]
    public Task The_global_limiter_can_leave_an_endpoint_out(string chosen, string? expected) => LimitedProgram.Check(
        "OMNI5003", $"o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => {chosen});", "app.UseRateLimiter(); app.MapPost(\"/login\", () => 1);", expected);

    [Theory]
    [InlineData("foreach (var selector in controller.Selectors) selector.EndpointMetadata.Add(new EnableRateLimitingAttribute(\"p\"));", "'POST /login', where passwords can be guessed: whether it is limited depends on 'Limits'")]
    [InlineData("controller.Selectors.Clear(); foreach (var selector in controller.Selectors) selector.EndpointMetadata.Add(new EnableRateLimitingAttribute(\"p\"));", "'POST /…/login'")]
    [InlineData("foreach (var selector in controller.Selectors) selector.EndpointMetadata.Add(new TagsAttribute(\"p\"));", "'POST /login' is not rate limited")]
    [InlineData("foreach (var selector in controller.Selectors) Plain(selector.EndpointMetadata);", "'Limits' can say anything of controllers")]
    public Task A_convention_can_ask_for_a_limit(string code, string expected) => LimitedProgram.Check(
        "OMNI5003", Policy,
        "app.UseRateLimiter(); app.MapControllers(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", expected, services: "builder.Services.AddControllers(o => o.Conventions.Add(new Limits()));",
        types: $$"""
        class Limits : Microsoft.AspNetCore.Mvc.ApplicationModels.IControllerModelConvention
        {
            public void Apply(Microsoft.AspNetCore.Mvc.ApplicationModels.ControllerModel controller) { {{code}} }
            static void Plain(System.Collections.Generic.IList<object> metadata) { }
        }
        [ApiController, Route("login")] public class LoginController : ControllerBase { [HttpPost] public int Post() => 1; }
        """);

    [Theory]
    [InlineData("/orders/**", "'GET /orders/a' is not rate limited, as the policy asks")]
    [InlineData("/other/**", "no limit for all requests")]
    public Task What_a_declared_limit_is_for_needs_one(string route, string expected) => LimitedProgram.Check(
        "OMNI5003", Policy, "app.UseRateLimiter(); app.MapGet(\"/orders/a\", () => 1);", expected,
        $$"""{ "rateLimits": { "limits": [{ "name": "x", "permits": 10, "window": "1m", "routes": ["{{route}}"] }] } }""");
}
