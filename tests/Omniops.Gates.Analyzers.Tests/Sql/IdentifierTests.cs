namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Where the data stands decides what to do about it: a value becomes a parameter, a name comes from a list.</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("SELECT * FROM {0}")]
    [InlineData("SELECT * FROM {0} WHERE Id = 1")]
    [InlineData("SELECT * FROM dbo.{0}")]
    [InlineData("SELECT * FROM [{0}]")]
    [InlineData("SELECT * FROM \\\"{0}\\\"")]
    [InlineData("SELECT * FROM `{0}`")]
    [InlineData("SELECT * FROM [dbo].[{0}] WHERE Id = 1")]
    [InlineData("SELECT * FROM Users_{0}")]
    [InlineData("SELECT * FROM Users JOIN {0} ON 1 = 1")]
    [InlineData("SELECT {0} FROM Users")]
    [InlineData("SELECT Id, {0} FROM Users")]
    [InlineData("SELECT DISTINCT {0} FROM Users")]
    [InlineData("SELECT * FROM Users ORDER BY {0}")]
    [InlineData("SELECT * FROM Users ORDER BY Id, {0}")]
    [InlineData("SELECT * FROM Users ORDER BY Id {0}")]
    [InlineData("SELECT * FROM Users ORDER BY [{0}] DESC")]
    [InlineData("select * from users order by {0}")]
    [InlineData("SELECT * FROM Users GROUP BY {0}")]
    [InlineData("INSERT INTO {0} (Id) VALUES (1)")]
    [InlineData("INSERT INTO Users ({0}) VALUES (@v)")]
    [InlineData("UPDATE {0} SET A = 1")]
    [InlineData("DELETE FROM {0}")]
    [InlineData("TRUNCATE TABLE {0}")]
    [InlineData("DROP TABLE {0}")]
    [InlineData("DROP TABLE IF EXISTS {0}")]
    [InlineData("CREATE TABLE {0} (Id int)")]
    [InlineData("CREATE DATABASE {0}")]
    [InlineData("CREATE INDEX {0} ON Users (Id)")]
    [InlineData("ALTER TABLE {0} ADD A int")]
    [InlineData("ALTER TABLE Users ADD COLUMN {0} int")]
    [InlineData("USE {0}")]
    [InlineData("VACUUM {0}")]
    [InlineData("REINDEX {0}")]
    [InlineData("LISTEN {0}")]
    [InlineData("SAVEPOINT {0}")]
    [InlineData("SELECT Name AS {0} FROM Users")]
    [InlineData("ALTER TABLE Users RENAME TO {0}")]
    [InlineData("SELECT * FROM Users u WHERE u.{0} = 1")]
    [InlineData("SELECT * FROM Users WHERE [{0}] = 1")]
    [InlineData("SELECT * -- the ' of a comment\\nFROM {0}")]
    [InlineData("SELECT 'FROM' /* it's */ FROM {0}")]
    public async Task Reports_names(string format) => await Judges(format, "OMNI2002");

    [Theory]
    [InlineData("SELECT * FROM Users WHERE Name = '{0}'")]
    [InlineData("SELECT * FROM Users WHERE Name = N'{0}'")]
    [InlineData("SELECT * FROM Users WHERE Name LIKE '%{0}%'")]
    [InlineData("SELECT * FROM Users WHERE Name = {0}")]
    [InlineData("SELECT * FROM Users WHERE Id >= {0}")]
    [InlineData("SELECT * FROM Users WHERE Id IN ({0})")]
    [InlineData("SELECT * FROM Users WHERE Id IN (1, {0})")]
    [InlineData("SELECT * FROM Users WHERE Name IN ('a', '{0}')")]
    [InlineData("SELECT * FROM Users WHERE Id BETWEEN {0} AND 9")]
    [InlineData("SELECT * FROM Users WHERE [Name] = '{0}' ORDER BY Id")]
    [InlineData("SELECT * FROM Users WHERE Name = 'it''s {0}'")]
    [InlineData("SELECT * FROM Users WHERE Path = '[{0}]'")]
    [InlineData("SELECT * FROM Users WHERE Note = 'ORDER BY {0}'")]
    [InlineData("INSERT INTO Users (Name) VALUES ('{0}')")]
    [InlineData("INSERT INTO Users (Name) VALUES ({0})")]
    [InlineData("INSERT INTO Users (Name, Age) VALUES ('x', {0})")]
    [InlineData("INSERT INTO Users VALUES ('{0}')")]
    [InlineData("UPDATE Users SET Name = '{0}' WHERE Id = 1")]
    [InlineData("UPDATE Users SET Name = {0}")]
    [InlineData("EXEC dbo.Find '{0}'")]
    [InlineData("SELECT * FROM Users ORDER BY Id LIMIT {0}")]
    [InlineData("SELECT * FROM Users ORDER BY Id OFFSET {0} ROWS")]
    [InlineData("SELECT '{0}' AS Name FROM Users")]
    [InlineData("SELECT * FROM dbo.Find('{0}')")]
    [InlineData("SELECT * FROM Users WHERE Contains(Name, '{0}')")]
    [InlineData("{0}")]
    [InlineData("SELECT * FROM Users WHERE {0}")]
    public async Task Reports_values(string format) => await Judges(format, "OMNI2001");

    [Theory]
    [InlineData("""var bulk = new SqlBulkCopy(new SqlConnection()); bulk.DestinationTableName = input;""", "OMNI2002")]
    [InlineData("""var bulk = new SqlBulkCopy(new SqlConnection()) { DestinationTableName = unknown };""", "OMNI2002?")]
    [InlineData("""var bulk = new SqlBulkCopy(new SqlConnection()) { DestinationTableName = "dbo." + nameof(User) };""", "")]
    [InlineData("""new SqlConnection().ChangeDatabase(input);""", "OMNI2002")]
    [InlineData("""new SqlConnection().ChangeDatabase("Shop");""", "")]
    [InlineData("""new NpgsqlConnection().BeginTextImport("COPY Users FROM STDIN");""", "")]
    [InlineData("""new NpgsqlConnection().BeginTextImport($"COPY {input} FROM STDIN");""", "OMNI2002")]
    public async Task Judges_sinks_of_names(string statements, string expected) =>
        Assert.Equal(expected, await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute($"SELECT * FROM {input} WHERE Name = '{input}'");""")]
    [InlineData("""db.Execute("SELECT * FROM Users WHERE " + input + " = @v");""")]
    [InlineData("""db.Execute("UPDATE Users SET " + input + " = @v");""")]
    [InlineData("""db.Execute("EXEC " + input);""")]
    [InlineData("""db.Execute(unknown + " ORDER BY " + input);""")]
    [InlineData("""db.Execute(input + " FROM Users");""")]
    public async Task Is_an_error_either_way(string statements)
    {
        var found = await SqlTest.OfStatements(statements);
        Assert.Contains(found.Split(' '), id => id is "OMNI2001" or "OMNI2002");
    }

    [Theory]
    [InlineData("""var sql = "SELECT * FROM Users"; if (flag) sql += " WHERE Id = 1"; sql += " ORDER BY " + input; db.Execute(sql);""", "OMNI2002")]
    [InlineData("""var sb = new StringBuilder("SELECT * FROM Users WHERE Name = '"); sb.Append(input).Append("'"); db.Execute(sb.ToString());""",
        "OMNI2001")]
    [InlineData("""var sb = new StringBuilder("SELECT * FROM Users"); sb.Append(" ORDER BY ").Append(input); db.Execute(sb.ToString());""", "OMNI2002")]
    [InlineData("""var order = " ORDER BY " + input; db.Execute("SELECT * FROM Users" + order);""", "OMNI2002")]
    [InlineData("""db.Execute(string.Format("SELECT * FROM {0} WHERE Id = {1}", input, id));""", "OMNI2002")]
    [InlineData("""db.Execute("SELECT * FROM @t".Replace("@t", input));""", "OMNI2002")]
    [InlineData("""db.Execute("SELECT " + string.Join(", ", inputs) + " FROM Users");""", "OMNI2002")]
    [InlineData("""db.Execute("SELECT " + string.Join(", ", inputs.Select(x => "[" + x + "]")) + " FROM Users");""", "OMNI2002")]
    [InlineData("""db.Execute(string.Concat("SELECT * FROM ", input, " WHERE Id = ", id));""", "OMNI2002")]
    public async Task Keeps_the_position_through_flows(string statements, string expected) =>
        Assert.Equal(expected, await SqlTest.OfStatements(statements));

    private static async Task Judges(string format, string expected)
    {
        var interpolated = format.Replace("{0}", "{input}", StringComparison.Ordinal);
        var sum = format.Replace("{0}", "\" + unknown + \"", StringComparison.Ordinal);
        Assert.Equal(expected, await SqlTest.OfStatements($"db.Execute($\"{interpolated}\");"));
        Assert.Equal(expected + "?", await SqlTest.OfStatements($"db.Execute(\"{sum}\");"));
        Assert.Equal("", await SqlTest.OfStatements($"db.Execute(string.Format(\"{format}\", id));"));
    }
}
