namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Which endpoints there are, and who may call each.</summary>
public class EndpointMapTests
{
    [Theory]
    [InlineData("app.MapGet(\"/a\", () => 1);", "GET /a = Undecided")]
    [InlineData("app.MapGet(\"a\", () => 1).RequireAuthorization();", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapPost(\"/a\", () => 1).AllowAnonymous();", "POST /a = Anonymous by endpoint")]
    [InlineData("app.MapMethods(\"/a\", new[] { \"GET\", \"put\" }, () => 1);", "GET,PUT /a = Undecided")]
    [InlineData("app.MapMethods(\"/a\", [\"GET\", HttpMethods.Put], () => 1);", "GET,PUT /a = Undecided")]
    [InlineData("app.Map(\"/a\", () => 1);", "/a = Undecided")]
    [InlineData("var g = app.MapGroup(\"/g\").RequireAuthorization(); g.MapGet(\"/a\", () => 1); g.MapGet(\"/\", () => 1);", "GET /g/a = Guarded by group", "GET /g = Guarded by group")]
    [InlineData("var g = app.MapGroup(\"/g\"); g.MapGet(\"/a\", () => 1); g.RequireAuthorization();", "GET /g/a = Guarded by group")]
    [InlineData("var g = app.MapGroup(\"/g\").MapGroup(\"h/\"); g.MapGet(\"/a\", () => 1);", "GET /g/h/a = Undecided")]
    [InlineData("app.MapGroup(\"/g\").AllowAnonymous().MapGet(\"/a\", () => 1).RequireAuthorization();", "GET /g/a = WithoutEffect by group")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapGet(\"/a\", () => 1).AllowAnonymous();", "GET /g/a = Anonymous by endpoint")]
    [InlineData("app.MapGet(\"/a\", [Authorize] () => 1);", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGet(\"/a\", [AllowAnonymous] () => 1).RequireAuthorization();", "GET /a = WithoutEffect by endpoint")]
    [InlineData("app.MapGet(\"/a\", Get); [Authorize(\"x\")] static int Get() => 1;", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGet(\"/a\", () => 1).WithMetadata(new AuthorizeAttribute(\"x\"));", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization(p => p.RequireAssertion(_ => true));", "GET /a = WithoutEffect by endpoint")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization(p => p.RequireAssertion(c => c.User.IsInRole(\"x\")));", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization(new AuthorizeAttribute { Roles = \"admin\" });", "GET /a = Guarded by endpoint")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapGet(\"/a\", () => 1); app.MapGet(\"/b\", () => 1);", "GET /b = Undecided")]
    [InlineData("var e = app.MapGet(\"/a\", () => 1); if (!app.Environment.IsDevelopment()) e.RequireAuthorization();", "GET /a = Guarded by endpoint")]
    [InlineData("var e = app.MapGet(\"/a\", () => 1); if (app.Environment.IsDevelopment()) e.AllowAnonymous(); e.RequireAuthorization();", "GET /a = Guarded by endpoint")]
    [InlineData("var e = app.MapGet(\"/a\", () => 1); if (args.Length > 0) e.RequireAuthorization();", "GET /a = Unknown by endpoint")]
    [InlineData("app.MapHealthChecks(\"/health\");", "/health = Undecided")]
    [InlineData("app.MapHealthChecks(new PathString(Prefix.Api));", "/api = Undecided")]
    [InlineData("((IEndpointRouteBuilder)app).DataSources.Add(new OwnSource());", "/… = Unknown by library")]
    [InlineData("IEndpointRouteBuilder routes = app; var sources = routes.DataSources; sources.Add(new OwnSource());", "/… = Unknown by library")]
    [InlineData("app.AddOwn();", "/… = Unknown by library")]
    [InlineData("new List<EndpointDataSource>().Add(new OwnSource());")]
    [InlineData("foreach (var name in args) app.MapGet(\"/\" + name, () => 1);", "GET /… = Undecided")]
    [InlineData("Map(app); static void Map(IEndpointRouteBuilder routes) { var api = routes.MapGroup(Prefix.Api); api.MapGet(\"/a\", () => 1).Closed(); }", "GET /api/a = Guarded by endpoint")]
    [InlineData("app.MapHub<Chat>(\"/chat\");", "POST /chat/negotiate = Guarded by hub", "/chat = Guarded by hub")]
    [InlineData("app.UseEndpoints(e => { e.MapGet(\"/a\", () => 1).RequireAuthorization(); });", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGroup(\"\").MapGroup(\"/g\").MapGet(\"\", () => 1);", "GET /g = Undecided")]
    [InlineData("app.MapGroup(\"/g\").MapGet(string.Empty, () => 1);", "GET /g = Undecided")]
    [InlineData("app.MapGet(\"/a\", () => 1).ShortCircuit();", "GET /a = Undecided")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization().ShortCircuit();", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapShortCircuit(404, \"robots.txt\", \"/old/\");", "/robots.txt/{**catchall} = Undecided", "/old/{**catchall} = Undecided")]
    [InlineData("app.Map(\"/debug\", b => b.Run(c => c.Response.WriteAsync(\"x\")));", "/debug/{**path} = Undecided")]
    [InlineData("app.Map(\"/debug\", b => b.Map(\"/x\", d => d.Run(c => { c.Response.StatusCode = 403; return Task.CompletedTask; })));", "/debug/x/{**path} = Unknown by branch")]
    [InlineData("app.MapWhen(c => c.Request.IsHttps, b => b.Run(c => c.Response.WriteAsync(\"x\")));")]
    [InlineData("app.MapWhen(c => c.Request.Path.StartsWithSegments(\"/export\"), b => b.Run(c => c.Response.WriteAsync(\"x\")));", "/export/{**path} = Undecided")]
    [InlineData("app.UseWhen(c => c.Request.Path == \"/dump\" && c.Request.IsHttps, b => b.Run(c => c.Response.WriteAsync(\"x\")));", "/dump = Undecided")]
    [InlineData("app.MapWhen(c => !c.Request.Path.StartsWithSegments(\"/api\"), b => b.Run(c => c.Response.WriteAsync(\"x\")));")]
    [InlineData("app.UseWhen(c => c.Request.Path == \"/dump\", b => b.Use((c, next) => next(c)));")]
    [InlineData("app.Map(\"/debug\", b => b.UseStaticFiles()); app.Run(c => c.Response.WriteAsync(\"x\"));")]
    [InlineData("app.Map(\"/admin\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /admin/a = Undecided")]
    [InlineData("app.MapWhen(c => c.Request.IsHttps, b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /a = Undecided")]
    [InlineData("app.MapGet(\"/a\", [Scope] () => 1); app.MapGet(\"/b\", [Scope, AllowAnonymous] () => 1);", "GET /a = Guarded by endpoint", "GET /b = Anonymous by endpoint")]
    public void Minimal(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.OfMinimal("", pipeline, """
        static class Prefix { public const string Api = "/api"; }
        class OwnSource : EndpointDataSource
        {
            public override IReadOnlyList<Endpoint> Endpoints => [];
            public override Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() => null!;
        }
        static class Own { public static void AddOwn(this IEndpointRouteBuilder routes) => routes.DataSources.Add(new OwnSource()); public static RouteHandlerBuilder Closed(this RouteHandlerBuilder route) => route.RequireAuthorization("closed"); }
        [Authorize] class Chat : Hub;
        class ScopeAttribute : Attribute, IAuthorizationRequirementData
        {
            public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement()];
        }
        """)));

    [Theory]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(\"x\").Build());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorizationBuilder().AddFallbackPolicy(\"f\", p => p.RequireAuthenticatedUser());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("var key = builder.Configuration[\"Key\"] ?? throw new InvalidOperationException(); builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "", "GET /a = Guarded by fallback policy")]
    [InlineData("if (args.Length > 9) throw new InvalidOperationException(); builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "", "GET /a = Guarded by fallback policy")]
    [InlineData("if (args.Length > 9) builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "", "GET /a = Unknown by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => { o.FallbackPolicy = o.DefaultPolicy; o.FallbackPolicy = null; });", "", "GET /a = Undecided")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => c.User != null).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => c.User is not null && c.User.Identity is not null).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => !c.User.IsInRole(\"banned\")).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => c.User.FindFirst(\"exp\") is not { } end || long.Parse(end.Value) > 0).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => !c.User.HasClaim(\"a\", \"b\") || c.User.IsInRole(\"x\")).Build());", "", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => !c.User.IsInRole(\"banned\") && c.User.HasClaim(\"a\", \"b\")).Build());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => { if (c.User.Identity is null) return false; return c.User.IsInRole(\"x\"); }).Build());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(c => c.User.Identity!.IsAuthenticated).Build());", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.PostConfigure<AuthorizationOptions>(o => o.FallbackPolicy = null); builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "app.UseAuthorization();", "GET /a = Undecided")]
    [InlineData("builder.Services.PostConfigure<AuthorizationOptions>(o => o.FallbackPolicy = o.DefaultPolicy); builder.Services.AddAuthorization(o => o.FallbackPolicy = null);", "app.UseAuthorization();", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(Configure); static void Configure(AuthorizationOptions o) { o.FallbackPolicy = o.DefaultPolicy; }", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => Set(o)); static void Set(AuthorizationOptions o) { o.FallbackPolicy = o.DefaultPolicy; }", "", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.Configure<AuthorizationOptions>(o => o.FallbackPolicy = o.DefaultPolicy);", "app.UseAuthorization();", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization();", "app.UseAuthorization();", "GET /a = Undecided")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "app.UseRouting(); app.UseEndpoints(_ => { }); app.UseAuthorization();", "GET /a = WithoutEffect by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "app.UseRouting(); app.UseAuthorization(); app.UseEndpoints(_ => { });", "GET /a = Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", "if (args.Length > 0) app.UseAuthorization();", "GET /a = Unknown by fallback policy")]
    public void Fallback(string services, string pipeline, string expected) =>
        Assert.Equal([expected], MappedProgram.Accesses(MappedProgram.OfMinimal(services, $"{pipeline} app.MapGet(\"/a\", () => 1);")));

    /// <summary>What is answered where it is routed does not come to the fallback policy. Tried on a running server.</summary>
    [Theory]
    [InlineData("", "GET /a = Undecided")]
    [InlineData("app.UseAuthorization(); app.UseRouting();", "GET /a = Guarded by fallback policy")]
    public void Short_circuits_pass_the_fallback_policy(string pipeline, string expected) => Assert.Equal([expected], MappedProgram.Accesses(MappedProgram.OfMinimal(
        "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", pipeline + "app.MapGet(\"/a\", () => 1).ShortCircuit();")));

    /// <summary>Authorization that runs before the endpoint is known looks at nothing but the fallback policy, for all of them.</summary>
    [Theory]
    [InlineData("app.UseAuthorization(); app.UseRouting();", "GET /b = Guarded by fallback policy")]
    [InlineData("app.UseRouting();", "GET /b = Guarded by fallback policy")]
    [InlineData("app.UseRouting(); app.UseAuthorization();", "GET /b = Anonymous by endpoint")]
    [InlineData("app.UseAuthorization();", "GET /b = Anonymous by endpoint")]
    [InlineData("", "GET /b = Anonymous by endpoint")]
    public void Authorization_before_routing(string pipeline, string expected) => Assert.Equal([expected], MappedProgram.Accesses(MappedProgram.OfMinimal(
        "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", pipeline + " app.MapGet(\"/b\", () => 1).AllowAnonymous();")));

    [Theory]
    [InlineData("app.Map(\"/x\", b => { b.UseRouting(); b.UseAuthorization(); b.UseEndpoints(e => e.MapGet(\"/b\", () => 1).AllowAnonymous()); }); app.UseRouting();", "GET /x/b = Anonymous by endpoint")]
    [InlineData("app.Map(\"/x\", b => { b.UseRouting(); b.UseAuthorization(); b.UseEndpoints(e => e.MapGet(\"/b\", () => 1)); });", "GET /x/b = Guarded by fallback policy")]
    [InlineData("app.Map(\"/x\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/b\", () => 1)); }); app.UseAuthorization();", "GET /x/b = WithoutEffect by fallback policy")]
    [InlineData("app.Map(\"/x\", b => b.UseAuthorization()); app.MapGet(\"/b\", () => 1);", "GET /b = WithoutEffect by fallback policy")]
    public void Authorization_of_branches(string pipeline, string expected) => Assert.Equal([expected], MappedProgram.Accesses(
        MappedProgram.OfMinimal("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);", pipeline)));

    [Theory]
    [InlineData("if (args.Length > 0) o.AddPolicy(\"p\", p => p.RequireAssertion(_ => true)); else o.AddPolicy(\"p\", p => p.RequireAuthenticatedUser());", "\"p\"", "Unknown by endpoint")]
    [InlineData("o.AddPolicy(\"p\", p => p.RequireAuthenticatedUser());", "\"p\"", "Guarded by endpoint")]
    [InlineData("o.AddPolicy(\"p\", p => p.RequireAssertion(_ => true));", "\"p\"", "WithoutEffect by endpoint")]
    [InlineData("o.AddPolicy(\"p\", p => p.RequireAssertion(_ => true));", "args[0]", "Unknown by endpoint")]
    [InlineData("o.AddPolicy(\"p\", p => p.RequireAuthenticatedUser());", "args[0]", "Guarded by endpoint")]
    public void Policies_that_a_switch_opens_are_not_known(string options, string policy, string expected) => Assert.Equal(
        [$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal(
            $"builder.Services.AddAuthorization(o => {{ {options} }});", $"app.MapGet(\"/a\", () => 1).RequireAuthorization({policy});")));

    [Theory]
    [InlineData("AddEndpointFilter(async (context, next) => args.Length > 0 ? await next(context) : Results.Unauthorized())", "Unknown by endpoint")]
    [InlineData("AddEndpointFilter(new Gatekeeper())", "Unknown by endpoint")]
    [InlineData("AddEndpointFilter<Gatekeeper>()", "Unknown by endpoint")]
    [InlineData("AddEndpointFilter(async (context, next) => await next(context))", "Undecided")]
    [InlineData("AddEndpointFilter<Stopwatch>()", "Undecided")]
    public void Filters_that_speak_of_refusal_are_not_known(string filter, string expected) => Assert.Equal(
        [$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal("", $"app.MapGet(\"/a\", () => 1).{filter};", """
            class Gatekeeper : IEndpointFilter
            {
                public async ValueTask<object> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
                    context.HttpContext.Request.Headers.Host == "x" ? await next(context) : Results.StatusCode(403);
            }
            class Stopwatch : IEndpointFilter
            {
                public ValueTask<object> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context);
            }
            """)));

    [Fact]
    public void Old_hosting_calls_the_middleware_itself()
    {
        string[] expected = ["GET /a = WithoutEffect by fallback policy"];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of("""
            Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();
            class Startup
            {
                public void ConfigureServices(IServiceCollection services) => services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy);
                public void Configure(IApplicationBuilder app)
                {
                    app.UseRouting();
                    app.UseEndpoints(endpoints => endpoints.MapGet("/a", context => context.Response.WriteAsync("a")));
                }
            }
            """)));
    }

    [Theory]
    [InlineData("[ApiController, Route(\"api/[controller]\")] public class OrdersController : ControllerBase { [HttpGet(\"{id}\")] public int Get(int id) => id; [Authorize, HttpPost] public void Post() { } [NonAction] public void Not() { } }",
        "GET /api/Orders/{id} = Undecided", "POST /api/Orders = Guarded by action")]
    [InlineData("[Authorize, Route(\"a\")] public abstract class Base : ControllerBase; public class XController : Base { [HttpGet] public int Get() => 1; [AllowAnonymous, HttpPut(\"/own\")] public int Put() => 1; }",
        "GET /a = Guarded by controller", "PUT /own = Anonymous by action")]
    [InlineData("[AllowAnonymous, Route(\"a\")] public class XController : Controller { [Authorize, HttpGet] public int Get() => 1; }", "GET /a = WithoutEffect by controller")]
    [InlineData("[Route(\"a\"), Route(\"b\")] public class XController : Controller { [HttpGet(\"x\"), HttpPost(\"y\")] public int Get() => 1; }",
        "GET /a/x = Undecided", "GET /b/x = Undecided", "POST /a/y = Undecided", "POST /b/y = Undecided")]
    [InlineData("[Route(\"[area]/[controller]/[action]\"), Area(\"Shop\")] public class XController : Controller { [HttpGet] public int FindAsync() => 1; }", "GET /Shop/X/Find = Undecided")]
    [InlineData("[Route(\"a\")] class HiddenController : Controller { public int Get() => 1; } [NonController, Route(\"a\")] public class NoController : Controller { public int Get() => 1; }")]
    [InlineData("[Route(\"a\")] public class XController : Controller { [AcceptVerbs(\"GET\", \"POST\")] public int Get() => 1; }", "GET,POST /a = Undecided")]
    [InlineData("[Route(\"[[controller]]/x[action]\")] public class XController : Controller { [HttpGet(\"[[a]]\")] public int Get() => 1; }", "GET /[controller]/xGet/[a] = Undecided")]
    [InlineData("[Route(\"a\")] public abstract class Base : Controller { [HttpGet(\"x\"), Authorize] public virtual int Get() => 1; [HttpPost(\"y\")] public virtual int Post() => 1; } public class XController : Base { [HttpPut(\"own\")] public override int Get() => 1; public override int Post() => 1; }",
        "PUT /a/own = Guarded by action", "POST /a/y = Undecided")]
    [InlineData("[AttributeUsage(AttributeTargets.All, Inherited = false)] public class StaffAttribute : AuthorizeAttribute; [Staff] public abstract class Base : ControllerBase; [Route(\"a\")] public class XController : Base { [HttpGet] public int Get() => 1; }", "GET /a = Undecided")]
    [InlineData("[AttributeUsage(AttributeTargets.All, Inherited = true)] public class StaffAttribute : AuthorizeAttribute; [Staff] public abstract class Base : ControllerBase; [Route(\"a\")] public class XController : Base { [HttpGet] public int Get() => 1; }", "GET /a = Guarded by controller")]
    [InlineData("[AttributeUsage(AttributeTargets.All, Inherited = false)] public class StaffAttribute : AuthorizeAttribute; [Staff] public abstract class Base : ControllerBase; [Staff, Route(\"a\")] public class XController : Base { [HttpGet] public int Get() => 1; }", "GET /a = Guarded by controller")]
    public void Controllers(string types, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(
        MappedProgram.OfMinimal("builder.Services.AddControllers();", "app.MapControllers();", types)));

    [Theory]
    [InlineData("builder.Services.AddControllers();", "app.MapControllers().RequireAuthorization();", "/a = Guarded by endpoint")]
    [InlineData("builder.Services.AddControllers(o => o.Filters.Add(new AuthorizeFilter()));", "app.MapControllers();", "/a = Guarded by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => o.Filters.Add<AuthorizeFilter>());", "app.MapControllers();", "/a = Guarded by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => o.Filters.Add(new AuthorizeFilter())); builder.Services.Configure<MvcOptions>(o => { for (var i = o.Filters.Count - 1; i >= 0; i--) if (o.Filters[i] is AuthorizeFilter) o.Filters.RemoveAt(i); });", "app.MapControllers();", "/a = Unknown by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => { o.Filters.Add(new AuthorizeFilter()); o.Filters.Remove(o.Filters.OfType<ResponseCacheAttribute>().Single()); });", "app.MapControllers();", "/a = Guarded by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => { o.Filters.Add(new AuthorizeFilter()); o.Filters.Remove(o.Filters.OfType<AuthorizeFilter>().Single()); });", "app.MapControllers();", "/a = Unknown by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => { o.Filters.Clear(); o.Filters.Add(new AuthorizeFilter()); });", "app.MapControllers();", "/a = Guarded by filter of all controllers")]
    [InlineData("builder.Services.AddControllers(o => { o.Filters.Add(new AuthorizeFilter()); if (builder.Environment.IsDevelopment()) o.Filters.Clear(); });", "app.MapControllers();", "/a = Guarded by filter of all controllers")]
    [InlineData("builder.Services.AddControllers();", "app.MapDefaultControllerRoute();", "/a = Undecided")]
    // What is said of a pattern is not said of actions that have routes of their own.
    [InlineData("builder.Services.AddControllers();", "app.MapDefaultControllerRoute().RequireAuthorization();", "/a = Undecided")]
    [InlineData("builder.Services.AddControllers();", "app.MapControllerRoute(\"d\", \"{controller}/{action}\").RequireAuthorization(); app.MapControllers();", "/a = Undecided")]
    [InlineData("builder.Services.AddControllers();", "app.MapControllerRoute(\"d\", \"{controller}/{action}\").AllowAnonymous(); app.MapControllers().RequireAuthorization();", "/a = Guarded by endpoint")]
    [InlineData("builder.Services.AddControllers();", "app.MapGroup(\"\").RequireAuthorization().MapDefaultControllerRoute();", "/a = Guarded by group")]
    [InlineData("builder.Services.AddControllers();", "")]
    public void Controllers_as_a_whole(string services, string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(
        MappedProgram.OfMinimal(services, pipeline, "[Route(\"a\")] public class XController : Controller { public int Get() => 1; }")));

    [Theory]
    [InlineData("app.MapControllerRoute(\"d\", \"{controller=Home}/{action=Index}\");", "/Home/Index = Undecided")]
    [InlineData("app.MapControllerRoute(\"d\", \"{controller=Home}/{action=Index}\").RequireAuthorization();", "/Home/Index = Guarded by endpoint")]
    [InlineData("app.MapControllerRoute(\"a\", \"{area:exists}/{controller}/{action}\");", "/Office/Desk/Index = Guarded by controller")]
    [InlineData("app.MapAreaControllerRoute(\"a\", \"Office\", \"manage/{controller}/{action}\");", "/manage/Desk/Index = Guarded by controller")]
    [InlineData("app.MapAreaControllerRoute(\"a\", \"Other\", \"manage/{controller}/{action}\");")]
    [InlineData("app.MapControllerRoute(\"a\", \"o/{controller}/{action}\", new { area = \"Office\" });", "/o/Desk/Index = Guarded by controller")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"home\", action = \"index\" });", "/home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"Home\", action = \"Other\" });")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", (object)new { controller = \"Home\", action = \"Index\" });", "/home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new RouteValueDictionary(new { controller = \"Home\", action = \"Index\" }));", "/home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"Home\", action = args[0] });", "/home = Unknown by library")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"Nobody\", action = args[0] });")]
    [InlineData("app.MapControllerRoute(\"h\", \"home/{action}\", new { controller = \"Home\", action = args[0] });", "/home/Index = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", args[0], new { controller = \"Desk\", action = \"Other\", area = \"Office\" }); app.MapControllerRoute(\"i\", \"{controller}\", new { action = \"Index\" });", "/… (DeskController.Index) = Guarded by controller", "/Home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", args[0], (object)new { controller = \"Home\", action = \"Other\" });", "/… (HomeController.Index) = Undecided", "/… = Unknown by library")]
    [InlineData("app.MapControllerRoute(\"h\", args[0] + \"/home\", new { controller = \"Home\", action = \"Other\" });")]
    [InlineData("app.MapControllerRoute(\"h\", args[0] + \"/{controller}/{action}\");", "/…/Home/Index = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", args[0]);", "/… (DeskController.Index) = Guarded by controller", "/… (HomeController.Index) = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"Home\", action = \"Index\" }, new { httpMethod = new Microsoft.AspNetCore.Routing.Constraints.HttpMethodRouteConstraint(\"put\", \"POST\") });", "PUT,POST /home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"home\", new { controller = \"Home\", action = \"Index\" }, new { httpMethod = new Microsoft.AspNetCore.Routing.Constraints.HttpMethodRouteConstraint(args) });", "/home = Undecided")]
    [InlineData("app.MapControllerRoute(\"h\", \"~/{controller=Home}/{action=Index}\");", "/Home/Index = Undecided")]
    [InlineData("app.MapFallbackToController(\"Index\", \"Home\");", "/{*path:nonfile} = Undecided")]
    [InlineData("app.MapFallbackToAreaController(\"/x/{*path}\", \"Index\", \"Desk\", \"Office\");", "/x/{*path} = Guarded by controller")]
    [InlineData("app.MapFallbackToController(\"/x\", \"Index\", \"Home\").RequireAuthorization();", "/x = Undecided")]
    [InlineData("app.MapFallbackToController(\"/x\", \"Index\", \"Nowhere\").RequireAuthorization();", "/x = Guarded by endpoint")]
    public void Controllers_by_names_that_a_route_can_have(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(
        MappedProgram.OfMinimal("builder.Services.AddControllersWithViews();", pipeline, """
            public class HomeController : Controller { public int Index() => 1; }
            [Area("Office"), Authorize] public class DeskController : Controller { public int Index() => 1; }
            """)));

    [Theory]
    [InlineData("o.SuppressAsyncSuffixInActionNames = false;", "GET /X/FindAsync = Undecided")]
    [InlineData("o.SuppressAsyncSuffixInActionNames = true;", "GET /X/Find = Undecided")]
    [InlineData("o.Conventions.Add(new RouteTokenTransformerConvention(new Slugs()));", "GET /x/x = Undecided")]
    [InlineData("o.Conventions.Add(new RouteTokenTransformerConvention(new Slugs())); o.Conventions.Add(new RouteTokenTransformerConvention(new Slugs()));", "GET /…/… (XController.FindAsync) = Undecided")]
    [InlineData("o.Conventions.Add(new Prefix());", "GET /…/X/Find = Undecided")]
    [InlineData("o.Conventions.Add(new Closed());", "GET /X/Find = Guarded by convention")]
    [InlineData("o.Conventions.Add(new Every());", "GET /X/Find = Guarded by convention")]
    [InlineData("o.Conventions.Add(new Some());", "GET /X/Find = Unknown by convention")]
    [InlineData("o.Conventions.Add(new First());", "GET /X/Find = Unknown by convention")]
    [InlineData("o.Filters.Add(new AuthorizeFilter()); o.Filters.Add(new AllowAnonymousFilter());", "GET /X/Find = WithoutEffect by filter of all controllers")]
    [InlineData("o.Conventions.Add(new Named());", "GET /X/Find = Undecided")]
    public void Conventions_of_controllers(string options, string expected) => Assert.Equal([expected], MappedProgram.Accesses(
        MappedProgram.OfMinimal($"builder.Services.AddControllers(o => {{ {options} }});", "app.MapControllers();", """
            [Route("[controller]/[action]")] public class XController : Controller { [HttpGet] public int FindAsync() => 1; }
            class Slugs : IOutboundParameterTransformer { public string TransformOutbound(object value) => "x"; }
            class Prefix : IApplicationModelConvention { public void Apply(ApplicationModel model) => model.Controllers[0].Selectors[0].AttributeRouteModel = null; }
            class Closed : IControllerModelConvention { public void Apply(ControllerModel model) => model.Filters.Add(new AuthorizeFilter()); }
            class Every : IApplicationModelConvention { public void Apply(ApplicationModel application) { foreach (var controller in application.Controllers) controller.Filters.Add(new AuthorizeFilter("staff")); } }
            class First : IApplicationModelConvention { public void Apply(ApplicationModel application) { application.Controllers[0].Filters.Add(new AuthorizeFilter()); } }
            class Some : IControllerModelConvention { public void Apply(ControllerModel model) { if (model.ControllerName == "Y") model.Filters.Add(new AuthorizeFilter()); } }
            class Named : IControllerModelConvention { public void Apply(ControllerModel model) => model.ApiExplorer.IsVisible = false; }
            """)));

    /// <summary>Controllers of assemblies that the program was not built with.</summary>
    [Theory]
    [InlineData("foreach (var path in args) mvc.AddApplicationPart(System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(path));", "GET /a = Undecided", "/… = Unknown by library")]
    [InlineData("mvc.AddApplicationPart(System.Reflection.Assembly.LoadFrom(args[0]));", "GET /a = Undecided", "/… = Unknown by library")]
    [InlineData("mvc.AddApplicationPart(typeof(Program).Assembly); System.Reflection.Assembly.LoadFrom(args[0]);", "GET /a = Undecided")]
    [InlineData("foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) mvc.AddApplicationPart(assembly);", "GET /a = Undecided")]
    public void Parts_of_the_application(string services, params string[] expected) => Assert.Equal(
        expected.Order(StringComparer.Ordinal),
        MappedProgram.Accesses(MappedProgram.OfMinimal("var mvc = builder.Services.AddControllers(); " + services, "app.MapControllers();", """
            [Route("a")] public class AController : ControllerBase { [HttpGet] public int Get() => 1; }
            """)).Order(StringComparer.Ordinal));

    /// <summary>Controllers that code of the application's own makes of generic classes, and a convention that names only these.</summary>
    [Theory]
    [InlineData("", "", "GET /api/Plain = Undecided")]
    [InlineData("o.Conventions.Add(new Named());", ".ConfigureApplicationPartManager(m => m.FeatureProviders.Add(new Making()))", "GET /api/… = Guarded by controller", "GET /api/Plain = Undecided")]
    [InlineData("o.Conventions.Add(new Early());", "", "GET /api/Plain = Undecided")]
    [InlineData("o.Conventions.Add(new Always());", "", "GET /api/… = Undecided")]
    public void Generic_controllers(string options, string parts, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(
        MappedProgram.OfMinimal($"builder.Services.AddControllers(o => {{ {options} }}){parts};", "app.MapControllers();", """
            [Route("api/[controller]")] public class PlainController : ControllerBase { [HttpGet] public int Get() => 1; }
            [Route("api/[controller]"), Authorize] public class ItemsController<T> : ControllerBase { [HttpGet] public int Get() => 1; }
            class Named : IControllerModelConvention { public void Apply(ControllerModel controller) { if (controller.ControllerType.IsGenericType) { controller.ControllerName = controller.ControllerType.Name; } } }
            class Early : IControllerModelConvention { public void Apply(ControllerModel controller) { if (!controller.ControllerType.IsGenericType) return; controller.ControllerName = controller.ControllerType.Name; } }
            class Always : IControllerModelConvention { public void Apply(ControllerModel controller) { controller.ControllerName = controller.ControllerType.Name; } }
            class Making : Microsoft.AspNetCore.Mvc.ApplicationParts.IApplicationFeatureProvider<Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature>
            {
                public void PopulateFeature(IEnumerable<Microsoft.AspNetCore.Mvc.ApplicationParts.ApplicationPart> parts, Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature feature) =>
                    feature.Controllers.Add(System.Reflection.IntrospectionExtensions.GetTypeInfo(typeof(ItemsController<>).MakeGenericType(typeof(int))));
            }
            """)));

    /// <summary>Attributes of the team's own that name a policy which lets everybody in, beside one that does not.</summary>
    [Theory]
    [InlineData("class StaffAttribute() : AuthorizeAttribute(\"open\");", "WithoutEffect")]
    [InlineData("class StaffAttribute : AuthorizeAttribute { public StaffAttribute() { Policy = \"open\"; } }", "WithoutEffect")]
    [InlineData("class BaseAttribute : AuthorizeAttribute { public BaseAttribute() { Policy = \"open\"; } } class StaffAttribute : BaseAttribute;", "WithoutEffect")]
    [InlineData("class StaffAttribute : AuthorizeAttribute { public StaffAttribute() { Policy = DateTime.Now.Year > 2000 ? \"open\" : \"closed\"; } }", "Unknown")]
    [InlineData("class StaffAttribute() : AuthorizeAttribute(\"closed\");", "Guarded")]
    public void Policies_of_own_attributes(string attribute, string expected) => Assert.Equal([$"GET /a = {expected} by endpoint"], MappedProgram.Accesses(MappedProgram.OfMinimal(
        "builder.Services.AddAuthorization(o => { o.AddPolicy(\"open\", p => p.RequireAssertion(_ => true)); o.AddPolicy(\"closed\", p => p.RequireAuthenticatedUser()); });",
        "app.MapGet(\"/a\", [Staff] () => 1);", attribute)));

    /// <summary>A class that is marked as no controller, and that code of the application's own takes for one.</summary>
    [Theory]
    [InlineData("", "GET /plain = Undecided")]
    [InlineData(".ConfigureApplicationPartManager(m => m.FeatureProviders.Add(new Adding()))", "GET /account = Anonymous by controller", "GET /plain = Undecided")]
    public void Added_controllers(string parts, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(
        MappedProgram.OfMinimal($"builder.Services.AddControllers(){parts};", "app.MapControllers();", Adding)));

    [Fact]
    public async Task Added_controllers_of_a_library() => Assert.Contains("'GET /plain (PlainController.Get in Library)' is open", Assert.Single(await Pipeline.TwoProjects.Judge(
        "OMNI6001", "var builder = WebApplication.CreateBuilder(args); builder.Services.AddControllers().AddAccounts(); var app = builder.Build(); app.MapControllers(); app.Run();",
        Pipeline.TwoProjects.Built("Library", "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;\n" + Adding
            .Replace("public class PlainController : ControllerBase", "[NonController] public class PlainController : ControllerBase", StringComparison.Ordinal)
            .Replace("typeof(AccountController)", "typeof(PlainController)", StringComparison.Ordinal)
            + "public static class Accounts { public static IMvcBuilder AddAccounts(this IMvcBuilder mvc) => mvc.ConfigureApplicationPartManager(m => m.FeatureProviders.Add(new Adding())); }"))), StringComparison.Ordinal);

    private const string Adding = """
        [Route("plain")] public class PlainController : ControllerBase { [HttpGet] public int Get() => 1; }
        [NonController, AllowAnonymous, Route("account")] public class AccountController : ControllerBase { [HttpGet] public int Get() => 1; }
        public class Adding : Microsoft.AspNetCore.Mvc.ApplicationParts.IApplicationFeatureProvider<Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature>
        {
            public void PopulateFeature(IEnumerable<Microsoft.AspNetCore.Mvc.ApplicationParts.ApplicationPart> parts, Microsoft.AspNetCore.Mvc.Controllers.ControllerFeature feature) =>
                feature.Controllers.Add(System.Reflection.IntrospectionExtensions.GetTypeInfo(typeof(AccountController)));
        }

        """;

    /// <summary>A loop over what is written out.</summary>
    [Theory]
    [InlineData("foreach (var color in new[] { \"red\", \"blue\" }) app.MapGet($\"/colors/{color}\", () => color);", "GET /colors/red = Undecided", "GET /colors/blue = Undecided")]
    [InlineData("foreach (var (path, policy) in new (string, string)[] { (\"/a\", \"x\"), (\"/b\", \"y\") }) app.MapPost(path, () => 1).RequireAuthorization(policy);", "POST /a = Guarded by endpoint", "POST /b = Guarded by endpoint")]
    [InlineData("string[] versions = [\"v1\", \"v2\"]; foreach (var version in versions) { var group = app.MapGroup(version); if (version == \"v2\") group.RequireAuthorization(); group.MapGet(\"/c\", () => 1); }", "GET /v1/c = Unknown by group", "GET /v2/c = Unknown by group")]
    [InlineData("foreach (var color in args) app.MapGet($\"/colors/{color}\", () => color);", "GET /colors/… = Undecided")]
    [InlineData("app.MapGet(\"~/a\", () => 1); app.MapControllerRoute(\"d\", \"~/{controller}/{action}\");", "GET /a = Undecided")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) Map(app, name); static void Map(IEndpointRouteBuilder routes, string name) => routes.MapGet(name, () => 1);", "GET /a = Undecided", "GET /b = Undecided")]
    public void A_loop_over_what_is_written_out(string pipeline, params string[] expected) =>
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.OfMinimal("", pipeline)));

    /// <summary>Names that a transformer of the team's own writes anew, where all of its code is known.</summary>
    [Theory]
    [InlineData("""if (value == null) { return null; } string str = value.ToString(); if (string.IsNullOrEmpty(str)) return null; return Regex.Replace(str, "([a-z])([A-Z])", "$1-$2").ToLower();""", "/my-orders/by-item")]
    [InlineData("""return value is null ? null : Regex.Replace(value.ToString()!, "([a-z])([A-Z])", "$1-$2", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200)).ToLowerInvariant();""", "/my-orders/by-item")]
    [InlineData("""return value?.ToString()?.ToLowerInvariant();""", "/myorders/byitem")]
    [InlineData("""if (value is not string s) return null; var made = s.Replace("By", "with") + "-x"; return made;""", "/MyOrders-x/withItem-x")]
    [InlineData("""return s_words.Replace(Convert.ToString(value) ?? "", "$1_$2");""", "/My_Orders/By_Item")]
    [InlineData("""return Words().Replace((string)value, "$1.$2");""", "/My.Orders/By.Item")]
    // What a method elsewhere does is not carried out, nor what runs away or is no pattern.
    [InlineData("""return Own(value.ToString());""", "/…/…")]
    [InlineData("""return Regex.Replace(value.ToString(), "(", "");""", "/…/…")]
    [InlineData("""return Regex.Replace(value.ToString(), Environment.NewLine, "");""", "/…/…")]
    [InlineData("""return Regex.Replace(value.ToString(), "[a-z]", m => "x");""", "/…/…")]
    [InlineData("""foreach (var c in value.ToString()) return c.ToString(); return null;""", "/…/…")]
    [InlineData("""throw new NotImplementedException();""", "/…/…")]
    [InlineData("""var s = (string)value; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; s = s + s; return s;""", "/…/…")]
    public void Names_that_a_transformer_makes(string code, string route) => Assert.StartsWith($"GET {route}", Assert.Single(MappedProgram.Accesses(
        MappedProgram.OfMinimal("builder.Services.AddControllersWithViews(o => o.Conventions.Add(new RouteTokenTransformerConvention(new Slugs())));", "app.MapControllers();", $$"""
            [Route("[controller]/[action]")] public class MyOrdersController : Controller { [HttpGet] public int ByItem() => 1; }
            partial class Slugs : IOutboundParameterTransformer
            {
                private static readonly Regex s_words = new("([a-z])([A-Z])", RegexOptions.Compiled);
                [GeneratedRegex("([a-z])([A-Z])")] private static partial Regex Words();
                private static partial Regex Words() => null!;
                private static string Own(string text) => text;
                public string? TransformOutbound(object? value) { {{code}} }
            }
            """))));

    /// <summary>What stands for a token of the team's own may be more than a word.</summary>
    [Theory]
    [InlineData("o.Conventions.Add(new Office());", "[office]/a", "GET /… (XController.Get) = Undecided")]
    [InlineData("o.Conventions.Add(new Office());", "{id:regex(^[[a-c]]$)}/[controller]", "GET /…/{id:regex(^[a-c]$)}/X = Undecided")]
    [InlineData("", "[[office]]/[controller]", "GET /[office]/X = Undecided")]
    public void Tokens_of_a_convention(string options, string template, string expected) => Assert.Equal([expected], MappedProgram.Accesses(
        MappedProgram.OfMinimal($"builder.Services.AddControllers(o => {{ {options} }});", "app.MapControllers();", $$"""
            public class XController : Controller { [HttpGet("{{template}}")] public int Get() => 1; }
            class Office : IApplicationModelConvention
            {
                public void Apply(ApplicationModel model)
                {
                    foreach (var selector in model.Controllers.SelectMany(each => each.Actions).SelectMany(each => each.Selectors))
                        selector.AttributeRouteModel!.Template = selector.AttributeRouteModel.Template!.Replace("[office]", "back/office");
                }
            }
            """)));

    [Fact]
    public void Controllers_by_name()
    {
        string[] expected = ["/Home/Index/{id?} = Undecided", "POST /Home/Save/{id?} = Undecided"];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.OfMinimal(
            "builder.Services.AddControllersWithViews();", "app.MapControllerRoute(\"default\", \"{controller=Home}/{action=Index}/{id?}\");",
            "public class HomeController : Controller { public IActionResult Index() => View(); [HttpPost] public IActionResult Save() => View(); }")));
    }
}
