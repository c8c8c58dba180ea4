using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What a finding about a name says. Which place is one of a name, and what chooses from a list, is tested beside this file.</summary>
public sealed class SqlIdentifierBuiltFromDataTests
{
    [Theory]
    [InlineData("""db.Execute("SELECT * FROM Users ORDER BY " + (input == "age" ? "Age" : "Name"));""")]
    [InlineData("""db.Execute($"SELECT * FROM Users ORDER BY {input switch { "age" => "Age", _ => "Name" }}");""")]
    [InlineData("""if (!new[] { "Age", "Name" }.Contains(input)) throw new ArgumentException(); db.Execute("SELECT * FROM Users ORDER BY " + input);""")]
    [InlineData("""db.Execute("SELECT * FROM " + new SqlCommandBuilder().QuoteIdentifier(input));""")]
    [InlineData("""db.Execute("SELECT * FROM Users ORDER BY " + kind);""")]
    public async Task Allows(string statements) => Assert.Empty(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(statements))));

    [Theory]
    [InlineData(
        """db.Execute("SELECT * FROM Users ORDER BY " + input);""",
        "'q' (query string) is a name in the text that reaches Execute; "
            + "choose it from a list: sort switch { \"name\" => \"Name\", _ => \"Id\" }")]
    [InlineData(
        """db.Execute($"SELECT * FROM {unknown}");""",
        "That the names in the SQL text are from a list is not proven: 'unknown', which callers of 'Run' choose, reaches Execute; "
            + "choose it from a list, or quote it with QuoteIdentifier")]
    [InlineData(
        """new SqlBulkCopy(new SqlConnection()).DestinationTableName = unknown;""",
        "That the names in the SQL text are from a list is not proven: 'unknown', which callers of 'Run' choose, reaches DestinationTableName; "
            + "choose it from a list, or quote it with QuoteIdentifier")]
    public async Task Says_what_reaches_what(string statements, string expected)
    {
        var finding = Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(statements))));
        Assert.Equal("OMNI2002", finding.Id);
        Assert.Equal(expected, finding.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Names_the_method_that_sorts()
    {
        var finding = Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject("""
            public void Run() { List(request.Query["sort"]); }
            private void List(string sort) { db.Execute("SELECT * FROM Users ORDER BY " + sort); }
            """)));
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Contains("reaches Execute through 'List'", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
