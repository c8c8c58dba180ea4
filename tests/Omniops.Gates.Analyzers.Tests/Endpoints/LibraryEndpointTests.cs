using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Endpoints, policies and limits that another project registers.</summary>
public class LibraryEndpointTests
{
    private const string Library = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.RateLimiting;
        using Microsoft.AspNetCore.Mvc.Authorization;
        public static class Shop
        {
            public static IEndpointRouteBuilder MapOpen(this IEndpointRouteBuilder routes) { routes.MapGet("/open", () => 1); return routes; }
            public static void MapClosed(this IEndpointRouteBuilder routes) => routes.MapGroup("/closed").RequireAuthorization().MapGet("/a", () => 1);
            public static RouteHandlerBuilder MapOne(this IEndpointRouteBuilder routes) => routes.MapPost("/one", () => 1);
            public static RouteGroupBuilder MapMany(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/many");
                group.MapGet("/a", () => 1);
                routes.MapGet("/beside", () => 1);
                return group;
            }
            public static IServiceCollection AddAccess(this IServiceCollection services) =>
                services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
            public static IServiceCollection AddLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
                options.AddFixedWindowLimiter("wide", limit => { limit.PermitLimit = int.MaxValue; limit.Window = TimeSpan.FromMinutes(1); }));
            public static IServiceCollection AddByPath(this IServiceCollection services) => services.AddRateLimiter(options => options.GlobalLimiter =
                System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments("/api")
                    ? System.Threading.RateLimiting.RateLimitPartition.GetConcurrencyLimiter("", _ => new System.Threading.RateLimiting.ConcurrencyLimiterOptions { PermitLimit = 5 })
                    : System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter("")));
            public static IServiceCollection AddWeb(this IServiceCollection services)
            {
                services.AddControllers(options => options.Filters.Add(new AuthorizeFilter()));
                return services;
            }
        }
        """;

    private const string Bases = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        namespace Library;
        public abstract class Help : Controller { public IActionResult Info() => Content("help"); }
        public class AnonAttribute : Attribute;
        public class MembersAttribute : Attribute, IAuthorizationFilter
        {
            public void OnAuthorization(AuthorizationFilterContext context)
            {
                if (context.ActionDescriptor.EndpointMetadata.OfType<AnonAttribute>().Any()) return;
                if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();
            }
        }
        public class PerhapsAttribute : Attribute, IAuthorizationFilter
        {
            public void OnAuthorization(AuthorizationFilterContext context) { if (DateTime.Now.Hour > 3) context.Result = new UnauthorizedResult(); }
        }
        public class KeyFilter(IConfiguration configuration) : IEndpointFilter
        {
            public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
                context.HttpContext.Request.Headers["X-Api-Key"] == configuration["Key"] ? await next(context) : Results.Unauthorized();
        }
        public abstract class Closed : Controller
        {
            public override void OnActionExecuting(ActionExecutingContext context) { if (!User.Identity!.IsAuthenticated) context.Result = Unauthorized(); }
        }
        public static class Routes { public static void MapKeyed(this IEndpointRouteBuilder routes) => routes.MapGet("/keyed", () => 1).AddEndpointFilter<KeyFilter>(); }
        """;

    [Theory]
    [InlineData("public class AController : Help;", "Error 6: '/A/Info' is open to everybody, and nobody has decided that")]
    [InlineData("[Members] public class AController : Help;")]
    [InlineData("[Members] public class AController : Controller { [Anon] public int A() => 1; public int B() => 1; }")]
    [InlineData("[Perhaps] public class AController : Help;", "Warning 6: Who may call an endpoint is not proven: '/A/Info': the filter 'PerhapsAttribute' may turn callers away")]
    [InlineData("public class AController : Closed { public int A() => 1; }")]
    public async Task Filters_and_actions_of_base_classes(string controller, params string[] expected)
    {
        var found = await TwoProjects.Judge("OMNI6001", Bases, $$"""
            using Library;
            using Microsoft.AspNetCore.Mvc;
            var builder = WebApplication.CreateBuilder(args); builder.Services.AddControllersWithViews(); var app = builder.Build();
            app.MapKeyed(); app.MapGet("/own", () => 1).AddEndpointFilter<KeyFilter>(); app.MapControllerRoute("default", "{controller}/{action}");
            app.Run();
            {{controller}}
            """);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), each => Assert.StartsWith(each.First, each.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "app.MapOpen();", "'GET /open (MapOpen of Library)' is open to everybody, and nobody has decided that")]
    [InlineData("", "app.MapGroup(\"/api\").MapOpen();", "'GET /api/open (MapOpen of Library)' is open to everybody")]
    [InlineData("", "app.MapGroup(\"/api\").RequireAuthorization().MapOpen();")]
    [InlineData("", "app.MapClosed();")]
    [InlineData("", "app.MapOne();", "'POST /one (MapOne of Library)' is open to everybody")]
    [InlineData("", "app.MapOne().AllowAnonymous();")]
    [InlineData("", "app.MapMany().RequireAuthorization();", "'GET /beside (MapMany of Library)' is open to everybody")]
    [InlineData("builder.Services.AddAccess();", "app.MapOpen();")]
    [InlineData("builder.Services.AddWeb();", "app.MapControllers();")]
    [InlineData("builder.Services.AddControllers();", "app.MapControllers();", "'GET /c' is open to everybody")]
    public async Task Access(string services, string pipeline, params string[] expected)
    {
        var found = await TwoProjects.Judge("OMNI6001", Library, $$"""
            using Microsoft.AspNetCore.Mvc;
            var builder = WebApplication.CreateBuilder(args);
            {{services}}
            var app = builder.Build();
            {{pipeline}}
            app.Run();
            [Route("c")] public class CController : ControllerBase { [HttpGet] public int Get() => 1; }
            """);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(found.Zip(expected), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
    }

    /// <summary>A library judges what it registers, as its code cannot be seen from the program.</summary>
    [Theory]
    [InlineData("AddSingleton<IAuthorizationMiddlewareResultHandler, Always>", "Error 5: 'GET /a' is open to everybody, and 'Always' lets everybody in, whatever is asked for")]
    [InlineData("AddSingleton<IAuthorizationMiddlewareResultHandler, AtTimes>", "Warning 5: Who may call an endpoint is not proven: 'GET /a': whether 'AtTimes' lets everybody in depends on its own code")]
    [InlineData("AddSingleton<IAuthorizationMiddlewareResultHandler, Never>")]
    [InlineData("AddSingleton<Always>")]
    public async Task What_a_library_registers(string register, params string[] expected)
    {
        const string Contract = "IAuthorizationMiddlewareResultHandler { public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, Microsoft.AspNetCore.Authorization.Policy.PolicyAuthorizationResult result)";
        var found = await TwoProjects.Judge("OMNI6001", $$"""
            using Microsoft.AspNetCore.Authorization;
            public static class Services { public static IServiceCollection AddOurs(this IServiceCollection services) { services.{{register}}(); return services; } }
            public class Always : {{Contract}} => await next(context); }
            public class AtTimes : {{Contract}} { if (context.Request.Path == "/a") await next(context); else context.Response.StatusCode = 401; } }
            public class Never : {{Contract}} { if (result.Succeeded) await next(context); else context.Response.StatusCode = 401; } }
            """, """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddAuthorization();
            builder.Services.AddOurs();
            var app = builder.Build();
            app.MapGet("/a", () => 1).RequireAuthorization();
            app.Run();
            """);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), each => Assert.StartsWith(each.First, each.Second, StringComparison.Ordinal));
    }

    /// <summary>What a library's attribute says is found where its controllers are mapped.</summary>
    [Theory]
    [InlineData("OMNI6002", "[AllowAnonymous, HttpGet(\"users\")]")]
    [InlineData("OMNI5007", "[Authorize, HttpGet, DisableRateLimiting]")]
    public async Task What_is_said_in_metadata_has_a_place(string rule, string attributes) => Assert.StartsWith("Error 6:", Assert.Single(await TwoProjects.Judge(
        rule, $$"""
        using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.RateLimiting;
        [Route("admin/login")] public class AdminController : ControllerBase { {{attributes}} public int Users(string password) => 1; }
        """, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddRateLimiter(o => o.AddPolicy("a", c => System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(1)));
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapControllers();
        app.Run();
        """)), StringComparison.Ordinal);

    [Fact]
    public async Task A_limit_of_a_library_is_judged() => Assert.Contains("'wide' allows 2147483647/1m", Assert.Single(await TwoProjects.Judge(
        "OMNI5008", Library, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLimits();
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/a", () => 1).RequireRateLimiting("wide");
        app.Run();
        """)), StringComparison.Ordinal);

    [Fact]
    public async Task A_limit_by_path_of_a_library_is_not_proven() => Assert.Contains("whether it is limited depends on 'context.Request.Path.StartsWithSegments(\"/api\")'", Assert.Single(await TwoProjects.Judge(
        "OMNI5003", Library, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddByPath();
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapPost("/login", () => 1);
        app.Run();
        """)), StringComparison.Ordinal);

    [Fact]
    public async Task A_policy_that_neither_project_registers_limits_nothing() => Assert.Contains("'q' is not registered", Assert.Single(await TwoProjects.Judge(
        "OMNI5002", Library, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLimits();
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapGet("/a", () => 1).RequireRateLimiting("q");
        app.MapGet("/b", () => 1).RequireRateLimiting("wide");
        app.Run();
        """)), StringComparison.Ordinal);

    [Theory]
    [InlineData("WebApplication", "Warning")]
    [InlineData("IApplicationBuilder", null)]
    public async Task A_method_out_of_sight_that_takes_routes_may_map_some(string parameter, string? expected)
    {
        var found = await TwoProjects.Judge(
            "OMNI6001", "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); app.AddDefaults(); app.Run();",
            TwoProjects.BuiltWithoutGate("Library", $"public static class Defaults {{ public static void AddDefaults(this {parameter} app) {{ }} }}"));
        Assert.Equal(expected is null ? 0 : 1, found.Length);
        Assert.All(found, finding => Assert.Equal(
            $"{expected} 1: Who may call an endpoint is not proven: 'AddDefaults' of Library cannot be seen and may map endpoints; build that project with Omniops.Gates "
            + "as well, or say so in .editorconfig: omniops_provides.Defaults.AddDefaults = what it adds of UseHsts, UseHttpsRedirection, UseRateLimiter and the headers "
            + "that OMNI3004 names, or none",
            finding));
    }

    [Fact]
    public async Task What_cannot_be_seen_is_not_proven() => Assert.StartsWith("Warning", Assert.Single(await TwoProjects.Judge(
        "OMNI6001", "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); app.MapOpen(); app.Run();",
        TwoProjects.BuiltWithoutGate("Library", Library))), StringComparison.Ordinal);
}
