using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Endpoints that packages find by themselves. The packages stand here with what is asked of them.</summary>
public class PackageEndpointTests
{
    private const string Hangfire = """
        namespace Hangfire
        {
            public interface IDashboardAuthorizationFilter { bool Authorize(object context); }
            public class DashboardOptions { public System.Collections.Generic.IEnumerable<IDashboardAuthorizationFilter> Authorization { get; set; } public string Title { get; set; } }
            public static class Extensions
            {
                public static IEndpointConventionBuilder MapHangfireDashboard(this IEndpointRouteBuilder endpoints, string pattern = "/hangfire", DashboardOptions options = null) => null;
                public static IEndpointConventionBuilder MapHangfireDashboardWithNoAuthorizationFilters(this IEndpointRouteBuilder endpoints, string pattern = "/hangfire", DashboardOptions options = null) => null;
                public static IEndpointConventionBuilder MapHangfireDashboardWithAuthorizationPolicy(
                    this IEndpointRouteBuilder endpoints, string authorizationPolicyName, string pattern = "/hangfire", DashboardOptions options = null) => null;
                public static IApplicationBuilder UseHangfireDashboard(this IApplicationBuilder app, string pathMatch = "/hangfire", DashboardOptions options = null) => app;
            }
        }
        """;

    private const string Proxy = """
        public interface IReverseProxyBuilder;
        public static class Proxies
        {
            public static IReverseProxyBuilder AddReverseProxy(this IServiceCollection services) => null;
            public static IReverseProxyBuilder LoadFromConfig(this IReverseProxyBuilder builder, IConfiguration config) => builder;
            public static IReverseProxyBuilder LoadFromMemory(this IReverseProxyBuilder builder, object routes) => builder;
            public static IEndpointConventionBuilder MapReverseProxy(this IEndpointRouteBuilder routes) => null;
        }
        """;

    private const string Settings = """
        { "ReverseProxy": { "Routes": {
            "open": { "ClusterId": "a", "Match": { "Path": "/open/{**rest}" } },
            "closed": { "ClusterId": "a", "AuthorizationPolicy": "staff", "RateLimiterPolicy": "p", "Match": { "Path": "/closed", "Methods": ["GET", "POST"] } },
            "public": { "ClusterId": "a", "AuthorizationPolicy": "Anonymous", "RateLimiterPolicy": "Disable", "Match": { "Path": "/public" } } } } }
        """;

    [Theory]
    [InlineData("LoadFromConfig(builder.Configuration.GetSection(\"ReverseProxy\"))", "app.MapReverseProxy();",
        "/open/{**rest} = Undecided", "GET,POST /closed = Guarded by proxy route", "/public = Anonymous by proxy route")]
    [InlineData("LoadFromConfig(builder.Configuration.GetSection(\"ReverseProxy\"))", "app.MapReverseProxy().RequireAuthorization();",
        "/open/{**rest} = Guarded by group", "GET,POST /closed = Guarded by proxy route", "/public = Anonymous by proxy route")]
    [InlineData("LoadFromMemory(null)", "app.MapReverseProxy();", "/… = Unknown by library")]
    public void Routes_of_a_proxy(string load, string pipeline, params string[] expected)
    {
        var accesses = MappedProgram.Accesses(MappedProgram.Of(
            $"""
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddReverseProxy().{load};
            var app = builder.Build();
            {pipeline}
            app.Run();
            """, Settings, TwoProjects.BuiltWithoutGate("Yarp.ReverseProxy", Proxy)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), accesses.Order(StringComparer.Ordinal));
    }

    private const string Carter = """
        namespace Carter
        {
            public interface ICarterModule { void AddRoutes(IEndpointRouteBuilder app); }
            public abstract class CarterModule : ICarterModule
            {
                protected CarterModule() : this("") { }
                protected CarterModule(string basePath) { }
                public abstract void AddRoutes(IEndpointRouteBuilder app);
                public CarterModule RequireAuthorization(params string[] policyNames) => this;
                public CarterModule RequireRateLimiting(string policyName) => this;
            }
            public static class CarterExtensions { public static IEndpointConventionBuilder MapCarter(this IEndpointRouteBuilder builder) => null; }
        }
        """;

    private const string CarterBases = """
        public abstract class Secured : CarterModule { protected Secured(string path) : base(path) { this.RequireAuthorization(); } }
        public abstract class Api(string path) : Secured($"/api/{path}");
        public abstract class Plain : CarterModule { }
        public abstract class Root : CarterModule { protected Root() : base("/root") => Secure(); void Secure() => RequireAuthorization("x"); }
        public abstract class Crud(string path) : CarterModule(path) { public override void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/all", () => 1); }
        """;

