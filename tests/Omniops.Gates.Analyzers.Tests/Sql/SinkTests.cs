namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>The members that run a text, and stored procedures, whose text is a name.</summary>
public sealed class SinkTests
{
    [Theory]
    [InlineData("""command.CommandText = @;""")]
    [InlineData("""using var c = new SqlCommand(@);""")]
    [InlineData("""using var c = new SqlCommand(@, new SqlConnection());""")]
    [InlineData("""SqlCommand c = new(@, new SqlConnection(), null);""")]
    [InlineData("""var c = new SqlCommand { CommandText = @ };""")]
    [InlineData("""var c = new SqlCommand(); c.CommandText = @;""")]
    [InlineData("""IDbCommand c = new SqlCommand(); c.CommandText = @;""")]
    [InlineData("""var c = db.CreateCommand(); c.CommandText = @; c.ExecuteNonQuery();""")]
    [InlineData("""using (var c = new SqlConnection().CreateCommand()) { c.CommandText = @; }""")]
    [InlineData("""var a = new SqlDataAdapter(@, new SqlConnection());""")]
    [InlineData("""var c = new NpgsqlCommand(@);""")]
    [InlineData("""var c = new NpgsqlCommand(@, new NpgsqlConnection()) { CommandTimeout = 3 };""")]
    [InlineData("""DbDataSource source = null; source.CreateCommand(@);""")]
    [InlineData("""DbBatchCommand batch = null; batch.CommandText = @;""")]
    [InlineData("""db.Execute(@);""")]
    [InlineData("""var r = db.Query<User>(@, new { id });""")]
    [InlineData("""var r = await db.QueryAsync<User>(@);""")]
    [InlineData("""var r = db.QueryFirstOrDefault<User>(@);""")]
    [InlineData("""var r = db.ExecuteScalar<int>(@);""")]
    [InlineData("""db.Execute(new CommandDefinition(@, new { id }));""")]
    [InlineData("""var r = context.Users.FromSqlRaw(@);""")]
    [InlineData("""var r = context.Database.SqlQueryRaw<int>(@);""")]
    [InlineData("""context.Database.ExecuteSqlRaw(@);""")]
    [InlineData("""command.CommandText += @;""")]
    [InlineData("""command.CommandText ??= @;""")]
    [InlineData("""var c = command; c.CommandText ??= (@).Trim();""")]
    [InlineData("""(command.CommandText, command.CommandTimeout) = (@, 3);""")]
    [InlineData("""if (command is SqlCommand c) c.CommandText = @;""")]
    [InlineData("""var c = command; if (c != null) { c.CommandText = @; }""")]
    public async Task Judges_each_sink(string statement)
    {
        Assert.Equal("", await Of(statement, """("SELECT * FROM Users WHERE Id = " + id)"""));
        Assert.Equal("OMNI2001", await Of(statement, """("SELECT * FROM Users WHERE Name = '" + input + "'")"""));
        Assert.Equal("OMNI2001?", await Of(statement, """("SELECT * FROM Users WHERE Name = '" + unknown + "'")"""));
    }

    [Theory]
    [InlineData("""command.CommandType = CommandType.StoredProcedure; command.CommandText = "dbo.Find";""")]
    [InlineData("""command.CommandText = "dbo.Find"; command.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""var c = new SqlCommand("dbo.Find") { CommandType = CommandType.StoredProcedure }; c.Parameters.AddWithValue("@n", input);""")]
    [InlineData("""db.Execute("dbo.Find", new { input }, commandType: CommandType.StoredProcedure);""")]
    [InlineData("""db.Execute(flag ? "dbo.Find" : "dbo.List", new { unknown }, commandType: CommandType.StoredProcedure);""")]
    [InlineData("""var sql = command.CommandText; Console.WriteLine(sql + input);""")]
    [InlineData("""command.CommandTimeout = input.Length;""")]
    [InlineData("""var c = new SqlConnection(input);""")]
    [InlineData("""var c = new SqlCommand("SELECT @n"); c.Parameters.AddWithValue("@n", input); c.Parameters.AddWithValue(unknown, id);""")]
    [InlineData("""db.Execute("SELECT @input, @unknown", new { input, unknown });""")]
    [InlineData("""db.Execute("SELECT @input", param: new Dictionary<string, object> { ["input"] = "x" + input });""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""public sealed class Own : OwnBase { public Own(string text) { } }""")]
    public async Task Knows_commands_of_the_project(string own)
    {
        const string Base = """
            public abstract class OwnBase : IDbCommand
            {
                public string CommandText { get; set; }
                public int CommandTimeout { get; set; }
                public CommandType CommandType { get; set; }
                public IDbConnection Connection { get; set; }
                public IDataParameterCollection Parameters => null;
                public IDbTransaction Transaction { get; set; }
                public UpdateRowSource UpdatedRowSource { get; set; }
                public void Cancel() { }
                public IDbDataParameter CreateParameter() => null;
                public void Dispose() { }
                public int ExecuteNonQuery() => 0;
                public IDataReader ExecuteReader() => null;
                public IDataReader ExecuteReader(CommandBehavior behavior) => null;
                public object ExecuteScalar() => null;
                public void Prepare() { }
            }
            """;
        const string Program = """public void Run() { string q = request.Query["q"]; var c = new Own("SELECT * FROM Users WHERE A = '" + q + "'"); }""";
        Assert.Equal("OMNI2001", await SqlTest.Of(SqlTest.Subject(Program), own + Base));
        const string Assignment = """public void Run(OwnBase c) { string q = request.Query["q"]; c.CommandText = "SELECT * FROM Users WHERE A = '" + q + "'"; }""";
        Assert.Equal("OMNI2001", await SqlTest.Of(SqlTest.Subject(Assignment), own + Base));
    }

    private static Task<string> Of(string statement, string text) =>
        SqlTest.OfStatements(statement.Replace("@", text, StringComparison.Ordinal));
}
