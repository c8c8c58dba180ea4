using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What a finding says and where it points. What is found at all is tested flow by flow beside this file.</summary>
public sealed class SqlTextBuiltFromDataTests
{
    [Theory]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Name = @input", new { input });""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Id = " + id);""")]
    [InlineData("""var sql = "SELECT 1"; command.CommandText = sql;""")]
    public async Task Allows(string statements) => Assert.Empty(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(statements))));

    [Theory]
    [InlineData(
        """db.Execute("SELECT * FROM Users WHERE Name = '" + input + "'");""",
        """'q' (query string) reaches Execute; pass it as a parameter: "... WHERE Name = @name" """)]
    [InlineData(
        """command.CommandText = $"SELECT * FROM Users WHERE Name = '{request.Headers.UserAgent}'";""",
        """'request.Headers.UserAgent' (header) reaches CommandText; pass it as a parameter: "... WHERE Name = @name" """)]
    [InlineData(
        """db.Execute("SELECT * FROM Users WHERE Name = '" + unknown + "'");""",
        "That the SQL text holds no data is not proven: 'unknown', which callers of 'Run' choose, reaches Execute; "
            + "make the text constant and pass values as parameters")]
    [InlineData(
        """db.Execute("SELECT * FROM Users WHERE Name = '" + File.ReadAllText("name.txt") + "'");""",
        "That the SQL text holds no data is not proven: 'name.txt' (file) reaches Execute; "
            + "make the text constant and pass values as parameters")]
    public async Task Says_what_reaches_what(string statements, string expected) => Assert.Equal(
        expected.TrimEnd(), Message(Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(statements))))));

    [Theory]
    [InlineData("""
        public void Run() { Outer("A = " + request.Query["q"]); }
        private void Outer(string sql) => Inner(sql);
        private void Inner(string sql) => db.Execute(sql);
        """, "\"A = \" + request.Query[\"q\"]", "(query string) reaches Execute through 'Inner'")]
    [InlineData("""
        public void Run() { Find(request.Query["q"]); }
        private void Find(string name) { var sql = "SELECT * FROM Users WHERE Name = '" + name + "'"; db.Execute(sql); }
        """, "sql", "(query string) reaches Execute through 'Find'")]
    [InlineData("""
        public void Run() { Where("Name = '" + request.Query["q"] + "'"); }
        private void Where(string condition) => db.Execute("SELECT * FROM Users WHERE " + condition);
        """, "\"Name = '\" + request.Query[\"q\"] + \"'\"", "'q' (query string) reaches Execute through 'Where'")]
    [InlineData("""
        public void Run([FromBody] Filter body) { }
        public void Serve(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app) => app.MapPost("/", (Filter body) => Find(body));
        private void Find(Filter filter) { db.Execute("SELECT * FROM Users WHERE Name = '" + filter.Text + "'"); }
        """, "\"SELECT * FROM Users WHERE Name = '\" + filter.Text + \"'\"", "'body.Text' (request body) reaches Execute through 'Find'")]
    [InlineData("""
        public void Run(string name) { db.Execute("SELECT * FROM Users" + Where(request.Query["q"])); }
        private static string Where(string name) => " WHERE Name = '" + name + "'";
        """, "\"SELECT * FROM Users\" + Where(request.Query[\"q\"])", "(query string) reaches Execute through 'Where'")]
    public async Task Names_the_method_between_and_points_where_it_is_mended(string members, string place, string expected)
    {
        var finding = Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject(members)));
        Assert.Equal(place, TextAt(finding));
        Assert.Contains(expected, Message(finding), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_a_value_and_a_name_in_one_text_as_what_each_of_them_is()
    {
        var findings = await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(
            """db.Execute($"SELECT * FROM {request.Query["t"]} WHERE Name = '{input}'");""")));
        Assert.Equal(["OMNI2001", "OMNI2002"], findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        Assert.Single(findings.Select(TextAt).Distinct());
    }

    [Fact]
    public async Task Reports_the_worst_of_what_reaches_one_place()
    {
        var finding = Assert.Single(await SqlTest.FindingsOf(SqlTest.Subject(SqlTest.Method(
            """db.Execute("SELECT * FROM Users WHERE A = '" + unknown + "' AND B = '" + input + "'");"""))));
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Contains("(query string)", Message(finding), StringComparison.Ordinal);
    }

    private static string Message(Diagnostic finding) => finding.GetMessage(CultureInfo.InvariantCulture);

    private static string TextAt(Diagnostic finding) =>
        finding.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(finding.Location.SourceSpan);
}
