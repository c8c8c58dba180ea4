namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Classes that map endpoints and are found by reflection, in a list or in the container: each is read as the class that it is.</summary>
public class ModuleTests
{
    private const string Loop = "foreach (var type in typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Part)))) "
        + "if (Activator.CreateInstance(type) is Part part) ";

    [Theory]
    // What one says of a group that is made for it holds for no other.
    [InlineData(Loop + "part.Map(app.MapGroup(\"/g\"));", "GET /g/a = Guarded by group", "GET /g/b = Undecided")]
    [InlineData(Loop + "{ var g = app.MapGroup(\"/g\"); part.Map(g); }", "GET /g/a = Guarded by group", "GET /g/b = Undecided")]
    [InlineData(Loop + "{ var g = app.MapGroup(\"/g\"); part.Map(g); g.RequireAuthorization(); }", "GET /g/a = Guarded by group", "GET /g/b = Guarded by group")]
    // What one says of a group that all share holds for all, and whether it is said depends on which are there.
    [InlineData("var g = app.MapGroup(\"/g\"); " + Loop + "part.Map(g);", "GET /g/a = Guarded by group", "GET /g/b = Unknown by group")]
    [InlineData(Loop + "part.Map(app.MapGroup(\"/\" + part.GetType().Name));", "GET /One/a = Guarded by group", "GET /Two/b = Undecided")]
    [InlineData(Loop + "part.Map(Named(app, part)); static RouteGroupBuilder Named(WebApplication app, Part p) { var name = p.Name ?? p.GetType().Name; return app.MapGroup($\"/{name}\"); }",
        "GET /One/a = Guarded by group", "GET /second/b = Undecided")]
    [InlineData("Part[] parts = [new One(), new Two()]; foreach (var part in parts) part.Map(app.MapGroup(\"/g\"));", "GET /g/a = Guarded by group", "GET /g/b = Undecided")]
    [InlineData("foreach (var part in app.Services.GetServices<Part>()) part.Add(app);", "GET /One/a = Guarded by group", "GET /second/b = Undecided")]
    [InlineData("new Two().Add(app);", "GET /second/b = Undecided")]
    public void Each_class_is_read_by_itself(string pipeline, params string[] expected) => Assert.Equal(expected, Accesses(pipeline, """
        public abstract class Part
        {
            public virtual string Name { get; }
            public void Add(IEndpointRouteBuilder routes) => Map(routes.MapGroup("/" + (Name ?? GetType().Name)));
            public abstract void Map(RouteGroupBuilder group);
        }
        public class One : Part { public override void Map(RouteGroupBuilder group) { group.RequireAuthorization(); group.MapGet("/a", () => 1); } }
        public class Two : Part { public override string Name => "second"; public override void Map(RouteGroupBuilder group) => group.MapGet("/b", () => 1); }
        """));

    /// <summary>A base class leaves a method of its interface to those that derive from it.</summary>
    [Fact]
    public void An_interface_is_implemented_further_down() => Assert.Equal(["GET /a = Undecided"], Accesses(
        "foreach (var part in app.Services.GetServices<IPart>()) part.Map(app);", """
        interface IPart { void Map(IEndpointRouteBuilder app); }
        abstract class PartBase : IPart { public abstract void Map(IEndpointRouteBuilder app); }
        class One : PartBase { public override void Map(IEndpointRouteBuilder app) => app.MapGet("/a", () => 1); }
        """));

    /// <summary>An application has one class for each endpoint, and a hundred of them.</summary>
    [Fact]
    public void However_many_there_are()
    {
        var classes = Enumerable.Range(1, 100).Select(i => $"class E{i} : IEndpoint {{ public void Map(IEndpointRouteBuilder app) => app.MapGet(\"/{i}\", () => 1); }}");
        Assert.Equal(100, Accesses(
            "foreach (var endpoint in app.Services.GetServices<IEndpoint>()) endpoint.Map(app);",
            $"interface IEndpoint {{ void Map(IEndpointRouteBuilder app); }} {string.Join('\n', classes)}").Count());
    }