    /// <summary>What constructors say, those of bases too, and bases of other projects.</summary>
    [Theory]
    [InlineData("class M : ICarterModule { public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet(\"/a\", () => 1).AllowAnonymous(); }", "GET /a = Anonymous by endpoint")]
    [InlineData("class M : CarterModule { public M() : base(\"/m\") { RequireAuthorization(); } BODY }", "GET /m/b = Guarded by module")]
    [InlineData("class M() : CarterModule(\"/m\") { BODY }", "GET /m/b = Undecided")]
    [InlineData("class M() : Secured(\"/m\") { BODY }", "GET /m/b = Guarded by module")]
    [InlineData("class M() : Api(\"m\") { BODY }", "GET /api/m/b = Guarded by module")]
    [InlineData("class M : Plain { BODY }", "GET /b = Undecided")]
    [InlineData("class M : Root { BODY }", "GET /root/b = Guarded by module")]
    [InlineData("class M() : Crud(\"/m\");", "GET /m/all = Undecided")]
    public void Modules_of_Carter(string module, params string[] expected)
    {
        const string Program = "using Carter; var app = WebApplication.CreateBuilder(args).Build(); app.MapCarter(); app.Run();\n";
        var package = TwoProjects.BuiltWithoutGate("Carter", Carter);
        module = "public " + module.Replace("BODY", "public override void AddRoutes(IEndpointRouteBuilder app) => app.MapGet(\"/b\", () => 1);", StringComparison.Ordinal);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program + module + CarterBases, null, package)));
        var bases = TwoProjects.Built("Library", "using Carter;\n" + CarterBases, package);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program + module, null, package, bases)));
        var modules = TwoProjects.Built("Library", "using Carter;\n" + module + CarterBases, package);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program, null, package, modules)));
    }

    /// <summary>What a base says that was built without the gate is not known, and neither is what it maps.</summary>
    [Fact]
    public void Modules_with_a_base_that_is_not_in_sight()
    {
        var package = TwoProjects.BuiltWithoutGate("Carter", Carter);
        var bases = TwoProjects.BuiltWithoutGate("Base", "using Carter;\n" + CarterBases, package);
        Assert.Equal(["/… = Unknown by library", "GET /…/b = Unknown by module"], MappedProgram.Accesses(MappedProgram.Of("""
            using Carter;
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapCarter();
            app.Run();
            public class M() : Secured("/m") { public override void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/b", () => 1); }
            public class N() : Crud("/n");
            """, null, package, bases)).Order(StringComparer.Ordinal));
    }

    /// <summary>OData maps actions by its model, which only runs; that there are some, and who may call them, is certain.</summary>
    [Fact]
    public void Actions_of_OData()
    {
        string[] expected =
        [
            "GET /odata = Undecided", "GET /odata/$metadata = Undecided", "GET /plain = Undecided", "GET /… (BooksController.Get) = Guarded by controller",
            "POST /… (BooksController.PostToShop) = Anonymous by action",
        ];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
            """
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.Mvc;
            using OData;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers().AddOData(o => o.AddRouteComponents("odata", "model"));
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            [Authorize] public class BooksController : ODataController { public int Get() => 1; [AllowAnonymous] public int PostToShop() => 1; }
            [Route("plain")] public class PlainController : ControllerBase { [HttpGet] public int Get() => 1; }
            """, null, TwoProjects.BuiltWithoutGate("Microsoft.AspNetCore.OData", """
            namespace OData
            {
                public abstract class ODataController : Microsoft.AspNetCore.Mvc.ControllerBase;
                public class ODataOptions { public ODataOptions AddRouteComponents(string routePrefix, string model) => this; }
                public static class ODataMvcBuilderExtensions { public static IMvcBuilder AddOData(this IMvcBuilder builder, Action<ODataOptions> setup) => builder; }
            }
            """))).Order(StringComparer.Ordinal));
    }

    private const string Data = """
        namespace OData
        {
            public abstract class ODataController : Microsoft.AspNetCore.Mvc.ControllerBase;
            public class ODataOptions { public ODataOptions AddRouteComponents(string routePrefix, object model) => this; }
            public static class ODataMvcBuilderExtensions { public static IMvcBuilder AddOData(this IMvcBuilder builder, Action<ODataOptions> setup) => builder; }
        }
        namespace OData.ModelBuilder
        {
            public class ODataConventionModelBuilder { public object EntitySet<T>(string name) => this; public object GetEdmModel() => this; }
        }
        """;

    /// <summary>What is certain of an entity set; a navigation, an action or a set that is not in sight can be served anywhere.</summary>
    [Theory]
    [InlineData("o.AddRouteComponents(\"odata\", Model())", "public int Get() => 1; public int Get(int key) => 1;",
        "GET /odata/Books", "GET /odata/Books({key})", "GET /odata/Books/$count", "GET /odata/Books/{key}")]
    [InlineData("o.AddRouteComponents(\"\", Model()).AddRouteComponents(\"v1\", Model())", "public int Post() => 1;", "POST /Books", "POST /v1/Books")]
    [InlineData("o.AddRouteComponents(\"odata\", Model())", "public int Patch(int key) => 1; public int Delete(int key) => 1;",
        "DELETE /odata/Books({key})", "DELETE /odata/Books/{key}", "PATCH /odata/Books({key})", "PATCH /odata/Books/{key}")]
    [InlineData("o.AddRouteComponents(\"odata\", Model())", "public int GetPages(int key) => 1;", "GET /… (BooksController.GetPages)")]
    [InlineData("o.AddRouteComponents(\"odata\", Model())", "public int Get(int id) => 1;", "GET /… (BooksController.Get)")]
    [InlineData("o.AddRouteComponents(\"odata\", Model())", "[HttpPost] public int Rate(int key) => 1;", "POST /… (BooksController.Rate)")]
    [InlineData("o.AddRouteComponents(\"odata\", Other())", "public int Get() => 1;", "GET /… (BooksController.Get)")]
    [InlineData("o.AddRouteComponents(\"odata\", Model()).AddRouteComponents(\"v1\", args)", "public int Post() => 1;", "POST /odata/Books", "POST /… (BooksController.Post)")]
    [InlineData("{ var b = new OData.ModelBuilder.ODataConventionModelBuilder(); b.EntitySet<string>(\"Books\"); o.AddRouteComponents(\"odata\", b.GetEdmModel()); }", "public int Post() => 1;", "POST /odata/Books")]
    public void Sets_of_OData(string options, string actions, params string[] expected) => Assert.Equal(
        expected,
        MappedProgram.Of(
            $$"""
            using Microsoft.AspNetCore.Mvc;
            using OData;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers().AddOData(o => {{options}});
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            static object Model() { var builder = new OData.ModelBuilder.ODataConventionModelBuilder(); builder.EntitySet<string>("Books"); return builder.GetEdmModel(); }
            static object Other() { var builder = new OData.ModelBuilder.ODataConventionModelBuilder(); builder.EntitySet<string>("Shops"); return builder.GetEdmModel(); }
            public class BooksController : ODataController { {{actions}} }
            """, null, TwoProjects.BuiltWithoutGate("Microsoft.AspNetCore.OData", Data)).Live
            .Where(endpoint => endpoint.Type is not null).Select(endpoint => endpoint.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_of_Scalar_and_its_files()
    {
        string[] expected =
        [
            "GET /scalar/favicon.svg = Anonymous by MapScalarApiReference", "GET /scalar/scalar.aspnetcore.js = Anonymous by MapScalarApiReference",
            "GET /scalar/scalar.js = Anonymous by MapScalarApiReference", "GET /scalar/{documentName?} = Guarded by endpoint",
        ];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
            "using Scalar; var app = WebApplication.Create(args); app.MapScalarApiReference().RequireAuthorization(); app.Run();", null,
            TwoProjects.BuiltWithoutGate("Scalar.AspNetCore", """
            namespace Scalar { public static class Extensions { public static IEndpointConventionBuilder MapScalarApiReference(this IEndpointRouteBuilder endpoints) => null; } }
            """))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("9.0.6.0", "GET /swagger/{documentName}/swagger.{extension:regex(^(json|ya?ml)$)} = Undecided")]
    [InlineData("10.1.0.0", "GET,HEAD /swagger/{documentName}/swagger.{extension} = Undecided")]
    public void The_document_of_Swashbuckle(string version, string expected) => Assert.Equal([expected], MappedProgram.Accesses(MappedProgram.Of(
        "var app = WebApplication.Create(args); app.MapSwagger(); app.Run();", null,
        TwoProjects.BuiltWithoutGate("Swashbuckle.AspNetCore.Swagger", $$"""
        [assembly: System.Reflection.AssemblyVersion("{{version}}")]
        public static class Extensions { public static IEndpointConventionBuilder MapSwagger(this IEndpointRouteBuilder endpoints, string pattern = "x") => null; }
        """))));

    /// <summary>Of itself it lets in local requests only; filters that are given stand in the place of that.</summary>
    [Theory]
    [InlineData("app.MapHangfireDashboard();", "/hangfire/{**path} = Guarded local requests by dashboard")]
    [InlineData("app.MapHangfireDashboard(\"/jobs\").RequireAuthorization();", "/jobs/{**path} = Guarded - by endpoint")]
    [InlineData("app.MapHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = [] });", "/jobs/{**path} = Undecided - by nobody")]
    [InlineData("app.MapHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = [new All()] });", "/jobs/{**path} = Undecided - by nobody")]
    [InlineData("app.MapHangfireDashboardWithNoAuthorizationFilters();", "/hangfire/{**path} = Undecided - by nobody")]
    [InlineData("app.MapHangfireDashboardWithAuthorizationPolicy(\"OpsOnly\", \"/jobs\");", "/jobs/{**path} = Guarded OpsOnly by dashboard")]
    [InlineData("app.UseHangfireDashboard();", "/hangfire/{**path} = Guarded local requests by dashboard")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Title = \"x\" });", "/jobs/{**path} = Guarded local requests by dashboard")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = new[] { new Admins() } });", "/jobs/{**path} = Guarded Admins by dashboard")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = [new All(), new Admins()] });", "/jobs/{**path} = Guarded Admins by dashboard")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = new IDashboardAuthorizationFilter[0] });", "/jobs/{**path} = Undecided - by nobody")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = Array.Empty<IDashboardAuthorizationFilter>() });", "/jobs/{**path} = Undecided - by nobody")]
    [InlineData("app.UseHangfireDashboard(\"/jobs\", new DashboardOptions { Authorization = Filters() }); static IDashboardAuthorizationFilter[] Filters() => null;", "/jobs/{**path} = Unknown - by dashboard")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseHangfireDashboard();")]
    public void The_dashboard_of_Hangfire(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Policies(MappedProgram.Of(
        $$"""
        using Hangfire;
        var app = WebApplication.Create(args);
        {{pipeline}}
        app.Run();
        class All : IDashboardAuthorizationFilter { public bool Authorize(object context) => true; }
        class Admins : IDashboardAuthorizationFilter { public bool Authorize(object context) => context is HttpContext http && http.User.IsInRole("admin"); }
        """, null,
        TwoProjects.BuiltWithoutGate("Hangfire.AspNetCore", Hangfire))));

    [Theory]
    [InlineData("All", "/jobs/{**path} = Undecided - by nobody")]
    [InlineData("Admins", "/jobs/{**path} = Guarded Admins by dashboard")]
    public void The_filter_of_a_dashboard_in_another_project(string filter, string expected)
    {
        var package = TwoProjects.BuiltWithoutGate("Hangfire.AspNetCore", Hangfire);
        var library = TwoProjects.Built("Library", """
            public class All : Hangfire.IDashboardAuthorizationFilter { public bool Authorize(object context) { return true; } }
            public class Admins : Hangfire.IDashboardAuthorizationFilter { public bool Authorize(object context) => context is HttpContext http && http.User.IsInRole("admin"); }
            """, package);
        Assert.Equal([expected], MappedProgram.Policies(MappedProgram.Of(
            $"using Hangfire; var app = WebApplication.Create(args); app.UseHangfireDashboard(\"/jobs\", new DashboardOptions {{ Authorization = [new {filter}()] }}); app.Run();",
            null, package, library)));
    }

    /// <summary>What a package adds to routes without a name that says so may be endpoints.</summary>
    [Theory]
    [InlineData("app.AddContent();")]
    [InlineData("app.MapGroup(\"/\").AddContent();")]
    public void Routes_that_a_package_is_handed(string pipeline) => Assert.Contains("Unknown by library", string.Join(' ', MappedProgram.Accesses(MappedProgram.Of(
        $"var app = WebApplication.Create(args); {pipeline} app.Run();", null,
        TwoProjects.BuiltWithoutGate("Package", "public static class Extensions { public static void AddContent(this IEndpointRouteBuilder endpoints) { } }")))), StringComparison.Ordinal);
}
