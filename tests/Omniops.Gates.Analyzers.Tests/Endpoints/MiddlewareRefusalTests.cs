namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Middleware of the application's own that answers 401: it leaves in doubt only the endpoints that it may run for.</summary>
public class MiddlewareRefusalTests
{
    private const string Refuse = "{ c.Response.StatusCode = 401; return; }";

    [Theory]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Headers[\"X-Key\"] != \"x\") {Refuse} await next(c); }});", "Unknown by middleware", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (!c.Request.Path.StartsWithSegments(\"/push\")) {{ await next(c); return; }} {Refuse} }});", "Undecided", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Path.StartsWithSegments(\"/push\") && c.Request.Headers[\"X-Key\"] != \"x\") {Refuse} await next(c); }});", "Undecided", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Path.StartsWithSegments(\"/push\")) {{ await next(c); return; }} {Refuse} }});", "Unknown by middleware", "Undecided")]
    [InlineData($"app.UseWhen(c => c.Request.Path.StartsWithSegments(\"/push\"), branch => branch.Use(async (c, next) => {{ if (c.Request.Host.Port > 1) {Refuse} await next(c); }}));", "Undecided", "Unknown by middleware")]
    [InlineData($"app.UseWhen(c => !c.Request.Path.StartsWithSegments(\"/PUSH\"), branch => branch.Use(async (c, next) => {{ if (c.Request.Host.Port > 1) {Refuse} await next(c); }}));", "Unknown by middleware", "Undecided")]
    [InlineData($"app.UseWhen(c => c.Request.Path.StartsWithSegments(\"/pu\"), branch => branch.Use(async (c, next) => {{ if (c.Request.Host.Port > 1) {Refuse} await next(c); }}));", "Undecided", "Undecided")]
    [InlineData($"app.UseWhen(c => c.Request.Path.Value!.Contains(\"push\"), branch => branch.Use(async (c, next) => {{ if (c.Request.Host.Port > 1) {Refuse} await next(c); }}));", "Unknown by middleware", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Path.StartsWithSegments(new PathString(\"/push\")) && c.Request.Host.Port > 1) {Refuse} await next(c); }});", "Undecided", "Unknown by middleware")]
    // Whoever shows nothing goes on.
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Headers.ContainsKey(\"X-Key\") && c.Request.Headers[\"X-Key\"] != \"x\") {Refuse} await next(c); }});", "Undecided", "Undecided")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Headers.Keys.Contains(\"X-Key\")) {{ if (c.Request.Host.Port > 1) {Refuse} }} else if (c.Request.Query.TryGetValue(\"k\", out var k)) {{ if (k != \"x\") {Refuse} }} await next(c); }});", "Undecided", "Undecided")]
    [InlineData($"app.Use(async (c, next) => {{ if (!string.IsNullOrEmpty(c.Request.Headers[\"X-Key\"])) {{ if (c.Request.Host.Port > 1) {Refuse} }} await next(c); }});", "Undecided", "Undecided")]
    [InlineData($"app.Use(async (c, next) => {{ if (!c.Request.Headers.ContainsKey(\"X-Key\")) {Refuse} await next(c); }});", "Unknown by middleware", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Headers.ContainsKey(\"X-Key\")) {{ await next(c); return; }} {Refuse} }});", "Unknown by middleware", "Unknown by middleware")]
    [InlineData($"app.Use(async (c, next) => {{ if (c.Request.Headers.ContainsKey(\"X-Key\") || c.Request.Host.Port > 1) {Refuse} await next(c); }});", "Unknown by middleware", "Unknown by middleware")]
    [InlineData($"app.Map(\"/other\", branch => branch.Use(async (c, next) => {{ if (c.Request.Host.Port > 1) {Refuse} await next(c); }}));", "Undecided", "Undecided")]
    // What a branch asks is the rest of the path.
    [InlineData($"app.Map(\"/push\", branch => {{ branch.Use(async (c, next) => {{ if (c.Request.Path.StartsWithSegments(\"/in\")) {Refuse} await next(c); }}); branch.UseRouting(); branch.UseEndpoints(e => e.MapGet(\"/in\", () => 1)); }});", "Undecided", "Undecided", "GET /push/in = Unknown by middleware")]
    public void Concerns_the_paths_that_it_runs_for(string middleware, string a, string push, params string[] inner) => Assert.Equal(
        [.. inner, $"GET /a = {a}", $"GET /push/{{id}} = {push}"],
        MappedProgram.Accesses(MappedProgram.OfMinimal("", $"{middleware} app.MapGet(\"/a\", () => 1); app.MapGet(\"/push/{{id}}\", () => 1);")));

    [Theory]
    [InlineData("builder.Services.AddAuthentication().AddCookie(o => o.Events.OnRedirectToLogin = c => { c.Response.StatusCode = 401; return Task.CompletedTask; });")]
    [InlineData("builder.Services.ConfigureApplicationCookie(o => { o.Events.OnRedirectToAccessDenied = c => { c.HttpContext.Response.StatusCode = 403; return Task.CompletedTask; }; });")]
    [InlineData("builder.Services.AddAuthentication().AddCookie(o => o.Events.OnRedirectToLogin = c => { var response = c.Response; response.StatusCode = StatusCodes.Status401Unauthorized; return Task.CompletedTask; });")]
    [InlineData("builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = c => { if (c.Exception is UnauthorizedAccessException) { c.ProblemDetails.Status = 401; c.HttpContext.Response.StatusCode = 401; } });")]
    [InlineData("builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = Customize); static void Customize(ProblemDetailsContext c) => c.HttpContext.Response.StatusCode = 403;")]
    public void Is_not_what_a_sign_in_answers(string services) => Assert.Equal(
        ["GET /a = Undecided"], MappedProgram.Accesses(MappedProgram.OfMinimal(services, "app.MapGet(\"/a\", () => 1);")));

    /// <summary>What becomes of an exception, or of an answer that was given, turns nobody away who has not been let in.</summary>
    [Theory]
    [InlineData("app.UseExceptionHandler(e => e.Run(async c => { if (c.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error is UnauthorizedAccessException) c.Response.StatusCode = 401; await c.Response.WriteAsync(\"\"); }));", "Undecided")]
    [InlineData("app.UseExceptionHandler(e => e.Run(async c => { c.Response.StatusCode = 403; await c.Response.WriteAsync(\"\"); }));", "Undecided")]
    [InlineData("app.UseExceptionHandler(e => e.Run(async c => { switch (c.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()!.Error) { case UnauthorizedAccessException: c.Response.StatusCode = 401; break; } await c.Response.WriteAsync(\"\"); }));", "Undecided")]
    [InlineData("app.UseStatusCodePages(c => { c.HttpContext.Response.StatusCode = 403; return Task.CompletedTask; });", "Undecided")]
    [InlineData("app.Use(async (c, next) => { Exception? e = c.Items[\"e\"] as Exception; if (e is InvalidOperationException && c.Request.Host.Port > 1) { c.Response.StatusCode = 401; return; } await next(c); });", "Undecided")]
    [InlineData("app.Use(async (c, next) => { object? e = c.Items[\"e\"]; if (e is not InvalidOperationException) { c.Response.StatusCode = 401; return; } await next(c); });", "Unknown by middleware")]
    [InlineData("app.Use(async (c, next) => { object? e = c.Items[\"e\"]; if (e is InvalidOperationException) { await next(c); } else { c.Response.StatusCode = 401; } });", "Unknown by middleware")]
    [InlineData("app.Use(async (c, next) => { var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(c, \"x\"); if (result.Failure is not null) { c.Response.StatusCode = 401; return; } await next(c); });", "Undecided")]
    [InlineData("app.Use(async (c, next) => { var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(c, \"x\"); if (!result.Succeeded && result.Failure != null) { c.Response.StatusCode = 401; return; } await next(c); });", "Undecided")]
    [InlineData("app.Use(async (c, next) => { var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(c, \"x\"); if (result.Failure is null) { c.Response.StatusCode = 401; return; } await next(c); });", "Unknown by middleware")]
    [InlineData("app.Use(async (c, next) => { var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(c, \"x\"); if (result.Principal != null) { c.Response.StatusCode = 401; return; } await next(c); });", "Unknown by middleware")]
    [InlineData("app.Use(async (c, next) => { var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(c, \"x\"); if (!result.Succeeded) { c.Response.StatusCode = 401; return; } await next(c); });", "Unknown by middleware")]
    public void Is_not_what_becomes_of_an_exception(string pipeline, string expected) => Assert.Equal(
        [$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal("", $"{pipeline} app.MapGet(\"/a\", () => 1);")));

    /// <summary>What an endpoint answers in its own code it answers for itself.</summary>
    [Theory]
    [InlineData("", "app.MapControllers();", "public class XController : Controller { [HttpGet(\"x\")] public void Get() => Response.StatusCode = 403; }", "GET /x = Undecided")]
    [InlineData("", "app.MapControllers();", "public class XController : Own { [HttpGet(\"x\")] public void Get() => Deny(HttpContext); } public abstract class Own : Controller { protected void Deny(HttpContext context) => context.Response.StatusCode = 401; }", "GET /x = Undecided")]
    [InlineData("", "", "public class IndexModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() { Response.StatusCode = StatusCodes.Status403Forbidden; } }")]
    [InlineData("", "app.MapHub<Room>(\"/r\");", "public class Room : Hub { public void Enter() => Context.GetHttpContext()!.Response.StatusCode = 403; }", "POST /r/negotiate = Undecided", "/r = Undecided")]
    [InlineData("", "app.MapGet(\"/b\", Answers.Deny);", "static class Answers { public static void Deny(HttpContext context) => context.Response.StatusCode = 403; }", "GET /b = Undecided")]
    [InlineData("", "", "public class Unused : Attribute, Microsoft.AspNetCore.Mvc.Filters.IActionFilter { public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) => context.HttpContext.Response.StatusCode = 403; public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext context) { } }")]
    public void Is_not_what_an_endpoint_answers(string services, string pipeline, string types, params string[] expected) => Assert.Equal(
        ["GET /a = Undecided", .. expected],
        MappedProgram.Accesses(MappedProgram.OfMinimal($"builder.Services.AddControllers(); {services}", $"app.UseMiddleware<Next>(); app.MapGet(\"/a\", () => 1); {pipeline}", types
            + " class Next(RequestDelegate next) { public Task Invoke(HttpContext context) => next(context); }")).OrderBy(each => each == "GET /a = Undecided" ? 0 : 1));

    [Theory]
    [InlineData("app.UseMiddleware<Door>();")]
    [InlineData("app.Use(async (context, next) => { if (context.Request.Host.Port > 1) { Door.Deny(context); return; } await next(context); });")]
    public void Is_what_middleware_answers(string middleware) => Assert.Equal(
        ["GET /a = Unknown by middleware"],
        MappedProgram.Accesses(MappedProgram.OfMinimal("", $"{middleware} app.MapGet(\"/a\", () => 1);", """
            class Door(RequestDelegate next)
            {
                public Task InvokeAsync(HttpContext context)
                {
                    if (context.Request.Host.Port <= 1)
                        return next(context);
                    Deny(context);
                    return Task.CompletedTask;
                }
                public static void Deny(HttpContext context) => context.Response.StatusCode = 401;
            }
            """)));

    [Theory]
    [InlineData("context.HttpContext.Response.StatusCode = 403;", "GET /x = Unknown by controller")]
    [InlineData("ViewData[\"x\"] = 1;", "GET /x = Undecided")]
    public void Is_not_what_a_controller_does_in_front_of_its_actions(string code, string expected) => Assert.Equal(
        ["GET /a = Undecided", expected],
        MappedProgram.Accesses(MappedProgram.OfMinimal("builder.Services.AddControllers();", "app.MapGet(\"/a\", () => 1); app.MapControllers();", $$"""
            public class XController : Own { [HttpGet("x")] public int Get() => 1; }
            public abstract class Own : Controller
            {
                public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) { if (DateTime.Now.Hour > 3) { {{code}} } }
            }
            """)));
}
