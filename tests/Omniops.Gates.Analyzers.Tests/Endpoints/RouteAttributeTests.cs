namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Routes and verbs that attributes of a team's own give controllers and actions.</summary>
public class RouteAttributeTests
{
    [Theory]
    [InlineData("[ApiRoute(\"x\")]", "[HttpGet]", "GET /api/x = Undecided")]
    [InlineData("[OldRoute(\"x\")]", "[HttpGet(\"y\")]", "GET /old/x/y = Undecided")]
    [InlineData("[DeepRoute(\"x\")]", "[HttpGet]", "GET /api/deep/x = Undecided")]
    [InlineData("[FixedRoute]", "[HttpGet]", "GET /fixed = Undecided")]
    [InlineData("[Versioned(\"x\")]", "[HttpGet]", "GET /v2/x = Undecided")]
    [InlineData("[Computed]", "[HttpGet]", "GET /computed/X = Undecided")]
    [InlineData("[Unknowable]", "[HttpGet]", "GET /… (XController.Find) = Undecided")]
    [InlineData("[RunTimeRoute]", "[HttpGet]", "GET /… (XController.Find) = Undecided")]
    [InlineData("[Route(\"x\")]", "[HttpList]", "GET /x/list = Undecided")]
    [InlineData("[Route(\"x\")]", "[HttpSearch(\"y\")]", "SEARCH /x/y = Undecided")]
    [InlineData("[Route(\"x\")]", "[HttpSearch(\"y\"), Route(\"z\")]", "/x/z = Undecided", "SEARCH /x/y = Undecided")]
    [InlineData("[Route(\"x\")]", "[HttpAny]", "/x = Undecided")]
    [InlineData("[Route(\"x\")]", "[AcceptVerbs(\"get\", \"HEAD\", Route = \"y\")]", "GET,HEAD /x/y = Undecided")]
    public void Routes(string controller, string action, params string[] expected) => Assert.Equal(
        expected,
        MappedProgram.Accesses(MappedProgram.OfMinimal("builder.Services.AddControllers();", "app.MapControllers();", $$"""
            {{controller}} public class XController : Controller { {{action}} public int Find() => 1; }
            class ApiRouteAttribute(string template) : RouteAttribute("api/" + template);
            class DeepRouteAttribute(string template) : ApiRouteAttribute($"deep/{template}");
            class OldRouteAttribute : RouteAttribute { public OldRouteAttribute(string template) : base($"{Root}/{template}") { } const string Root = "old"; }
            class FixedRouteAttribute() : RouteAttribute("fixed");
            class RunTimeRouteAttribute() : RouteAttribute(Environment.MachineName);
            class HttpListAttribute() : HttpGetAttribute("list");
            class HttpSearchAttribute(string template) : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute(["SEARCH"], template);
            class HttpAnyAttribute : Attribute, Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider { public IEnumerable<string> HttpMethods => [Environment.MachineName]; }
            abstract class Own : Attribute, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider { public abstract string Template { get; } public int? Order => null; public string Name => null; }
            class VersionedAttribute(string template) : Own { public override string Template { get; } = "v2/" + template; }
            class ComputedAttribute : Own { public override string Template => "computed/[controller]"; }
            class UnknowableAttribute : Own { public override string Template => Environment.MachineName; }
            """)).Order(StringComparer.Ordinal));

    /// <summary>A filter that asks by itself does so whatever lets everybody in, unless it looks.</summary>
    [Theory]
    [InlineData("[Key]", "GET /x = Unknown by controller")]
    [InlineData("[Key, AllowAnonymous]", "GET /x = Unknown by controller")]
    [InlineData("[Polite, AllowAnonymous]", "GET /x = Anonymous by controller")]
    [InlineData("[Log, AllowAnonymous]", "GET /x = Anonymous by controller")]
    [InlineData("[ServiceFilter(typeof(LogAttribute)), AllowAnonymous]", "GET /x = Anonymous by controller")]
    public void Filters_beside_what_lets_everybody_in(string attributes, string expected) => Assert.Equal(
        [expected],
        MappedProgram.Accesses(MappedProgram.OfMinimal("builder.Services.AddControllers();", "app.MapControllers();", $$"""
            {{attributes}} [Route("x")] public class XController : Controller { [HttpGet] public int Find() => 1; }
            class KeyAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter
            {
                public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context) => context.Result = new UnauthorizedResult();
            }
            class PoliteAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter
            {
                public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context)
                {
                    if (!context.ActionDescriptor.EndpointMetadata.OfType<AllowAnonymousAttribute>().Any())
                        context.Result = new UnauthorizedResult();
                }
            }
            class LogAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute;
            """)));

    /// <summary>Filters that a convention adds are looked at; other words of it may say anything.</summary>
    [Theory]
    [InlineData("new CaseAttribute()", "GET /x = Undecided")]
    [InlineData("new KeyAttribute()", "GET /x = Unknown by convention")]
    [InlineData("(Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata)AppContext.GetData(\"x\")", "GET /x = Unknown by convention")]
    [InlineData("new AuthorizeFilter()", "GET /x = Unknown by convention")]
    public void Filters_of_conventions(string filter, string expected) => Assert.Equal(
        [expected],
        MappedProgram.Accesses(MappedProgram.OfMinimal("builder.Services.AddControllers(o => o.Conventions.Add(new Own()));", "app.MapControllers();", $$"""
            [Route("x")] public class XController : Controller { [HttpGet] public int Find() => 1; }
            class Own : IControllerModelConvention { public void Apply(ControllerModel model) { if (model.ControllerName.StartsWith("X")) model.Filters.Add({{filter}}); } }
            class CaseAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute;
            class KeyAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute
            {
                public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) => context.Result = new UnauthorizedResult();
            }
            """)));

    /// <summary>Whoever says which classes are controllers as a rule takes internal ones as well.</summary>
    [Theory]
    [InlineData("", "GET /x = Undecided")]
    [InlineData(".ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new Internal()))", "GET /inside = Guarded by controller", "GET /x = Undecided")]
    public void Internal_controllers(string parts, params string[] expected) => Assert.Equal(
        expected,
        MappedProgram.Accesses(MappedProgram.OfMinimal($"builder.Services.AddControllers(){parts};", "app.MapControllers();", """
            [Route("x")] public class XController : Controller { [HttpGet] public int Find() => 1; }
            [Route("inside"), Authorize] internal class InsideController : Controller { [HttpGet] public int Find() => 1; }
            class Internal : Microsoft.AspNetCore.Mvc.Controllers.ControllerFeatureProvider
            {
                protected override bool IsController(System.Reflection.TypeInfo type) => type.Name.EndsWith("Controller");
            }
            """)).Order(StringComparer.Ordinal));
}
