using Omniops.Gates.Analyzers.Tests.Pipeline;

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
    [InlineData("[V3]", "[GetById]", "GET /api/v3/X/{id:int} = Undecided")]
    [InlineData("[V3(\"own\")]", "[DeleteById]", "DELETE /api/v3/own/{id:int} = Undecided")]
    [InlineData("[ApiV(4)]", "[PutById]", "PUT /api/v4/X/{id:int?} = Undecided")]
    [InlineData("[V5]", "[HttpPlain]", "POST /feed/v5/X = Undecided")]
    [InlineData("[Route(\"x\")]", "[Explicit]", "GET,HEAD /x/explicit = Undecided")]
    [InlineData("[Route(\"x\")]", "[GetById]", "GET /x/{id:int} = Undecided")]
    public void Routes(string controller, string action, params string[] expected)
    {
        const string Attributes = """
            public class ApiRouteAttribute(string template) : RouteAttribute("api/" + template);
            public class DeepRouteAttribute(string template) : ApiRouteAttribute($"deep/{template}");
            public class OldRouteAttribute : RouteAttribute { public OldRouteAttribute(string template) : base($"{Root}/{template}") { } const string Root = "old"; }
            public class FixedRouteAttribute() : RouteAttribute("fixed");
            public class RunTimeRouteAttribute() : RouteAttribute(Environment.MachineName);
            public class HttpListAttribute() : HttpGetAttribute("list");
            public class HttpSearchAttribute(string template) : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute(["SEARCH"], template);
            public class HttpAnyAttribute : Attribute, Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider { public IEnumerable<string> HttpMethods => [Environment.MachineName]; }
            public abstract class Own : Attribute, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider { public abstract string Template { get; } public int? Order => null; public string Name => null; }
            public class VersionedAttribute(string template) : Own { public override string Template { get; } = "v2/" + template; }
            public class ComputedAttribute : Own { public override string Template => "computed/[controller]"; }
            public class UnknowableAttribute : Own { public override string Template => Environment.MachineName; }
            public class ApiVAttribute : Attribute, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider
            {
                public ApiVAttribute(int version, string resource = "[controller]") { Template = $"api/v{version}/{resource}"; }
                public string Template { get; private set; }
                public int? Order => 2;
                public string Name { get; set; }
            }
            public class V3Attribute(string resource = "[controller]") : ApiVAttribute(3, resource);
            public class FeedVAttribute : Attribute, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider
            {
                public FeedVAttribute(int version) { Version = version; Template = $"feed/v{Version}/[controller]"; }
                public int Version { get; private set; }
                public string Template { get; private set; }
                public int? Order => 2;
                public string Name { get; set; }
            }
            public class V5Attribute() : FeedVAttribute(5);
            public class GetByIdAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute, Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider
            {
                public IEnumerable<string> HttpMethods => new[] { "GET" };
                public string Template => "{id:int}";
                public new int? Order => 0;
                public string Name => null;
            }
            public class DeleteByIdAttribute : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute
            {
                private static readonly IEnumerable<string> _methods = new[] { "DELETE" };
                public DeleteByIdAttribute() : base(_methods, "{id:int}") { }
            }
            public class PutByIdAttribute : HttpPutAttribute { public PutByIdAttribute() : base("{id:int?}") { } }
            public class HttpPlainAttribute : HttpPostAttribute;
            public class ExplicitAttribute : Attribute, Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider, Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider
            {
                IEnumerable<string> Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider.HttpMethods { get; } = ["get", "head"];
                string Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider.Template => "explicit";
                int? Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider.Order => null;
                string Microsoft.AspNetCore.Mvc.Routing.IRouteTemplateProvider.Name => null;
            }
            """;
        const string Usings = "using Microsoft.AspNetCore.Mvc;\n";
        const string Program = Usings + "var builder = WebApplication.CreateBuilder(args); builder.Services.AddControllers(); var app = builder.Build(); app.MapControllers(); app.Run();\n";
        var type = $"{controller} public class XController : Controller {{ {action} public int Find() => 1; }}\n";
        Assert.Equal(expected, Accesses(Program + type + Attributes));
        // Attributes of another project, and a controller that they stand on there.
        Assert.Equal(expected, Accesses(Program + type, TwoProjects.Built("Library", Usings + Attributes)));
        Assert.Equal(expected, Accesses(Program, TwoProjects.Built("Library", Usings + Attributes + type)));
        Assert.Equal(expected, Accesses(Program + type, TwoProjects.Typed("Library", Usings + Attributes)));
        // A class that derives from one of another project.
        Assert.Equal(["/api/v7/X = Undecided"], Accesses(
            Program + "class V7Attribute(string part = \"[controller]\") : ApiVAttribute(7, part); [V7] public class XController : Controller { public int Find() => 1; }", TwoProjects.Built("Library", Usings + Attributes)));
    }

    private static IEnumerable<string> Accesses(string source, params Microsoft.CodeAnalysis.MetadataReference[] libraries) =>
        MappedProgram.Accesses(MappedProgram.Of(source, null, libraries)).Order(StringComparer.Ordinal);

    /// <summary>Conventions change what they assign; what they only look at stays.</summary>
    [Theory]
    [InlineData("foreach (var s in model.Selectors.Where(s => s.AttributeRouteModel != null)) s.AttributeRouteModel = AttributeRouteModel.CombineAttributeRouteModel(Prefix, s.AttributeRouteModel);", "GET /…/x = Undecided")]
    [InlineData("model.Selectors.Add(new SelectorModel { AttributeRouteModel = Prefix });", "GET /…/x = Undecided")]
    [InlineData("model.Selectors[0].EndpointMetadata.Add(new AuthorizeAttribute());", "GET /x = Unknown by convention")]
    [InlineData("if (model.Selectors[0].AttributeRouteModel == null) model.Filters.Add(new CaseAttribute());", "GET /x = Undecided")]
    [InlineData("if (!model.Attributes.OfType<AllowAnonymousAttribute>().Any()) model.Filters.Add(new AuthorizeFilter());", "GET /x = Unknown by convention")]
    [InlineData("model.Filters.Add(new AllowAnonymousFilter());", "GET /x = Unknown by convention")]
    [InlineData("Helper.Prefix(model);", "GET /…/x = Undecided")]
    [InlineData("Helper.Close(model);", "GET /x = Guarded by convention")]
    [InlineData("Console.WriteLine(model.ControllerName);", "GET /x = Undecided")]
    public void What_conventions_change(string code, string expected)
    {
        const string Usings = """
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.ApplicationModels;
            using Microsoft.AspNetCore.Mvc.Authorization;

            """;
        var convention = $$"""
            public class Own : IControllerModelConvention { static readonly AttributeRouteModel Prefix = new(new RouteAttribute("api")); public void Apply(ControllerModel model) { {{code}} } }
            public class CaseAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute;
            static class Helper
            {
                public static void Prefix(ControllerModel model) => model.Selectors[0].AttributeRouteModel = new AttributeRouteModel();
                public static void Close(ControllerModel model) => model.Filters.Add(new AuthorizeFilter());
            }
            """;
        const string Program = Usings + """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers(o => o.Conventions.Add(new Own()));
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            [Route("x")] public class XController : Controller { [HttpGet] public int Find() => 1; }

            """;
        Assert.Equal([expected], Accesses(Program + convention));
        Assert.Equal([expected], Accesses(Program, TwoProjects.Built("Library", Usings + convention)));
    }

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
