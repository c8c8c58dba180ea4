namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Helpers with arguments that a call may leave out: what they do depends on what is null, which each call says.</summary>
public class OptionalArgumentTests
{
    private const string Types = """
        static class X
        {
            public static void MapAll(this IEndpointRouteBuilder app, RouteGroupBuilder? group = null)
            {
                IEndpointRouteBuilder b = group is null ? app : group;
                b.MapGet("/a", () => 1);
            }
            public static void MapOther(this IEndpointRouteBuilder app, RouteGroupBuilder? group = null) => (group != null ? (IEndpointRouteBuilder)group : app).MapGet("/a", () => 1);
            public static void MapEither(this IEndpointRouteBuilder app, RouteGroupBuilder group, bool isIn) => (isIn ? (IEndpointRouteBuilder)group : app).MapGet("/a", () => 1);
            public static RouteGroupBuilder Group(this IEndpointRouteBuilder app, string? prefix = null) => app.MapGroup(prefix ?? string.Empty).AllowAnonymous();
            public static RouteGroupBuilder GroupOf(this IEndpointRouteBuilder app, string? prefix = null) => app.MapGroup(prefix is null ? "" : "/" + prefix);
            public static RouteGroupBuilder GroupBy(this IEndpointRouteBuilder app, string? prefix = null) => app.MapGroup(string.IsNullOrEmpty(prefix) ? "/all" : prefix);
            public static void Crud(this IEndpointRouteBuilder app, string? read = null, string? write = null)
            {
                var group = app.MapGroup("/c");
                var get = group.MapGet("/", () => 1);
                var post = group.MapPost("/", () => 1);
                if (read is not null) get.RequireAuthorization(read); else get.AllowAnonymous();
                if (!string.IsNullOrWhiteSpace(write)) post.RequireAuthorization(write);
            }
            public static void Changed(this IEndpointRouteBuilder app, string? prefix = null)
            {
                prefix ??= app.ToString();
                app.MapGroup(prefix ?? "/x").MapGet("/a", () => 1);
            }
        }
        abstract class Part
        {
            protected virtual string? Policy => null;
            public void Map(IEndpointRouteBuilder app) { var g = app.MapGroup(GetType().Name); if (Policy is not null) g.RequireAuthorization(Policy); g.MapGet("/a", () => 1); }
        }
        class One : Part { protected override string? Policy => "a"; }
        class Two : Part { }
        """;

    [Theory]
    [InlineData("app.MapAll();", "GET /a = Undecided")]
    [InlineData("app.MapAll(app.MapGroup(\"/g\").RequireAuthorization());", "GET /g/a = Guarded by group")]
    [InlineData("app.MapAll(app.MapGroup(\"/g\").RequireAuthorization()); app.MapAll();", "GET /g/a = Guarded by group", "GET /a = Undecided")]
    [InlineData("app.MapOther();", "GET /a = Undecided")]
    [InlineData("app.MapOther(app.MapGroup(\"/g\").AllowAnonymous());", "GET /g/a = Anonymous by group")]
    [InlineData("app.MapEither(app.MapGroup(\"/g\").RequireAuthorization(), args.Length > 0);", "GET /…/a = Unknown by group")]
    [InlineData("app.Group().MapGet(\"/a\", () => 1); app.Group(\"/p\").MapGet(\"/a\", () => 1);", "GET /a = Anonymous by group", "GET /p/a = Anonymous by group")]
    [InlineData("app.GroupOf().MapGet(\"/a\", () => 1); app.GroupOf(\"p\").MapGet(\"/a\", () => 1);", "GET /a = Undecided", "GET /p/a = Undecided")]
    [InlineData("app.GroupBy().MapGet(\"/a\", () => 1); app.GroupBy(\"p\").MapGet(\"/a\", () => 1);", "GET /all/a = Undecided", "GET /p/a = Undecided")]
    [InlineData("app.Group(args[0]).MapGet(\"/a\", () => 1);", "GET /…/a = Anonymous by group")]
    [InlineData("app.Crud();", "GET /c = Anonymous by endpoint", "POST /c = Undecided")]
    [InlineData("app.Crud(\"r\", write: \"w\");", "GET /c = Guarded by endpoint", "POST /c = Guarded by endpoint")]
    [InlineData("app.Crud(args[0], args[0]);", "GET /c = Unknown by endpoint", "POST /c = Unknown by endpoint")]
    [InlineData("app.Changed();", "GET /…/a = Undecided")]
    [InlineData("new One().Map(app); new Two().Map(app);", "GET /One/a = Guarded by group", "GET /Two/a = Undecided")]
    public void Is_read_as_each_call_says(string pipeline, params string[] expected) =>
        Assert.Equal(expected, MappedProgram.Accesses(MappedProgram.OfMinimal("", pipeline, Types)));

    [Fact]
    public void Knows_what_is_said_of_endpoints_that_production_does_not_serve()
    {
        var facts = MappedProgram.OfMinimal("", """
            if (app.Environment.IsDevelopment())
            {
                app.MapGet("/a", () => 1).AllowAnonymous();
                app.MapGet("/b", () => 1).RequireAuthorization();
            }
            """);
        Assert.Empty(facts.Live);
        Assert.Equal(["Anonymous", "Guarded"], facts.All.Select(endpoint => facts.AccessOf(endpoint).State.ToString()));
    }
}
