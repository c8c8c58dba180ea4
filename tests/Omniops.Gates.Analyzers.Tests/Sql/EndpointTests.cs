using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>The parameters that a framework fills from the request.</summary>
public sealed class EndpointTests
{
    private const string Head = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddScoped<IDbConnection>(_ => new SqlConnection());
        var app = builder.Build();

        """;

    private const string Tail = """

        app.Run();
        """;

    [Theory]
    [InlineData("""app.MapGet("/", (IDbConnection db) => db.Execute("SELECT 1"));""")]
    [InlineData("""app.MapGet("/{id}", (int id, IDbConnection db) => db.Execute("SELECT * FROM Users WHERE Id = " + id));""")]
    [InlineData("""app.MapGet("/", (string q, IDbConnection db) => db.Execute("SELECT * FROM Users WHERE Name = @q", new { q }));""")]
    [InlineData("""app.MapGet("/", (Kind kind, IDbConnection db) => db.Execute($"SELECT * FROM Users ORDER BY {kind}"));""")]
    [InlineData("""app.MapGet("/", (Guid? q, IDbConnection db) => db.Execute($"SELECT * FROM Users WHERE A = '{q}'"));""")]
    [InlineData("""app.MapGet("/", (string q, AppDb db) => db.Users.FromSql($"SELECT * FROM Users WHERE Name = {q}"));""")]
    [InlineData("""app.MapGet("/", (string q, IDbConnection db) => { var c = q switch { "a" => "A", _ => "B" }; db.Execute("ORDER BY " + c); });""")]
    [InlineData("""app.MapGet("/", (int[] q, IDbConnection db) => db.Execute($"WHERE Id IN ({string.Join(",", q)})"));""")]
    [InlineData("""
        app.MapGet("/", ([FromServices] Tables t, IDbConnection db) => db.Execute("SELECT * FROM " + t.Users));
        app.Run(); class Tables { public string Users => "Users"; }
        """)]
    public async Task Allows_minimal_endpoints(string endpoint) => Assert.Equal("", await SqlTest.OfProgram(Program(endpoint)));

    [Theory]
    [InlineData("""app.MapGet("/", (string q, IDbConnection db) => db.Execute("SELECT * FROM Users WHERE Name = '" + q + "'"));""")]
    [InlineData("""app.MapGet("/{q}", (string q, IDbConnection db) => db.Execute($"SELECT * FROM Users WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapGet("/", async (string q, IDbConnection db) => await db.ExecuteAsync($"SELECT * FROM Users WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapGet("/", (string q, AppDb db) => db.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{q}'").ToList());""")]
    [InlineData("""app.MapPost("/", ([FromBody] string q, IDbConnection db) => db.Execute($"SELECT * FROM Users WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapPost("/", (User user, IDbConnection db) => db.Execute($"SELECT * FROM Users WHERE Name = '{user.Name}'"));""")]
    [InlineData("""app.MapPost("/", (HttpContext c, IDbConnection db) => db.Execute($"WHERE Name = '{c.Request.Query["q"]}'"));""")]
    [InlineData("""app.MapGet("/", ([FromQuery(Name = "x")] string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapGet("/", ([FromHeader] string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapGet("/", (string[] q, IDbConnection db) => db.Execute($"WHERE Name IN ('{string.Join("','", q)}')"));""")]
    [InlineData("""app.MapGet("/", (string q, IDbConnection db) => { var sql = "WHERE Name = '"; sql += q; db.Execute(sql + "'"); });""")]
    [InlineData("""app.MapGroup("/a").MapGet("/", (string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'")).WithName("x");""")]
    [InlineData("""app.MapMethods("/", ["GET"], (string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'"));""")]
    [InlineData("""app.MapGet("/", Find); static int Find(string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'");""")]
    [InlineData("""
        app.MapGet("/", Finder.Find); app.Run();
        static class Finder { public static int Find(string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'"); }
        """)]
    [InlineData("""
        app.MapGet("/", (string q, IDbConnection db) => Finder.Find(q, db)); app.Run();
        static class Finder { internal static int Find(string q, IDbConnection db) => db.Execute($"WHERE Name = '{q}'"); }
        """)]
    [InlineData("""
        app.MapGet("/", ([AsParameters] Search s, IDbConnection db) => db.Execute($"WHERE Name = '{s.Name}'")); app.Run();
        record Search(string Name, int Page);
        """)]
    [InlineData("""app.MapPost("/", (IFormFile file, IDbConnection db) => db.Execute($"WHERE Name = '{file.FileName}'"));""")]
    [InlineData("""app.MapFallback((HttpRequest r, IDbConnection db) => db.Execute($"WHERE Path = '{r.Path}'"));""")]
    [InlineData("""app.Run(async c => { IDbConnection db = new SqlConnection(); db.Execute($"WHERE Path = '{c.Request.Path}'"); });""")]
    public async Task Reports_minimal_endpoints(string endpoint) => Assert.Equal("OMNI2001", await SqlTest.OfProgram(Program(endpoint)));

    [Theory]
    [InlineData("""public IActionResult Get(int id) { db.Execute("SELECT * FROM Users WHERE Id = " + id); return Ok(); }""", "")]
    [InlineData("""public IActionResult Get(string q) { db.Execute("SELECT * FROM Users WHERE A = @q", new { q }); return Ok(); }""", "")]
    [InlineData("""public IActionResult Get(string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); return Ok(); }""", "OMNI2001")]
    [InlineData("""[HttpGet("{q}")] public void Get([FromRoute] string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001")]
    [InlineData("""[HttpPost] public void Post([FromBody] User u) { db.Execute("SELECT * FROM Users WHERE A = '" + u.Name + "'"); }""", "OMNI2001")]
    [InlineData("""[HttpPost] public void Post(User u) { db.Execute("SELECT * FROM Users WHERE A = " + u.Id); }""", "")]
    [InlineData("""public void Get() { db.Execute("SELECT * FROM Users WHERE A = '" + Request.Query["q"] + "'"); }""", "OMNI2001")]
    [InlineData("""public void Get() { db.Execute("SELECT * FROM Users WHERE A = '" + HttpContext.Request.Form["q"] + "'"); }""", "OMNI2001")]
    [InlineData("""public void Get(string q) { Find(q); } private void Find(string q) { db.Execute("WHERE A = '" + q + "'"); }""", "OMNI2001")]
    [InlineData("""[NonAction] public void Get(string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001?")]
    [InlineData("""protected void Get(string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001?")]
    [InlineData("""public static void Get(string q, IDbConnection c) { c.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001?")]
    [InlineData("""public async Task<IActionResult> Get(string sort) { await db.ExecuteAsync("ORDER BY " + sort); return Ok(); }""", "OMNI2002")]
    [InlineData("""[BindProperty] public string Q { get; set; } public void Get() { db.Execute("WHERE A = '" + Q + "'"); }""", "OMNI2001")]
    public async Task Judges_controllers(string members, string expected)
    {
        const string Fields = "protected IDbConnection db;";
        Assert.Equal(expected, await SqlTest.Of($$"""public class UsersController : ControllerBase { {{Fields}} {{members}} }"""));
        Assert.Equal(expected, await SqlTest.Of($$"""[ApiController] public class Users : Controller { {{Fields}} {{members}} }"""));
    }

    [Theory]
    [InlineData("""public void OnGet(string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001")]
    [InlineData("""public async Task OnPostSaveAsync(string q) { await db.ExecuteAsync("WHERE A = '" + q + "'"); }""", "OMNI2001")]
    [InlineData("""public void OnGet(int id) { db.Execute("SELECT * FROM Users WHERE A = " + id); }""", "")]
    [InlineData("""[BindProperty] public string Q { get; set; } public void OnPost() { db.Execute("WHERE A = '" + Q + "'"); }""", "OMNI2001")]
    [InlineData("""[BindProperty] public User Q { get; set; } public void OnPost() { db.Execute("WHERE A = '" + Q.Name + "'"); }""", "OMNI2001")]
    [InlineData("""[BindProperty(SupportsGet = true)] public int Q { get; set; } public void OnGet() { db.Execute("WHERE A = " + Q); }""", "")]
    [InlineData("""public void OnGet() { db.Execute("SELECT * FROM Users WHERE A = '" + Request.Query["q"] + "'"); }""", "OMNI2001")]
    [InlineData("""public void Find(string q) { db.Execute("SELECT * FROM Users WHERE A = '" + q + "'"); }""", "OMNI2001?")]
    public async Task Judges_razor_pages(string members, string expected) => Assert.Equal(
        expected, await SqlTest.Of($$"""public class Index : PageModel { protected IDbConnection db; {{members}} }"""));

    [Fact]
    public async Task Takes_bound_properties_of_a_page_as_its_class_says() => Assert.Equal("OMNI2001", await SqlTest.Of("""
        [BindProperties] public class Index : PageModel
        {
            protected IDbConnection db;
            public string Q { get; set; }
            public void OnPost() { db.Execute("WHERE A = '" + Q + "'"); }
        }
        """));

    [Theory]
    [InlineData("""public async Task Send(string text) { await db.ExecuteAsync("INSERT INTO Log (A) VALUES ('" + text + "')"); }""", "OMNI2001")]
    [InlineData("""public async Task Send(int id) { await db.ExecuteAsync("INSERT INTO Log (A) VALUES (" + id + ")"); }""", "")]
    [InlineData("""public void Send() { db.Execute("WHERE A = '" + Context.GetHttpContext().Request.Query["q"] + "'"); }""", "OMNI2001")]
    [InlineData("""private void Send(string text) { db.Execute("WHERE A = '" + text + "'"); }""", "OMNI2001?")]
    public async Task Judges_hubs(string members, string expected) => Assert.Equal(
        expected, await SqlTest.Of($$"""public class Chat : Hub { protected IDbConnection db; {{members}} }"""));

    [Theory]
    [InlineData("""
        public class Note { private readonly RequestDelegate next; public Note(RequestDelegate next) { this.next = next; }
        public Task InvokeAsync(HttpContext context, IDbConnection db) { db.Execute($"WHERE A = '{context.Request.Path}'"); return next(context); } }
        """,
        "OMNI2001")]
    [InlineData("""
        public class Note : IMiddleware { public Task InvokeAsync(HttpContext context, RequestDelegate next) {
        IDbConnection db = new SqlConnection(); db.Execute($"WHERE A = '{context.Request.Headers["X"]}'"); return next(context); } }
        """, "OMNI2001")]
    [InlineData("""
        public class Names : ViewComponent { protected IDbConnection db;
        public string Invoke(string name) { db.Execute($"WHERE A = '{name}'"); return ""; } }
        """, "OMNI2001")]
    [InlineData("""public static class Plain { public static void Invoke(string name, IDbConnection db) { db.Execute($"WHERE A = '{name}'"); } }""",
        "OMNI2001?")]
    public async Task Judges_other_receivers(string type, string expected) => Assert.Equal(expected, await SqlTest.Of(type));

    /// <summary>The command line of a program is no request.</summary>
    [Fact]
    public async Task Warns_of_arguments() => Assert.Equal("OMNI2001?", await SqlTest.OfProgram(
        """IDbConnection db = new SqlConnection(); db.Execute("SELECT * FROM Users WHERE Name = '" + args[0] + "'");"""));

    /// <summary>What a host is handed becomes configuration; the services that it hands out are not made of it.</summary>
    [Theory]
    [InlineData("""
        app.MapGet("/", (HttpContext c, Microsoft.AspNetCore.Antiforgery.IAntiforgery a) =>
            Results.Content($"<input name='{a.GetAndStoreTokens(c).FormFieldName}'>", "text/html"));
        """)]
    [InlineData("""var db = new SqlConnection(); db.Execute("SELECT * FROM " + builder.Configuration["Table"]);""")]
    [InlineData("""
        var other = Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).ConfigureServices((context, services) => services.AddSingleton(new Tables())).Build();
        new SqlConnection().Execute("WHERE A = " + other.Services.GetRequiredService<Tables>().Users); app.Run();
        class Tables { public string Users => "Users"; }
        """)]
    [InlineData("""
        var host = new Microsoft.Extensions.Hosting.HostApplicationBuilder(args).Build(); var t = host.Services.GetRequiredService<Tables>();
        new SqlConnection().Execute("SELECT * FROM " + t.Users); app.Run();
        class Tables { public string Users => "Users"; }
        """)]
    public async Task Allows_what_a_host_hands_out(string endpoint) => Assert.Equal("", await SqlTest.OfProgram(Program(endpoint)));

    [Theory]
    [InlineData("""var t = app.Services.GetRequiredService<Tables>(); new SqlConnection().Execute("WHERE A = " + t.Users); app.Run(); class Tables { public string Users { get; set; } = ""; }""", "app.Services")]
    [InlineData("""new SqlConnection().Execute("WHERE A = " + args[0]);""", "args")]
    [InlineData("""app.MapGet("/", () => new SqlConnection().Execute("WHERE A = " + args[0]));""", "args")]
    [InlineData("""app.Services.GetRequiredService<Job>().Run(args[0]); app.Run(); class Job { internal void Run(string name) => new SqlConnection().Execute("WHERE A = " + name); }""", "args")]
    [InlineData("""var own = new HostBuilder(args[0]); new SqlConnection().Execute("WHERE A = " + own.Name); app.Run(); record HostBuilder(string Name);""", "args")]
    public async Task Names_what_reaches_the_text(string endpoint, string origin)
    {
        var program = SqlTest.Compile(Program(endpoint));
        var findings = await SqlTest.FindingsOf(program.WithOptions(program.Options.WithOutputKind(OutputKind.ConsoleApplication)));
        var finding = Assert.Single(findings);
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains($": '{origin}", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Program(string endpoint) =>
        Head + (endpoint.Contains("app.Run();", StringComparison.Ordinal) ? endpoint : endpoint + Tail);
}