    /// <summary>Several delegates one after the other, each with a group of its own where that is made for it.</summary>
    [Theory]
    [InlineData("foreach (var map in new Action<IEndpointRouteBuilder>[] { A.Map, B.Map }) map(app.MapGroup(\"/g\").RequireAuthorization());", "GET /g/a = Guarded by group", "GET /g/b = Guarded by group")]
    [InlineData("foreach (var map in new List<Action<RouteGroupBuilder>> { A.Close, g => g.MapGet(\"/c\", () => 1) }) map(app.MapGroup(\"/g\"));", "GET /g/a = Guarded by group", "GET /g/c = Undecided")]
    [InlineData("Action<IEndpointRouteBuilder>[] maps = [A.Map, B.Map]; foreach (var map in maps) { var g = app.MapGroup(\"/g\"); map(g); }", "GET /g/a = Undecided", "GET /g/b = Undecided")]
    [InlineData("List<Action<IEndpointRouteBuilder>> maps = [A.Map, B.Map]; foreach (var map in maps) map?.Invoke(app);", "GET /a = Undecided", "GET /b = Undecided")]
    [InlineData("List<Action<IEndpointRouteBuilder>> maps = [A.Map]; maps.Add(B.Map); foreach (var map in maps) map(app);", "/… = Unknown by library", "GET /b = Undecided")]
    [InlineData("Action<RouteGroupBuilder> map = A.Close; map(app.MapGroup(\"/g\"));", "GET /g/a = Guarded by group")]
    [InlineData("foreach (var map in new[] { A.Map, (Action<IEndpointRouteBuilder>)AppContext.GetData(\"x\") }) map(app);", "/… = Unknown by library")]
    [InlineData("foreach (var map in new Action<string>[] { A.Print }) map(\"x\");")]
    public void Delegates_of_a_list(string pipeline, params string[] expected) => Assert.Equal(expected, Accesses(pipeline, """
        static class A
        {
            public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a", () => 1);
            public static void Close(RouteGroupBuilder group) { group.RequireAuthorization(); Map(group); }
            public static void Print(string text) { }
        }
        static class B { public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/b", () => 1); }
        """));

    /// <summary>A helper that is handed the module itself and asks for its name.</summary>
    [Fact]
    public void A_group_of_the_name_of_the_module() => Assert.Equal(
        ["GET /api/Lists = Guarded by group", "GET /own = Undecided"],
        MappedProgram.Accesses(MappedProgram.Of("""
            var app = WebApplication.Create(args);
            foreach (var type in typeof(Program).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Part))))
            {
                if (Activator.CreateInstance(type) is Part part)
                    part.Map(app);
            }
            app.Run();
            public static class Extensions
            {
                public static RouteGroupBuilder MapGroup(this WebApplication app, Part part) { var name = part.GetType().Name; return app.MapGroup($"/api/{name}"); }
                public static IEndpointRouteBuilder MapGet(this IEndpointRouteBuilder routes, Delegate handler, string pattern = "") { routes.MapGet(pattern, handler); return routes; }
            }
            public abstract class Part { public abstract void Map(WebApplication app); }
            public class Lists : Part { public override void Map(WebApplication app) => app.MapGroup(this).RequireAuthorization().MapGet(Read); public int Read() => 1; }
            public class Own : Part { public override void Map(WebApplication app) => app.MapGet(Read, "own"); public int Read() => 1; }
            """)).Order(StringComparer.Ordinal));

