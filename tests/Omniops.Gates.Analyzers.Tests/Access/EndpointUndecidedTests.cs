namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6001.</summary>
public class EndpointUndecidedTests
{
    private const string Rule = "OMNI6001";

    [Theory]
    [InlineData("app.[|MapGet|](\"/a\", () => 1);")]
    [InlineData("app.MapGroup(\"/g\").[|MapPost|](\"/a\", () => 1);")]
    [InlineData("app.MapGroup(\"/g\").AllowAnonymous().MapGet(\"/a\", () => 1).[|RequireAuthorization|]();")]
    [InlineData("app.MapGet(\"/a\", () => 1).[|RequireAuthorization|](policy => policy.RequireAssertion(_ => true));")]
    [InlineData("Map(app); static void Map(IEndpointRouteBuilder routes) => routes.[|MapGet|](\"/a\", () => 1);")]
    public Task Fails(string pipeline) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckPipeline(Rule, "", "Build", pipeline);

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapGet(\"/a\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapGet(\"/a\", () => 1);")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapGet(\"/a\", () => 1);")]
    [InlineData("app.MapHealthChecks(\"/health\"); app.MapFallbackToFile(\"index.html\"); app.MapShortCircuit(404, \"robots.txt\");")]
    [InlineData("app.MapIdentityApi<Microsoft.AspNetCore.Identity.IdentityUser>();")]
    [InlineData("var own = new Own(); own.MapGet(\"/a\", () => 1);")]
    public Task Passes(string pipeline) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram($$"""
        var app = WebApplication.CreateBuilder(args).Build();
        {{pipeline}}
        app.Run();
        class Own { public void MapGet(string pattern, Func<int> handler) { } }
        """, Rule);

    /// <summary>What keeps the rule from judging is the same for both.</summary>
    [Fact]
    public async Task One_doubt_is_said_once()
    {
        var found = await new Findings("""
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.Use(async (context, next) => { if (context.Request.Headers["x"] == "y") { context.Response.StatusCode = 401; return; } await next(context); });
            app.MapGet("/a", () => 1);
            app.MapGet("/b", () => 1);
            app.Run();
            """).InBuild(Rule);
        Assert.StartsWith(
            "Who may call an endpoint is not proven: 'GET /a' and 1 more: ", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>A waiver names a file and a baseline the endpoints: one accepted doubt must not cover those of another file, nor later ones.</summary>
    [Fact]
    public async Task A_doubt_covers_its_own_file_and_names_its_endpoints()
    {
        const string Program = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.Use(async (context, next) => { if (context.Request.Headers["x"] == "y") { context.Response.StatusCode = 401; return; } await next(context); });
            app.MapGet("/a", () => 1);
            app.MapGet("/b", () => 1);
            More.Map(app);
            app.Run();
            """;
        var library = Sql.SqlTest.Compile(Program, """static class More { public static void Map(WebApplication app) => app.MapGet("/c", () => 1); }""");
        var found = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(
                library.WithOptions(library.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication)), Findings.All, Findings.Options([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["File0.cs: GET /a GET /b", "File1.cs: GET /c"],
            found.Where(finding => finding.Id == Rule)
                .Select(finding => $"{Path.GetFileName(finding.Location.SourceTree!.FilePath)}: {finding.Properties[GateReporter.AnchorProperty]}").Order(StringComparer.Ordinal));
    }

    /// <summary>What another project serves stands where it is mapped here, so the finding says what it is.</summary>
    [Theory]
    [InlineData("app.MapControllers();", "'GET /x (XController.Get in Library)' is open")]
    [InlineData("app.MapOrders();", "'GET /orders (Orders.List in MapOrders of Library)' is open")]
    [InlineData("app.MapInline();", "'GET /inline (MapInline of Library)' is open")]
    [InlineData("app.MapGet(\"/own\", () => 1);", "'GET /own' is open")]
    public async Task Names_what_another_project_serves(string pipeline, string expected) => Assert.Contains(
        expected,
        Assert.Single(await Pipeline.TwoProjects.Judge(Rule, """
            using Microsoft.AspNetCore.Mvc;
            namespace Library;
            [Route("x")] public class XController : Controller { [HttpGet] public int Get() => 1; }
            public static class Orders
            {
                public static int List() => 1;
                public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGet("/orders", List);
                public static void MapInline(this IEndpointRouteBuilder routes) => routes.MapGet("/inline", () => 1);
            }
            """, $"using Library; var app = WebApplication.CreateBuilder(args).Build(); {pipeline} app.Run();")),
        StringComparison.Ordinal);

    [Fact]
    public Task A_fallback_policy_decides() => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckPipeline(
        Rule, "builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);", "Build", "app.MapGet(\"/a\", () => 1);");

    [Fact]
    public Task Controllers() => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram("""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        [Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet]
            public int [|Get|]() => 1;

            [HttpPost, Authorize]
            public int Post() => 1;
        }

        [Route("own"), AllowAnonymous]
        public class OwnController : ControllerBase
        {
            [HttpGet]
            public int Get() => 1;

            [HttpPost, [|Authorize|]]
            public int Post() => 1;
        }
        """, Rule);

    [Theory]
    [InlineData("var e = app.MapGet(\"/a\", () => 1); if (args.Length > 0) e.RequireAuthorization();", "depends on 'args.Length > 0'")]
    [InlineData("app.Use(async (context, next) => { if (args.Length > 0) { context.Response.StatusCode = 401; return; } await next(); }); app.MapGet(\"/a\", () => 1);", "answers 401 or 403 itself")]
    public async Task Not_proven(string pipeline, string expected)
    {
        var found = await new Findings($"var app = WebApplication.CreateBuilder(args).Build(); {pipeline} app.Run();").InBuild(Rule);
        var finding = Assert.Single(found);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains(expected, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
