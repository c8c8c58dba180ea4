using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Filters that stand in another project of the program: what that project has read in them is known where they are used.</summary>
public sealed class LibraryFilterTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;

        """;

    private const string Library = Usings + """
        public interface IStore { bool IsOpen(); }

        public class AuditAccessAttribute : ActionFilterAttribute { public override void OnActionExecuting(ActionExecutingContext context) => context.HttpContext.Items["at"] = 1; }
        public sealed class SignOutTokenAttribute() : TypeFilterAttribute(typeof(SignOutTokenFilter))
        {
            private class SignOutTokenFilter : IAsyncAuthorizationFilter { public async Task OnAuthorizationAsync(AuthorizationFilterContext context) { await Task.Yield(); context.HttpContext.Response.Cookies.Delete("external"); } }
        }
        public class MarkTokenAttribute : AuditAccessAttribute { public override void OnActionExecuting(ActionExecutingContext context) { base.OnActionExecuting(context); context.HttpContext.Items["mark"] = 1; } }

        public sealed class InHoursAttribute() : TypeFilterAttribute(typeof(InHoursFilter))
        {
            private class InHoursFilter(IStore store) : IActionFilter
            {
                public void OnActionExecuting(ActionExecutingContext context) { if (store.IsOpen()) context.Result = new ForbidResult(); }
                public void OnActionExecuted(ActionExecutedContext context) { }
            }
        }
        public class LateAccessAttribute : AuditAccessAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (DateTime.UtcNow.Hour > 20) context.Result = new ForbidResult(); } }
        public class AdminsAttribute : Attribute, IAuthorizationFilter { public void OnAuthorization(AuthorizationFilterContext context) { if (!context.HttpContext.User.IsInRole("a")) context.Result = new ForbidResult(); } }
        """;

    [Theory]
    [InlineData("[AuditAccess]")]
    [InlineData("[SignOutToken]")]
    [InlineData("[MarkToken]")]
    [InlineData("[OwnToken]")]
    [InlineData("[TypeFilter<AuditAccessAttribute>]")]
    public async Task One_that_ends_no_request_decides_nothing(string filter)
    {
        foreach (var library in new[] { TwoProjects.Built("Library", Library), TwoProjects.Typed("Library", Library) })
            Assert.StartsWith("Error", Assert.Single(await TwoProjects.Judge("OMNI6001", Program(filter), library)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[InHours]")]
    [InlineData("[LateAccess]")]
    [InlineData("[OwnLate]")]
    public async Task One_that_may_turn_callers_away_leaves_it_open(string filter)
    {
        foreach (var library in new[] { TwoProjects.Built("Library", Library), TwoProjects.Typed("Library", Library) })
            Assert.Contains("may turn callers away", Assert.Single(await TwoProjects.Judge("OMNI6001", Program(filter), library)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_lets_no_stranger_pass_decides() =>
        Assert.Empty(await TwoProjects.Judge("OMNI6001", Program("[Admins]"), TwoProjects.Built("Library", Library)));

    [Fact]
    public async Task One_that_nobody_has_read_is_judged_by_its_name() => Assert.Contains(
        "may turn callers away", Assert.Single(await TwoProjects.Judge("OMNI6001", Program("[AuditAccess]"), TwoProjects.BuiltWithoutGate("Library", Library))), StringComparison.Ordinal);

    private static string Program(string filter) => Usings + $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();
        public class OwnTokenAttribute : AuditAccessAttribute;
        public class OwnLateAttribute : AuditAccessAttribute { public override void OnActionExecuting(ActionExecutingContext context) { if (DateTime.UtcNow.Hour > 20) context.Result = new ForbidResult(); } }
        [ApiController, {{filter[1..]}} public class AController : ControllerBase { [HttpGet("/a")] public int Get() => 1; }
        """;
}
