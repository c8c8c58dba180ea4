using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6003 of a program.</summary>
public sealed class AntiforgeryMissingTests
{
    private const string Rule = "OMNI6003";
    private const string Cookie = "builder.Services.AddAuthentication(\"Cookies\").AddCookie();";
    private const string Mvc = "builder.Services.AddControllersWithViews();";

    [Theory]
    [InlineData("[HttpPost] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[HttpPut] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[AcceptVerbs(\"GET\", \"POST\")] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[HttpDelete] public IActionResult [|Delete|](int id) => Ok();")]
    [InlineData("[HttpPost, [|IgnoreAntiforgeryToken|]] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, Own] public IActionResult [|Save|](string name) => Ok();")]
    public Task Fails(string action) => Check(Cookie + Mvc, action);

    [Theory]
    [InlineData("[HttpGet] public IActionResult Save(string name) => Ok();")]
    [InlineData("public IActionResult Index() => Ok();")]
    [InlineData("public IActionResult Rename(string name) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, AutoValidateAntiforgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, Derived] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] public IActionResult Save([FromBody] string name) => Ok();")]
    [InlineData("[HttpPost, NonAction] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] private IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpGet, IgnoreAntiforgeryToken] public IActionResult Index() => Ok();")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); return Ok(); }")]
    public Task Passes(string action) => Check(Cookie + Mvc, action);

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.AddAuthentication().AddBearerToken();")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>());")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add(typeof(Checking)));")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddAuthentication().AddCookie();")]
    public Task Passes_where_no_cookie_signs_in_or_a_filter_asks(string services) =>
        Check(services + Mvc, "[HttpPost] public IActionResult Save(string name) => Ok();");

    [Theory]
    [InlineData("builder.Services.AddIdentity<Microsoft.AspNetCore.Identity.IdentityUser, Microsoft.AspNetCore.Identity.IdentityRole>();")]
    [InlineData("builder.Services.AddAuthentication(\"Windows\");")]
    [InlineData("builder.Services.AddAuthentication().AddBearerToken(); builder.Services.AddAuthentication().AddCookie();")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add(new NotChecking()));")]
    public Task Fails_where_browsers_sign_in(string services) => Check(services + Mvc, "[HttpPost] public IActionResult [|Save|](string name) => Ok();");

    [Fact]
    public Task A_filter_that_switches_it_off() => Check(
        Cookie + "builder.Services.AddMvc(options => options.Filters.[|Add|](new IgnoreAntiforgeryTokenAttribute()));",
        "[HttpPost] public IActionResult Save(string name) => Ok();");

    [Theory]
    [InlineData("app.MapPost(\"/a\", (IFormFile file) => 1).[|DisableAntiforgery|]();")]
    [InlineData("app.MapGroup(\"/g\").[|DisableAntiforgery|]().MapPost(\"/a\", ([FromForm] string name) => 1);")]
    [InlineData("app.MapPost(\"/a\", (IFormFile file) => 1);")]
    [InlineData("app.MapPost(\"/a\", (string name) => 1).DisableAntiforgery();")]
    public Task Minimal(string pipeline) => Check(Cookie, "", pipeline);

    [Fact]
    public Task An_api_is_left_alone() => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram(Source(Cookie + Mvc, "[HttpPost] public IActionResult Save(string name) => Ok();", "")
        .Replace("public class Home", "[ApiController, Route(\"a\")] public class Home", StringComparison.Ordinal), Rule);

    [Fact]
    public async Task Not_proven_where_the_way_of_signing_in_is_unknown()
    {
        var source = Source("builder.Services.AddAuthentication().AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, Handler>(\"a\", null);" + Mvc,
            "[HttpPost] public IActionResult Save(string name) => Ok();", "") + """

            public class Handler(Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions> options, ILoggerFactory log, System.Text.Encodings.Web.UrlEncoder encoder)
                : Microsoft.AspNetCore.Authentication.AuthenticationHandler<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions>(options, log, encoder)
            {
                protected override Task<Microsoft.AspNetCore.Authentication.AuthenticateResult> HandleAuthenticateAsync() =>
                    Task.FromResult(Microsoft.AspNetCore.Authentication.AuthenticateResult.NoResult());
            }
            """;
        var finding = Assert.Single(await new Findings(source).InBuild(Rule));
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains("'AddScheme'", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Task Check(string services, string action, string pipeline = "") =>
        Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram(Source(services, action, pipeline), Rule);

    private static string Source(string services, string action, string pipeline) => $$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        app.MapDefaultControllerRoute();
        {{pipeline}}
        app.Run();

        public class HomeController : Controller
        {
            {{action}}
        }

        public class OwnAttribute : Attribute { }

        public class Derived : AutoValidateAntiforgeryTokenAttribute { }

        public class Checking(IAntiforgery antiforgery) : IAsyncAuthorizationFilter
        {
            public Task OnAuthorizationAsync(AuthorizationFilterContext context) => antiforgery.ValidateRequestAsync(context.HttpContext);
        }

        public class NotChecking : IAsyncAuthorizationFilter
        {
            public Task OnAuthorizationAsync(AuthorizationFilterContext context) => Task.CompletedTask;
        }
        """;
}
