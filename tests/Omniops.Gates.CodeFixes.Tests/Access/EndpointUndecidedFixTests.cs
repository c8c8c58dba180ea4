using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Access.EndpointUndecidedFix>;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class EndpointUndecidedFixTests
{
    [Theory]
    [InlineData("app.{|OMNI6001:MapGet|}(\"/a\", () => 1);", "app.MapGet(\"/a\", () => 1).RequireAuthorization();")]
    [InlineData("app.{|OMNI6001:MapGet|}(\"/a\", () => 1).WithName(\"a\");", "app.MapGet(\"/a\", () => 1).RequireAuthorization().WithName(\"a\");")]
    [InlineData(
        "var group = app.MapGroup(\"/g\");\ngroup.{|OMNI6001:MapPost|}(\"/a\", () => 1);\ngroup.{|OMNI6001:MapPut|}(\"/a\", () => 1);",
        "var group = app.MapGroup(\"/g\");\ngroup.MapPost(\"/a\", () => 1).RequireAuthorization();\ngroup.MapPut(\"/a\", () => 1).RequireAuthorization();")]
    public Task Asks_for_authorization(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Puts_an_attribute_on_an_action() => Fix.Check(
        """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        [Route("a")]
        public class AController : ControllerBase
        {
            [HttpGet]
            public int {|OMNI6001:Get|}() => 1;
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Authorization;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        [Route("a")]
        public class AController : ControllerBase
        {
            [Authorize]
            [HttpGet]
            public int Get() => 1;
        }
        """);

    [Theory]
    [InlineData("app.MapGroup(\"/g\").AllowAnonymous().MapGet(\"/a\", () => 1).{|OMNI6001:RequireAuthorization|}();")]
    [InlineData("app.MapGet(\"/a\", () => 1).{|OMNI6001:RequireAuthorization|}(policy => policy.RequireAssertion(_ => true));")]
    public Task Leaves_what_was_said_to_its_author(string pipeline) => Fix.CheckNotOffered(Program(pipeline));

    private static string Program(string pipeline) => $"""
        var app = WebApplication.CreateBuilder(args).Build();
        {pipeline}
        app.Run();
        """;
}
