namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Handlers that ask themselves who the caller is: not proven, as nothing says so of the endpoint.</summary>
public class HandlerDecisionTests
{
    [Theory]
    [InlineData("(HttpContext c) => c.User.Identity?.IsAuthenticated == true ? Results.Ok() : Results.Unauthorized()", "Unknown by handler")]
    [InlineData("(HttpContext c) => { if (!c.User.IsInRole(\"x\")) return Results.Forbid(); return Results.Ok(); }", "Unknown by handler")]
    [InlineData("async (HttpContext c, IAuthorizationService s) => (await s.AuthorizeAsync(c.User, \"p\")).Succeeded ? Results.Ok() : Results.Forbid()", "Unknown by handler")]
    [InlineData("X.Own", "Unknown by handler")]
    [InlineData("(string password) => password == \"x\" ? Results.Ok() : Results.Unauthorized()", "Undecided")]
    [InlineData("(HttpContext c) => c.User.Identity?.IsAuthenticated == true ? Results.Ok(\"welcome back\") : Results.Ok(\"welcome\")", "Undecided")]
    [InlineData("(HttpContext c) => Results.Ok(c.User.Identity!.Name)", "Undecided")]
    public void Are_not_proven(string handler, string expected) => Assert.Equal(
        [$"GET /a = {expected}"],
        MappedProgram.Accesses(MappedProgram.OfMinimal("", $"app.MapGet(\"/a\", {handler});", """
            static class X { public static IResult Own(ClaimsPrincipal user) => user.Identity!.IsAuthenticated ? Results.Ok() : Results.StatusCode(401); }
            """)));

    [Fact]
    public void Are_not_proven_in_controllers() => Assert.Equal(
        ["GET /a = Unknown by handler", "GET /b = Undecided"],
        MappedProgram.Accesses(MappedProgram.OfMinimal("builder.Services.AddControllers();", "app.MapControllers();", """
            public class AController : ControllerBase
            {
                [HttpGet("/a")] public IActionResult A() { if (!User.Identity!.IsAuthenticated) return Challenge(); return Ok(); }
                [HttpGet("/b")] public IActionResult B() => Ok();
            }
            """)));

    /// <summary>One of several handlers is enough: what the others do is for everybody, or not.</summary>
    [Theory]
    [InlineData("public void OnGet() { } public IActionResult OnPost() { if (User.Identity?.IsAuthenticated != true) return Challenge(); return Page(); }", "Unknown by handler")]
    [InlineData("public async Task<IActionResult> OnGetAsync() { await Task.Yield(); return User.IsInRole(\"x\") ? Page() : Forbid(); }", "Unknown by handler")]
    [InlineData("public void OnGet() { } public IActionResult OnPost() => Page();", "Undecided")]
    [InlineData("public void OnGet() { } public IActionResult OnPost() { if (User.Identity?.IsAuthenticated != true) Challenge(); return Page(); }", "Undecided")]
    [InlineData("public void OnGet() { } private IActionResult OnOld() => User.IsInRole(\"x\") ? Page() : Forbid();", "Undecided")]
    public void Are_not_proven_in_pages(string handlers, string expected) => Assert.Equal(
        [$"/Orders = {expected}"],
        MappedProgram.Accesses(MappedProgram.Of($$"""
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;
            [assembly: Microsoft.AspNetCore.Razor.Hosting.RazorCompiledItem(typeof(Orders), "mvc.1.0.razor-page", "/Pages/Orders.cshtml")]
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            var app = builder.Build();
            app.MapRazorPages();
            app.Run();
            public class OrdersModel : PageModel { {{handlers}} }
            public class Orders : Page { public OrdersModel Model => null!; public override Task ExecuteAsync() => Task.CompletedTask; }
            """)));
}
