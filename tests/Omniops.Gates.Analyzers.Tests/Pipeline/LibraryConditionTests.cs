using Omniops.Gates.Analyzers.Tests.Endpoints;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>What stands under a condition in a library stands under that one for its caller, and under no other.</summary>
public class LibraryConditionTests
{
    private const string Library = """
        using Microsoft.AspNetCore.Authorization;
        namespace Library;
        public static class Start
        {
            public static void Run(string[] args, bool a)
            {
                if (!a) return;
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                var app = builder.Build();
                app.MapGet("/a", () => 1);
                app.Run();
            }
            public static void Choose(string[] args, bool a, bool b)
            {
                var builder = WebApplication.CreateBuilder(args);
                if (a) builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                var app = builder.Build();
                if (b) app.MapGet("/a", () => 1);
                app.Run();
            }
            public static void Either(string[] args, bool a)
            {
                var builder = WebApplication.CreateBuilder(args);
                if (a)
                {
                    builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);
                    var closed = builder.Build();
                    closed.MapGet("/a", () => 1);
                    closed.Run();
                    return;
                }
                var open = builder.Build();
                open.MapGet("/b", () => 1);
                open.Run();
            }
            public static void Twice(string[] args) => Run(args, args.Length > 1);
            public static void UseAdmin(this WebApplication app) => app.Map("/admin", admin =>
            {
                admin.UseRouting();
                admin.UseEndpoints(routes => routes.MapGet("/a", () => 1));
            });
            public static void UseBelow(this WebApplication app, string path) => app.Map(path, below =>
            {
                below.UseRouting();
                below.UseEndpoints(routes => routes.MapGet("/a", () => 1));
            });
            public static void UseKey(this WebApplication app) => app.Use(async (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments("/api")) { context.Response.StatusCode = 401; return; }
                await next(context);
            });
            public static void UseKeyWhen(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api =>
                api.Use(async (context, next) => { if (!context.Request.Headers.ContainsKey("k")) { context.Response.StatusCode = 401; return; } await next(context); }));
        }
        """;

    [Theory]
    // The application itself is there under the condition alone.
    [InlineData("Start.Run(args, args.Length > 0);", "GET /a = Guarded by fallback policy")]
    [InlineData("Start.Twice(args);", "GET /a = Guarded by fallback policy")]
    // Two conditions in one library are two.
    [InlineData("Start.Choose(args, true, args.Length > 0);", "GET /a = Unknown by fallback policy")]
    [InlineData("Start.Either(args, args.Length > 0);", "GET /a = Guarded by fallback policy", "GET /b = Undecided by nobody")]
    // One method that is called twice asks twice, and whose policy is whose is not known.
    [InlineData("Start.Run(args, false); Start.Run(args, true);", "GET /a = Unknown by fallback policy", "GET /a = Guarded by fallback policy")]
    public void Access(string program, params string[] expected) => Assert.Equal(expected, Accesses(program));

    [Theory]
    [InlineData("app.UseAdmin();", "GET /admin/a = Undecided by nobody")]
    [InlineData("app.UseBelow(\"/own\");", "GET /own/a = Undecided by nobody")]
    [InlineData("app.UseBelow(args[0]);", "GET /…/a = Undecided by nobody")]
    [InlineData("app.UseKey(); app.MapGet(\"/api/a\", () => 1);", "GET /api/a = Unknown by middleware")]
    [InlineData("app.UseKey(); app.MapGet(\"/b\", () => 1);", "GET /b = Undecided by nobody")]
    [InlineData("app.UseWhen(context => context.Request.Path.StartsWithSegments(\"/api\"), api => api.Use(async (context, next) => { if (!context.Request.Headers.ContainsKey(\"k\")) { context.Response.StatusCode = 401; return; } await next(context); })); app.MapGet(\"/api/a\", () => 1);", "GET /api/a = Unknown by middleware")]
    [InlineData("app.UseKeyWhen(); app.MapGet(\"/api/a\", () => 1);", "GET /api/a = Unknown by middleware")]
    [InlineData("app.UseKeyWhen(); app.MapGet(\"/b\", () => 1);", "GET /b = Undecided by nobody")]
    public void Paths(string pipeline, params string[] expected) => Assert.Equal(expected, Accesses($"var app = WebApplication.Create(args); {pipeline} app.Run();"));

    private static IEnumerable<string> Accesses(string program) => MappedProgram.Accesses(MappedProgram.Of($"using Library;\n{program}", null, TwoProjects.Built("Library", Library)))
        .Select(access => access.EndsWith("Undecided", StringComparison.Ordinal) ? access + " by nobody" : access);
}
