namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Locals: what a variable holds is what was assigned last on the way, and a join of ways holds all of it.</summary>
public sealed class LocalFlowTests
{
    [Theory]
    [InlineData("""db.Execute("SELECT 1");""")]
    [InlineData("""var sql = "SELECT 1"; db.Execute(sql);""")]
    [InlineData("""const string sql = "SELECT 1"; db.Execute(sql);""")]
    [InlineData("""var sql = input; sql = "SELECT 1"; db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; db.Execute(sql); sql = input;""")]
    [InlineData("""var a = "SELECT 1"; var b = a; a = input; db.Execute(b);""")]
    [InlineData("""var sql = "SELECT 1"; if (flag) sql = "SELECT 2"; db.Execute(sql);""")]
    [InlineData("""var sql = input; if (flag) sql = "SELECT 2"; else sql = "SELECT 3"; db.Execute(sql);""")]
    [InlineData("""string sql; if (flag) sql = "SELECT 2"; else sql = "SELECT 3"; db.Execute(sql);""")]
    [InlineData("""var sql = input; if (flag) { sql = "SELECT 2"; db.Execute(sql); }""")]
    [InlineData("""var sql = "SELECT 1"; if (flag) { sql = input; return; } db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; while (flag) { sql += " UNION SELECT 1"; } db.Execute(sql);""")]
    [InlineData("""var sql = ""; for (var i = 0; i < 9; i++) { if (i > 0) sql += ", "; sql += "@p" + i; } db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; foreach (var x in inputs) { db.Execute(sql, new { x }); }""")]
    [InlineData("""var sql = ""; foreach (var x in new[] { "A", "B" }) sql += x; db.Execute(sql);""")]
    [InlineData("""var sql = ""; do { sql = "SELECT 1"; } while (flag); db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; try { sql = "SELECT 2"; } catch (Exception) { sql = "SELECT 3"; } db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; try { sql += input; } finally { sql = "SELECT 2"; } db.Execute(sql);""")]
    [InlineData("""var sql = input; switch (id) { case 1: sql = "A"; break; default: sql = "B"; break; } db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; next: db.Execute(sql); sql = "SELECT 2"; if (flag) goto next;""")]
    [InlineData("""var sql = input; sql = null; db.Execute(sql);""")]
    [InlineData("""string sql = default; db.Execute(sql);""")]
    [InlineData("""var (a, b) = ("SELECT 1", input); db.Execute(a, new { b });""")]
    [InlineData("""string a, b; a = b = "SELECT 1"; db.Execute(a + b);""")]
    [InlineData("""{ var sql = input; } { var sql = "SELECT 1"; db.Execute(sql); }""")]
    [InlineData("""input = "SELECT 1"; db.Execute(input);""")]
    [InlineData("""unknown = "SELECT 1"; db.Execute(unknown);""")]
    [InlineData("""using (var reader = new StringReader(input)) { db.Execute("SELECT 1"); }""")]
    [InlineData("""lock (db) { var sql = "SELECT 1"; db.Execute(sql); }""")]
    [InlineData("""var sql = "SELECT 1"; for (; ; ) { if (flag) break; sql = input; continue; } db.Execute("SELECT 2");""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute(input);""")]
    [InlineData("""var sql = input; db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; sql = input; db.Execute(sql);""")]
    [InlineData("""var a = input; var b = a; a = ""; db.Execute(b);""")]
    [InlineData("""var sql = "SELECT 1"; if (flag) sql = input; db.Execute(sql);""")]
    [InlineData("""var sql = input; if (flag) sql = "SELECT 1"; db.Execute(sql);""")]
    [InlineData("""string sql; if (flag) sql = "SELECT 1"; else sql = input; db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; if (flag) { sql = input; } else { return; } db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; while (flag) { db.Execute(sql); sql = input; }""")]
    [InlineData("""var sql = ""; foreach (var x in inputs) sql += " OR Name = '" + x + "'"; db.Execute(sql);""")]
    [InlineData("""var sql = ""; for (var i = 0; i < inputs.Length; i++) sql += inputs[i]; db.Execute(sql);""")]
    [InlineData("""var sql = ""; do { sql += input; } while (flag); db.Execute(sql);""")]
    [InlineData("""var a = ""; var b = ""; var c = ""; while (flag) { db.Execute(a); a = b; b = c; c = input; }""")]
    [InlineData("""var sql = "A"; try { sql = "B = " + input; any.ToString(); } catch (Exception) { } db.Execute(sql);""")]
    [InlineData("""var sql = "A"; try { sql = input; any.ToString(); sql = "B"; } catch (Exception) { } db.Execute(sql);""")]
    [InlineData("""var sql = "A"; try { sql = input; any.ToString(); sql = "B"; } finally { db.Execute(sql); }""")]
    [InlineData("""var sql = "A"; switch (id) { case 1: sql = "B"; break; case 2: sql = input; break; } db.Execute(sql);""")]
    [InlineData("""var sql = "A"; next: db.Execute(sql); sql = input; if (flag) goto next;""")]
    [InlineData("""string a, b; a = b = input; db.Execute(a);""")]
    [InlineData("""using (var scope = new MemoryStream()) { var sql = "A = " + input; db.Execute(sql); }""")]
    [InlineData("""lock (db) { var sql = "A = " + input; db.Execute(sql); }""")]
    [InlineData("""unknown = input; db.Execute(unknown);""")]
    [InlineData("""var sql = flag ? "A" : null; sql ??= input; db.Execute(sql);""")]
    [InlineData("""object sql = input; db.Execute((string)sql);""")]
    [InlineData("""object sql = input; db.Execute(sql as string);""")]
    [InlineData("""dynamic sql = input; db.Execute((string)sql);""")]
    [InlineData("""if (any is string text) { text = input; db.Execute(text); }""")]
    [InlineData("""var sql = input!; db.Execute((sql));""")]
    [InlineData("""db.Execute(sql: "A = " + input);""")]
    [InlineData("""db.Execute(param: new { id }, sql: "A = " + input);""")]
    [InlineData("""SqlMapper.Execute(db, "A = " + input);""")]
    [InlineData("""var sql = "SELECT 1"; for (; ; ) { if (flag) break; sql = input; continue; } db.Execute(sql);""")]
    [InlineData("""string sql; db.Execute(sql = input);""")]
    [InlineData("""unsafe { var sql = input; db.Execute(sql); }""")]
    [InlineData("""checked { db.Execute("A = " + input); }""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute(unknown);""")]
    [InlineData("""var sql = unknown; db.Execute(sql);""")]
    [InlineData("""var sql = "SELECT 1"; if (flag) sql = unknown; db.Execute(sql);""")]
    [InlineData("""var sql = input; sql = unknown; db.Execute(sql);""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Name = '" + unknown + "'");""")]
    [InlineData("""var sql = ""; foreach (var name in names) sql += " OR Name = '" + name + "'"; db.Execute(sql);""")]
    [InlineData("""db.Execute(any.ToString());""")]
    [InlineData("""db.Execute((string)any);""")]
    [InlineData("""if (any is string text) db.Execute(text);""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Name = '" + any + "'");""")]
    [InlineData("""try { any.ToString(); } catch (Exception e) { db.Execute("INSERT INTO Log (Text) VALUES ('" + e.Message + "')"); }""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE Name = '" + filter.Text + "'");""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute("A = " + input); db.Execute("B"); db.Execute("C = " + unknown);""", "OMNI2001 OMNI2001?")]
    [InlineData("""var sql = "A = " + input; db.Execute(sql); db.Execute(sql);""", "OMNI2001 OMNI2001")]
    [InlineData("""if (flag) db.Execute("A = " + input); else db.Execute("A = " + id);""", "OMNI2001")]
    [InlineData("""var sql = unknown; if (flag) sql = input; db.Execute(sql);""", "OMNI2001")]
    public async Task Judges_each_text_by_itself(string statements, string expected) =>
        Assert.Equal(expected, await SqlTest.OfStatements(statements));

    [Fact]
    public async Task Points_at_the_text_and_names_the_source_and_the_sink()
    {
        var findings = await SqlTest.FindingsOf(SqlTest.Subject("""
            public void Find() { string search = request.Query["q"]; command.CommandText = "SELECT * FROM Users WHERE Name = '" + search + "'"; }
            """));
        var finding = Assert.Single(findings);
        var span = finding.Location.SourceSpan;
        var text = (await finding.Location.SourceTree!.GetTextAsync(TestContext.Current.CancellationToken)).ToString(span);
        Assert.Equal("\"SELECT * FROM Users WHERE Name = '\" + search + \"'\"", text);
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("query string", message, StringComparison.Ordinal);
        Assert.Contains("CommandText", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_helper_on_the_way()
    {
        var findings = await SqlTest.FindingsOf(SqlTest.Subject("""
            public void Find() { string search = request.Query["q"]; command.CommandText = "SELECT * FROM Users" + BuildWhere(search); }
            private static string BuildWhere(string name) => " WHERE Name = '" + name + "'";
            """));
        var message = Assert.Single(findings).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("BuildWhere", message, StringComparison.Ordinal);
    }
}
