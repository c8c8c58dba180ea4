namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>A method that hands its parameter on to a database is judged where it is called, if the caller is to be seen.</summary>
public sealed class WrapperTests
{
    [Theory]
    [InlineData("""
        public void Run() { Exec("SELECT 1"); }
        private void Exec(string sql) => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run(int id) { Exec("SELECT 1"); Exec("SELECT " + id); }
        private void Exec(string sql) { using var c = new SqlCommand(sql); c.ExecuteNonQuery(); }
        """)]
    [InlineData("""
        public void Run() { Outer("SELECT 1"); }
        private void Outer(string sql) => Inner(sql);
        private void Inner(string sql) => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run(string name) { Exec("SELECT * FROM Users WHERE Name = @name", new { name }); }
        private void Exec(string sql, object args) => db.Execute(sql, args);
        """)]
    [InlineData("""
        public void Run() { Find("Name"); Find("Age"); }
        private void Find(string column) { db.Execute("SELECT * FROM Users ORDER BY " + column); }
        """)]
    [InlineData("""
        public void Run() { Exec(); }
        private void Exec(string sql = "SELECT 1") => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run(int id) { Find(id); }
        private void Find(int id) => db.Execute("SELECT * FROM Users WHERE Id = " + id);
        """)]
    [InlineData("""
        public void Run(int id) { Where("Id = @id", new { id }); Where("Id = " + id, null); }
        private void Where(string condition, object args) => db.Execute($"SELECT * FROM Users WHERE {condition}", args);
        """)]
    public async Task Allows(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { Exec("A = " + request.Query["q"]); }
        private void Exec(string sql) => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run() { Exec("SELECT 1"); Exec("A = " + request.Query["q"]); }
        private void Exec(string sql) { using var c = new SqlCommand(sql); c.ExecuteNonQuery(); }
        """)]
    [InlineData("""
        public void Run() { Outer("A = " + request.Query["q"]); }
        private void Outer(string sql) => Inner(sql);
        private void Inner(string sql) => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run() { Find(request.Query["q"]); }
        private void Find(string name) { db.Execute("SELECT * FROM Users WHERE Name = '" + name + "'"); }
        """)]
    [InlineData("""
        public void Run() { Find("x"); Find(request.Query["q"]); }
        private void Find(string name) { var sql = "SELECT * FROM Users"; sql += " WHERE Name = '" + name + "'"; db.Execute(sql); }
        """)]
    [InlineData("""
        public void Run() { Where("Id = 3"); Where($"Name = '{request.Query["q"]}'"); }
        private void Where(string condition) => db.Execute($"SELECT * FROM Users WHERE {condition}");
        """)]
    public async Task Reports_a_source(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""public void Exec(string sql) => db.Execute(sql);""")]
    [InlineData("""private void Exec(string sql) => db.Execute(sql);""")]
    [InlineData("""internal void Exec(string sql) => db.Execute(sql);""")]
    [InlineData("""protected void Exec(string sql) { command.CommandText = sql; }""")]
    [InlineData("""
        public void Run() { Exec("SELECT 1"); }
        public void Exec(string sql) => db.Execute(sql);
        """)]
    [InlineData("""
        public void Run(string name) { Find(name); }
        private void Find(string name) { db.Execute("SELECT * FROM Users WHERE Name = '" + name + "'"); }
        """)]
    [InlineData("""public Subject(string sql) { db.Execute(sql); }""")]
    [InlineData("""public string Sql { set { db.Execute(value); } }""")]
    [InlineData("""public void Run(params string[] parts) { db.Execute("A = " + string.Concat(parts)); }""")]
    public async Task Reports_what_others_may_call(string members) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { Exec("A = " + request.Query["q"]); }
        public void Exec(string sql) => db.Execute(sql);
        """)]
    public async Task Reports_the_caller_and_the_open_wrapper(string members)
    {
        var found = await SqlTest.OfMembers(members);
        Assert.Equal(["OMNI2001", "OMNI2001?"], found.Split(' ').Order());
    }

    /// <summary>Each caller that builds a text is mended; a helper that only frames it is not.</summary>
    [Fact]
    public async Task Reports_each_caller_that_builds_a_part_of_the_text() => Assert.Equal("OMNI2001 OMNI2002", await SqlTest.OfMembers("""
        public void Run()
        {
            Where($"Name = '{request.Query["q"]}'");
            Where("Id = 3");
            Where($"Name = @name ORDER BY {request.Query["sort"]}");
        }
        private void Where(string condition) => db.Execute($"SELECT * FROM Users WHERE {condition}");
        """));

    /// <summary>Where others may call the helper anyway, one warning says it of all who may.</summary>
    [Theory]
    [InlineData("private", "OMNI2001? OMNI2001?")]
    [InlineData("public", "OMNI2001?")]
    public async Task Reports_callers_of_unknown_data_where_only_they_can_call(string access, string expected) => Assert.Equal(expected, await SqlTest.OfMembers($$"""
        public void Run(string name) => Where($"Name = '{name}'");
        public void Other(string city) => Where($"City = '{city}'");
        {{access}} void Where(string condition) => db.Execute($"SELECT * FROM Users WHERE {condition}");
        """));

    /// <summary>A command that is written here, as profilers do: what it is given is judged where it is given.</summary>
    [Theory]
    [InlineData("""public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }""")]
    [InlineData("""public override string CommandText { get => inner.CommandText; set => inner.CommandText = "/* shop */ " + value; }""")]
    [InlineData("""
        public override string CommandText { get; set; }
        public Measured(string sql) { CommandText = sql; }
        public Measured(string sql, DbConnection connection) : this(sql) { }
        """)]
    [InlineData("""
        public override string CommandText { get; set; }
        public DbCommand Copy() { inner.CommandText = CommandText; return inner; }
        """)]
    public async Task Allows_a_command_of_its_own(string members) => Assert.Equal("", await SqlTest.Of(Command(members)));

    [Theory]
    [InlineData("""new Measured().CommandText = "A = '" + request.Query["q"] + "'";""", "OMNI2001")]
    [InlineData("""new Measured("A = '" + request.Query["q"] + "'");""", "OMNI2001")]
    [InlineData("""DbCommand c = new Measured(); c.CommandText = "A = '" + unknown + "'";""", "OMNI2001?")]
    [InlineData("""new Measured("A = 1");""", "")]
    public async Task Judges_what_a_command_of_its_own_is_given(string statements, string expected) => Assert.Equal(expected, await SqlTest.Of(
        Command("""
            public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }
            public Measured() { }
            public Measured(string sql) { CommandText = sql; }
            """),
        SqlTest.Subject(SqlTest.Method(statements))));

    /// <summary>What else a command has is not what it runs.</summary>
    [Theory]
    [InlineData("""public string Tag { set { inner.CommandText = "SELECT 1 --" + value; } }""")]
    [InlineData("""public void Run(string sql) { inner.CommandText = sql; }""")]
    [InlineData("""public string Tag { get; set; } public void Run() { inner.CommandText = "SELECT 1 --" + Tag; }""")]
    public async Task Reports_what_is_no_text_of_a_command_of_its_own(string members) =>
        Assert.Equal("OMNI2001?", await SqlTest.Of(Command(members + " public override string CommandText { get; set; }")));

    private static string Command(string members) => $$"""
        public abstract class Command : DbCommand
        {
            public override int CommandTimeout { get; set; }
            public override CommandType CommandType { get; set; }
            public override bool DesignTimeVisible { get; set; }
            public override UpdateRowSource UpdatedRowSource { get; set; }
            protected override DbConnection DbConnection { get; set; }
            protected override DbParameterCollection DbParameterCollection => throw null;
            protected override DbTransaction DbTransaction { get; set; }
            public override void Cancel() { }
            public override int ExecuteNonQuery() => throw null;
            public override object ExecuteScalar() => throw null;
            public override void Prepare() { }
            protected override DbParameter CreateDbParameter() => throw null;
            protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw null;
        }
        public class Measured : Command
        {
            private readonly DbCommand inner;
            {{members}}
        }
        """;

    [Fact]
    public async Task Judges_a_caller_in_another_file() => Assert.Equal("OMNI2001", await SqlTest.Of(
        """internal static class Runner { internal static void Exec(IDbConnection db, string sql) => db.Execute(sql); }""",
        SqlTest.Subject("""public void Run() { string q = request.Query["q"]; Runner.Exec(db, "SELECT * FROM Users WHERE A = '" + q + "'"); }""")));
}
