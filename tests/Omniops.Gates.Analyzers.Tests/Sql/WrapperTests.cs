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

    [Fact]
    public async Task Judges_a_caller_in_another_file() => Assert.Equal("OMNI2001", await SqlTest.Of(
        """internal static class Runner { internal static void Exec(IDbConnection db, string sql) => db.Execute(sql); }""",
        SqlTest.Subject("""public void Run() { string q = request.Query["q"]; Runner.Exec(db, "SELECT * FROM Users WHERE A = '" + q + "'"); }""")));
}
