using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Code that only looks like a database call, code for other builds, and code that is still being typed.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("""
        namespace Shop { public class SqlCommand { public SqlCommand(string text) { } public string CommandText { get; set; } }
        public class A { public void Run(string q) { var c = new SqlCommand("A = '" + q + "'"); c.CommandText = q; } } }
        """)]
    [InlineData("""
        public class Users { public void FromSqlRaw(string text) { } public void Execute(string text) { } public string Query(string text) => text; }
        public class A { public void Run(Users u, string q) { u.FromSqlRaw(q); u.Execute("A = " + q); u.Query(q); } }
        """)]
    [InlineData("""
        public class Info { public string CommandText { get; set; } }
        public class A { public void Run(Info i, string q) { i.CommandText = "A = '" + q + "'"; var n = new Info { CommandText = q }; } }
        """)]
    [InlineData("""public class A { public void Run(IDbConnection db, string q) { db.ConnectionString = q; Console.WriteLine("SELECT " + q); } }""")]
    [InlineData("""public class A { public void Run(string q) { var f = new FileInfo("SELECT * FROM " + q); var u = new Uri("https://x/?q=" + q); } }""")]
    [InlineData("""public class A { public string Run(string q) => "SELECT * FROM Users WHERE Name = '" + q + "'"; }""")]
    [InlineData("""public class A { public void Run(AppDb d, string q) { var r = d.Users.Where(u => u.Name == q).ToList(); } }""")]
    [InlineData("""public class A { public void Run(HttpClient c, string q) { c.GetStringAsync("https://x.example/" + q); } }""")]
    public async Task Allows_look_alikes(string source) => Assert.Equal("", await SqlTest.Of(source));

    [Theory]
    [InlineData("""using Cmd = Microsoft.Data.SqlClient.SqlCommand; public class A { public void Run(string q) { var c = new Cmd("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""using M = Dapper.SqlMapper; public class A { public void Run(IDbConnection db, string q) { M.Execute(db, "WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A { public void Run(string q) { var c = new Microsoft.Data.SqlClient.SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A { void B() { void Run(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } } }""")]
    [InlineData("""public class A { public A(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A(string q) { public void Run() { var c = new SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A(string q) { private readonly SqlCommand c = new("WHERE A = '" + q + "'"); }""")]
    [InlineData("""public class A { public SqlCommand this[string q] => new SqlCommand("WHERE A = '" + q + "'"); }""")]
    [InlineData("""public class A { public static SqlCommand operator +(A a, string q) => new SqlCommand("WHERE A = '" + q + "'"); }""")]
    [InlineData("""public struct A { public void Run(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public interface IA { void Run(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A<T> { public void Run(T q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } }""")]
    [InlineData("""public class A { public class B { public void Run(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); } } }""")]
    [InlineData("""public class A { public IEnumerable<int> Run(string q) { var c = new SqlCommand("WHERE A = '" + q + "'"); yield return 1; } }""")]
    public async Task Reports_however_it_is_written(string source) => Assert.Equal("OMNI2001?", await SqlTest.Of(source));

    [Theory]
    [InlineData("public class A { private static readonly SqlCommand C = new(\"SELECT 1\"); }")]
    [InlineData("public class A { public SqlCommand C { get; } = new(\"SELECT \" + 1); }")]
    [InlineData("public class A { private readonly Func<int, SqlCommand> c = id => new SqlCommand(\"SELECT \" + id); }")]
    public async Task Allows_initializers(string source) => Assert.Equal("", await SqlTest.Of(source));

    [Theory]
    [InlineData("#if NEVER", "")]
    [InlineData("#if !NEVER", "OMNI2001?")]
    public async Task Judges_what_is_compiled(string condition, string expected) => Assert.Equal(expected, await SqlTest.Of($$"""
        public class A
        {
            public void Run(IDbConnection db, string q)
            {
                var sql = "SELECT 1";
        {{condition}}
                sql += " WHERE A = '" + q + "'";
        #else
                sql += " WHERE A = @q";
        #endif
                db.Execute(sql);
            }
        }
        """));

    [Theory]
    [InlineData("""db.Execute(""")]
    [InlineData("""db.Execute("SELECT " + """)]
    [InlineData("""db.Execute("SELECT " + );""")]
    [InlineData("""db.Execute($"SELECT {");""")]
    [InlineData("""db.Execute($"SELECT {input""")]
    [InlineData("""db.Execute(missing);""")]
    [InlineData("""db.Execute("A" + missing + input);""")]
    [InlineData("""db.Execute(Missing(input));""")]
    [InlineData("""var sql = ; db.Execute(sql);""")]
    [InlineData("""string sql db.Execute(sql)""")]
    [InlineData("""db.Execute(input switch { "a" => , _ => input });""")]
    [InlineData("""db.Execute(input switch {""")]
    [InlineData("""foreach (var x in) db.Execute(x);""")]
    [InlineData("""if (!Allowed.Contains(input) db.Execute(input);""")]
    [InlineData("""new SqlCommand(""")]
    [InlineData("""new SqlCommand { CommandText = };""")]
    [InlineData("""new SqlCommand { CommandText = input + """)]
    [InlineData("""command.CommandText =""")]
    [InlineData("""command.CommandText = =  input;""")]
    [InlineData("""context.Users.FromSqlRaw($"{input}" +);""")]
    [InlineData("""var sb = new StringBuilder(; sb.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var (a, b) = ; db.Execute(a);""")]
    [InlineData("""string Local(string x) => Local(; db.Execute(Local(input));""")]
    [InlineData("""db.Execute((x => x + input)("a"));""")]
    [InlineData("""goto nowhere; db.Execute(input);""")]
    [InlineData("""return return db.Execute(input);""")]
    [InlineData("""db.Execute("SELECT 1", "too", "many", 4, 5, 6, 7, 8);""")]
    [InlineData("""db.Execute(sql: , param: input);""")]
    [InlineData("""} } } class { void""")]
    public async Task Does_not_fall_over_half_typed_code(string statements)
    {
        var found = await SqlTest.OfBroken(SqlTest.Subject(SqlTest.Method(statements)));
        Assert.DoesNotContain("AD0001", found, StringComparison.Ordinal);
        Assert.DoesNotContain("OMNI9910", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""class A { A a = new A(""); A(string q) : this(q + "x") { new Microsoft.Data.SqlClient.SqlCommand(q); } }""")]
    [InlineData("""class A : B { } class B : A { void Run(string q) { new SqlCommand(q); } }""")]
    [InlineData("""class A { const string X = Y; const string Y = X; void Run() { new SqlCommand(X); } }""")]
    [InlineData("""class A { string X => Y; string Y => X; void Run() { new SqlCommand(X); } }""")]
    [InlineData("""class A { static string X = Y; static string Y = X; void Run() { new SqlCommand(X); } }""")]
    [InlineData("""class A { void Run(string q, string q) { new SqlCommand(q); } void Run(string q, string q) { } }""")]
    [InlineData("""partial class A { partial string Text(); void Run() { new SqlCommand(Text()); } }""")]
    [InlineData("""class A { extern string Text(); void Run() { new SqlCommand(Text()); } }""")]
    [InlineData("""class A { string Text() { } void Run() { new SqlCommand(Text()); } }""")]
    [InlineData("""class A { string Text { get; } = Text; void Run() { new SqlCommand(Text); } }""")]
    [InlineData("""record A(string Q) : A(Q + Q) { void Run() { new SqlCommand(Q); } }""")]
    [InlineData("""enum E { A = B, B = A } class A { void Run(E e) { new SqlCommand("A" + e); } }""")]
    public async Task Does_not_fall_over_impossible_types(string source)
    {
        var found = await SqlTest.OfBroken(source);
        Assert.DoesNotContain("AD0001", found, StringComparison.Ordinal);
        Assert.DoesNotContain("OMNI9910", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_silent_without_databases()
    {
        var net = SharedFramework.Net.Where(reference => !Path.GetFileName(reference.Display!).StartsWith("System.Data", StringComparison.Ordinal));
        Assert.Equal("", await SqlTest.OfAlone("""
            public class SqlCommand { public SqlCommand(string text) { } public string CommandText { get; set; } }
            public class A { public void Run(string q) { var c = new SqlCommand("A = '" + q + "'") { CommandText = q }; } }
            """, net));
    }

    [Fact]
    public async Task Needs_no_web_framework() => Assert.Equal("OMNI2001?", await SqlTest.OfAlone("""
        public class A { public void Run(System.Data.IDbCommand c, string q) { c.CommandText = "SELECT * FROM Users WHERE A = '" + q + "'"; } }
        """, SharedFramework.Net));

    [Fact]
    public async Task Needs_no_core_library() => Assert.Equal("", await SqlTest.OfAlone(
        """class A { void Run(string q) { var c = new SqlCommand("A" + q) { CommandText = q }; } }""", [], compiles: false));

    [Fact]
    public async Task Judges_generated_code_like_any_other()
    {
        var found = await SqlTest.Of("""
            // <auto-generated/>
            public class A { public void Run(string q) { var c = new SqlCommand("SELECT 1"); } }
            """);
        Assert.Equal("", found);
    }

    [Fact]
    public async Task Shows_the_same_while_typing()
    {
        var source = SqlTest.Subject(SqlTest.Method("""db.Execute("SELECT * FROM Users WHERE Name = '" + input + "'");"""));
        var compilation = SqlTest.Compile(source);
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("File0.cs", StringComparison.Ordinal));
        var live = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(compilation, Findings.All, Findings.Options([]))
            .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), filterSpan: null, TestContext.Current.CancellationToken);
        Assert.Contains(live, finding => finding.Id == "OMNI2001" && finding.Severity == DiagnosticSeverity.Error);
    }
}
