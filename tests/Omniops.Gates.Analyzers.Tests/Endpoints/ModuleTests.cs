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
