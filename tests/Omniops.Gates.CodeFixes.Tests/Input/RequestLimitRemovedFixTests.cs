using Omniops.Gates.Analyzers.Input;
using Omniops.Gates.CodeFixes.Input;

namespace Omniops.Gates.CodeFixes.Tests.Input;

public sealed class RequestLimitRemovedFixTests
{
    [Theory]
    [InlineData("[HttpPost, [|DisableRequestSizeLimit|]]\n    public void Post() { }", "[HttpPost]\n    public void Post() { }")]
    [InlineData("/// <summary>In.</summary>\n    [[|DisableRequestSizeLimit|]]\n    [HttpPost]\n    public void Post() { }", "/// <summary>In.</summary>\n    [HttpPost]\n    public void Post() { }")]
    [InlineData("[HttpPost]\n    [[|DisableRequestSizeLimit|]]\n    public void Post() { }", "[HttpPost]\n    public void Post() { }")]
    public Task Takes_the_attribute_away(string before, string after) => Check(before, after);

    [Theory]
    [InlineData("[HttpPost, [|RequestSizeLimit(long.MaxValue)|]]\n    public void Post() { }")]
    [InlineData("void Set(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits limits) => [|limits.MaxRequestBodySize = null|];")]
    public Task Is_not_offered_where_a_number_has_to_be_chosen(string member) => Check(member, member);

    private static Task Check(string before, string after) => new Fix<RequestLimitRemoved, RequestLimitRemovedFix>(Source(before), Source(after)).CheckAsync();

    private static string Source(string member) => $$"""
        using Microsoft.AspNetCore.Mvc;
        public class UploadController : Controller
        {
            {{member}}

            private static void Main() { }
        }
        """;
}
