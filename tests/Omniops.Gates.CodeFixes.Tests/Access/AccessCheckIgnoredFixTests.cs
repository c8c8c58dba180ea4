using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.CodeFixes.Access;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class AccessCheckIgnoredFixTests
{
    [Theory]
    [InlineData("IActionResult Delete(int id) { if (id > 1) {|OMNI6010:Forbid|}(); return Ok(); }", "IActionResult Delete(int id) { if (id > 1) return Forbid(); return Ok(); }")]
    [InlineData("ActionResult<string> Get(int id) { if (id > 1) { {|OMNI6010:Unauthorized|}(); /* them */ } return Ok(); }", "ActionResult<string> Get(int id) { if (id > 1) { return Unauthorized(); /* them */ } return Ok(); }")]
    [InlineData("async Task<IActionResult> Get(int id) { await Task.Yield(); if (id > 1) new {|OMNI6010:ForbidResult|}(); return Ok(); }", "async Task<IActionResult> Get(int id) { await Task.Yield(); if (id > 1) return new ForbidResult(); return Ok(); }")]
    [InlineData("Func<int, IResult> Get = id => { if (id > 1) Results.{|OMNI6010:Unauthorized|}(); return Results.Ok(); };", "Func<int, IResult> Get = id => { if (id > 1) return Results.Unauthorized(); return Results.Ok(); };")]
    public Task Returns_the_refusal(string before, string after) =>
        Fix<AccessCheckIgnored, AccessCheckIgnoredFix>.Check(Program(before), Program(after));

    [Theory]
    [InlineData("void Guard(int id) { if (id > 1) {|OMNI6010:Forbid|}(); }")]
    [InlineData("Task<IActionResult> Get(int id) { if (id > 1) {|OMNI6010:Forbid|}(); return Task.FromResult<IActionResult>(Ok()); }")]
    [InlineData("async Task Guard(int id) { await Task.Yield(); if (id > 1) {|OMNI6010:Forbid|}(); }")]
    [InlineData("IActionResult Get(int id) { if (id > 1) _ = {|OMNI6010:Forbid|}(); return Ok(); }")]
    [InlineData("async Task<IActionResult> Get(IAuthorizationService checks) { await checks.{|OMNI6010:AuthorizeAsync|}(User, \"p\"); return Ok(); }")]
    public Task Is_not_offered_where_nothing_can_be_returned(string member) =>
        Fix<AccessCheckIgnored, AccessCheckIgnoredFix>.CheckNotOffered(Program(member));

    private static string Program(string member) => $$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        public class OrdersController : ControllerBase
        {
            {{member}}
            static void Main() { }
        }
        """;
}
