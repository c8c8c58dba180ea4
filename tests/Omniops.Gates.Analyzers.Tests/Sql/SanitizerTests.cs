namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What people take for protection and what is none.</summary>
public sealed class SanitizerTests
{
    [Theory]
    [InlineData("""input.Replace("'", "''")""")]
    [InlineData("""input.Replace("'", "")""")]
    [InlineData("""input.Replace("'", "''").Replace(";", "").Replace("--", "")""")]
    [InlineData("""input.Trim('\'')""")]
    [InlineData("""WebUtility.HtmlEncode(input)""")]
    [InlineData("""System.Text.Encodings.Web.HtmlEncoder.Default.Encode(input)""")]
    [InlineData("""WebUtility.HtmlDecode(input)""")]
    [InlineData("""input.Substring(0, Math.Min(10, input.Length))""")]
    [InlineData("""Regex.Replace(input, "'", "''")""")]
    [InlineData("""Regex.Replace(input, "[';]", "")""")]
    [InlineData("""Regex.Escape(input)""")]
    [InlineData("""input.ToLowerInvariant().Replace("select", "")""")]
    [InlineData("""(input.Length < 20 ? input : "")""")]
    [InlineData("""new SqlCommandBuilder().QuoteIdentifier(input)""")]
    public async Task Reports_values(string value) => Assert.StartsWith(
        "OMNI2001", await SqlTest.OfStatements($$"""db.Execute("SELECT * FROM Users WHERE Name = '" + {{value}} + "'");"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""db.Execute("SELECT * FROM " + new SqlCommandBuilder().QuoteIdentifier(input));""")]
    [InlineData("""var builder = new SqlCommandBuilder(); db.Execute($"SELECT * FROM Users ORDER BY {builder.QuoteIdentifier(input)}");""")]
    [InlineData("""DbCommandBuilder builder = new SqlCommandBuilder(); db.Execute($"SELECT * FROM {builder.QuoteIdentifier(unknown)}");""")]
    public async Task Allows_quoted_identifiers(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute("SELECT * FROM [" + input.Replace("'", "''") + "]");""")]
    [InlineData("""db.Execute("SELECT * FROM " + input.Trim());""")]
    public async Task Reports_identifiers(string statements) => Assert.Equal("OMNI2002", await SqlTest.OfStatements(statements));
}
