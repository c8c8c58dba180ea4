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
    public void Is_not_what_a_sign_in_answers(string services) => Assert.Equal(
        ["GET /a = Undecided"], MappedProgram.Accesses(MappedProgram.OfMinimal(services, "app.MapGet(\"/a\", () => 1);")));
}