    /// <summary>A generic method that is made, at run time, for each class that is found.</summary>
    [Theory]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetExportedTypes().Where(t => t.IsAssignableTo(typeof(IPart)))) Parts.Own.MakeGenericMethod(t).Invoke(null, [app]);",
        "GET /api/A/x = Undecided", "GET /api/A/y = Undecided", "GET /own/x = Guarded by group", "GET /own/y = Guarded by group")]
    [InlineData("typeof(Program).Assembly.GetTypes().ToList().ForEach(t => typeof(Parts).GetMethod(\"Free\").MakeGenericMethod(t).Invoke(null, new object[] { app.MapGroup(\"/g\") }));", "/… = Unknown by library")]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes().Where(t => typeof(IPart).IsAssignableFrom(t))) typeof(Parts).GetMethod(\"Free\").MakeGenericMethod(t).Invoke(null, [app]);", "GET /A = Undecided", "GET /B = Undecided")]
    [InlineData("typeof(Parts).GetMethod(nameof(Parts.Free)).MakeGenericMethod(typeof(C)).Invoke(null, [app]);", "GET /C = Undecided")]
    [InlineData("typeof(Parts).GetMethod(args[0]).MakeGenericMethod(typeof(C)).Invoke(null, [app]);", "/… = Unknown by library")]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes()) typeof(Parts).GetMethod(\"Two\").MakeGenericMethod(t, t).Invoke(null, [app]);", "/… = Unknown by library")]
    public void Generic_methods_made_for_what_is_found(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of($$"""
        using System.Reflection;
        var app = WebApplication.Create(args);
        {{pipeline}}
        app.Run();
        public static class Parts
        {
            public static readonly MethodInfo Own = typeof(Parts).GetMethod(nameof(MapOne), BindingFlags.NonPublic | BindingFlags.Static)!;
            private static void MapOne<T>(WebApplication app) where T : IPart
            {
                var name = typeof(T).Name;
                var group = app.MapGroup(T.Prefix ?? $"/api/{name}");
                T.Map(group);
            }
            public static void Free<T>(IEndpointRouteBuilder routes) => routes.MapGet(typeof(T).Name, () => 1);
            public static void Two<T, U>(IEndpointRouteBuilder routes) => routes.MapGet("two", () => 1);
        }
        public interface IPart { static virtual string? Prefix => null; static abstract void Map(RouteGroupBuilder group); }
        public class A : IPart { public static void Map(RouteGroupBuilder group) => Both(group); public static void Both(RouteGroupBuilder g) { g.MapGet("x", () => 1); g.MapGet("y", () => 1); } }
        public class B : IPart { public static string? Prefix => "/own"; public static void Map(RouteGroupBuilder group) { group.RequireAuthorization(); A.Both(group); } }
        public class C;
        """)).Order(StringComparer.Ordinal));

    /// <summary>Methods that are found by their name and handed routes: read where they can be told, else unknown, never left out.</summary>
    [Theory]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes().Where(t => t.GetInterface(nameof(IParts)) is not null)) t.GetMethod(\"Map\", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [app.MapGroup(\"/g\")]);",
        "GET /g/a = Undecided", "GET /g/b = Guarded by endpoint")]
    [InlineData("var found = typeof(Program).Assembly.GetTypes().Where(t => typeof(IParts).IsAssignableFrom(t)); foreach (var t in found) { var map = t.GetMethod(nameof(IParts.Map)); map?.Invoke(null, new object[] { app }); }",
        "GET /a = Undecided", "GET /b = Guarded by endpoint")]
    [InlineData("typeof(Program).Assembly.GetTypes().Where(t => typeof(IParts).IsAssignableFrom(t)).ToList().ForEach(t => t.GetMethod(\"Map\").Invoke(null, [app]));",
        "GET /a = Undecided", "GET /b = Guarded by endpoint")]
    [InlineData("typeof(A).GetMethod(\"Map\").Invoke(null, [app]);", "GET /a = Undecided")]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes()) t.GetMethod(\"Map\")?.Invoke(null, [app]);", "GET /a = Undecided", "GET /b = Guarded by endpoint", "GET /c = Undecided")]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes()) t.GetMethod(args[0]).Invoke(null, [app]);", "/… = Unknown by library")]
    [InlineData("foreach (var t in typeof(Program).Assembly.GetTypes()) foreach (var m in t.GetMethods()) m.Invoke(null, m.GetParameters().Select(p => p.Name == \"app\" ? (object)app : null).ToArray());", "/… = Unknown by library")]
    [InlineData("Activator.CreateInstance(Type.GetType(args[0]), app);", "/… = Unknown by library")]
    [InlineData("Delegate map = A.Map; map.DynamicInvoke(app);", "GET /a = Undecided")]
    [InlineData("((Delegate)AppContext.GetData(\"x\")).DynamicInvoke(app);", "/… = Unknown by library")]
    [InlineData("dynamic part = AppContext.GetData(\"x\"); part.Map(app);", "/… = Unknown by library")]
    [InlineData("dynamic own = app.MapGroup(\"/g\"); A.Map(own);", "GET /g/a = Undecided")]
    [InlineData("((dynamic)app).MapGet(\"/a\", (Delegate)(() => 1));", "/… = Unknown by library")]
    // Nothing of the application is handed over.
    [InlineData("typeof(A).GetMethod(\"Map\").Invoke(null, [app.Services]);")]
    [InlineData("typeof(Seeder).GetMethod(\"Seed\").Invoke(null, [app.Services.GetServices<string>().ToArray()]);")]
    [InlineData("Activator.CreateInstance(typeof(Seeder), app.Configuration);")]
    [InlineData("dynamic part = AppContext.GetData(\"x\"); part.Print(app.Environment.ContentRootPath);")]
    public void Methods_found_by_name(string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.Of($$"""
        using System.Reflection;
        var app = WebApplication.Create(args);
        {{pipeline}}
        app.Run();
        interface IParts { static abstract void Map(IEndpointRouteBuilder routes); }
        class A : IParts { public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/a", () => 1); }
        class B : IParts { public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/b", () => 1).RequireAuthorization(); }
        static class C { public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/c", () => 1); }
        class Seeder(IConfiguration configuration) { public static void Seed(string[] names) { } public IConfiguration C => configuration; }
        """)).Order(StringComparer.Ordinal));

    /// <summary>Nothing in sight does it, but something will.</summary>
    [Theory]
    [InlineData("foreach (var endpoint in app.Services.GetServices<IEndpoint>()) endpoint.Map(app);")]
    [InlineData("Action<IEndpointRouteBuilder>[] parts = [Map]; Array.ForEach(parts, part => part(app)); static void Map(IEndpointRouteBuilder routes) => routes.MapGet(\"/a\", () => 1);")]
    public void What_is_not_in_sight_is_not_proven(string pipeline) => Assert.Contains(
        "/… = Unknown by library", Accesses(pipeline, "public interface IEndpoint { void Map(IEndpointRouteBuilder app); }"));

    [Theory]
    [InlineData("app.MapApi(out var api).MapGet(\"/a\", () => 1); api.MapGet(\"/b\", () => 1).RequireAuthorization();", "GET /api/a = Undecided", "GET /api/b = Guarded by endpoint")]
    [InlineData("RouteGroupBuilder api; app.MapApi(out api); api.RequireAuthorization(); api.MapGet(\"/b\", () => 1);", "GET /api/b = Guarded by group")]
    public void Groups_are_handed_back(string pipeline, params string[] expected) => Assert.Equal(expected, Accesses(pipeline, """
        static class Api { public static RouteGroupBuilder MapApi(this WebApplication app, out RouteGroupBuilder api) { api = app.MapGroup("/api"); return api; } }
        """));

    private static IEnumerable<string> Accesses(string pipeline, string types) =>
        MappedProgram.Accesses(MappedProgram.OfMinimal("", pipeline, types)).Order(StringComparer.Ordinal);
}
