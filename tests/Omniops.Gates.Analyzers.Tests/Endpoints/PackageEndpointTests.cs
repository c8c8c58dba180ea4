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

    [Fact]
    public void Modules_of_Carter()
    {
        string[] expected = ["GET /a = Anonymous by endpoint", "GET /orders/b = Guarded by module"];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
            """
            using Carter;
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapCarter();
            app.Run();
            public class Plain : ICarterModule { public void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/a", () => 1).AllowAnonymous(); }
            public class Orders : CarterModule
            {
                public Orders() : base("/orders") { RequireAuthorization(); }
                public override void AddRoutes(IEndpointRouteBuilder app) => app.MapGet("/b", () => 1);
            }
            """, null, TwoProjects.BuiltWithoutGate("Carter", """
            namespace Carter
            {
                public interface ICarterModule { void AddRoutes(IEndpointRouteBuilder app); }
                public abstract class CarterModule : ICarterModule
                {
                    protected CarterModule(string basePath) { }
                    public abstract void AddRoutes(IEndpointRouteBuilder app);
                    public CarterModule RequireAuthorization(params string[] policyNames) => this;
                }
                public static class CarterExtensions { public static IEndpointConventionBuilder MapCarter(this IEndpointRouteBuilder builder) => null; }
            }
            """))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Endpoint_classes_ask_for_authorization_unless_they_say_otherwise()
    {
        string[] expected = ["GET /api/a = Guarded by endpoint class", "POST /api/b = Anonymous by endpoint class"];
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
            """
            using FastEndpoints;
            var app = WebApplication.CreateBuilder(args).Build();
            app.UseFastEndpoints(config => config.Endpoints.RoutePrefix = "api");
            app.Run();
            public class A : Endpoint<string> { public override void Configure() { Get("/a"); } }
            public class B : Endpoint<string> { public override void Configure() { Verbs(Http.POST); Routes("/b"); AllowAnonymous(); } }
            """, null, TwoProjects.BuiltWithoutGate("FastEndpoints", """
            namespace FastEndpoints
            {
                public enum Http { GET, POST }
                public class EndpointOptions { public string RoutePrefix { get; set; } }
                public class Config { public EndpointOptions Endpoints { get; } }
                public abstract class BaseEndpoint
                {
                    public virtual void Configure() { }
                    protected void Get(params string[] routes) { }
                    protected void Verbs(params Http[] verbs) { }
                    protected void Routes(params string[] routes) { }
                    protected void AllowAnonymous(params Http[] verbs) { }
                }
                public abstract class Endpoint<T> : BaseEndpoint;
                public static class MainExtensions { public static IApplicationBuilder UseFastEndpoints(this IApplicationBuilder app, Action<Config> configure = null) => app; }
            }
            """))).Order(StringComparer.Ordinal));
    }

    private const string FastEndpoints = """
        namespace FastEndpoints
        {
            public class EndpointDefinition { public void AllowAnonymous() { } public void Roles(params string[] roles) { } }
            public abstract class Group { protected void Configure(string prefix, Action<EndpointDefinition> action) { } }
            public abstract class SubGroup<T> : Group where T : Group { }
            public abstract class BaseEndpoint
            {
                public virtual void Configure() { }
                protected void Get(params string[] routes) { }
                protected void Post(params string[] routes) { }
                protected void Roles(params string[] roles) { }
                protected void Group<T>() where T : Group { }
                protected void AllowAnonymous(params int[] verbs) { }
            }
            public abstract class Endpoint<T> : BaseEndpoint { public virtual void Handle() { } }
            [AttributeUsage(AttributeTargets.Class)] public class HttpGetAttribute(params string[] routes) : Attribute { public string[] R => routes; }
            public static class MainExtensions { public static IApplicationBuilder UseFastEndpoints(this IApplicationBuilder app) => app; }
        }
        """;

    [Theory]
    [InlineData("public override void Configure() { Get(\"/a\", \"/b\"); }", "", "GET /a = Guarded by endpoint class", "GET /b = Guarded by endpoint class")]
    [InlineData("public override void Configure() { Get(\"/a\"); Post(\"/a\"); }", "", "GET /a = Guarded by endpoint class", "POST /a = Guarded by endpoint class")]
    [InlineData("public override void Configure() { Get(\"/a\"); Group<Admin>(); }", "", "GET /admin/a = Guarded by group")]
    [InlineData("public override void Configure() { Get(\"/a\"); Group<Open>(); }", "", "GET /admin/open/a = Anonymous by group")]
    [InlineData("public override void Configure() { Get(\"/a\"); Roles(\"x\"); }", "", "GET /a = Guarded by endpoint class")]
    [InlineData("public override void Handle() { }", "[HttpGet(\"/a\")]", "GET /a = Guarded by endpoint class")]
    [InlineData("public override void Handle() { }", "[HttpGet(\"/a\"), Microsoft.AspNetCore.Authorization.AllowAnonymous]", "GET /a = Anonymous by endpoint class")]
    public void Endpoint_classes_here_and_in_other_projects(string body, string attributes, params string[] expected)
    {
        var classes = $$"""
            {{attributes}} public class A : Endpoint<string> { {{body}} }
            public class Admin : Group { public Admin() => Configure("admin", endpoint => endpoint.Roles("x")); }
            public class Open : SubGroup<Admin> { public Open() { Configure("open", endpoint => { endpoint.AllowAnonymous(); }); } }
            """;
        const string Program = "using FastEndpoints; var app = WebApplication.CreateBuilder(args).Build(); app.UseFastEndpoints(); app.Run();\n";
        var package = TwoProjects.BuiltWithoutGate("FastEndpoints", FastEndpoints);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program + classes, null, package)).Order(StringComparer.Ordinal));
        var library = TwoProjects.Built("Library", "using FastEndpoints; namespace Library;\n" + classes, package);
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(Program, null, package, library)).Order(StringComparer.Ordinal));
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
