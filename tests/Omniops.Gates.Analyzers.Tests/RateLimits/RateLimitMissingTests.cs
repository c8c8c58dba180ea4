namespace Omniops.Gates.Analyzers.Tests.RateLimits;

/// <summary>OMNI5001.</summary>
public class RateLimitMissingTests
{
    [Theory]
    [InlineData("app.MapPost(\"/login\", () => 1);")]
    [InlineData("app.MapPost(\"/api/auth/sign-in\", () => 1); app.MapGet(\"/x\", () => 1);")]
    [InlineData("app.MapGroup(\"/admin\").MapGet(\"/users\", () => 1);")]
    [InlineData("app.MapPost(\"/account/forgotPassword\", () => 1);")]
    [InlineData("app.MapGet(\"/search\", () => 1);")]
    [InlineData("app.MapPost(\"/push/register\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapPost(\"/admin/register\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/v1/chat/completions\", () => 1);")]
    public Task Fails(string pipeline) => LimitedProgram.Check("OMNI5001", null, pipeline, "without a rate limit");

    [Theory]
    [InlineData("app.MapGet(\"/orders\", () => 1);")]
    [InlineData("app.MapGet(\"/login\", () => 1);")]
    [InlineData("app.MapGet(\"/{search}\", () => 1);")]
    [InlineData("app.MapGet(\"/research\", () => 1);")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapPost(\"/login\", () => 1);")]
    [InlineData("app.MapHealthChecks(\"/admin/health\");")]
    [InlineData("app.MapHub<Room>(\"/chat\");", "class Room : Microsoft.AspNetCore.SignalR.Hub { }")]
    [InlineData("app.MapPost(\"/push/register\", () => 1).RequireAuthorization();")]
    [InlineData("")]
    public Task Passes(string pipeline, string types = "") => LimitedProgram.Check("OMNI5001", null, pipeline, null, types: types);

    [Fact]
    public Task A_limiter_is_another_rules_business() => LimitedProgram.Check("OMNI5001", "", "app.MapPost(\"/login\", () => 1);", null);

    [Fact]
    public Task The_policy_names_more() => LimitedProgram.Check(
        "OMNI5001", null, "app.MapGet(\"/orders\", () => 1);", "'GET /orders', as the policy asks", """{ "rateLimits": { "required": ["/orders/**"] } }""");

    [Fact]
    public Task The_policy_takes_out() => LimitedProgram.Check(
        "OMNI5001", null, "app.MapPost(\"/login\", () => 1);", null, """{ "rateLimits": { "exempt": ["/login"] } }""");

    [Theory]
    [InlineData("app.MapControllers();", "the filter 'CountedAttribute' answers 429 itself")]
    [InlineData("app.MapPost(\"/login\", () => 1).AddEndpointFilter(async (context, next) => Environment.TickCount > 9 ? Results.StatusCode(429) : await next(context));", "a filter answers 429 itself")]
    [InlineData("app.MapPost(\"/login\", () => 1).AddEndpointFilter(async (context, next) => await next(context));", "'POST /login', where passwords can be guessed")]
    [InlineData("app.MapControllers(); app.MapPost(\"/login\", () => 1);", "'Build' starts an application without a rate limit, though it serves 'POST /login'")]
    public Task A_filter_can_limit(string pipeline, string expected) => LimitedProgram.Check("OMNI5001", null, pipeline, expected, types: """
        public class CountedAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IActionFilter
        {
            public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) => context.Result = new StatusCodeResult(429);
            public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext context) { }
        }
        [ApiController, Route("token")] public class TokenController : ControllerBase { [HttpPost, Counted] public int Post() => 1; }
        """);
}
