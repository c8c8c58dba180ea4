namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Tuples, <c>out</c> and <c>ref</c>: several values go one way, and only the one that is used counts.</summary>
public sealed class TupleTests
{
    [Theory]
    [InlineData("""var (sql, value) = ("SELECT 1", input); db.Execute(sql, new { value });""")]
    [InlineData("""(string sql, string value) = ("SELECT 1", input); db.Execute(sql, new { value });""")]
    [InlineData("""var t = (Sql: "SELECT 1", Value: input); db.Execute(t.Sql, new { t.Value });""")]
    [InlineData("""var t = ("SELECT 1", input); db.Execute(t.Item1);""")]
    [InlineData("""var t = ("SELECT 1", input); var (a, b) = t; db.Execute(a);""")]
    [InlineData("""var t = (Sql: input, Id: 1); t.Sql = "SELECT 1"; db.Execute(t.Sql);""")]
    [InlineData("""var a = input; var b = "SELECT 1"; (a, b) = (b, a); db.Execute(a);""")]
    [InlineData("""var (_, sql) = (input, "SELECT 1"); db.Execute(sql);""")]
    [InlineData("""var t = (A: (B: "SELECT 1", C: input), D: 1); db.Execute(t.A.B);""")]
    [InlineData("""var t = (Sql: "SELECT 1", Value: input); var copy = t; t.Sql = input; db.Execute(copy.Sql);""")]
    [InlineData("""ref var sql = ref input; sql = "SELECT 1"; db.Execute(input);""")]
    [InlineData("""int.TryParse(input, out var n); db.Execute("SELECT " + n);""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var (sql, value) = (input, 1); db.Execute(sql, new { value });""")]
    [InlineData("""var t = (Sql: "A = " + input, Id: 1); db.Execute(t.Sql);""")]
    [InlineData("""var t = ("SELECT 1", input); db.Execute(t.Item2);""")]
    [InlineData("""var t = ("SELECT 1", input); var (a, b) = t; db.Execute(b);""")]
    [InlineData("""var t = (Sql: "SELECT 1", Id: 1); t.Sql = input; db.Execute(t.Sql);""")]
    [InlineData("""var a = "SELECT 1"; var b = input; (a, b) = (b, a); db.Execute(a);""")]
    [InlineData("""var t = (A: (B: "SELECT 1", C: input), D: 1); db.Execute(t.A.C);""")]
    [InlineData("""var sql = "SELECT 1"; ref var alias = ref sql; alias = input; db.Execute(sql);""")]
    [InlineData("""var pair = Tuple.Create("SELECT 1", input); db.Execute(pair.Item2);""")]
    [InlineData("""var pair = new KeyValuePair<string, string>("A", input); db.Execute(pair.Value);""")]
    [InlineData("""var o = new { Sql = "A = " + input, Id = 1 }; db.Execute(o.Sql);""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        public void Run() { Build(out var sql); db.Execute(sql); }
        static void Build(out string text) { text = "SELECT 1"; }
        """)]
    [InlineData("""
        public void Run() { string sql = request.Query["q"]; Reset(ref sql); db.Execute(sql); }
        static void Reset(ref string text) { text = "SELECT 1"; }
        """)]
    [InlineData("""
        public void Run() { string sql = "SELECT 1"; Add(ref sql); db.Execute(sql); }
        static void Add(ref string text) { text += " FROM Users"; }
        """)]
    [InlineData("""
        public void Run() { var (sql, value) = Build(request.Query["q"]); db.Execute(sql, new { value }); }
        static (string, string) Build(string value) => ("SELECT 1", value);
        """)]
    [InlineData("""
        public void Run() { var (sql, value) = Build(request.Query["q"]); db.Execute(sql, new { value }); }
        static (string Sql, object Value) Build(string value) { var sql = "SELECT 1"; if (value != null) sql += " WHERE @v"; return (sql, value); }
        """)]
    [InlineData("""
        public void Run() { if (TryBuild(request.Query["q"], out var sql)) db.Execute(sql); }
        static bool TryBuild(string value, out string text) { if (value == "x") { text = "A"; return true; } text = null; return false; }
        """)]
    [InlineData("""
        public void Run() { string sql = "SELECT 1"; Use(in sql); db.Execute(sql); }
        static void Use(in string text) { }
        """)]
    public async Task Allows_across_methods(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { Build(request.Query["q"], out var sql); db.Execute(sql); }
        static void Build(string value, out string text) { text = "A = " + value; }
        """)]
    [InlineData("""
        public void Run() { string sql = "A = "; Add(ref sql, request.Query["q"]); db.Execute(sql); }
        static void Add(ref string text, string value) { text += value; }
        """)]
    [InlineData("""
        public void Run() { var (sql, value) = Build(request.Query["q"]); db.Execute(sql, new { value }); }
        static (string, int) Build(string value) => ("A = " + value, 1);
        """)]
    [InlineData("""
        public void Run() { var t = Build(request.Query["q"]); db.Execute(t.Sql); }
        static (string Sql, int Id) Build(string value) { var sql = "A"; if (value != null) sql += value; return (sql, 1); }
        """)]
    [InlineData("""
        public void Run() { if (TryBuild(request.Query["q"], out var sql)) db.Execute(sql); }
        static bool TryBuild(string value, out string text) { text = "A = " + value; return value != null; }
        """)]
    [InlineData("""
        private string text = "A";
        public void Run() { Pick() = request.Query["q"]; db.Execute(text); }
        ref string Pick() => ref text;
        """)]
    public async Task Reports_across_methods(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));
}
