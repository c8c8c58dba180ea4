using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Access.EndpointGroupUndecidedFix>;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class EndpointGroupUndecidedFixTests
{
    [Theory]
    [InlineData(
        "var group = app.MapGroup(\"/g\");\ngroup.{|OMNI6001:MapPost|}(\"/a\", () => 1);",
        "var group = app.MapGroup(\"/g\").RequireAuthorization();\ngroup.MapPost(\"/a\", () => 1);")]
    [InlineData(
        "var group = app.MapGroup(\"/g\").WithTags(\"g\");\ngroup.MapGet(\"/b\", () => 1).AllowAnonymous();\ngroup.{|OMNI6001:MapPut|}(\"/a\", () => 1);",
        "var group = app.MapGroup(\"/g\").RequireAuthorization().WithTags(\"g\");\ngroup.MapGet(\"/b\", () => 1).AllowAnonymous();\ngroup.MapPut(\"/a\", () => 1);")]
    [InlineData(
        "app.MapGroup(\"/g\").{|OMNI6001:MapGet|}(\"/a\", () => 1);", "app.MapGroup(\"/g\").RequireAuthorization().MapGet(\"/a\", () => 1);")]
    [InlineData(
        "var outer = app.MapGroup(\"/o\");\nvar inner = outer.MapGroup(\"/i\");\ninner.{|OMNI6001:MapGet|}(\"/a\", () => 1);",
        "var outer = app.MapGroup(\"/o\");\nvar inner = outer.MapGroup(\"/i\").RequireAuthorization();\ninner.MapGet(\"/a\", () => 1);")]
    public Task Asks_for_authorization(string before, string after) => Fix.Check(Program(before), Program(after));

    [Fact]
    public Task Once_for_all() => Fix.Check(
        Program("var group = app.MapGroup(\"/g\");\ngroup.{|OMNI6001:MapPost|}(\"/a\", () => 1);\ngroup.{|OMNI6001:MapPut|}(\"/a\", () => 1);"),
        Program("var group = app.MapGroup(\"/g\").RequireAuthorization();\ngroup.MapPost(\"/a\", () => 1);\ngroup.MapPut(\"/a\", () => 1);"));

    [Fact]
    public Task Puts_an_attribute_on_a_controller() => Fix.Check(
        Controller("", "public int {|OMNI6001:Get|}() => 1;"), Controller("[Authorize]\n", "public int Get() => 1;"));

    [Theory]
    [InlineData("app.{|OMNI6001:MapGet|}(\"/a\", () => 1);")]
    [InlineData("Map(app.MapGroup(\"/g\"));\nstatic void Map(RouteGroupBuilder group) => group.{|OMNI6001:MapGet|}(\"/a\", () => 1);")]
    public Task Needs_a_group_in_sight(string pipeline) => Fix.CheckNotOffered(Program(pipeline));

    private static string Controller(string attribute, string action) => $$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        {{attribute}}[Route("a")]
        public class AController : ControllerBase
        {
            [HttpGet]
            {{action}}
        }
        """;

    private static string Program(string pipeline) => $"""
        var app = WebApplication.CreateBuilder(args).Build();
        {pipeline}
        app.Run();
        """;
}
