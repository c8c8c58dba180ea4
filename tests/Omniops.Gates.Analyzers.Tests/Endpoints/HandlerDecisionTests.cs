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
}
