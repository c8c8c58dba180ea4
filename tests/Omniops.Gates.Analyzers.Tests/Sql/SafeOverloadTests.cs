namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Interpolated strings that become parameters, and those that only look so.</summary>
public sealed class SafeOverloadTests
{
    [Theory]
    [InlineData("""var q = context.Users.FromSql($"SELECT * FROM Users WHERE Name = {input}");""")]
    [InlineData("""var q = context.Users.FromSqlInterpolated($"SELECT * FROM Users WHERE Name = {input}");""")]
    [InlineData("""context.Database.ExecuteSql($"DELETE FROM Users WHERE Name = {input}");""")]
    [InlineData("""await context.Database.ExecuteSqlAsync($"DELETE FROM Users WHERE Name = {input}");""")]
    [InlineData("""context.Database.ExecuteSqlInterpolated($"DELETE FROM Users WHERE Name = {unknown}");""")]
    [InlineData("""var q = context.Database.SqlQuery<int>($"SELECT Id FROM Users WHERE Name = {input}");""")]
    [InlineData("""FormattableString sql = $"SELECT * FROM Users WHERE Name = {input}"; var q = context.Users.FromSql(sql);""")]
    [InlineData("""FormattableString sql; if (flag) sql = $"A = {input}"; else sql = $"B = {input}"; var q = context.Users.FromSql(sql);""")]
    [InlineData("""FormattableString s = $"A = {input}"; var q = context.Users.FromSqlRaw(s.Format, s.GetArguments());""")]
    [InlineData("""var q = context.Users.FromSql(FormattableStringFactory.Create("SELECT * FROM Users WHERE Name = {0}", input));""")]
    [InlineData("""var q = context.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = {0}", input);""")]
    [InlineData("""var q = context.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = @n", new { input });""")]
    [InlineData("""var q = context.Users.FromSqlRaw($"SELECT * FROM Users WHERE Id = {id}");""")]
    [InlineData("""var q = context.Users.FromSqlRaw($"SELECT * FROM {nameof(User)} WHERE Name = {{0}}", input);""")]
    [InlineData("""context.Database.ExecuteSqlRaw("DELETE FROM Users WHERE Name = {0}", input);""")]
    [InlineData("""context.Database.ExecuteSqlRaw("DELETE FROM Users WHERE Name = {0}", new object[] { input });""")]
    [InlineData("""await context.Database.ExecuteSqlRawAsync("DELETE FROM Users WHERE Name = {0}", input);""")]
    [InlineData("""db.Execute(FormattableString.Invariant($"SELECT * FROM Users WHERE Id = {id}"));""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var q = context.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{input}'");""")]
    [InlineData("""var q = context.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = '" + input + "'");""")]
    [InlineData("""var q = context.Users.FromSqlRaw(string.Format("SELECT * FROM Users WHERE Name = '{0}'", input));""")]
    [InlineData("""var sql = $"SELECT * FROM Users WHERE Name = '{input}'"; var q = context.Users.FromSqlRaw(sql);""")]
    [InlineData("""var q = RelationalQueryableExtensions.FromSqlRaw(context.Users, $"SELECT * FROM Users WHERE Name = '{input}'");""")]
    [InlineData("""var q = context.Database.SqlQueryRaw<int>($"SELECT Id FROM Users WHERE Name = '{input}'");""")]
    [InlineData("""context.Database.ExecuteSqlRaw($"DELETE FROM Users WHERE Name = '{input}'");""")]
    [InlineData("""await context.Database.ExecuteSqlRawAsync($"DELETE FROM Users WHERE Name = '{input}' AND A = {{0}}", id);""")]
    [InlineData("""FormattableString s = $"SELECT * FROM Users WHERE Name = '{input}'"; db.Execute(s.ToString());""")]
    [InlineData("""db.Execute(FormattableString.Invariant($"SELECT * FROM Users WHERE Name = '{input}'"));""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    /// <summary>How often the same text is named on its way through the factory is no matter.</summary>
    [Theory]
    [InlineData("""var q = context.Users.FromSql(FormattableStringFactory.Create(input));""")]
    [InlineData("""var q = context.Users.FromSql(FormattableStringFactory.Create("SELECT * FROM Users WHERE Name = '" + input + "'"));""")]
    [InlineData("""var s = FormattableStringFactory.Create($"SELECT * FROM Users WHERE Name = '{input}'"); var q = context.Users.FromSql(s);""")]
    [InlineData("""context.Database.ExecuteSql(FormattableStringFactory.Create("DELETE FROM Users WHERE Name = '" + unknown + "'", id));""")]
    public async Task Is_not_silent_about_built_formats(string statements) =>
        Assert.StartsWith("OMNI2001", await SqlTest.OfStatements(statements), StringComparison.Ordinal);

    [Theory]
    [InlineData("""public void Run(string name) { var q = context.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{name}'"); }""", "OMNI2001?")]
    [InlineData("""public void Run(FormattableString sql) { var q = context.Users.FromSql(sql); }""", "")]
    [InlineData("""public void Run(int id) { var q = context.Users.FromSqlRaw("SELECT * FROM Users WHERE Id = " + id); }""", "")]
    [InlineData("""public IQueryable<User> Find(string name) => context.Users.FromSql($"SELECT * FROM Users WHERE Name = {name}").Where(u => u.Id > 3);""", "")]
    [InlineData("""
        public void Run() { var q = context.Users.FromSql(Build(request.Query["q"])); }
        static FormattableString Build(string name) => $"SELECT * FROM Users WHERE Name = {name}";
        """, "")]
    public async Task Judges_members(string members, string expected) => Assert.Equal(expected, await SqlTest.OfMembers(members));
}
