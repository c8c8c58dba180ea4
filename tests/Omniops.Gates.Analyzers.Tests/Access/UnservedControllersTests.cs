using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6003 and OMNI6001 of controllers that no program in sight serves.</summary>
public sealed partial class UnservedControllersTests
{
    [Theory]
    [InlineData("class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => Ok(); }")]
    [InlineData("public class A : ControllerBase { [HttpDelete] public IActionResult {|OMNI6003:Remove|}() => null; }")]
    [InlineData("public abstract class Base : Controller { [HttpPatch] public IActionResult {|OMNI6003:Remove|}() => null; } public class A : Base { }")]
    [InlineData("[Own] public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => Ok(); }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class A : Controller { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("[ValidateAntiForgeryToken] public class A : Controller { [HttpPost, {|OMNI6003:IgnoreAntiforgeryToken|}] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnPost() { } }")]
    [InlineData("class S { void M(MvcOptions options) => options.Filters.{|OMNI6003:Add|}(new IgnoreAntiforgeryTokenAttribute()); }")]
    [InlineData("class S { void M(MvcOptions options) => options.Filters.{|OMNI6003:Add|}(typeof(IgnoreAntiforgeryTokenAttribute)); }")]
    [InlineData("class S { void M(MvcOptions options) => options.Filters.{|OMNI6003:Add|}<IgnoreAntiforgeryTokenAttribute>(); }")]
    [InlineData("class S { void M(MvcOptions options) { var off = new IgnoreAntiforgeryTokenAttribute(); options.Filters.{|OMNI6003:Add|}(off); } }")]
    [InlineData("class S { void M(WebApplication app) => app.MapPost(\"/a\", (IFormFile file) => 1).{|OMNI6003:DisableAntiforgery|}(); }")]
    [InlineData("""
        [ValidateAntiForgeryToken] public class B : Controller { }
        public class A : Controller { public IActionResult {|OMNI6003:Rename|}(string name) => null; }
        """)]
    [InlineData("""
        public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) => Task.CompletedTask; public Task Unused(HttpContext context) => antiforgery.ValidateRequestAsync(context); }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("""
        public class Other { public Task ValidateRequestAsync(HttpContext context) => Task.CompletedTask; }
        public class F(Other other) : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) => other.ValidateRequestAsync(context.HttpContext); }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("""
        public class F : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) => Task.CompletedTask; }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("""
        public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { await antiforgery.IsRequestValidAsync(context.HttpContext); } }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("""
        public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) { _ = antiforgery.ValidateRequestAsync(context.HttpContext); return Task.CompletedTask; } }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("""
        public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { if (context.HttpContext.Request.Headers.ContainsKey("RequestVerificationToken")) await antiforgery.ValidateRequestAsync(context.HttpContext); } }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}(string name) => null; }
        """)]
    [InlineData("public class A : Controller { [HttpPost, Consumes(\"application/json\", \"text/plain\")] public IActionResult {|OMNI6003:Save|}(string name) => null; }")]
    [InlineData("public class A : Controller { [PostOnly] public IActionResult {|OMNI6003:Save|}(string name) => null; } public class PostOnlyAttribute : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute { public PostOnlyAttribute() : base([\"POST\"]) { } }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => null; [HttpPost] public IActionResult Remove() => null; }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken(Order = 1001)|}] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => null; }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class B : Controller { } public class A : B { [HttpPost] public IActionResult Save(string name) => null; }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class B : Controller { }")]
    [InlineData("[{|OMNI6003:IgnoreAntiforgeryToken|}] public class A : Controller { public IActionResult ChangeMail(string mail) => null; }")]
    [InlineData("public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save() => null; public IActionResult {|OMNI6003:Delete|}(int userId) => null; }")]
    [InlineData("public class A : Controller { [Authorize(AuthenticationSchemes = \"Cookies,Bearer\"), HttpPost] public IActionResult {|OMNI6003:Save|}() => null; }")]
    public Task Fails(string types) => Check(types, "OMNI6003");

    [Theory]
    [InlineData("public class A : Controller { [HttpPost, Consumes(\"application/json\")] public IActionResult Save(string name) => null; }")]
    [InlineData("[Consumes(\"application/json; charset=utf-8\")] public class A : Controller { [HttpPost] public IActionResult Save(string name) => null; }")]
    public async Task Is_not_proven_where_forms_are_refused_by_their_content_type(string types)
    {
        var found = await Findings.With(Source(types) + "public static class Program { public static void Main() { } }").InBuild("OMNI6003");
        Assert.Equal("NotProven", Assert.Single(found).Properties[GateReporter.OutcomeProperty]);
    }

    [Theory]
    [InlineData("[AllowAnonymous] public class A : Controller { [{|OMNI6001:Authorize|}] public IActionResult Get() => null; }")]
    [InlineData("[AllowAnonymous] public class B : Controller { } [{|OMNI6001:Authorize|}] public class A : B { }")]
    [InlineData("[AllowAnonymous] public class B : Controller { } public class A : B { [{|OMNI6001:Authorize|}] public IActionResult Get() => null; }")]
    [InlineData("public class A : Controller { [AllowAnonymous, {|OMNI6001:Authorize|}] public IActionResult Get() => null; }")]
    [InlineData("public class A : Controller { [AllowAnonymous][{|OMNI6001:Authorize(Roles = \"a\")|}] public IActionResult Get() => null; }")]
    [InlineData("public class B : Controller { [AllowAnonymous] public virtual IActionResult Get() => null; } public class A : B { [{|OMNI6001:Authorize|}] public override IActionResult Get() => null; }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; [HttpPost, ValidateAntiForgeryToken] public IActionResult {|OMNI6001:Save|}() => null; }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult {|OMNI6001:Index|}() => null; }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; } public class B : Controller { public IActionResult {|OMNI6001:Edit|}(int id) => View(); }")]
    [InlineData("public class A : Controller { [AllowAnonymous] public IActionResult Get() => null; } public abstract class B : Controller { public IActionResult {|OMNI6001:Edit|}(int id) => View(); } public class C : B { }")]
    [InlineData("[Own] public class A : Controller { [Authorize] public IActionResult Get() => null; [Own] public IActionResult {|OMNI6001:Edit|}(int id) => View(User.Identity?.Name); }")]
    [InlineData("public class AdminController : Controller { public IActionResult {|OMNI6002:Index|}() => View(); }")]
    // What changes something nobody may do unasked, whether or not the source speaks of users.
    [InlineData("public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult {|OMNI6001:Go|}(string name) => null; }")]
    [InlineData("public class A : Controller { public IActionResult {|OMNI6001:Delete1|}(int id) => View(); public IActionResult Index() => View(); public IActionResult Added(int id) => View(); public IActionResult Create() => View(); [HttpGet] public IActionResult Edit(int id) => View(); }")]
    [InlineData("public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() { } [{|OMNI6001:Authorize(Roles = \"a\")|}] public void OnPostDelete(int id) { } }")]
    [InlineData("[AdminOnly] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult {|OMNI6001:Go|}(int id) => View(); } public class AdminOnlyAttribute : Attribute { }")]
    [InlineData("[Mark] public class A : Controller { public IActionResult {|OMNI6001:DeleteAll|}(int id) => View(); } public class MarkAttribute : Attribute { public string Role => \"x\"; }")]
    // A refusal that is thrown away, and a filter that ends no request.
    [InlineData("[ApiController] public class A : ControllerBase { [HttpDelete(\"u/{id}\")] public IActionResult {|OMNI6001:Drop|}(int id) { if (!User.IsInRole(\"Admin\")) Forbid(); return NoContent(); } }")]
    [InlineData("[ApiController] public class A : ControllerBase { [HttpDelete(\"u/{id}\")] public IActionResult {|OMNI6001:Drop|}(int id) { if (!User.IsInRole(\"Admin\")) { this.Unauthorized(); } return NoContent(); } }")]
    [InlineData("[Checked] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult {|OMNI6001:Go|}(int id) => View(); } public class CheckedAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.IsInRole(\"Admin\")) Console.WriteLine(\"refused\"); } }")]
    [InlineData("public class HomeController : Controller { public IActionResult Index() => View(); public IActionResult {|OMNI6002:Admin|}() => View(); }")]
    [InlineData("public class A : Controller { [Own2] public IActionResult Get() => null; public IActionResult {|OMNI6001:Edit|}(int id) => View(); } public class Own2Attribute : AuthorizeAttribute { }")]
    [InlineData("public class A : Controller { [AuthorizeAttribute] public IActionResult Get() => null; public IActionResult {|OMNI6001:Edit|}(int id) => View(); }")]
    [InlineData("[Area(\"Admin\")] public class UsersController : Controller { public IActionResult {|OMNI6002:Index|}() => View(); }")]
    [InlineData("[Route(\"internal/[controller]\")] public class UsersController : Controller { [HttpGet] public IActionResult {|OMNI6002:Index|}() => View(); }")]
    [InlineData("[AllowAnonymous] public class AdminController : Controller { public IActionResult {|OMNI6002:Index|}() => View(); public IActionResult Login() => View(); }")]
    public Task Fails_to_ask_for_users(string types) => Check(types);

    /// <summary>A namespace is imported for many reasons; the host may close all that says nothing.</summary>
    [Theory]
    [InlineData("", "List")]
    [InlineData("public class HomeController : Controller { [AllowAnonymous] public IActionResult Index() => View(); }", "{|OMNI6001:List|}")]
    [InlineData("public class Service(IAuthorizationService asked) { public object Asked => asked; }", "{|OMNI6001:List|}")]
    [InlineData("public class Client { public void Send(HttpRequest request) => request.Headers.Authorization = \"a\"; }", "List")]
    public Task Importing_is_not_asking(string types, string name) => CheckSource($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        public class CatalogController : ControllerBase { [HttpGet("catalog")] public IActionResult {{name}}() => Ok(); }
        {{types}}
        """);

    [Fact]
    public Task A_program_that_maps_no_controllers_serves_none() => CheckSource("""
        using Microsoft.AspNetCore.Authorization;
        WebApplication.Create().Run();
        [AllowAnonymous]
        public class MyController
        {
            [{|OMNI6001:Authorize|}]
            public object Get() => new();
        }
        public class Base { }
        [AllowAnonymous]
        public class OpenBase { }
        [{|OMNI6001:Authorize|}]
        public class ClosedBase : OpenBase { }
        public class FirstController : ClosedBase { }
        public class SecondController : ClosedBase { }
        public class AdminController : Microsoft.AspNetCore.Mvc.ControllerBase { public int Get() => 1; }
        """, OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("[Authorize] public class A : Controller { [AllowAnonymous] public IActionResult Get() => null; }")]
    [InlineData("public class A : Controller { [Authorize, AllowAnonymous] public IActionResult Get() => null; }")]
    [InlineData("[Authorize][AllowAnonymous] public class A : Controller { public IActionResult Get() => null; }")]
    [InlineData("[AllowAnonymous] public class B : Controller { } public class A : Controller { [Authorize] public IActionResult Get() => null; }")]
    [InlineData("[Authorize] public class B : Controller { } [AllowAnonymous] public class A : B { public IActionResult Get() => null; }")]
    [InlineData("[AllowAnonymous] public class A { [Authorize] public IActionResult Get() => null; }")]
    [InlineData("[Open] public class B : Controller { } public class A : B { [Authorize] public IActionResult Get() => null; } [AttributeUsage(AttributeTargets.All, Inherited = false)] public class OpenAttribute : Attribute, IAllowAnonymous { }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; [Key] public IActionResult Edit(int id) => View(); } public class KeyAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) => context.Result = new UnauthorizedResult(); }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; [ServiceFilter(typeof(A))] public IActionResult Edit(int id) => View(); }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) { if (!User.IsInRole(\"a\")) return NotFound(); return View(); } }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) { if (!isAuthorized()) return null; return View(); } bool isAuthorized() => false; }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) { if (User.Identity?.IsAuthenticated != true) return Unauthorized(); return View(); } }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) => View(); public override void OnActionExecuting(ActionExecutingContext context) => context.Result = new ForbidResult(); }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) => View(); } class S { void M(IServiceCollection s) => s.AddControllers(o => o.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter())); }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) => View(); } class M { public Task Invoke(HttpContext c) { c.Response.StatusCode = 401; return Task.CompletedTask; } }")]
    [InlineData("public abstract class B : Controller { public IActionResult Edit(int id) => View(); } [Authorize] public class C : B { }")]
    [InlineData("[ApiController] public class A : ControllerBase { [HttpDelete(\"u/{id}\")] public IActionResult Drop(int id) { if (!User.IsInRole(\"Admin\")) return Forbid(); return NoContent(); } }")]
    [InlineData("[ApiController] public class A : ControllerBase { [HttpDelete(\"u/{id}\")] public IActionResult Drop(int id) { if (!User.IsInRole(\"Admin\")) Forbid(); return NoContent(); } private static void Forbid() => throw new InvalidOperationException(); }")]
    [InlineData("public class B : ControllerBase { protected new void Forbid() => throw new InvalidOperationException(); } [ApiController] public class A : B { [HttpDelete(\"u/{id}\")] public IActionResult Drop(int id) { if (!User.IsInRole(\"Admin\")) Forbid(); return NoContent(); } }")]
    [InlineData("[ApiController] public class A : ControllerBase { [HttpDelete(\"u/{id}\")] public IActionResult Drop(int id) { if (id < 0) Forbid(); if (!User.IsInRole(\"Admin\")) return Unauthorized(); return NoContent(); } }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) { if (MayEdit(id, User.Identity?.Name)) return View(); return NotFound(); } bool MayEdit(int id, string? name) => name is not null; }")]
    [InlineData("public class A : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) => View(); } class S { void M(MvcOptions o) => o.Filters.Add(typeof(AuthorizeAttribute)); }")]
    [InlineData("public abstract class B : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Edit(int id) => View(); }")]
    [InlineData("public class HomeController : Controller { public IActionResult Index() => View(); }")]
    [InlineData("class AdminController : Controller { [Authorize] public IActionResult Get() => null; public IActionResult Index() => View(); }")]
    [InlineData("[Authorize] public class AdminController : Controller { public IActionResult Index() => View(); [AllowAnonymous] public IActionResult Login() => View(); }")]
    [InlineData("[AdminOnly] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Go(int id) => View(); } public class AdminOnlyAttribute : Attribute { } class M { bool Is(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AdminOnlyAttribute>() is not null; }")]
    [InlineData("[AdminOnly] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Go(int id) => View(); } public class AdminOnlyAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) => context.Result = new ForbidResult(); }")]
    [InlineData("[Authorize] public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { [Authorize(Roles = \"a\")] public void OnPostDelete(int id) { } }")]
    [InlineData("public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { [Authorize] public void OnPost() { } } class S { void M(Microsoft.AspNetCore.Mvc.RazorPages.RazorPagesOptions o) => o.Conventions.AuthorizeFolder(\"/\"); }")]
    [InlineData("public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { [Authorize] public void Once() { } }")]
    public Task Allows_access(string types) => Check(types);

    [Theory]
    [InlineData("public class A : Controller { [HttpGet] public IActionResult Save(string name) => Ok(); public IActionResult Index() => View(); }")]
    [InlineData("[ApiController] public class A : ControllerBase { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("[ApiController] public class B : ControllerBase { } public class A : B { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("[AutoValidateAntiforgeryToken] public class A : Controller { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("[AutoValidateAntiforgeryToken] public class B : Controller { } public class A : B { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("public abstract class Base : Controller { [HttpPost] public IActionResult Save() => null; } [ValidateAntiForgeryToken] public class A : Base { }")]
    [InlineData("[MyValidateAntiForgery] public class A : Controller { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("public class A : Controller { [HttpPost] public IActionResult Save([FromBody] string name) => Ok(); }")]
    [InlineData("public class A : Controller { [HttpPost, NonAction] public IActionResult Save(string name) => Ok(); [HttpPost] internal IActionResult B() => Ok(); [HttpPost] public static int C() => 1; }")]
    [InlineData("[NonController] public class A : Controller { [HttpPost] public IActionResult Save(string name) => Ok(); }")]
    [InlineData("public class A { [HttpPost] public IActionResult Save(string name) => null; }")]
    [InlineData("public class F : IAsyncAuthorizationFilter { readonly Func<HttpContext, Task> _validate; public F(IAntiforgery antiforgery) => _validate = antiforgery.ValidateRequestAsync; public async Task OnAuthorizationAsync(AuthorizationFilterContext context) => await _validate(context.HttpContext); } public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Add<F>(); }")]
    [InlineData("public class F(IAntiforgery antiforgery) : IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (context.HttpContext.Request.Method != \"GET\") antiforgery.ValidateRequestAsync(context.HttpContext).GetAwaiter().GetResult(); } } public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Add<F>(); }")]
    [InlineData("public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) => antiforgery.ValidateRequestAsync(context.HttpContext); } public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Add<F>(); }")]
    [InlineData("public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()); }")]
    [InlineData("public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Add<ValidateAntiForgeryTokenAttribute>(); }")]
    [InlineData("public class A : Controller { [HttpPost] public IActionResult Save() => null; } class S { void M(MvcOptions options) => options.Filters.Insert(0, new AutoValidateAntiforgeryTokenAttribute()); }")]
    [InlineData("""
        public class F(IAntiforgery antiforgery) : IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(AuthorizationFilterContext context) => antiforgery.ValidateRequestAsync(context.HttpContext); }
        class S { void M(FilterCollection filters) => filters.Add(typeof(F)); }
        public class A : Controller { [HttpPost] public IActionResult Save(string name) => null; }
        """)]
    [InlineData("""
        class M(RequestDelegate next, IAntiforgery antiforgery) { public async Task InvokeAsync(HttpContext context) { await antiforgery.ValidateRequestAsync(context); await next(context); } }
        public class A : Controller { [HttpPost] public IActionResult Save(string name) => null; }
        """)]
    [InlineData("[IgnoreAntiforgeryToken] public class ErrorModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() { } }")]
    [InlineData("public class A : Controller { [HttpGet, IgnoreAntiforgeryToken] public IActionResult Get() => null; }")]
    [InlineData("[IgnoreAntiforgeryToken] public class A : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save(string name) => null; }")]
    [InlineData("[IgnoreAntiforgeryToken] public class A : Controller { [HttpPost] public IActionResult Save([FromBody] string name) => null; public IActionResult Index() => null; }")]
    [InlineData("public class A : Controller { [HttpPost, IgnoreAntiforgeryToken] public IActionResult Save([FromBody] string name) => null; }")]
    [InlineData("[ApiController, IgnoreAntiforgeryToken] public class A : ControllerBase { [HttpPost] public IActionResult Save(A order) => null; }")]
    [InlineData("[ApiController, IgnoreAntiforgeryToken] public class B : ControllerBase { } public class A : B { [HttpPost] public IActionResult Save(A order) => null; }")]
    [InlineData("[ApiController, IgnoreAntiforgeryToken] public abstract class B : ControllerBase { }")]
    [InlineData("[IgnoreAntiforgeryToken] public class B : Controller { } public class A : B { [HttpPost, ValidateAntiForgeryToken] public IActionResult Save(string name) => null; }")]
    [InlineData("public class A : Controller { [GetOnly] public IActionResult Save(string name) => null; } public class GetOnlyAttribute() : Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute([\"GET\"]);")]
    [InlineData("[Authorize(AuthenticationSchemes = \"Bearer\")] public class A : Controller { [HttpPost] public IActionResult Save() => null; }")]
    [InlineData("""
        [ValidateAntiForgeryToken] public class B : Controller { }
        public class A : Controller { public IActionResult Details(int id) => null; public IActionResult Edit(int id) => View(); public IActionResult Shown(int id) => View(); public IActionResult Plain() => null; }
        """)]
    [InlineData("public class A : Controller { public IActionResult Rename(string name) => null; }")]
    [InlineData("class S { void M(IServiceCollection s) => s.AddAuthentication().AddBearerToken(); } public class A : Controller { [HttpPost] public IActionResult Save() => null; }")]
    [InlineData("class S { void M(WebApplication app) => app.MapPost(\"/a\", (string name) => 1).DisableAntiforgery(); }")]
    [InlineData("public class A : Controller { [HttpPost, IgnoreAntiforgeryToken] public IActionResult Hook(string body) => System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(new byte[1], new byte[1]) ? Ok() : Unauthorized(); }")]
    public Task Allows(string types) => Check(types, "OMNI6003");

    [Theory]
    [InlineData(true, "build_property.TargetFramework", "")]
    [InlineData(false, "build_property.TargetFramework", "net10.0")]
    [InlineData(true, "build_property.UsingMicrosoftNETSdkWeb", "true", "build_property.TargetFramework", "net10.0")]
    [InlineData(false, "build_property.UsingMicrosoftNETSdkWeb", "true", "build_property.IsTestProject", "true")]
    public Task A_library_of_a_solution_is_judged_in_its_program(bool isJudged, params string[] options) => Check(
        $"[AllowAnonymous] public class A : Controller {{ [HttpPost] public IActionResult {(isJudged ? "{|OMNI6003:Save|}" : "Save")}() => null; }}",
        options: [.. options.Chunk(2).Select(pair => (pair[0], pair[1]))]);

    [Fact]
    public Task A_program_that_serves_is_judged_by_its_endpoints() => Gate<UnservedControllers>.CheckProgram(
        "using Microsoft.AspNetCore.Mvc; var app = WebApplication.CreateBuilder(args).Build(); app.MapControllers(); app.Run(); public class A : Controller { [HttpPost] public IActionResult Save() => null!; }");

    [Fact]
    public Task A_program_without_a_host_is_none() => CheckSource(
        "using Microsoft.AspNetCore.Mvc; Console.WriteLine(); public class A : Controller { [HttpPost] public IActionResult {|OMNI6003:Save|}() => null!; }", OutputKind.ConsoleApplication, rule: "OMNI6003");

    [Fact]
    public Task The_old_framework_has_the_same_names() => CheckSource("""
        using System.Web.Mvc;
        public class A : Controller
        {
            [HttpPost] public object {|OMNI6003:Save|}(string name) => null;
            [AcceptVerbs(HttpVerbs.Post)] public object {|OMNI6003:Set|}(string name) => null;
            [AcceptVerbs(HttpVerbs.Get)] public object Read(string name) => null;
            [HttpPost, ValidateAntiForgeryToken] public object Put(string name) => null;
            [HttpPost, ChildActionOnly] public object Part(string name) => null;
        }
        namespace System.Web.Mvc
        {
            public class Controller { }
            public class HttpPostAttribute : Attribute { }
            public class ValidateAntiForgeryTokenAttribute : Attribute { }
            public class ChildActionOnlyAttribute : Attribute { }
            public enum HttpVerbs { Get = 1, Post = 2 }
            public class AcceptVerbsAttribute(HttpVerbs verbs) : Attribute { public HttpVerbs Verbs => verbs; }
        }
        """, rule: "OMNI6003");

    [Fact]
    public Task Half_typed_code_is_left_alone() => Gate<UnservedControllers>.CheckBroken("""
        using Microsoft.AspNetCore.Mvc;
        public class A : Controller { [HttpPost, ValidateAntiForgeryToken public IActionResult Save( }
        """);

    [Fact]
    public Task Look_alikes_are_left_alone() => Gate<UnservedControllers>.Check("""
        public class Controller { }
        public class HttpPostAttribute : Attribute { }
        public class A : Controller { [HttpPost] public int Save() => 1; }
        """);

    private static Task Check(string types, params (string Key, string Value)[] options) => CheckSource(Source(types), OutputKind.DynamicallyLinkedLibrary, options);

    private static Task Check(string types, string rule) => CheckSource(Source(types), OutputKind.DynamicallyLinkedLibrary, [], rule);

    /// <summary>A finding is marked with its ID, which has a text of its own where it is not proven: the analyzer tests of Roslyn do not take that.</summary>
    private static async Task CheckSource(
        string marked, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, (string Key, string Value)[]? options = null, string rule = "OMNI")
    {
        var expected = Marks().Matches(marked).Select(mark => $"{mark.Groups[1].Value}:{mark.Groups[2].Value}");
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "App",
            [
                CSharpSyntaxTree.ParseText(Marks().Replace(marked, "$2"), path: "/app/A.cs", cancellationToken: cancellation),
                CSharpSyntaxTree.ParseText(Gate<UnservedControllers>.WebUsings, path: "/app/Usings.cs", cancellationToken: cancellation),
            ],
            SharedFramework.Web, new CSharpCompilationOptions(kind));
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(each => each.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new UnservedControllers()], Findings.Options([], options ?? [])).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            found.Where(each => each.Id.StartsWith(rule, StringComparison.Ordinal)).Select(each => $"{each.Id}:{each.Location.SourceTree!.GetText(cancellation).ToString(each.Location.SourceSpan)}").Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\{\|(OMNI[0-9]{4}):(.*?)\|\}", RegexOptions.None, 1000)]
    private static partial Regex Marks();

    private static string Source(string types) => $$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        {{types}}
        public class OwnAttribute : Attribute { }
        public class MyValidateAntiForgeryAttribute : Attribute { }
        """;
}
