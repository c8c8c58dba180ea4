using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Modules over several projects: who calls them, who knows them and who holds them need not be the same project.</summary>
public class LibraryModuleTests
{
    private const string Library = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ApplicationModels;
        namespace Library;
        public interface IModule { void Map(IEndpointRouteBuilder routes); void Use(IApplicationBuilder app) { } }
        public interface INobody { void Map(IEndpointRouteBuilder routes); }
        public class Inner : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/inner", () => 1).RequireAuthorization(); }
        public abstract class Base
        {
            public void Add(IEndpointRouteBuilder routes) { var g = routes.MapGroup("/base").RequireAuthorization(); Map(g); }
            protected abstract void Map(IEndpointRouteBuilder routes);
        }
        public abstract class Part { public abstract string Name { get; } public abstract void Map(IEndpointRouteBuilder routes); }
        class InnerPart : Part { public override string Name => "inner"; public override void Map(IEndpointRouteBuilder routes) => routes.MapGet("/q", () => 1); }
        public interface IPlace { static abstract string Prefix { get; } static abstract void Map(IEndpointRouteBuilder routes); }
        public interface IShelf { string Name { get; } void Map(IEndpointRouteBuilder routes); }
        public abstract class Shelf : IShelf { public abstract string Name { get; } public void Map(IEndpointRouteBuilder routes) => MapItems(routes); protected abstract void MapItems(IEndpointRouteBuilder routes); }
        public class Context(IApplicationBuilder app) { public IApplicationBuilder App => app; }
        public class Holder { public readonly IApplicationBuilder Builder; public Holder(IApplicationBuilder builder) { Builder = builder; } }
        public static class Extensions
        {
            public static void MapModules(this WebApplication app) { foreach (var module in app.Services.GetServices<IModule>()) module.Map(app.MapGroup("/m")); }
            public static void MapNobody(this WebApplication app) { foreach (var module in app.Services.GetServices<INobody>()) module.Map(app); }
            public static void UseModules(this IApplicationBuilder app) { foreach (var module in app.ApplicationServices.GetServices<IModule>()) module.Use(app); }
            public static void With(this WebApplication app, Action<IEndpointRouteBuilder> map = null, Action<IApplicationBuilder> use = null)
            {
                use?.Invoke(app);
                map?.Invoke(app.MapGroup("/with").RequireAuthorization());
            }
            public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").RequireAuthorization();
            public static RouteGroupBuilder MapFull(this IEndpointRouteBuilder routes) { var g = routes.MapGroup("/full"); g.MapGet("/a", () => 1); return g; }
            public static T Open<T>(this T builder) where T : IEndpointConventionBuilder => builder.AllowAnonymous();
            public static RouteHandlerBuilder Closed(this RouteHandlerBuilder route) => route.RequireAuthorization();
            public static RouteHandlerBuilder Timed(this RouteHandlerBuilder route) => route.AddEndpointFilter<Timer>();
            public static RouteHandlerBuilder Keyed(this RouteHandlerBuilder route) => route.AddEndpointFilter<Key>();
            public static void MapIn(this RouteGroupBuilder group) { group.RequireAuthorization(); group.MapGet("/a", () => 1); }
            public static RouteGroupBuilder MapNamed(this IEndpointRouteBuilder routes, string name) => routes.MapGroup("/named/" + name);
            public static void MapLogin(this IEndpointRouteBuilder routes, string prefix = "/bff") => routes.MapGroup(prefix).MapPost("/login", () => 1);
            public static RouteHandlerBuilder Permitted(this RouteHandlerBuilder route, string permission) => route.RequireAuthorization(permission);
            public static void MapParts(this IEndpointRouteBuilder routes)
            {
                foreach (var part in routes.ServiceProvider.GetServices<Part>()) { var g = routes.MapGroup($"/{part.Name}"); part.Map(g); }
            }
            public static IEndpointRouteBuilder MapOf<T>(this IEndpointRouteBuilder routes) where T : IPlace { T.Map(routes.MapGroup(T.Prefix)); return routes; }
            public static void MapShelves(this IEndpointRouteBuilder routes) { foreach (var shelf in routes.ServiceProvider.GetServices<IShelf>()) shelf.Map(routes.MapGroup(shelf.Name)); }
            public static void MapFound(this WebApplication app) { foreach (var t in Assemblies().Where(t => t.IsAssignableTo(typeof(IPlace)))) t.GetMethod("Map").Invoke(null, [app.MapGroup("/found")]); }
            public static void MapAny(this WebApplication app) { foreach (var t in Assemblies()) t.GetMethod("Map").Invoke(null, [app]); }
            static IEnumerable<Type> Assemblies() => AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetTypes());
            public static void MapOf(this Context context) => context.App.UseEndpoints(routes => routes.MapGet("/of", () => 1).RequireAuthorization());
            public static WebApplication UseContext(this WebApplication app, Action<Context> use) { ((IApplicationBuilder)app).UseContext(use); return app; }
            public static IApplicationBuilder UseContext(this IApplicationBuilder app, Action<Context> use)
            {
                var context = new Context(app);
                context.App.UseHsts().UseRouting();
                use?.Invoke(context);
                return app;
            }
            public static void UseHolder(this WebApplication app, Action<Holder> use) { var holder = new Holder(app); use?.Invoke(holder); holder.Builder.UseHsts(); }
            public static Holder MapOf(this Holder holder) { holder.Builder.UseHsts().UseEndpoints(routes => { routes.MapGet("/held", () => 1); }); return holder; }
            public static IServiceCollection AddPrefix(this IServiceCollection services) { services.AddControllers(o => o.Conventions.Add(new Prefix())); return services; }
            public static IServiceCollection AddGuard(this IServiceCollection services) { services.AddControllers(o => o.Conventions.Add(new Guard())); return services; }
        }
        public class Prefix : IApplicationModelConvention { public void Apply(ApplicationModel model) => model.Controllers[0].Selectors[0].AttributeRouteModel = null; }
        public class Guard : IControllerModelConvention { public void Apply(ControllerModel model) => model.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter()); }
        class Timer : IEndpointFilter { public ValueTask<object> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        class Key : IEndpointFilter { public async ValueTask<object> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => context.Arguments.Count > 0 ? Results.Unauthorized() : await next(context); }
        """;

    [Theory]
    // The library calls them, the program and the library hold them.
    [InlineData("app.MapModules();", "GET /m/inner = Guarded by endpoint", "GET /m/own = Undecided")]
    [InlineData("app.MapNobody();", "/… = Unknown by library")]
    [InlineData("app.UseRouting(); app.UseModules(); app.UseEndpoints(e => e.MapGet(\"/a\", () => 1));", "GET /a = Undecided")]
    // The program calls them.
    [InlineData("foreach (var module in app.Services.GetServices<IModule>()) module.Map(app);", "GET /inner = Guarded by endpoint", "GET /own = Undecided")]
    [InlineData("IModule module = new Inner(); module.Map(app);", "GET /inner = Guarded by endpoint")]
    [InlineData("new Derived().Add(app);", "GET /base/derived = Guarded by group")]
    [InlineData("foreach (var shelf in app.Services.GetServices<IShelf>()) shelf.Map(app.MapGroup(\"/\" + shelf.Name));", "GET /one/1 = Undecided", "GET /two/2 = Undecided")]
    [InlineData("app.MapShelves();", "GET /one/1 = Undecided", "GET /two/2 = Undecided")]
    [InlineData("app.MapOf<First>().MapOf<Second>();", "GET /first/1 = Guarded by endpoint", "GET /second/2 = Undecided")]
    // The library finds them by their name.
    [InlineData("app.MapFound();", "GET /found/1 = Guarded by endpoint", "GET /found/2 = Undecided")]
    [InlineData("app.MapAny();", "/… = Unknown by library")]
    [InlineData("foreach (var t in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IModule)))) t.GetMethod(\"Map\").Invoke(Activator.CreateInstance(t), [app]);",
        "GET /inner = Guarded by endpoint", "GET /own = Undecided")]
    // A delegate that the library invokes.
    [InlineData("app.With();")]
    [InlineData("app.With(null, null);")]
    [InlineData("app.With(routes => routes.MapGet(\"/a\", () => 1));", "GET /with/a = Guarded by group")]
    [InlineData("app.With(Own.MapMore);", "GET /with/more = Guarded by group")]
    [InlineData("app.With((Action<IEndpointRouteBuilder>)AppContext.GetData(\"x\"));", "/… = Unknown by library")]
    // Groups and what is said of them.
    [InlineData("app.MapApi().MapGet(\"/a\", () => 1);", "GET /api/a = Guarded by group")]
    [InlineData("app.MapGroup(\"/v1\").MapApi().AllowAnonymous().MapGet(\"/a\", () => 1);", "GET /v1/api/a = Anonymous by group")]
    [InlineData("var full = app.MapFull(); full.MapGet(\"/b\", () => 1); full.RequireAuthorization();", "GET /full/a = Guarded by group", "GET /full/b = Guarded by group")]
    [InlineData("app.MapGroup(\"/g\").MapIn();", "GET /g/a = Guarded by group")]
    [InlineData("app.MapGet(\"/a\", () => 1).Open();", "GET /a = Anonymous by endpoint")]
    [InlineData("app.MapGet(\"/a\", () => 1).Closed();", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapGroup(\"/g\").Open().MapGet(\"/a\", () => 1);", "GET /g/a = Anonymous by group")]
    [InlineData("app.MapGet(\"/a\", () => 1).Timed();", "GET /a = Undecided")]
    [InlineData("app.MapGet(\"/a\", () => 1).Keyed();", "GET /a = Unknown by endpoint")]
    [InlineData("new Context(app).MapOf();", "GET /of = Guarded by endpoint")]
    [InlineData("app.UseContext(context => context.MapOf());", "GET /of = Guarded by endpoint")]
    [InlineData("app.UseContext(context => { context.MapOf(); });", "GET /of = Guarded by endpoint")]
    [InlineData("app.UseHolder(holder => { holder.MapOf(); });", "GET /held = Undecided")]
    // Parts that the library leaves to its caller.
    [InlineData("app.MapNamed(\"books\").MapGet(\"/a\", () => 1);", "GET /named/books/a = Undecided")]
    [InlineData("app.MapNamed(args[0]).MapGet(\"/a\", () => 1);", "GET /named/…/a = Undecided")]
    [InlineData("app.MapLogin();", "POST /bff/login = Undecided")]
    [InlineData("app.MapLogin(\"\");", "POST /login = Undecided")]
    [InlineData("app.MapLogin(\"/x/\");", "POST /x/login = Undecided")]
    [InlineData("app.MapGet(\"/a\", () => 1).Permitted(\"p\");", "GET /a = Guarded by endpoint")]
    [InlineData("app.MapParts();", "GET /own-part/p = Undecided", "GET /…/q = Undecided")]
    public void Modules(string pipeline, params string[] expected) => Assert.Equal(expected, Accesses("", pipeline));

    [Theory]
    [InlineData("builder.Services.AddPrefix();", "/…/c = Undecided")]
    [InlineData("builder.Services.AddGuard();", "/c = Guarded by convention")]
    public void What_a_library_changes_of_controllers(string services, string expected) => Assert.Equal([expected], Accesses(services, "app.MapControllers();"));

    /// <summary>Components are found in the assemblies that are named, and circuits have endpoints of their own.</summary>
    [Theory]
    [InlineData("", "GET /_framework/opaque-redirect = Undecided", "GET,POST / = Undecided")]
    [InlineData(".AddAdditionalAssemblies(typeof(Weather).Assembly)", "GET /_framework/opaque-redirect = Undecided", "GET,POST / = Undecided", "GET,POST /weather = Guarded by component")]
    [InlineData(".AddAdditionalAssemblies(AppDomain.CurrentDomain.GetAssemblies())", "/… = Unknown by library", "GET /_framework/opaque-redirect = Undecided", "GET,POST / = Undecided")]
    [InlineData(".AddInteractiveServerRenderMode()",
        "/_blazor = Undecided", "/_blazor/disconnect = Undecided", "/_blazor/initializers = Undecided", "/_blazor/negotiate = Undecided",
        "GET /_framework/opaque-redirect = Undecided", "GET,POST / = Undecided")]
    public void Components(string more, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of(
        $$"""
        using Microsoft.AspNetCore.Components;
        var app = WebApplication.Create(args);
        app.MapRazorComponents<Home>(){{more}};
        app.Run();
        [Route("/")] public class Home : ComponentBase;
        """, null, TwoProjects.Built("Library", """
        using Microsoft.AspNetCore.Components;
        [Route("/weather"), Microsoft.AspNetCore.Authorization.Authorize] public class Weather : ComponentBase;
        """))).Order(StringComparer.Ordinal));

    /// <summary>A middleware that turns callers away does so for every endpoint; one that answers exceptions does not.</summary>
    [Theory]
    [InlineData("if (!context.Request.Headers.ContainsKey(\"x\")) { context.Response.StatusCode = 401; return; } await next(context);", "Unknown by middleware")]
    [InlineData("if (context.Request.Headers.ContainsKey(\"x\")) { context.Response.StatusCode = 429; return; } await next(context);", "Undecided")]
    [InlineData("try { await next(context); } catch (UnauthorizedAccessException) { context.Response.StatusCode = 401; }", "Undecided")]
    [InlineData("try { await next(context); } catch (Exception e) { Answer(context, e); }", "Undecided")]
    public void Middleware_that_refuses(string code, string expected)
    {
        var middleware = $$"""
            public class Gate(RequestDelegate next)
            {
                public async Task InvokeAsync(HttpContext context) { {{code}} }
                static void Answer(HttpContext context, Exception exception) { if (exception is UnauthorizedAccessException) context.Response.StatusCode = StatusCodes.Status401Unauthorized; }
            }
            """;
        const string Program = "var app = WebApplication.Create(args); app.UseMiddleware<Gate>(); app.MapGet(\"/a\", () => 1); app.Run();";
        Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.Of(Program + middleware)));
        var library = TwoProjects.Built("Library", middleware);
        var facts = MappedProgram.Of(Program, null, library);
        Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(facts));
        Assert.Equal(code.Contains("429", StringComparison.Ordinal), facts.Limits.Hidden is not null);
    }

    private static IEnumerable<string> Accesses(string services, string pipeline) => MappedProgram.Accesses(MappedProgram.Of(
        $$"""
        using Library;
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        class OwnModule : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/own", () => 1); }
        class Derived : Base { protected override void Map(IEndpointRouteBuilder routes) => routes.MapGet("/derived", () => 1); }
        class OwnPart : Part { public override string Name => "own-part"; public override void Map(IEndpointRouteBuilder routes) => routes.MapGet("/p", () => 1); }
        class First : IPlace { public static string Prefix => "/first"; public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/1", () => 1).RequireAuthorization(); }
        class Second : IPlace { public static string Prefix { get; } = "/second"; public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/2", () => 1); }
        class One : Shelf { public override string Name => "one"; protected override void MapItems(IEndpointRouteBuilder routes) => routes.MapGet("/1", () => 1); }
        class Two : Shelf { public override string Name => "two"; protected override void MapItems(IEndpointRouteBuilder routes) => routes.MapGet("/2", () => 1); }
        static class Own { public static void MapMore(IEndpointRouteBuilder routes) => routes.MapGet("/more", () => 1); }
        [Route("c")] public class CController : Controller { public int Get() => 1; }
        """, null, TwoProjects.Built("Library", Library))).Order(StringComparer.Ordinal);

    /// <summary>A fallback policy that one of several modules sets: it holds where the program names the assembly in which they are looked for.</summary>
    [Theory]
    [InlineData("var found = new[] { typeof(Library.Identity).Assembly }; builder.AddModules(found);", "Guarded by fallback policy")]
    [InlineData("builder.AddModules(typeof(Library.Orders).Assembly, typeof(Program).Assembly);", "Guarded by fallback policy")]
    [InlineData("builder.AddModules(typeof(Program).Assembly);", "Unknown by fallback policy")]
    // Not all of them need be wanted.
    [InlineData("builder.AddSome(typeof(Library.Identity).Assembly);", "Unknown by fallback policy")]
    [InlineData("builder.AddFirst(typeof(Library.Identity).Assembly);", "Unknown by fallback policy")]
    [InlineData("builder.AddModules(AppDomain.CurrentDomain.GetAssemblies());", "Unknown by fallback policy")]
    public void A_fallback_policy_of_a_module(string add, string expected) => Assert.Equal(
        [$"GET /a = {expected}", "GET /b = Anonymous by endpoint"],
        MappedProgram.Accesses(MappedProgram.Of($"""
            using Library;
            var builder = WebApplication.CreateBuilder(args);
            {add}
            var app = builder.Build();
            app.UseAuthorization();
            app.MapGet("/a", () => 1);
            app.MapGet("/b", () => 1).AllowAnonymous();
            app.Run();
            """, null, TwoProjects.Built("Library", """
                using System.Reflection;
                using Microsoft.AspNetCore.Authorization;
                namespace Library;
                public interface IModule { void ConfigureServices(IHostApplicationBuilder builder); }
                public class Identity : IModule { public void ConfigureServices(IHostApplicationBuilder builder) => builder.Services.AddAuthorization(o => o.FallbackPolicy = o.DefaultPolicy); }
                public class Orders : IModule { public void ConfigureServices(IHostApplicationBuilder builder) => builder.Services.AddHttpContextAccessor(); }
                public static class Loader
                {
                    public static IHostApplicationBuilder AddModules(this IHostApplicationBuilder builder, params Assembly[] assemblies)
                    {
                        foreach (var type in assemblies.SelectMany(a => a.GetExportedTypes()).Where(t => typeof(IModule).IsAssignableFrom(t) && !t.IsAbstract))
                            ((IModule)Activator.CreateInstance(type)!).ConfigureServices(builder);
                        return builder;
                    }
                    public static void AddSome(this IHostApplicationBuilder builder, Assembly assembly)
                    {
                        var wanted = builder.Configuration.GetSection("Modules").Get<string[]>();
                        foreach (var type in assembly.GetTypes().Where(t => typeof(IModule).IsAssignableFrom(t) && !t.IsAbstract && wanted.Contains(t.Name)))
                            ((IModule)Activator.CreateInstance(type)!).ConfigureServices(builder);
                    }
                    public static void AddFirst(this IHostApplicationBuilder builder, Assembly assembly)
                    {
                        var found = assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IModule))).Take(1);
                        foreach (var type in found)
                            ((IModule)Activator.CreateInstance(type)!).ConfigureServices(builder);
                    }
                }
                """))));

    /// <summary>A method of a library that is handed the application, and at times a group.</summary>
    [Theory]
    [InlineData("app.MapEndpoints(app.MapGroup(\"/api\").RequireAuthorization());", "GET /aside = Undecided", "GET /api/a = Guarded by group", "GET /api/b = Anonymous by endpoint")]
    [InlineData("app.MapEndpoints();", "GET /aside = Undecided", "GET /a = Undecided", "GET /b = Anonymous by endpoint")]
    [InlineData("app.MapEndpoints(null);", "GET /aside = Undecided", "GET /a = Undecided", "GET /b = Anonymous by endpoint")]
    [InlineData("app.MapEndpoints(routeGroupBuilder: app.MapGroup(\"/api\"));", "GET /aside = Undecided", "GET /api/a = Undecided", "GET /api/b = Anonymous by endpoint")]
    public void A_group_beside_the_application(string map, params string[] expected) => Assert.Equal(
        expected.Order(StringComparer.Ordinal),
        MappedProgram.Accesses(MappedProgram.Of($$"""
            using Library;
            var app = WebApplication.Create(args);
            {{map}}
            app.Run();
            class A : IEndpoint { public void MapEndpoint(IEndpointRouteBuilder app) => app.MapGet("/a", () => 1); }
            class B : IEndpoint { public void MapEndpoint(IEndpointRouteBuilder app) => app.MapGet("/b", () => 1).AllowAnonymous(); }
            """, null, TwoProjects.Built("Library", """
                namespace Library;
                public interface IEndpoint { void MapEndpoint(IEndpointRouteBuilder app); }
                public static class Extensions
                {
                    public static IApplicationBuilder MapEndpoints(this WebApplication app, RouteGroupBuilder? routeGroupBuilder = null)
                    {
                        IEndpointRouteBuilder builder = routeGroupBuilder is null ? app : routeGroupBuilder;
                        foreach (var endpoint in app.Services.GetRequiredService<IEnumerable<IEndpoint>>())
                            endpoint.MapEndpoint(builder);
                        app.MapGet("/aside", () => 1);
                        return app;
                    }
                }
                """))).Order(StringComparer.Ordinal));
}
