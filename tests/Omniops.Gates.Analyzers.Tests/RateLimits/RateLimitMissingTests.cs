using Omniops.Gates.Analyzers.Tests.Pipeline;

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

    /// <summary>What is not known of a route may be what needs a limit.</summary>
    [Theory]
    [InlineData("app.MapControllerRoute(\"x\", args[0], new { controller = \"Sign\", action = \"In\" });", "what route 'SignController.In' has cannot be seen")]
    [InlineData("app.MapControllerRoute(\"x\", \"sign/in\", new { controller = args[0], action = \"In\" });", "which action the route '/sign/in' serves is known only at run time")]
    [InlineData("app.MapControllerRoute(\"x\", \"sign/in\", new { controller = \"Sign\", action = \"In\" });", null)]
    public Task Not_proven_where_a_route_is_not_known(string pipeline, string? expected) => LimitedProgram.Check(
        "OMNI5001", null, pipeline, expected, types: "public class SignController : Controller { [HttpPost] public int In() => 1; }", services: "builder.Services.AddControllers();");

    /// <summary>app.MapWolverineEndpoints()</summary>
    [Fact]
    public async Task Not_proven_where_a_package_maps_what_it_finds() => Assert.Contains("what route 'MapFound' has cannot be seen", Assert.Single(await TwoProjects.Judge(
        "OMNI5001", "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); app.MapGet(\"/a\", () => 1); ((IEndpointRouteBuilder)app).MapFound(); app.Run();",
        TwoProjects.BuiltWithoutGate("Found", "public static class Maps { public static void MapFound(this IEndpointRouteBuilder routes) { } }"))), StringComparison.Ordinal);

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
