using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;

namespace Omniops.Gates.Analyzers.Tests.Injection;

public sealed class SanitizersTests
{
    [Theory]
    [InlineData("sql", "builder.QuoteIdentifier(text)")]
    [InlineData("sql", "helper.DelimitIdentifier(text)")]
    [InlineData("html", "System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text)")]
    [InlineData("html", "System.Net.WebUtility.HtmlEncode(text)")]
    [InlineData("html", "System.Web.HttpUtility.HtmlEncode(text)")]
    [InlineData("html", "Uri.EscapeDataString(text)")]
    [InlineData("html", "System.Security.SecurityElement.Escape(text)")]
    public void Allows(string list, string call) => Assert.True(Ask(list, call));

    [Theory]
    [InlineData("sql", "builder.UnquoteIdentifier(text)")]
    [InlineData("sql", "helper.GenerateParameterName(text)")]
    [InlineData("sql", "MySql.Data.MySqlClient.MySqlHelper.EscapeString(text)")]
    [InlineData("sql", "text.Replace(text, text)")]
    [InlineData("sql", "System.Net.WebUtility.HtmlEncode(text)")]
    [InlineData("sql", "new LookAlike().QuoteIdentifier(text)")]
    [InlineData("html", "builder.QuoteIdentifier(text)")]
    [InlineData("html", "System.Net.WebUtility.HtmlDecode(text)")]
    [InlineData("html", "new LookAlike().HtmlEncode(text)")]
    public void Trusts_no_other(string list, string call) => Assert.False(Ask(list, call));

    private static bool Ask(string list, string call)
    {
        var code = MarkedCode.Of($$"""
            class C
            {
                string M(
                    string text, System.Data.Common.DbCommandBuilder builder,
                    Microsoft.EntityFrameworkCore.Storage.ISqlGenerationHelper helper) => {{call}};
            }
            class LookAlike { public string QuoteIdentifier(string name) => name; public string HtmlEncode(string text) => text; }
            """, LibraryStubs.Data);
        var method = code.Operations().OfType<IInvocationOperation>().First().TargetMethod;
        return Sanitizers.Load(list, code.Compilation).Allows(method);
    }
}
