using Omniops.Gates.Analyzers.Access;
using Omniops.Gates.CodeFixes.Access;

namespace Omniops.Gates.CodeFixes.Tests.Access;

public sealed class AntiforgeryMissingFixTests
{
    [Theory]
    [InlineData("[HttpPost] public int [|Save|](string name) => 1;", "[HttpPost, ValidateAntiForgeryToken] public int Save(string name) => 1;")]
    [InlineData("[HttpPut(\"a\"), Obsolete] public int [|Save|](string name) => 1;", "[HttpPut(\"a\"), ValidateAntiForgeryToken, Obsolete] public int Save(string name) => 1;")]
    [InlineData("[Obsolete]\n    [HttpDelete] // Gone.\n    public int [|Remove|]() => 1;", "[Obsolete]\n    [HttpDelete, ValidateAntiForgeryToken] // Gone.\n    public int Remove() => 1;")]
    public Task Asks_for_the_token(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[HttpPost, [|IgnoreAntiforgeryToken|]] public int Save(string name) => 1;")]
    public Task Is_not_offered_where_somebody_has_switched_it_off(string member) => Check(member, member);

    private static Task Check(string before, string after) => new Fix<UnservedControllers, AntiforgeryMissingFix>(Source(before), Source(after)).CheckAsync();

    private static string Source(string member) => $$"""
        using System;
        using Microsoft.AspNetCore.Mvc;
        [Microsoft.AspNetCore.Authorization.Authorize]
        public class HomeController : Controller
        {
            {{member}}
        }
        public static class Program { public static void Main() { } }
        """;
}
