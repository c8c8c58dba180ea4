namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Who may call an endpoint of which several speak, and what is asked for.</summary>
public class AccessDecisionsTests
{
    [Theory]
    [InlineData("[AllowAnonymous] public class XController : Base { [HttpGet(\"x\")] public int Get() => 1; }", ".RequireAuthorization()", "GET /x = Anonymous - by controller")]
    [InlineData("public class XController : Base { [AllowAnonymous, HttpGet(\"x\")] public int Get() => 1; }", ".RequireAuthorization()", "GET /x = Anonymous - by action")]
    [InlineData("public class XController : Base { [HttpGet(\"x\")] public int Get() => 1; }", ".RequireAuthorization(\"staff\")", "GET /x = Guarded staff by endpoint")]
    [InlineData("[Authorize] public class XController : Base { [HttpGet(\"x\")] public int Get() => 1; }", ".AllowAnonymous()", "GET /x = WithoutEffect - by endpoint")]
    [InlineData("[AllowAnonymous] public class XController : Base { [Authorize, HttpGet(\"x\")] public int Get() => 1; }", "", "GET /x = WithoutEffect - by controller")]
    [InlineData("[Authorize] public class XController : Base { [Authorize(Policy = \"admin\"), HttpGet(\"x\")] public int Get() => 1; }", "", "GET /x = Guarded admin by action")]
    [InlineData("[Authorize(\"staff\")] public class XController : Base { [Authorize(Roles = \"a,b\"), HttpGet(\"x\")] public int Get() => 1; }", "", "GET /x = Guarded staff and a,b by controller")]
    [InlineData("public class XController : Base { [Authorize(\"staff\", Roles = \"a\"), HttpGet(\"x\")] public int Get() => 1; }", ".RequireAuthorization(\"staff\")", "GET /x = Guarded staff and a by action")]
    [InlineData("[Authorize] public class XController : Base { [Authorize, HttpGet(\"x\")] public int Get() => 1; }", "", "GET /x = Guarded - by controller")]
    public void Controllers(string controller, string said, string expected) => Assert.Equal([expected], MappedProgram.Policies(MappedProgram.OfMinimal(
        "builder.Services.AddControllers();", $"app.MapControllers(){said};", $"{controller} public abstract class Base : ControllerBase;")));

    /// <summary>What an attribute of the team's own asks for, by the code of its constructors.</summary>
    [Theory]
    [InlineData("Admin", "class AdminAttribute : AuthorizeAttribute { public AdminAttribute() { Roles = \"Admin\"; } }", "Guarded Admin by action")]
    [InlineData("Admin", "class AdminAttribute : AuthorizeAttribute { public AdminAttribute() : base(Names.Admin) { } } static class Names { public const string Admin = \"admins\"; }", "Guarded admins by action")]
    [InlineData("Admin", "class AdminAttribute() : AuthorizeAttribute(\"admins\");", "Guarded admins by action")]
    [InlineData("May(\"read\")", "class MayAttribute(string what) : AuthorizeAttribute(\"may:\" + what);", "Guarded may:read by action")]
    [InlineData("May(\"read\")", "class MayAttribute : Own { public MayAttribute(string what) : base(what) { } } class Own : AuthorizeAttribute { protected Own(string what) { Policy = $\"may:{what}\"; } }", "Guarded may:read by action")]
    [InlineData("Admin(Roles = \"b\")", "class AdminAttribute : AuthorizeAttribute { public AdminAttribute() { Roles = \"a\"; } }", "Guarded b by action")]
    [InlineData("Admin", "class AdminAttribute : AuthorizeAttribute { public AdminAttribute() { Roles = Environment.MachineName; } }", "Guarded - by action")]
    [InlineData("Admin", "class AdminAttribute : Attribute, IAuthorizeData { public string Policy { get; set; } = \"admins\"; public string Roles { get; set; } public string AuthenticationSchemes { get; set; } }", "Guarded admins by action")]
    [InlineData("Anybody", "class AnybodyAttribute() : AuthorizeAttribute(\"open\");", "WithoutEffect open by action")]
    public void Attributes_of_ones_own(string attribute, string types, string expected) => Assert.Equal([$"GET /x = {expected}"], MappedProgram.Policies(MappedProgram.OfMinimal(
        "builder.Services.AddControllers(); builder.Services.AddAuthorization(o => o.AddPolicy(\"open\", p => p.RequireAssertion(_ => true)));", "app.MapControllers();",
        $"public class XController : ControllerBase {{ [{attribute}, HttpGet(\"x\")] public int Get() => 1; }} {types}")));

    /// <summary>Of a component the call that maps them all is farther than its own attribute.</summary>
    [Fact]
    public void Components()
    {
        string[] expected = ["GET /_framework/opaque-redirect = Undecided - by nobody", "GET,POST /closed = Guarded staff by endpoint", "GET,POST /open = Anonymous - by component"];
        Assert.Equal(expected, MappedProgram.Policies(MappedProgram.OfMinimal(
            "builder.Services.AddRazorComponents();", "app.MapRazorComponents<Root>().RequireAuthorization(\"staff\");", """
            [Microsoft.AspNetCore.Components.Route("/open"), AllowAnonymous] public class Open : Microsoft.AspNetCore.Components.ComponentBase;
            [Microsoft.AspNetCore.Components.Route("/closed")] public class Closed : Microsoft.AspNetCore.Components.ComponentBase;
            public class Root : Microsoft.AspNetCore.Components.ComponentBase;
            """)).Order(StringComparer.Ordinal));
    }

    /// <summary>MapFallbackToController and its like serve all actions with routes of their own.</summary>
    [Theory]
    [InlineData("app.MapFallbackToController(\"/f\", \"Index\", \"Home\").RequireAuthorization();", "/f = Undecided", "GET /x = Guarded by controller")]
    [InlineData("app.MapFallbackToAreaController(\"/f\", \"Index\", \"Home\", \"None\");", "/f = Undecided", "GET /x = Guarded by controller")]
    [InlineData("app.MapDynamicControllerRoute<Slugs>(\"{slug}\");", "/{slug} = Unknown by library", "GET /x = Guarded by controller")]
    [InlineData("app.MapFallbackToController(\"/f\", \"Index\", \"Home\"); app.MapControllers();", "/f = Undecided", "GET /x = Guarded by controller")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapFallbackToController(\"/f\", \"Index\", \"Home\");")]
    public void Fallbacks_serve_all_controllers(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.OfMinimal(
        "builder.Services.AddControllers();", pipeline, """
        [Authorize] public class XController : ControllerBase { [HttpGet("x")] public int Get() => 1; public int ByNameOnly() => 1; }
        public class HomeController : ControllerBase { public int Index() => 1; }
        class Slugs : Microsoft.AspNetCore.Mvc.Routing.DynamicRouteValueTransformer
        {
            public override ValueTask<RouteValueDictionary> TransformAsync(HttpContext context, RouteValueDictionary values) => new(values);
        }
        """)));
}
