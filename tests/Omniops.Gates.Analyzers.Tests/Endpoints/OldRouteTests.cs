using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>MVC as it was before endpoints: <c>UseMvc</c> serves controllers and pages by itself.</summary>
public sealed class OldRouteTests
{
    private const string Old = "builder.Services.AddMvc(o => o.EnableEndpointRouting = false);";

    private const string Controllers = """
        public class PayController : Controller { public string Send(int id) => ""; [Authorize, EnableRateLimiting("chat")] public string Take() => ""; }
        [Area("Admin")] public class UsersController : Controller { public string All() => ""; }
        [Route("api/orders"), AllowAnonymous] public class OrdersController : ControllerBase { [HttpGet("{id}")] public string One(int id) => ""; }
        """;

    [Theory]
    [InlineData("app.UseMvc();", "GET /api/orders/{id} = Anonymous by controller")]
    [InlineData(
        "app.UseMvcWithDefaultRoute();",
        "GET /api/orders/{id} = Anonymous by controller", "/Pay/Send/{id?} = Undecided", "/Pay/Take/{id?} = Guarded by action")]
    [InlineData(
        """app.UseMvc(routes => { routes.MapRoute("areas", "{area:exists}/{controller}/{action}"); routes.MapRoute(name: "pay", template: "pay/{action}", defaults: new { controller = "Pay" }); });""",
        "/Admin/Users/All = Undecided", "/pay/Send = Undecided", "/pay/Take = Guarded by action", "GET /api/orders/{id} = Anonymous by controller")]
    [InlineData(
        """app.UseMvc(routes => routes.MapAreaRoute("admin", "Admin", "manage/{controller}/{action}"));""",
        "/manage/Users/All = Undecided", "GET /api/orders/{id} = Anonymous by controller")]
    [InlineData(
        """app.UseMvc(Routes); static void Routes(IRouteBuilder routes) => routes.MapRoute("pay", "pay/{action}", new { controller = "Pay" });""",
        "/pay/Send = Undecided", "/pay/Take = Guarded by action", "GET /api/orders/{id} = Anonymous by controller")]
    public void Serves_controllers(string pipeline, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), MappedProgram.Accesses(MappedProgram.OfMinimal(Old, pipeline, Controllers)).Order(StringComparer.Ordinal));

    /// <summary>Authorization has filters of its own there, and needs no middleware; limits are looked for on endpoints only.</summary>
    [Fact]
    public void Gives_no_metadata_to_middleware() => Assert.Contains("/Pay/Take/{id?} = None", MappedProgram.Limits(MappedProgram.OfMinimal(
        Old + """builder.Services.AddRateLimiter(o => o.AddFixedWindowLimiter("chat", l => { l.PermitLimit = 5; l.Window = TimeSpan.FromMinutes(1); }));""",
        "app.UseRateLimiter(); app.UseMvcWithDefaultRoute();", Controllers)));

    [Fact]
    public void Serves_nothing_where_it_does_not_run_in_production() => Assert.Empty(MappedProgram.OfMinimal(
        Old, "if (app.Environment.IsDevelopment()) app.UseMvcWithDefaultRoute();", Controllers).Live);

    [Fact]
    public void Is_another_methods_name_as_well() => Assert.Empty(MappedProgram.OfMinimal(
        Old, "app.UseMvc(1);", Controllers + """ static class Other { public static void UseMvc(this WebApplication app, int number) { } }""").Live);

    /// <summary>AddMvc can stand in a package, or be read behind the pipeline.</summary>
    [Fact]
    public void Serves_pages_whoever_adds_them() => Assert.Contains("/Plain = Undecided", MappedProgram.Accesses(MappedProgram.Of("""
        using Microsoft.AspNetCore.Razor.Hosting;
        [assembly: RazorCompiledItem(typeof(Plain), "mvc.1.0.razor-page", "/Pages/Plain.cshtml")]
        var app = WebApplication.CreateBuilder(args).Build();
        app.UseMvc();
        app.Run();
        class Plain : Microsoft.AspNetCore.Mvc.RazorPages.Page { public override Task ExecuteAsync() => Task.CompletedTask; }
        """)));

    /// <summary>app.UseRouter(routes => ...) serves what its handlers do.</summary>
    [Fact]
    public void Does_not_know_routes_of_handlers() => Assert.Contains(
        MappedProgram.OfMinimal("builder.Services.AddRouting();", """app.UseRouter(routes => routes.MapGet("a", context => Task.CompletedTask));""").Live,
        endpoint => endpoint.Kind == EndpointKind.Library);

    [Fact]
    public async Task Is_judged() => Assert.NotEmpty(await TwoProjects.Judge("OMNI6001", """
        public static class Startup { public static IApplicationBuilder UseShop(this IApplicationBuilder app) => app.UseMvcWithDefaultRoute(); }
        """, """
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddMvc(o => o.EnableEndpointRouting = false);
        var app = builder.Build();
        app.UseShop();
        app.Run();
        public class PayController : Controller { public string Send(int id) => ""; }
        """));
}
