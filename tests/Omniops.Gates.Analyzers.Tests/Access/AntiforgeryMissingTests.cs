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
    [InlineData("[AcceptVerbs(\"GET\", \"POST\")] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[AcceptVerbs(\"PUT\", \"POST\")] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[PostOnly] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[HttpPost, [|IgnoreAntiforgeryToken|]] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken, [|IgnoreAntiforgeryToken(Order = 2000)|]] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, [|IgnoreAntiforgeryToken(Order = 1001)|], ValidateAntiForgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, Own] public IActionResult [|Save|](string name) => Ok();")]
    [InlineData("[HttpPost] public async Task<IActionResult> [|Save|](string name) { try { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException) { Console.WriteLine(1); } return Ok(); }")]
    public Task Fails(string action) => Check(Cookie + Mvc, action);

    [Theory]
    [InlineData("[HttpGet] public IActionResult Save(string name) => Ok();")]
    [InlineData("public IActionResult Index() => Ok();")]
    [InlineData("public IActionResult Rename(string name) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, AutoValidateAntiforgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, IgnoreAntiforgeryToken, ValidateAntiForgeryToken(Order = 1001)] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken(Order = 1001), IgnoreAntiforgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, Derived] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] public IActionResult Save([FromBody] string name) => Ok();")]
    [InlineData("[HttpPost, NonAction] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] private IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpGet, IgnoreAntiforgeryToken] public IActionResult Index() => Ok();")]
    [InlineData("[HttpPost, IgnoreAntiforgeryToken] public IActionResult Save([FromBody] string name) => Ok();")]
    [InlineData("[GetOnly] public IActionResult Save(string name) => Ok();")]
    [InlineData("[AcceptVerbs(\"REPORT\", \"GET\")] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, SameSite] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { try { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException) { return BadRequest(); } return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { try { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException) { throw; } return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { try { await HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(HttpContext); } catch (OperationCanceledException) {  } return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); try { await antiforgery.ValidateRequestAsync(HttpContext); return Ok(); } catch (AntiforgeryValidationException) { Console.WriteLine(1); } return BadRequest(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); var valid = false; try { await antiforgery.ValidateRequestAsync(HttpContext); valid = true; } catch (AntiforgeryValidationException) { } return valid ? Ok() : BadRequest(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); try { await antiforgery.ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException) { ModelState.AddModelError(\"\", \"again\"); } return ModelState.IsValid ? Ok() : View(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); var errors = new List<string>(); try { await antiforgery.ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException) { errors.Add(\"token\"); } return errors.Count > 0 ? BadRequest() : Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); try { await antiforgery.ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException e) { System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e).Throw(); } return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); try { await antiforgery.ValidateRequestAsync(HttpContext); } catch (AntiforgeryValidationException e) when (Log(e)) { } return Ok(); static bool Log(Exception e) => false; }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Save(string name) { var antiforgery = HttpContext.RequestServices.GetRequiredService<IAntiforgery>(); try { await antiforgery.ValidateRequestAsync(HttpContext); Store(name); } catch (AntiforgeryValidationException) { } return View(); static void Store(string name) { } }")]
    public Task Passes(string action) => Check(Cookie + Mvc, action);

    /// <summary>No form can send these verbs, and of a script the browser asks first.</summary>
    [Theory]
    [InlineData("[HttpPut] public IActionResult Save(string name) => Ok();", true)]
    [InlineData("[HttpDelete] public IActionResult Delete(int id) => Ok();", true)]
    [InlineData("[AcceptVerbs(\"GET\", \"PATCH\")] public IActionResult Save(string name) => Ok();", true)]
    [InlineData("[HttpPut, IgnoreAntiforgeryToken] public IActionResult Save(string name) => Ok();", true)]
    [InlineData("[HttpPut] public IActionResult Save(string name) => Ok();", true, "app.UseHttpMethodOverride();")]
    [InlineData("[HttpPut] public IActionResult Save(string name) => Ok();", false, "app.UseHttpMethodOverride(new HttpMethodOverrideOptions { FormFieldName = \"_method\" });")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => Ok(); public IActionResult DeleteAccount(int id) => Ok();", true)]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => Ok(); public IActionResult Delete(int userId) => RedirectToAction(\"Index\");", true)]
    [InlineData("static readonly Dictionary<string, string> s_plans = []; public IActionResult Upgrade(string plan) { s_plans[User.Identity!.Name!] = plan; return RedirectToAction(\"Index\"); }", true)]
    [InlineData("static string? s_plan; public IActionResult Upgrade(string plan) { s_plan = plan; return Ok(); }", true)]
    [InlineData("public async Task<IActionResult> Rename(string name) { await new Store().SaveChangesAsync(); return Ok(); } class Store { public Task SaveChangesAsync() => Task.CompletedTask; }", true)]
    public async Task Advises(string action, bool isAdvice, string pipeline = "")
    {
        var found = Assert.Single(await new Findings(Source(Cookie + Mvc, action, pipeline)).InBuild(Rule));
        Assert.Equal(isAdvice ? "Advised" : "Fails", found.Properties[GateReporter.OutcomeProperty]);
        Assert.Equal(isAdvice ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, found.Severity);
    }

    [Theory]
    [InlineData("public IActionResult DeleteAccount(int id) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => Ok(); public IActionResult Delete(int? id) => View();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => Ok(); public IActionResult Edit(int id) => Form(id); private IActionResult Form(int id) => View(id);")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Delete(string name) => Ok(); public IActionResult Delete(int id) => Ok();")]
    [InlineData("[HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => Ok(); public IActionResult Deleted() => Ok();")]
    [InlineData("static readonly Dictionary<string, string> s_plans = []; public IActionResult Upgrade(string plan) => Ok(s_plans[plan]);")]
    [InlineData("static readonly Dictionary<string, string> s_seen = []; public IActionResult Details(string plan) { s_seen[plan] = plan; return Ok(); }")]
    [InlineData("static readonly Dictionary<string, string> s_seen = []; public IActionResult Upgrade(string plan) { s_seen[plan] = plan; return View(); }")]
    [InlineData("public IActionResult Upgrade(string plan) { var seen = new Dictionary<string, string>(); seen[plan] = plan; return Ok(); }")]
    public Task Advises_nothing(string action) => Check(Cookie + Mvc, action);

    /// <summary>Of several schemes that are asked for, each may sign the user in.</summary>
    [Theory]
    [InlineData("AuthenticationSchemes = \"Bearer\"")]
    [InlineData("AuthenticationSchemes = Schemes.Api")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", policy => policy.AddAuthenticationSchemes(\"Bearer\").RequireAuthenticatedUser())")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", policy => { policy.AuthenticationSchemes.Add(Schemes.Api); policy.RequireClaim(\"a\"); })")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", new AuthorizationPolicyBuilder(\"Bearer\").RequireAuthenticatedUser().Build())")]
    [InlineData("", "options.DefaultPolicy = new AuthorizationPolicyBuilder(\"Bearer\").RequireAuthenticatedUser().Build()")]
    [InlineData("Roles = \"a\", AuthenticationSchemes = \"Bearer\"", "options.DefaultPolicy = new AuthorizationPolicyBuilder(\"Cookies\").RequireAuthenticatedUser().Build()")]
    public Task Passes_where_tokens_sign_in_though_cookies_do_elsewhere(string authorize, string options = "options.InvokeHandlersAfterFailure = true") => Check(
        $"builder.Services.AddAuthentication(\"Cookies\").AddCookie().AddBearerToken(\"Bearer\"); builder.Services.AddAuthorization(options => {options});" + Mvc,
        $"[HttpPost, Authorize({authorize})] public IActionResult Save(string name) => Ok();");

    [Theory]
    [InlineData("AuthenticationSchemes = \"Cookies,Bearer\"")]
    [InlineData("AuthenticationSchemes = \"Other\"")]
    [InlineData("")]
    [InlineData("Roles = \"a\"", "options.DefaultPolicy = new AuthorizationPolicyBuilder(\"Bearer\").RequireAuthenticatedUser().Build()")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", policy => policy.RequireAuthenticatedUser())")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", policy => policy.AddAuthenticationSchemes(\"Bearer\", \"Cookies\").RequireAuthenticatedUser())")]
    [InlineData("\"api\"", "options.AddPolicy(\"api\", policy => policy.AddAuthenticationSchemes(args[0]).RequireAuthenticatedUser())")]
    [InlineData("\"api\", AuthenticationSchemes = \"Bearer\"", "options.AddPolicy(\"api\", policy => policy.AddAuthenticationSchemes(\"Cookies\").RequireAuthenticatedUser())")]
    public Task Fails_where_cookies_sign_in_as_well(string authorize, string options = "options.InvokeHandlersAfterFailure = true") => Check(
        $"builder.Services.AddAuthentication(\"Cookies\").AddCookie().AddBearerToken(\"Bearer\"); builder.Services.AddAuthorization(options => {options});" + Mvc,
        $"[HttpPost, Authorize({authorize})] public IActionResult [|Save|](string name) => Ok();");

    [Theory]
    [InlineData("builder.Services.AddAuthentication(\"Bearer\")", "Save")]
    [InlineData("builder.Services.AddAuthentication(options => options.DefaultAuthenticateScheme = Schemes.Api)", "Save")]
    [InlineData("builder.Services.AddAuthentication()", "[|Save|]")]
    [InlineData("builder.Services.AddAuthentication(args[0])", "[|Save|]")]
    [InlineData("builder.Services.AddAuthentication(\"Bearer\").AddBearerToken(\"Bearer\", options => options.Events.OnMessageReceived = c => { c.Token = c.Request.Cookies[\"a\"]; return Task.CompletedTask; })", "[|Save|]", "")]
    [InlineData("builder.Services.AddIdentity<Microsoft.AspNetCore.Identity.IdentityUser, Microsoft.AspNetCore.Identity.IdentityRole>(); builder.Services.AddAuthentication(\"Bearer\")", "[|Save|]")]
    public Task The_default_scheme_counts_where_none_is_named(string authentication, string name, string tokens = ".AddBearerToken(\"Bearer\")") => Check(
        $"{authentication}{tokens}.AddCookie();" + Mvc, $"[HttpPost, Authorize] public IActionResult {name}(string name) => Ok();");

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.AddAuthentication().AddBearerToken();")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>());")]
    [InlineData(Cookie + "builder.Services.AddMvc(options => options.Filters.Add(typeof(Checking)));")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddAuthentication().AddCookie();")]
    public Task Passes_where_no_cookie_signs_in_or_a_filter_asks(string services) =>
        Check(services + Mvc, "[HttpPost] public IActionResult Save(string name) => Ok();");

    /// <summary>A service of the team's own in place of the framework's, which the filters ask.</summary>
    [Theory]
    [InlineData("Task.CompletedTask", true)]
    [InlineData("Task.Run(() => { })", true)]
    [InlineData("inner.ValidateRequestAsync(httpContext)", false)]
    [InlineData("httpContext.Request.Headers.Origin == \"https://shop.example\" ? Task.CompletedTask : throw new AntiforgeryValidationException(\"no\")", false)]
    public async Task A_service_that_accepts_everything_asks_for_nothing(string validation, bool isFound)
    {
        var found = await new Findings(Source(
            Cookie + "builder.Services.AddMvc(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute())); builder.Services.AddSingleton<IAntiforgery, Noop>();", "", "app.MapDefaultControllerRoute();") + $$"""
            class Noop(IAntiforgery inner) : IAntiforgery
            {
                public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => inner.GetAndStoreTokens(httpContext);
                public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => inner.GetTokens(httpContext);
                public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(true);
                public void SetCookieTokenAndHeader(HttpContext httpContext) { }
                public Task ValidateRequestAsync(HttpContext httpContext) => {{validation}};
            }
            """).InBuild(Rule);
        Assert.Equal(isFound ? 1 : 0, found.Count(each => each.GetMessage().Contains("accepts every request", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("builder.Services.AddIdentity<Microsoft.AspNetCore.Identity.IdentityUser, Microsoft.AspNetCore.Identity.IdentityRole>();")]
    [InlineData("builder.Services.AddAuthentication(\"Windows\");")]
    [InlineData("builder.Services.AddAuthentication(\"Bearer\").AddBearerToken(\"Bearer\", options => options.Events.OnMessageReceived = c => { c.Token = c.Request.Cookies[\"a\"]; return Task.CompletedTask; });")]
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
    [InlineData("app.[|MapPost|](\"/a\", async (HttpRequest request) => (await request.ReadFormAsync()).Count).RequireAuthorization();")]
    [InlineData("app.[|MapPost|](\"/a\", (HttpContext context) => context.Request.Form.Count).RequireAuthorization().DisableAntiforgery();")]
    [InlineData("app.[|MapPost|](\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.Use(async (c, next) => { if (c.Request.Method != \"GET\" && c.Request.Headers[\"X-CSRF\"] != \"1\") { c.Response.StatusCode = 400; return; } await next(c); }); app.MapPost(\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.Use(async (c, next) => { if (!c.Request.Headers.TryGetValue(\"Sec-Fetch-Site\", out var site) || site != \"same-origin\") { c.Response.StatusCode = 403; return; } await next(c); }); app.MapPost(\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.Use(async (c, next) => { if (c.Request.Host.Port > 1) { c.Response.StatusCode = 400; return; } c.Response.Headers[\"X-XSRF-TOKEN\"] = \"t\"; await next(c); }); app.[|MapPost|](\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("if (app.Environment.IsDevelopment()) app.Use(async (c, next) => { if (c.Request.Headers[\"X-CSRF\"] != \"1\") { c.Response.StatusCode = 400; return; } await next(c); }); app.[|MapPost|](\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.Use(async (c, next) => { if (c.Request.Path.StartsWithSegments(\"/b\") && c.Request.Headers[\"X-CSRF\"] != \"1\") { c.Response.StatusCode = 400; return; } await next(c); }); app.[|MapPost|](\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.Use(async (c, next) => { if (c.Request.Headers[\"X-CSRF\"] != \"1\") c.Response.Headers[\"X-Seen\"] = \"no\"; await next(c); }); app.[|MapPost|](\"/account/delete\", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization();")]
    [InlineData("app.[|MapPost|](\"/a/{id}\", (int id, IService service, Known known, CancellationToken token) => id).RequireAuthorization();")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().[|MapPost|](\"/a\", Handlers.Post);")]
    [InlineData("app.[|MapPost|](\"/a\", () => 1).RequireAuthorization().AddEndpointFilter(async (context, next) => await next(context));")]
    public Task Minimal(string pipeline) => Check(Cookie + "builder.Services.AddScoped<Known>();", "", pipeline);

    /// <summary>What takes a body as JSON, asks by itself, only shows or acts for nobody.</summary>
    [Theory]
    [InlineData("app.MapPost(\"/a\", (Order order) => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", ([FromBody] object empty) => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", (int[] ids) => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", ([AsParameters] Order order) => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", async (HttpRequest request) => await request.ReadFromJsonAsync<Order>()).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", (HttpRequest request) => Handlers.Read(request)).RequireAuthorization();")]
    [InlineData("app.MapPut(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapGet(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", () => 1).AllowAnonymous();")]
    [InlineData("app.MapPost(\"/a\", () => 1);")]
    [InlineData("app.MapPost(\"/data/search\", (string text) => 1).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/data\", () => Results.File([1])).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", async (HttpContext context, IAntiforgery antiforgery) => await antiforgery.ValidateRequestAsync(context)).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", () => 1).RequireAuthorization().AddEndpointFilter<Asking>();")]
    [InlineData("app.MapPost(\"/a\", () => 1).RequireAuthorization().AddEndpointFilter(async (context, next) => context.HttpContext.Request.Headers[\"X-CSRF\"] == \"1\" ? await next(context) : Results.BadRequest());")]
    [InlineData("app.MapPost(\"/a\", () => 1).RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Bearer\").RequireAuthenticatedUser());")]
    [InlineData("app.MapPost(\"/a\", ([FromForm] string name) => 1).RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Bearer\").RequireAuthenticatedUser()).DisableAntiforgery();")]
    [InlineData("app.MapPost(\"/a\", async (HttpContext c, IAntiforgery a, IFormFile f) => { await a.ValidateRequestAsync(c); return Results.Ok(f.Length); }).RequireAuthorization().DisableAntiforgery();")]
    [InlineData("app.MapPost(\"/a\", async (HttpContext c, IAntiforgery a, [FromForm] string n) => await a.IsRequestValidAsync(c) ? Results.Ok(n) : Results.BadRequest()).RequireAuthorization().DisableAntiforgery();")]
    [InlineData("app.MapPost(\"/a\", (IFormFile f) => Results.Ok()).RequireAuthorization().DisableAntiforgery().AddEndpointFilter(async (c, n) => await c.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(c.HttpContext) ? await n(c) : Results.BadRequest());")]
    public Task Minimal_passes(string pipeline) => Check("builder.Services.AddAuthentication(\"Cookies\").AddCookie().AddBearerToken(\"Bearer\");", "", pipeline);

    /// <summary>[ApiController] asks for no token: only a body as JSON keeps forms away.</summary>
    [Theory]
    [InlineData("[Authorize, HttpPost] public IActionResult [|Save|]([FromForm] string name) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult [|Save|](IFormFile file) => Ok();")]
    [InlineData("[Authorize, HttpPost(\"{to}/{amount:int}\")] public IActionResult [|Pay|](string to, int amount) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult [|Cancel|]([FromServices] Order order, CancellationToken token) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult Save(Order order) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult Save([FromBody] string name) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult Save(List<int> ids) => Ok();")]
    [InlineData("[Authorize, HttpPut] public IActionResult Save([FromForm] string name) => Ok();")]
    [InlineData("[Authorize, HttpGet] public IActionResult Read(string name) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult Search(string name) => Ok();")]
    [InlineData("[Authorize, HttpPost] public IActionResult Make(string name) => File([1], name);")]
    [InlineData("[AllowAnonymous, HttpPost] public IActionResult Save([FromForm] string name) => Ok();")]
    [InlineData("[HttpPost] public IActionResult Save(string name) => Ok();")]
    public Task An_api(string action) => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram(
        Source(Cookie + Mvc, action, "").Replace("public class Home", "[ApiController, Route(\"a\")] public class Home", StringComparison.Ordinal), Rule);

    [Theory]
    [InlineData("options.Conventions.[|ConfigureFilter|](new IgnoreAntiforgeryTokenAttribute())")]
    [InlineData("options.Conventions.[|AddFolderApplicationModelConvention|](\"/\", model => model.Filters.Add(new IgnoreAntiforgeryTokenAttribute()))")]
    [InlineData("options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute())")]
    [InlineData("options.Conventions.AddFolderApplicationModelConvention(\"/\", model => model.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()))")]
    [InlineData("options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute())", "OnGet")]
    [InlineData("{ if (builder.Environment.IsDevelopment()) options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()); }")]
    public Task Pages_as_a_whole(string options, string handler = "OnPost") => Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram(
        Source(Cookie + $"builder.Services.AddRazorPages(options => {options});", "", "app.MapRazorPages();")
            + $"public class MailModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel {{ public void {handler}(string mail) {{ }} }}", Rule);

    [Theory]
    [InlineData("")]
    [InlineData("_ = Request.Cookies[\"key\"];")]
    [InlineData("_ = Request.Headers[\"key\"] + Request.Cookies[\"key\"];")]
    [InlineData("_ = Request.Headers.Authorization.ToString().StartsWith(\"Basic \");")]
    [InlineData("_ = Request.Headers[\"X-Api-Key\"];", false)]
    [InlineData("_ = Request.Query[\"key\"];", false)]
    public async Task Not_proven_where_the_way_of_signing_in_is_unknown(string code, bool isUnknown = true)
    {
        var source = Source("builder.Services.AddAuthentication().AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, Handler>(\"a\", null);" + Mvc,
            "[HttpPost] public IActionResult Save(string name) => Ok();", "") + $$"""

            public class Handler(Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions> options, ILoggerFactory log, System.Text.Encodings.Web.UrlEncoder encoder)
                : Microsoft.AspNetCore.Authentication.AuthenticationHandler<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions>(options, log, encoder)
            {
                protected override Task<Microsoft.AspNetCore.Authentication.AuthenticateResult> HandleAuthenticateAsync()
                {
                    {{code}}
                    return Task.FromResult(Microsoft.AspNetCore.Authentication.AuthenticateResult.NoResult());
                }
            }
            """;
        var found = await new Findings(source).InBuild(Rule);
        if (!isUnknown)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains("'AddScheme'", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>A session signs users in where something asks it who is there; its cookie is sent by browsers as any other.</summary>
    [Theory]
    [InlineData("[HttpPost, LoggedIn] public IActionResult Save(string name) => Ok();", "LoggedInAttribute")]
    [InlineData("[HttpPost, LoggedIn, IgnoreAntiforgeryToken] public IActionResult Save(string name) => Ok();", "LoggedInAttribute")]
    [InlineData("[HttpPost, ServiceFilter(typeof(Members))] public IActionResult Save(string name) => Ok();", "Members")]
    [InlineData("[HttpPost, TypeFilter<Members>] public IActionResult Save(string name) => Ok();", "Members")]
    [InlineData("[HttpPost] public IActionResult Save(string name) => Ok(); public override void OnActionExecuting(ActionExecutingContext context) { if (CurrentUser is null) context.Result = new RedirectResult(\"/\"); } private int? CurrentUser => HttpContext.Session.GetInt32(\"Id\");", "HomeController")]
    [InlineData("[HttpPost] public IActionResult Save(string name) => HttpContext.Session.GetString(Schemes.UserKey) is null ? Redirect(\"/\") : Ok();", "Save")]
    [InlineData("[HttpPost] public IActionResult Save(string name) => Ok(User(HttpContext.Session)); private static byte[]? User(ISession session) => session.TryGetValue(\"user\", out var id) ? id : null;", "Save")]
    public async Task Not_proven_where_a_session_may_sign_in(string action, string asking)
    {
        var finding = Assert.Single(await new Findings(Source("builder.Services.AddSession();" + Mvc, action, "app.UseSession();")).InBuild(Rule));
        Assert.Equal(DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains($"whether the session, which '{asking}' asks, signs users in cannot be seen", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[HttpPost] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost] public IActionResult Save(string name) { HttpContext.Session.SetString(\"user\", name); return Ok(); }")]
    [InlineData("[HttpPost] public IActionResult Save(string name) => Ok(HttpContext.Session.GetString(\"cart\"));")]
    [InlineData("[HttpPost] public IActionResult Save(string name) { TempData[\"user\"] = name; return Ok(); }")]
    [InlineData("[HttpPost, HasCart] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, Remembers] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, LookAlike] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpGet, LoggedIn] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPut, LoggedIn] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, LoggedIn, ValidateAntiForgeryToken] public IActionResult Save(string name) => Ok();")]
    [InlineData("[HttpPost, LoggedIn] public IActionResult Save([FromBody] string name) => Ok();")]
    public async Task Passes_where_a_session_signs_nobody_in(string action) =>
        Assert.Empty(await new Findings(Source("builder.Services.AddSession();" + Mvc, action, "app.UseSession();")).InBuild(Rule));

    [Fact]
    public Task Passes_without_sessions() => Check(Mvc, "[HttpPost, LoggedIn] public IActionResult Save(string name) => Ok();");

    [Fact]
    public Task Fails_where_cookies_sign_in_beside_a_session() =>
        Check(Cookie + "builder.Services.AddSession();" + Mvc, "[HttpPost, LoggedIn] public IActionResult [|Save|](string name) => Ok();");

    private static Task Check(string services, string action, string pipeline = "") =>
        Gate<Analyzers.Pipeline.PipelineAnalyzer>.CheckProgram(Source(services, action, pipeline), Rule);

    private static string Source(string services, string action, string pipeline) => $$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authorization;
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

        public class PostOnlyAttribute : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute { public PostOnlyAttribute() : base(["POST"]) { } }

        public class GetOnlyAttribute() : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute(["GET"]);

        public class SameSiteAttribute : Attribute, IAuthorizationFilter
        {
            public void OnAuthorization(AuthorizationFilterContext context)
            {
                if (context.HttpContext.Request.Headers["Sec-Fetch-Site"] == "cross-site") context.Result = new ForbidResult();
            }
        }

        public static class Schemes { public const string Api = "Bearer"; public const string UserKey = "UserId"; }

        public class LoggedInAttribute : ActionFilterAttribute
        {
            public override void OnActionExecuting(ActionExecutingContext context)
            {
                if (context.HttpContext.Session.GetInt32("UserId") is null) context.Result = new RedirectResult("/Login");
            }
        }

        public class Members : IAsyncActionFilter
        {
            async Task IAsyncActionFilter.OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
            {
                if (Find(context.HttpContext) is null) { context.HttpContext.Response.Redirect("/"); return; }
                await next();
            }
            private static string? Find(HttpContext context) => context.Session.GetString("member");
        }

        public class HasCartAttribute : ActionFilterAttribute
        {
            public override void OnActionExecuting(ActionExecutingContext context)
            {
                if (context.HttpContext.Session.GetString("ShoppingCart") is null) context.Result = new RedirectResult("/");
            }
        }

        public class RemembersAttribute : ActionFilterAttribute
        {
            public override void OnActionExecuting(ActionExecutingContext context) =>
                context.HttpContext.Items["name"] = context.HttpContext.Session.GetString("UserName");
        }

        public class LookAlikeAttribute : ActionFilterAttribute
        {
            public override void OnActionExecuting(ActionExecutingContext context)
            {
                if (new OwnSession().GetString("UserId") is null) context.Result = new RedirectResult("/");
            }
        }

        public class OwnSession { public string? GetString(string key) => key; }

        public record Order(string Name);

        public interface IService;

        public class Known;

        public static class Handlers
        {
            public static int Post(HttpContext context) => Count(context);
            private static int Count(HttpContext context) => context.Request.Query.Count;
            public static async Task<string> Read(HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync();
        }

        public class Asking(IAntiforgery antiforgery) : IEndpointFilter
        {
            public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
            {
                await antiforgery.ValidateRequestAsync(context.HttpContext);
                return await next(context);
            }
        }

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
