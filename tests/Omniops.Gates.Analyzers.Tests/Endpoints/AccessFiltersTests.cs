using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Filters of a team's own: those that let no stranger pass are read as a decision, all others as they were.</summary>
public class AccessFiltersTests
{
    private const string Usings = """
        using System.Security.Claims;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Authorization;
        using Microsoft.AspNetCore.Mvc.Filters;

        """;

    private const string Types = """

        public class AnonAttribute : Attribute;
        public static class Caller { public static string Id => throw new UnauthorizedAccessException(); }
        public interface IDoor { void Enter(AuthorizationFilterContext context); void Ensure(string permission); }
        public class User { public bool IsAdmin => true; }
        public interface IKeys { bool IsValid(string key); Task<bool> IsValidAsync(string key); bool IsEnabled { get; } string Key { get; } }
        public interface IPermissionService { Task<bool> AuthorizeAsync(string permission); bool HasPermission(string name); bool IsAdmin(); Task<bool> IsLoggedInAsync(); List<string> RolesOf(ClaimsPrincipal user); }
        public class KeyOptions { public string Key { get; set; } = ""; public string HeaderName { get; set; } = ""; public bool Enabled { get; set; } public bool RequireAuthentication { get; set; } }
        """;

    [Theory]
    // The caller.
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.User.Identity?.IsAuthenticated != true) { context.Result = new ChallengeResult(); return; }")]
    [InlineData("var user = context.HttpContext.User; if (user.Identity == null || !user.Identity.IsAuthenticated) { context.Result = new StatusCodeResult(401); return; } if (!user.IsInRole(\"x\")) context.Result = new ForbidResult();")]
    [InlineData("if (context.HttpContext.User.Identity is { IsAuthenticated: true } && context.HttpContext.User.HasClaim(\"a\", \"b\")) return; context.Result = new ForbidResult();")]
    [InlineData("var allowed = context.HttpContext.User.Claims.Any(c => c.Type == \"scope\"); if (!allowed) { context.Result = new ForbidResult(); }")]
    [InlineData("if (!context.HttpContext.User.IsInRole(\"admin\")) { context.Result = new RedirectToActionResult(\"Login\", \"Account\", null); }")]
    [InlineData("if (!context.HttpContext.User.IsInRole(\"admin\")) throw new UnauthorizedAccessException();")]
    [InlineData("var user = (User?)context.HttpContext.Items[\"User\"]; if (user == null) { context.Result = new JsonResult(new { message = \"Unauthorized\" }) { StatusCode = StatusCodes.Status401Unauthorized }; }")]
    [InlineData("if (context.HttpContext.Items[\"Account\"] is not User) { context.Result = new UnauthorizedResult(); }")]
    [InlineData("var id = context.HttpContext.User.FindFirst(ClaimTypes.NameIdentifier)?.Value; if (string.IsNullOrEmpty(id)) { context.Result = new UnauthorizedResult(); return; }")]
    [InlineData("if (!(context.HttpContext.User.Identity?.IsAuthenticated ?? false)) { context.Result = new ChallengeResult(); return; }")]
    [InlineData("if (!(context.HttpContext.User.Identity?.IsAuthenticated).GetValueOrDefault()) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.User.Identity?.IsAuthenticated is not true) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.User.Identity is not { IsAuthenticated: true }) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.User.Identity is null || !context.HttpContext.User.Identity.IsAuthenticated) context.Result = new RedirectResult(\"/start\");")]
    [InlineData("var known = context.HttpContext.User.Identity?.IsAuthenticated == true; if (known) return; context.Result = new UnauthorizedResult();")]
    // Who has signed in, as the session holds it.
    [InlineData("if (context.HttpContext.Session.GetString(\"UserId\") == null) context.Result = new RedirectToActionResult(\"Index\", \"Start\", null);")]
    [InlineData("if (context.HttpContext.Session.GetInt32(\"UserId\") is null) context.Result = new RedirectResult(\"/start\");")]
    [InlineData("if (!context.HttpContext.Session.GetInt32(\"memberId\").HasValue) context.Result = new LocalRedirectResult(\"/start\");")]
    [InlineData("if (!context.HttpContext.Session.TryGetValue(\"account\", out _)) { context.Result = new UnauthorizedResult(); }")]
    [InlineData("var session = context.HttpContext.Session; var name = session.GetString(\"LoginName\"); if (string.IsNullOrEmpty(name)) { context.Result = new UnauthorizedResult(); return; }")]
    [InlineData("if (context.HttpContext.Session.GetString(\"Role\") != \"Admin\") context.Result = new ForbidResult();")]
    [InlineData("if (context.HttpContext.Session.Get(\"user\") is not { Length: > 0 }) context.Result = new RedirectToRouteResult(\"start\", null);")]
    // A key.
    [InlineData("if (!context.HttpContext.Request.Headers.TryGetValue(\"X-Api-Key\", out var given)) { context.Result = new UnauthorizedResult(); return; } var key = context.HttpContext.RequestServices.GetRequiredService<IConfiguration>()[\"Key\"]; if (given != key) { context.Result = new UnauthorizedResult(); }")]
    [InlineData("string given = context.HttpContext.Request.Headers[\"X-Api-Key\"].ToString(); var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (string.IsNullOrEmpty(given) || !keys.IsValid(given)) context.Result = new UnauthorizedObjectResult(\"no\");")]
    [InlineData("var given = context.HttpContext.Request.Query[\"token\"]; var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (!keys.Key.Equals(given)) { context.Result = new ContentResult { StatusCode = 403 }; return; }")]
    [InlineData("var options = context.HttpContext.RequestServices.GetRequiredService<KeyOptions>(); var key = context.HttpContext.Request.Headers[\"X-Api-Key\"].FirstOrDefault(); if (key is null || !CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(key), System.Text.Encoding.UTF8.GetBytes(options.Key))) context.Result = new UnauthorizedResult();")]
    // Exempted endpoints are others.
    [InlineData("if (context.ActionDescriptor.EndpointMetadata.OfType<AnonAttribute>().Any()) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("var open = context.ActionDescriptor.EndpointMetadata.Any(each => each is IAllowAnonymous); if (open) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() != null) { return; } if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    // In a method of its own.
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) Refuse(context);")]
    public void Reads_a_filter_that_lets_no_stranger_pass(string code) =>
        Assert.Equal("GET /a = Guarded by controller", Access(code));

    [Theory]
    [InlineData("if (DateTime.Now.Hour > 3) context.Result = new UnauthorizedResult();")]
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) context.HttpContext.Response.StatusCode = 401;")]
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = null; else context.Result = new ForbidResult();")]
    [InlineData("var options = context.HttpContext.RequestServices.GetRequiredService<KeyOptions>(); if (!options.Enabled) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("var options = context.HttpContext.RequestServices.GetRequiredService<KeyOptions>(); if (!options.RequireAuthentication) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.Request.Path.StartsWithSegments(\"/open\")) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (context.HttpContext.User.Identity!.IsAuthenticated && !context.HttpContext.User.IsInRole(\"x\")) context.Result = new ForbidResult();")]
    [InlineData("if (!context.HttpContext.Request.Headers.ContainsKey(\"X-Api-Key\")) { context.Result = new UnauthorizedResult(); }")]
    [InlineData("if (context.HttpContext.Request.Headers[\"X-Requested-With\"] != \"XMLHttpRequest\") { context.Result = new ForbidResult(); }")]
    [InlineData("if (!context.HttpContext.Connection.RemoteIpAddress!.Equals(System.Net.IPAddress.Loopback)) { context.Result = new ForbidResult(); }")]
    [InlineData("try { if (!context.HttpContext.User.Identity!.IsAuthenticated) throw new UnauthorizedAccessException(); } catch { }")]
    [InlineData("if (context.ActionDescriptor.EndpointMetadata.OfType<ObsoleteAttribute>().Any()) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (!context.ActionDescriptor.EndpointMetadata.OfType<AnonAttribute>().Any()) return; if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();")]
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) Perhaps(context);")]
    // What the session holds of guests as well, and what is true of those without a name.
    [InlineData("if (context.HttpContext.Session.GetString(\"CartId\") == null) context.Result = new RedirectResult(\"/shop\");")]
    [InlineData("if (context.HttpContext.Session.GetString(\"UserLanguage\") == null) context.Result = new RedirectResult(\"/language\");")]
    [InlineData("if (context.HttpContext.Session.GetString(\"UserId\") != null) context.Result = new RedirectResult(\"/home\");")]
    [InlineData("if ((context.HttpContext.Session.GetString(\"UserId\") ?? \"guest\") == null) context.Result = new RedirectResult(\"/home\");")]
    [InlineData("if (!(context.HttpContext.User.Identity?.IsAuthenticated ?? true)) context.Result = new UnauthorizedResult(); else if (DateTime.Now.Hour > 3) context.Result = null;")]
    [InlineData("if (!(context.HttpContext.User.Identity?.IsAuthenticated).GetValueOrDefault(true)) context.Result = new UnauthorizedResult();")]
    // What guests can be permitted, and settings that are the same for everybody.
    [InlineData("var service = context.HttpContext.RequestServices.GetRequiredService<IPermissionService>(); if (!service.HasPermission(\"browse\")) context.Result = new ForbidResult();")]
    [InlineData("var service = context.HttpContext.RequestServices.GetRequiredService<IPermissionService>(); if (!service.AuthorizeAsync(\"browse\").Result) context.Result = new ChallengeResult();")]
    [InlineData("var options = context.HttpContext.RequestServices.GetRequiredService<KeyOptions>(); if (!options.RequireAuthentication) context.Result = new UnauthorizedResult();")]
    // What strangers have as well.
    [InlineData("var name = context.HttpContext.User.Identity?.Name ?? \"guest\"; if (name == null) context.Result = new UnauthorizedResult();")]
    [InlineData("var claims = context.HttpContext.User.Claims.ToList(); if (claims == null) context.Result = new UnauthorizedResult();")]
    [InlineData("var text = $\"{context.HttpContext.User.Identity?.Name}\"; if (text is null) context.Result = new UnauthorizedResult();")]
    [InlineData("var service = context.HttpContext.RequestServices.GetRequiredService<IPermissionService>(); if (service.RolesOf(context.HttpContext.User) is null) context.Result = new ForbidResult();")]
    [InlineData("if (context.HttpContext.User == null) context.Result = new UnauthorizedResult();")]
    [InlineData("if (!context.HttpContext.User.Claims.All(c => c.Issuer == \"x\")) context.Result = new ForbidResult();")]
    public void Does_not_know_of_a_filter_that_a_stranger_may_pass(string code) =>
        Assert.Equal("GET /a = Unknown by controller", Access(code));

    [Theory]
    // A retry, a person, a form: no question about the caller.
    [InlineData("var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (!keys.IsValid(context.HttpContext.Request.Headers[\"Idempotency-Key\"]!)) context.Result = new ConflictResult();")]
    [InlineData("var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (!keys.IsValid(context.HttpContext.Request.Form[\"captcha-token\"]!)) context.Result = new BadRequestResult();")]
    [InlineData("var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (!keys.IsValid(context.HttpContext.Request.Headers[\"X-Api-Key\"]!)) context.Result = new BadRequestResult();")]
    [InlineData("if (context.HttpContext.Request.Headers[\"X-XSRF-TOKEN\"] != context.HttpContext.Request.Cookies[\"XSRF-TOKEN\"]) context.Result = new BadRequestResult();")]
    public void Is_not_a_decision_about_other_things(string code) => Assert.DoesNotContain("Guarded", Access(code), StringComparison.Ordinal);

    private static string Access(string code) => Assert.Single(MappedProgram.Accesses(MappedProgram.Of($$"""
        {{Usings}}
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();
        [Own] public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
        public class OwnAttribute : Attribute, IAuthorizationFilter
        {
            public void OnAuthorization(AuthorizationFilterContext context)
            {
                {{code}}
            }
            private static void Note(AuthorizationFilterContext context) => Console.WriteLine(context.HttpContext.Request.Path);
            private static void Refuse(AuthorizationFilterContext context) => context.Result = new UnauthorizedResult();
            private static void Perhaps(AuthorizationFilterContext context) { if (DateTime.Now.Hour > 3) context.Result = new UnauthorizedResult(); }
        }
        {{Types}}
        """)));

    [Theory]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { var service = context.HttpContext.RequestServices.GetRequiredService<IAuthorizationService>(); var result = await service.AuthorizeAsync(context.HttpContext.User, \"x\"); if (!result.Succeeded) context.Result = new ForbidResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAsyncActionFilter { public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { var keys = context.HttpContext.RequestServices.GetRequiredService<IKeys>(); if (!context.HttpContext.Request.Headers.TryGetValue(\"ApiKey\", out var given)) { context.Result = new UnauthorizedResult(); return; } if (!await keys.IsValidAsync(given!)) { context.Result = new UnauthorizedResult(); return; } await next(); } }")]
    [InlineData("[Own]", "class OwnAttribute() : TypeFilterAttribute(typeof(OwnFilter)); class OwnFilter(IPermissionService service) : IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { if (!await service.IsLoggedInAsync()) context.Result = new ChallengeResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : TypeFilterAttribute { public OwnAttribute() : base(typeof(OwnFilter)) { } private class OwnFilter(IPermissionService service) : IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { if (!await service.IsLoggedInAsync()) context.Result = new ChallengeResult(); } } }")]
    [InlineData("[TypeFilter(typeof(OwnFilter))]", "class OwnFilter(IPermissionService service) : IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!service.IsAdmin()) context.Result = new ChallengeResult(); } }")]
    [InlineData("[ServiceFilter<OwnFilter>]", "class OwnFilter(IPermissionService service) : IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!service.IsAdmin()) context.Result = new ChallengeResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IFilterFactory { public bool IsReusable => false; public IFilterMetadata CreateInstance(IServiceProvider services) => new OwnFilter(); } class OwnFilter : IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.IsInRole(\"x\")) context.Result = new ForbidResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : BaseAttribute; class BaseAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.IsInRole(\"x\")) context.Result = new ForbidResult(); } }")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAuthorizationFilter { void IAuthorizationFilter.OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.IsInRole(\"x\")) context.Result = new ForbidResult(); } }")]
    public void Finds_the_filter_that_an_attribute_stands_for(string attribute, string types) => Assert.Equal(
        ["GET /a = Guarded by controller"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            {{attribute}} public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
            {{types}}
            {{Types}}
            """)));

    [Theory]
    [InlineData("var logger = context.HttpContext.RequestServices.GetRequiredService<ILogger<OwnAttribute>>(); logger.LogInformation(\"{User} calls {Path}\", context.HttpContext.User.Identity?.Name ?? \"somebody\", context.HttpContext.Request.Path);")]
    [InlineData("if (!context.HttpContext.User.Identity!.IsAuthenticated) Console.WriteLine(\"401\"); context.HttpContext.Items[\"from\"] = context.HttpContext.Request.Headers[\"X-From\"].ToString();")]
    [InlineData("context.HttpContext.Response.Headers[\"X-Seen\"] = \"yes\"; context.HttpContext.Response.Headers.Append(\"X-At\", DateTime.UtcNow.ToString());")]
    [InlineData("Note(context);")]
    [InlineData("var claim = context.HttpContext.User.FindFirst(\"sub\"); Console.WriteLine(claim?.Value); var endpoint = context.HttpContext.GetEndpoint(); Console.WriteLine(endpoint?.DisplayName);")]
    [InlineData("var service = context.HttpContext.RequestServices.GetRequiredService<IPermissionService>(); if (!service.HasPermission(\"browse\")) Console.WriteLine(\"may not\");")]
    [InlineData("")]
    public void A_filter_that_ends_no_request_is_no_decision(string code) => Assert.Equal("GET /a = Undecided", Access(code));

    private const string AsksForTokens = "class OwnFilter(IAntiforgery tokens) : IAsyncAuthorizationFilter, IAntiforgeryPolicy { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { if (HttpMethods.IsGet(context.HttpContext.Request.Method)) return; if (context.HttpContext.User.Identity?.AuthenticationType != \"Cookies\") return; ";
    private const string Failed = "try { await tokens.ValidateRequestAsync(context.HttpContext); } catch (AntiforgeryValidationException) { context.Result = new AntiforgeryValidationFailedResult(); } } }";

    /// <summary>It turns away what another site sends, whoever the caller is.</summary>
    [Theory]
    [InlineData("[TypeFilter<OwnFilter>]", AsksForTokens + Failed, "GET /a = Undecided")]
    [InlineData("[CheckAntiForgery]", "class CheckAntiForgeryAttribute : Attribute, IFilterFactory { public bool IsReusable => true; public IFilterMetadata CreateInstance(IServiceProvider services) => services.GetRequiredService<OwnFilter>(); } " + AsksForTokens + Failed, "GET /a = Undecided")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAsyncAuthorizationFilter, IAntiforgeryPolicy { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) => await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context.HttpContext); }", "GET /a = Undecided")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAuthorizationFilter, IAntiforgeryPolicy { public void OnAuthorization(AuthorizationFilterContext context) { if (DateTime.Now.Hour > 3) context.Result = new UnauthorizedResult(); } }", "GET /a = Unknown by controller")]
    [InlineData("[Own]", "class OwnAttribute : Attribute, IAuthorizationFilter, IAntiforgeryPolicy { public void OnAuthorization(AuthorizationFilterContext context) { if (Own.Knows(context) && !context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new LocalRedirectResult(\"/login\"); } } static class Own { public static bool Knows(object context) => Console.ReadLine() != null; }", "GET /a = Unknown by controller")]
    public void A_filter_that_asks_for_tokens_is_no_decision(string attribute, string types, string expected) => Assert.Equal(
        [expected],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            using Microsoft.AspNetCore.Antiforgery;
            using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
            using Microsoft.AspNetCore.Mvc.ViewFeatures;
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            {{attribute}} public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
            {{types}}
            {{Types}}
            """)));

    [Theory]
    [InlineData("context.HttpContext.Abort();")]
    [InlineData("context.HttpContext.Response.Redirect(\"/start\");")]
    [InlineData("var response = context.HttpContext.Response; response.StatusCode = 400;")]
    [InlineData("context.HttpContext.ChallengeAsync().Wait();")]
    [InlineData("Console.WriteLine(context.HttpContext.User.FindFirst(\"sub\")!.Value);")]
    [InlineData("var claim = context.HttpContext.User.FindFirst(\"sub\"); Console.WriteLine(claim!.Value);")]
    [InlineData("Console.WriteLine(context.HttpContext.User.Claims.First(claim => claim.Type == \"sub\"));")]
    [InlineData("var user = (User)context.HttpContext.Items[\"User\"]!; Console.WriteLine(user.IsAdmin);")]
    [InlineData("Console.WriteLine(Caller.Id);")]
    [InlineData("Console.WriteLine(context.HttpContext.RequestServices.GetRequiredService<IKeys>().Key);")]
    [InlineData("context.ModelState.AddModelError(\"a\", \"b\");")]
    [InlineData("context.HttpContext.RequestServices.GetRequiredService<IDoor>().Enter(context);")]
    [InlineData("context.HttpContext.RequestServices.GetRequiredService<IDoor>().Ensure(\"browse\");")]
    [InlineData("Action<AuthorizationFilterContext> close = Refuse; close(context);")]
    [InlineData("ArgumentNullException.ThrowIfNull(context.HttpContext.User.Identity?.Name);")]
    public void A_filter_that_may_end_a_request_is_not_known(string code) => Assert.Equal("GET /a = Unknown by controller", Access(code));

    [Theory]
    [InlineData("[Auth]", "class AuthAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { Console.WriteLine(context.HttpContext.Request.Path); base.OnActionExecuting(context); } }", "Undecided")]
    [InlineData("[Auth]", "class AuthAttribute : Attribute, IAsyncActionFilter { public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { Console.WriteLine(1); await next(); } }", "Undecided")]
    [InlineData("[Auth]", "class AuthAttribute() : TypeFilterAttribute(typeof(AuthFilter)); class AuthFilter(ILogger<AuthFilter> logger) : IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) => logger.LogInformation(\"called\"); }", "Undecided")]
    [InlineData("[Auth]", "class AuthAttribute : Attribute, IAsyncActionFilter { public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { if (context.HttpContext.Request.Path == \"/a\") await next(); } }", "Unknown by controller")]
    [InlineData("[Auth]", "class AuthAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { } public override void OnResultExecuting(ResultExecutingContext context) => context.Cancel = true; }", "Unknown by controller")]
    [InlineData("[Auth]", "class AuthAttribute : BaseAttribute { protected override void Look(AuthorizationFilterContext context) => context.Result = new OkResult(); } abstract class BaseAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) => Look(context); protected abstract void Look(AuthorizationFilterContext context); }", "Unknown by controller")]
    [InlineData("[CheckSession]", "class CheckSessionAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (context.HttpContext.Session.GetString(\"UserId\") == null) context.Result = new RedirectToActionResult(\"Index\", \"Start\", null); } }", "Guarded by controller")]
    [InlineData("[Auth]", "class AuthAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (!context.HttpContext.User.Identities.Any()) context.Result = new UnauthorizedResult(); } }", "Unknown by controller")]
    [InlineData("[Auth]", "class AuthAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (!context.HttpContext.User.Identities.Any(each => each.IsAuthenticated)) context.Result = new UnauthorizedResult(); } }", "Guarded by controller")]
    [InlineData("[CheckSession]", "class CheckSessionAttribute : ActionFilterAttribute { public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { if (!context.HttpContext.Session.TryGetValue(\"user\", out _)) { context.Result = new RedirectResult(\"/start\"); return; } await next(); } }", "Guarded by controller")]
    [InlineData("[CheckSession]", "class CheckSessionAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (context.HttpContext.Session.GetString(\"basket\") == null) context.Result = new RedirectResult(\"/shop\"); } }", "Unknown by controller")]
    [InlineData("[CheckModel]", "class CheckModelAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (!context.ModelState.IsValid) context.Result = new BadRequestResult(); } }", "Undecided")]
    public void Reads_filters_of_actions(string attribute, string types, string expected) => Assert.Equal(
        [$"GET /a = {expected}"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            {{attribute}} public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
            {{types}}
            """)));

    [Theory]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (!(User.Identity?.IsAuthenticated ?? false)) { context.Result = Challenge(); return; } base.OnActionExecuting(context); }", "Guarded by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (User.Identity is not { IsAuthenticated: true }) context.Result = new UnauthorizedResult(); }", "Guarded by controller")]
    [InlineData("public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { if (User.Identity?.IsAuthenticated != true) { context.Result = RedirectToAction(\"Login\", \"Account\"); return; } await base.OnActionExecutionAsync(context, next); }", "Guarded by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (HttpContext.Session.GetString(\"UserId\") == null) context.Result = new RedirectResult(\"/start\"); }", "Guarded by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (HttpContext.Session.GetString(\"shop\") == null) context.Result = new RedirectResult(\"/start\"); }", "Unknown by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (User.Identity?.IsAuthenticated is false or null && DateTime.Now.Hour > 3) context.Result = Unauthorized(); }", "Unknown by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { ViewBag.User = User.Identity?.IsAuthenticated ?? false; base.OnActionExecuting(context); }", "Undecided")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (!ModelState.IsValid) context.Result = BadRequest(); }", "Undecided")]
    public void Reads_what_a_base_controller_does_first(string method, string expected) => Assert.Equal(
        [$"GET /a = {expected}"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllersWithViews();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            public class AController : Base { [HttpGet("/a")] public int A() => 1; }
            public abstract class Base : Controller { {{method}} }
            """)));

    [Theory]
    [InlineData("public override Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { ViewData[\"x\"] = 1; return base.OnActionExecutionAsync(context, next); }", "Guarded by controller")]
    [InlineData("public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next) { ViewData[\"x\"] = 1; await next(); }", "Undecided")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { ViewData[\"x\"] = 1; base.OnActionExecuting(context); }", "Guarded by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) => ViewData[\"x\"] = 1;", "Undecided")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { base.OnActionExecuting(context); ViewData[\"x\"] = 1; }", "Guarded by controller")]
    [InlineData("public override void OnActionExecuting(ActionExecutingContext context) { if (DateTime.Now.Hour > 3) base.OnActionExecuting(context); }", "Undecided")]
    public void Reads_what_a_class_does_in_place_of_its_base(string method, string expected) => Assert.Equal(
        [$"GET /a = {expected}"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllersWithViews();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            public class AController : Base { [HttpGet("/a")] public int A() => 1; {{method}} }
            public abstract class Base : Controller
            {
                public override void OnActionExecuting(ActionExecutingContext context) { if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = Unauthorized(); }
            }
            {{Types}}
            """)));

    [Theory]
    [InlineData("public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) { if (!(User.Identity?.IsAuthenticated ?? false)) context.Result = Challenge(); }", "Guarded by page")]
    [InlineData("public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) { if (HttpContext.Session.GetInt32(\"UserId\") is null) { context.Result = RedirectToPage(\"/Start\"); return; } await next(); }", "Guarded by page")]
    [InlineData("public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) { if (HttpContext.Session.GetString(\"basket\") is null) context.Result = RedirectToPage(\"/Shop\"); }", "Unknown by page")]
    [InlineData("public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => ViewData[\"x\"] = 1;", "Undecided")]
    public void Reads_what_a_page_does_first(string method, string expected) => Assert.Equal(
        [$"/Orders = {expected}"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            using Microsoft.AspNetCore.Mvc.RazorPages;
            using Microsoft.AspNetCore.Razor.Hosting;
            [assembly: RazorCompiledItem(typeof(Orders), "mvc.1.0.razor-page", "/Pages/Orders.cshtml")]
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            var app = builder.Build();
            app.MapRazorPages();
            app.Run();
            public class Orders : Page { public OrdersModel Model => null!; public override Task ExecuteAsync() => Task.CompletedTask; }
            public class OrdersModel : PageModel { {{method}} }
            """)));

    [Fact]
    public void Knows_whom_a_filter_exempts() => Assert.Equal(
        ["GET /a = Guarded by controller", "GET /b = Anonymous by action", "GET /c = Unknown by controller", "GET /d = Guarded by controller"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers();
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            [Own] public class AController : ControllerBase
            {
                [HttpGet("/a")] public int A() => 1;
                [HttpGet("/b"), Anon] public int B() => 1;
                [HttpGet("/c"), AllowAnonymous] public int C() => 1;
            }
            public class DController : Base { [HttpGet("/d")] public int D() => 1; }
            public abstract class Base : Controller
            {
                public override void OnActionExecuting(ActionExecutingContext context) { if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = Unauthorized(); base.OnActionExecuting(context); }
            }
            public class OwnAttribute : Attribute, IAuthorizationFilter
            {
                public void OnAuthorization(AuthorizationFilterContext context)
                {
                    if (context.ActionDescriptor.EndpointMetadata.OfType<AnonAttribute>().Any() || context.Filters.Any(each => each is IAllowAnonymousFilter)) return;
                    if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult();
                }
            }
            {{Types}}
            """)).OrderBy(each => each, StringComparer.Ordinal));

    [Fact]
    public void Does_not_know_whether_a_filter_minds_who_is_let_in() => Assert.Equal(
        ["GET /a = Unknown by filter of all controllers"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers(options => options.Filters.Add<Door>());
            var app = builder.Build();
            app.MapControllers();
            app.Run();
            public class AController : ControllerBase { [HttpGet("/a"), AllowAnonymous] public int A() => 1; }
            public class Door : IAsyncActionFilter
            {
                public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
                {
                    if (!context.HttpContext.User.Identity!.IsAuthenticated) { context.Result = new UnauthorizedResult(); return; }
                    await next();
                }
            }
            {{Types}}
            """)));

    [Fact]
    public void Reads_the_filters_of_endpoints_and_of_all_controllers() => Assert.Equal(
        [
            "GET /a = Guarded by filter of all controllers", "GET /b = Guarded by endpoint", "GET /c = Guarded by group", "GET /d = Guarded by endpoint",
            "GET /e = Unknown by endpoint", "GET /f = Undecided",
        ],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            {{Usings}}
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddControllers(options => options.Filters.Add<AllFilter>());
            var app = builder.Build();
            app.MapControllers();
            app.MapGet("/b", () => 1).AddEndpointFilter<KeyFilter>();
            app.MapGroup("/").AddEndpointFilter(new KeyFilter(null!)).MapGet("/c", () => 1);
            app.MapGet("/d", () => 1).AddEndpointFilter(async (context, next) => context.HttpContext.User.Identity?.IsAuthenticated == true ? await next(context) : Results.Unauthorized());
            app.MapGet("/e", () => 1).AddEndpointFilter(async (context, next) => context.HttpContext.Request.Path == "/x" ? await next(context) : Results.Unauthorized());
            app.MapGet("/f", () => 1).AddEndpointFilter(async (context, next) => await next(context));
            app.Run();
            public class AController : ControllerBase { [HttpGet("/a")] public int A() => 1; }
            public class AllFilter : IAuthorizationFilter
            {
                public void OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.Identity!.IsAuthenticated) context.Result = new UnauthorizedResult(); }
            }
            public class KeyFilter(IKeys keys) : IEndpointFilter
            {
                public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
                {
                    var given = context.HttpContext.Request.Headers["X-Api-Key"].ToString();
                    if (!keys.IsValid(given)) return TypedResults.Unauthorized();
                    return await next(context);
                }
            }
            {{Types}}
            """)).OrderBy(each => each, StringComparer.Ordinal));
}
