namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Local functions, lambdas and delegates: their bodies run where they are called, with what they hold by then.</summary>
public sealed class LambdaTests
{
    /// <summary>Who calls a method that was handed on, and with what, is not followed.</summary>
    [Theory]
    [InlineData("""var texts = new List<string> { "A = '" + input + "'" }; texts.ForEach(Run); void Run(string sql) => db.Execute(sql);""", "OMNI2001?")]
    [InlineData("""Func<string, DbCommand> make = ((DbDataSource)null).CreateCommand; make("A = '" + input + "'");""", "OMNI2001?")]
    [InlineData("""Func<string, DbCommand> make = sql => ((DbDataSource)null).CreateCommand(sql); make("SELECT 1");""", "")]
    [InlineData("""Action run = command.Cancel; Func<int> count = command.ExecuteNonQuery; run();""", "")]
    [InlineData("""var name = nameof(DbDataSource.CreateCommand); var type = typeof(SqlCommand);""", "")]
    [InlineData("""new List<string> { input }.ForEach(Console.WriteLine);""", "")]
    public async Task Says_what_is_handed_on(string statements, string expected) =>
        Assert.Equal(expected, await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""string Build() => "SELECT 1"; db.Execute(Build());""")]
    [InlineData("""string Build(int n) => "SELECT " + n; db.Execute(Build(id));""")]
    [InlineData("""string Quote(string s) => "'" + s + "'"; db.Execute("A = " + Quote("x"));""")]
    [InlineData("""var sql = "A"; void Add() { sql += "B"; } Add(); db.Execute(sql);""")]
    [InlineData("""var sql = "A"; void Add() { sql += input; } db.Execute(sql); Add();""")]
    [InlineData("""var sql = input; void Reset() { sql = "A"; } Reset(); db.Execute(sql);""")]
    [InlineData("""Func<string> build = () => "SELECT 1"; db.Execute(build());""")]
    [InlineData("""Func<string, string> quote = s => "'" + s + "'"; db.Execute("A = " + quote("x"));""")]
    [InlineData("""Func<string, int> size = s => s.Length; db.Execute("A = " + size(input));""")]
    [InlineData("""var build = (int n) => "SELECT " + n; db.Execute(build(id));""")]
    [InlineData("""Action run = () => db.Execute("SELECT 1"); run();""")]
    [InlineData("""Action<string> run = sql => db.Execute(sql); run("SELECT 1");""")]
    [InlineData("""void Exec(string sql) => db.Execute(sql); Exec("SELECT 1"); Exec("SELECT " + id);""")]
    [InlineData("""static string Two(string a, string b) => a; db.Execute("A = " + Two("x", input));""")]
    [InlineData("""string Fact(int n) => n == 0 ? "1" : n + "," + Fact(n - 1); db.Execute("IN (" + Fact(id) + ")");""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""string Build() => "A = " + input; db.Execute(Build());""")]
    [InlineData("""string Quote(string s) => "'" + s + "'"; db.Execute("A = " + Quote(input));""")]
    [InlineData("""string Quote(string s) { var q = "'"; return q + s + q; } db.Execute("A = " + Quote(Quote(input)));""")]
    [InlineData("""var sql = "A = "; void Add() { sql += input; } Add(); db.Execute(sql);""")]
    [InlineData("""var sql = "A = "; void Add(string s) { sql += s; } Add("x"); Add(input); db.Execute(sql);""")]
    [InlineData("""Func<string> build = () => "A = " + input; db.Execute(build());""")]
    [InlineData("""Func<string> build = () => { var s = "A = "; s += input; return s; }; db.Execute(build());""")]
    [InlineData("""Func<string, string> quote = s => "'" + s + "'"; db.Execute("A = " + quote(input));""")]
    [InlineData("""Func<string, string> quote = delegate (string s) { return "'" + s + "'"; }; db.Execute("A = " + quote(input));""")]
    [InlineData("""Func<string, string> quote = s => "'" + s + "'"; db.Execute("A = " + quote.Invoke(input));""")]
    [InlineData("""var quote = (string s) => $"'{s}'"; db.Execute("A = " + quote(input));""")]
    [InlineData("""var sql = "A = "; Action add = () => sql += input; add(); db.Execute(sql);""")]
    [InlineData("""Action run = () => db.Execute("A = " + input); run();""")]
    [InlineData("""void Exec() { db.Execute("A = " + input); } Exec();""")]
    [InlineData("""Parallel.ForEach(inputs, x => db.Execute("A = '" + x + "'"));""")]
    [InlineData("""inputs.ToList().ForEach(x => db.Execute("A = '" + x + "'"));""")]
    [InlineData("""var rows = inputs.Select(x => db.Execute("A = '" + x + "'")).ToList();""")]
    [InlineData("""await Task.Run(() => db.Execute("A = " + input));""")]
    [InlineData("""ThreadPool.QueueUserWorkItem(_ => { var sql = "A = " + input; db.Execute(sql); });""")]
    [InlineData("""Func<Func<string>> outer = () => () => "A = " + input; db.Execute(outer()());""")]
    [InlineData("""Func<string, string> f = string.Intern; db.Execute("A = " + f(input));""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""string Quote(string s) => "'" + s + "'"; db.Execute("A = " + Quote(unknown));""")]
    [InlineData("""Func<string, string> quote = s => "'" + s + "'"; db.Execute("A = " + quote(unknown));""")]
    [InlineData("""Action run = () => db.Execute("A = " + unknown); run();""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        public void Run() { db.Execute("A = " + Apply(() => "B")); }
        static string Apply(Func<string> build) => build();
        """, "")]
    [InlineData("""
        public void Run() { string q = request.Query["q"]; db.Execute("A = " + Apply(() => q)); }
        static string Apply(Func<string> build) => build();
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { string q = request.Query["q"]; db.Execute("A = " + Apply(q, s => "'" + s + "'")); }
        static string Apply(string value, Func<string, string> build) => build(value);
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { string q = request.Query["q"]; db.Execute("A = " + Apply(q, s => "@q")); }
        static string Apply(string value, Func<string, string> build) => build(value);
        """, "")]
    [InlineData("""
        public void Run() { string q = request.Query["q"]; db.Execute("A = " + Apply(q, Quote)); }
        static string Apply(string value, Func<string, string> build) => build(value);
        static string Quote(string value) => "'" + value + "'";
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { string q = request.Query["q"]; Use(c => c.Execute("A = '" + q + "'")); }
        void Use(Action<IDbConnection> action) => action(db);
        """, "OMNI2001")]
    [InlineData("""
        public int Run(string value) => Use(c => c.Execute("A = '" + value + "'"));
        int Use(Func<IDbConnection, int> action) => action(db);
        """, "OMNI2001?")]
    [InlineData("""
        public int Run(int id) => Use(c => c.Execute("A = " + id));
        int Use(Func<IDbConnection, int> action) => action(db);
        """, "")]
    [InlineData("""
        private readonly Func<string, string> quote = s => "'" + s + "'";
        public void Run() { db.Execute("A = " + quote(request.Query["q"])); }
        """, "OMNI2001")]
    [InlineData("""
        public void Run(Func<string> build) { db.Execute(build()); }
        """, "OMNI2001?")]
    public async Task Follows_delegates_across_methods(string members, string expected) =>
        Assert.Equal(expected, await SqlTest.OfMembers(members));
}
