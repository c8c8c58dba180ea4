using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Methods that Wolverine serves by their attributes. The package stands here with what is asked of it.</summary>
public class WolverineEndpointTests
{
    private const string Wolverine = """
        namespace Wolverine.Http
        {
            public abstract class WolverineHttpMethodAttribute : Attribute { protected WolverineHttpMethodAttribute(string verb, string template) { } }
            public class WolverineGetAttribute(string template) : WolverineHttpMethodAttribute("GET", template) { public string Name { get; set; } }
            public class WolverinePostAttribute(string template) : WolverineHttpMethodAttribute("POST", template) { }
            public class RoutePrefixAttribute(string prefix) : Attribute { }
            public class HttpChain { }
            public class WolverineHttpOptions
            {
                public bool WarmUpRoutes { get; set; }
                public void RequireAuthorizeOnAll() { }
                public void RoutePrefix(string prefix) { }
                public void RoutePrefix(string prefix, string space) { }
                public void AddPolicy<T>() { }
                public void AddMiddleware(Type type) { }
                public void PublishMessage<T>(string url, Action<HttpChain> customize = null) { }
            }
            public static class Extensions
            {
                public static void MapWolverineEndpoints(this IEndpointRouteBuilder endpoints, Action<WolverineHttpOptions> configure = null) { }
                public static RouteHandlerBuilder MapPostToWolverine<T>(this IEndpointRouteBuilder endpoints, string url) => null;
                public static RouteHandlerBuilder MapDeleteToWolverine<T>(this IEndpointRouteBuilder endpoints, string url) => null;
            }
        }
        """;

    private const string Types = """
        public class Order { }
        public static class OrderEndpoint
        {
            [WolverineGet("/orders/{id}", Name = "order")] public static Order Get(int id) => null;
            [WolverinePost("/orders"), Authorize(Roles = "clerk")] public static void Post(Order order) { }
            [AllowAnonymous, WolverineGet("/status")] public static string Status() => "up";
            [WolverineGet("/inner")] static string Inner() => "";
            public static string Other() => "";
        }
        static class HiddenEndpoint { [WolverineGet("/hidden")] public static string Get() => ""; }
        """;

    private static readonly string[] s_plain =
        ["GET /orders/{id} = Undecided", "POST /orders = Guarded by method", "GET /status = Anonymous by method"];

    private static readonly string[] s_asked =
        ["GET /orders/{id} = Guarded by RequireAuthorizeOnAll", "POST /orders = Guarded by method", "GET /status = Anonymous by method"];

    public static TheoryData<string, string[]> Pipelines => new()
    {
        { "app.MapWolverineEndpoints();", s_plain },
        { "app.MapWolverineEndpoints(o => o.WarmUpRoutes = true);", s_plain },
        { "app.MapWolverineEndpoints(o => o.AddMiddleware(typeof(Order)));", s_plain },
        { "app.MapWolverineEndpoints(o => o.RequireAuthorizeOnAll());", s_asked },
        { "app.MapWolverineEndpoints(o => { o.WarmUpRoutes = true; o.RequireAuthorizeOnAll(); });", s_asked },
        { "app.MapGroup(\"/g\").RequireAuthorization().MapWolverineEndpoints();", ["GET /g/orders/{id} = Guarded by group", "POST /g/orders = Guarded by method", "GET /g/status = Anonymous by method"] },
        { "app.MapWolverineEndpoints(o => o.RoutePrefix(\"api\"));", ["GET /api/orders/{id} = Undecided", "POST /api/orders = Guarded by method", "GET /api/status = Anonymous by method"] },
        { "app.MapWolverineEndpoints(o => o.RoutePrefix(\"api\", \"Shop\"));", ["GET /…/orders/{id} = Undecided", "POST /…/orders = Guarded by method", "GET /…/status = Anonymous by method"] },
        { "app.MapWolverineEndpoints(o => o.AddPolicy<Order>());", ["GET /orders/{id} = Unknown by library", "POST /orders = Guarded by method", "GET /status = Anonymous by method"] },
        { "app.MapWolverineEndpoints(o => { if (args.Length > 0) o.RequireAuthorizeOnAll(); });", ["GET /orders/{id} = Unknown by RequireAuthorizeOnAll", "POST /orders = Guarded by method", "GET /status = Anonymous by method"] },
        { "app.MapWolverineEndpoints(o => { o.RequireAuthorizeOnAll(); o.PublishMessage<Order>(\"/sent\"); });", [.. s_asked, "POST /sent = Guarded by RequireAuthorizeOnAll"] },
        { "app.MapWolverineEndpoints(Configure); static void Configure(WolverineHttpOptions o) => o.RequireAuthorizeOnAll();", s_asked },
        { "app.MapPostToWolverine<Order>(\"/posted\").RequireAuthorization(\"clerk\"); app.MapDeleteToWolverine<Order>(\"/gone\");", ["POST /posted = Guarded by endpoint", "DELETE /gone = Undecided"] },
    };

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Methods(string pipeline, string[] expected) => Assert.Equal(
        expected.Order(StringComparer.Ordinal), MappedProgram.Accesses(Of(pipeline, Types)).Order(StringComparer.Ordinal));

    [Fact]
    public void Classes_say_what_holds_for_their_methods() => Assert.Equal(["GET /api/a = Guarded by class"], MappedProgram.Accesses(Of(
        "app.MapWolverineEndpoints();", """[RoutePrefix("api"), Authorize] public class AEndpoint { [WolverineGet("a")] public string Get() => ""; }""")));

    /// <summary>They are served all the same, so none is left out in silence.</summary>
    [Fact]
    public void Methods_of_bases_and_attributes_of_a_teams_own() => Assert.Equal(["GET /a = Undecided", "/… = Guarded by method"], MappedProgram.Accesses(Of("app.MapWolverineEndpoints();", """
        public class OursAttribute() : WolverineGetAttribute("/ours") { }
        public abstract class Base { [WolverineGet("/a")] public string A() => ""; }
        public class AEndpoint : Base { [Ours, Authorize] public string Get() => ""; }
        """)).Order(StringComparer.Ordinal).Reverse());

    [Fact]
    public void Look_alikes_are_none_of_its_methods() => Assert.Empty(Of(
        "app.MapWolverineEndpoints();",
        """public class WolverineGetAttribute(string template) : Attribute { } public class AEndpoint { [global::WolverineGet("a")] public string Get() => ""; }""").Live);

    private static Analyzers.Endpoints.EndpointFacts Of(string pipeline, string types) => MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Authorization;
        using Wolverine.Http;
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        {{types}}
        """, settings: null, TwoProjects.BuiltWithoutGate("Wolverine.Http", Wolverine));
}
