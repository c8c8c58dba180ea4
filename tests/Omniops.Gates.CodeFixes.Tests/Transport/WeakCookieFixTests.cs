using Omniops.Gates.Analyzers.Transport;
using Omniops.Gates.CodeFixes.Transport;

namespace Omniops.Gates.CodeFixes.Tests.Transport;

public sealed class WeakCookieFixTests
{
    [Theory]
    [InlineData(
        """response.Cookies.{|OMNI3009:Append|}("id", "1");""",
        """response.Cookies.Append("id", "1", new CookieOptions { Secure = true, HttpOnly = true });""")]
    [InlineData(
        """response.Cookies.{|OMNI3009:Append|}("XSRF-TOKEN", "1");""",
        """response.Cookies.Append("XSRF-TOKEN", "1", new CookieOptions { Secure = true });""")]
    [InlineData(
        """response.Cookies.Append("id", "1", {|OMNI3009:new CookieOptions()|});""",
        """response.Cookies.Append("id", "1", new CookieOptions { Secure = true, HttpOnly = true });""")]
    [InlineData(
        """response.Cookies.Append("id", "1", {|OMNI3009:new()|});""",
        """response.Cookies.Append("id", "1", new() { Secure = true, HttpOnly = true });""")]
    [InlineData(
        """response.Cookies.Append("id", "1", {|OMNI3009:new CookieOptions|} { HttpOnly = true });""",
        """response.Cookies.Append("id", "1", new CookieOptions { HttpOnly = true, Secure = true });""")]
    [InlineData(
        """response.Cookies.Append("id", "1", new CookieOptions { HttpOnly = true, {|OMNI3009:Secure = false|} });""",
        """response.Cookies.Append("id", "1", new CookieOptions { HttpOnly = true, Secure = true });""")]
    [InlineData(
        """var options = {|OMNI3009:new CookieOptions()|}; {|OMNI3009:options.HttpOnly = false|}; response.Cookies.Append("id", "1", options);""",
        """var options = new CookieOptions { Secure = true }; options.HttpOnly = true; response.Cookies.Append("id", "1", options);""")]
    [InlineData(
        """new ServiceCollection().AddSession(session => {|OMNI3009:session.Cookie.SecurePolicy = CookieSecurePolicy.None|});""",
        """new ServiceCollection().AddSession(session => session.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    public Task Sets_what_is_missing(string before, string after) =>
        Fix<WeakCookie, WeakCookieFix>.Check(Program(before), Program(after));

    [Fact]
    public Task Keeps_the_lines_of_an_initializer() => Fix<WeakCookie, WeakCookieFix>.Check(
        Program("""
            var one = {|OMNI3009:new CookieOptions|}
                    {
                        Path = "/",
                    };
                    var two = {|OMNI3009:new CookieOptions|}
                    {
                        HttpOnly = true
                    };
            """),
        Program("""
            var one = new CookieOptions
                    {
                        Path = "/",
                        Secure = true,
                        HttpOnly = true,
                    };
                    var two = new CookieOptions
                    {
                        HttpOnly = true,
                        Secure = true
                    };
            """));

    [Theory]
    [InlineData("""const bool Off = false; var options = new CookieOptions { HttpOnly = true, {|OMNI3009:Secure = Off|} };""")]
    [InlineData("""new ServiceCollection().{|OMNI3009:AddSession|}();""")]
    public Task Is_not_offered_where_the_answer_stands_elsewhere(string statement) =>
        Fix<WeakCookie, WeakCookieFix>.CheckNotOffered(Program(statement));

    private static string Program(string statements) => $$"""
        class Program
        {
            static void Main() => M(null!);

            static void M(HttpResponse response)
            {
                {{statements}}
            }
        }
        """;
}
