using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Routes that a library maps its controllers to by name.</summary>
public class LibraryRouteTests
{
    private const string Library = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing.Constraints;
        namespace Library;
        public static class Maps
        {
            public static void MapThem(this IEndpointRouteBuilder endpoints)
            {
                endpoints.MapControllerRoute("search", "v3/search", new { controller = "Search", action = "Search" });
                endpoints.MapControllerRoute("dependents", "v3/dependents", new { controller = "Search", action = "Dependents" });
            }
            public static void MapOne(this IEndpointRouteBuilder endpoints, string action) =>
                endpoints.MapControllerRoute("one", "one", new { controller = "Search", action });
            public static void MapAny(this IEndpointRouteBuilder endpoints, object defaults) => endpoints.MapControllerRoute("any", "any", defaults);
        }
        public class Builder
        {
            public void MapEndpoints(IEndpointRouteBuilder endpoints) => MapPublish(endpoints);
            private void MapPublish(IEndpointRouteBuilder endpoints) => endpoints.MapControllerRoute(
                name: "upload", pattern: "api/{id}", defaults: new { controller = "Search", action = "Dependents" },
                constraints: new { httpMethod = new HttpMethodRouteConstraint("PUT") });
        }
        public class SearchController : Controller
        {
            public async Task<IActionResult> SearchAsync() => await Task.FromResult(Ok());
            public IActionResult Dependents() => Ok();
        }
        """;

    [Theory]
    [InlineData("app.MapThem();", "/v3/dependents = Undecided", "/v3/search = Undecided")]
    [InlineData("app.MapOne(\"Search\");", "/one = Undecided")]
    [InlineData("app.MapGroup(\"in\").RequireAuthorization().MapThem();", "/in/v3/dependents = Guarded by group", "/in/v3/search = Guarded by group")]
    [InlineData("new Builder().MapEndpoints(app);", "PUT /api/{id} = Undecided")]
    [InlineData("app.UseRouting(); app.UseEndpoints(endpoints => { var builder = new Builder(); builder.MapEndpoints(endpoints); });", "PUT /api/{id} = Undecided")]
    [InlineData("app.MapAny(new { controller = \"Search\", action = \"Search\" });", "/any = Unknown by library")]
    [InlineData("app.MapAny(new { controller = \"Search\", action = \"Search\" }); app.MapThem();", "/any = Unknown by library", "/v3/dependents = Undecided", "/v3/search = Undecided")]
    // A name that no action has.
    [InlineData("app.MapOne(\"SearchAsync\");")]
    public void Serve_the_actions_that_they_name(string pipeline, params string[] expected) => Assert.Equal(
        expected, MappedProgram.Accesses(MappedProgram.Of($$"""
            using Library;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            {{pipeline}}
            app.Run();
            """, settings: null, TwoProjects.Built("Library", Library))).OrderBy(each => each, StringComparer.Ordinal));
}
