using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Sql;
using Omniops.Gates.Analyzers.Tests.Sql;
using Omniops.Gates.CodeFixes.Sql;

namespace Omniops.Gates.CodeFixes.Tests.Sql;

/// <summary>In the rows, <c>input</c> comes from the query string and <c>unknown</c> from whoever calls.</summary>
public sealed class SqlTextBuiltFromDataFixTests
{
    [Theory]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}'"|});""",
        """var r = context.Users.FromSql($"SELECT * FROM Users WHERE Name = {input}");""")]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:"SELECT * FROM Users WHERE Name = '" + input + "'"|}).ToList();""",
        """var r = context.Users.FromSql($"SELECT * FROM Users WHERE Name = {input}").ToList();""")]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:string.Format("SELECT * FROM Users WHERE Name = N'{0}' AND Id = {1}", input, id)|});""",
        """var r = context.Users.FromSql($"SELECT * FROM Users WHERE Name = {input} AND Id = {id}");""")]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:$"SELECT * FROM Users WHERE Name LIKE '%{input}%' LIMIT {id}"|});""",
        """var r = context.Users.FromSql($"SELECT * FROM Users WHERE Name LIKE {"%" + input + "%"} LIMIT {id}");""")]
    [InlineData(
        """context.Database.ExecuteSqlRaw({|OMNI2001:$@"UPDATE Users SET ""Name"" = '{unknown}' WHERE Id = {id}"|});""",
        """context.Database.ExecuteSql($@"UPDATE Users SET ""Name"" = {unknown} WHERE Id = {id}");""")]
    [InlineData(
        """await context.Database.ExecuteSqlRawAsync({|OMNI2001:$"DELETE FROM Users WHERE Name = {input}"|}, stop);""",
        """await context.Database.ExecuteSqlAsync($"DELETE FROM Users WHERE Name = {input}", stop);""")]
    [InlineData(
        """await context.Database.ExecuteSqlRawAsync({|OMNI2001:$"INSERT INTO Users (Name, Nick) VALUES ('{input.Trim()}', '{input.Replace("'", "''")}')"|});""",
        """await context.Database.ExecuteSqlAsync($"INSERT INTO Users (Name, Nick) VALUES ({input.Trim()}, {input})");""")]
    [InlineData(
        """var r = context.Database.SqlQueryRaw<int>({|OMNI2001:$"SELECT Id FROM Users WHERE Name = '{request.Query["q"]}'"|});""",
        """var r = context.Database.SqlQuery<int>($"SELECT Id FROM Users WHERE Name = {request.Query["q"].ToString()}");""")]
    [InlineData(
        """
        var sql = $"SELECT * FROM Users WHERE Name = '{input}'";
        var r = context.Users.FromSqlRaw({|OMNI2001:sql|});
        """,
        """
        FormattableString sql = $"SELECT * FROM Users WHERE Name = {input}";
        var r = context.Users.FromSql(sql);
        """)]
    [InlineData(
        """
        string sql = "SELECT * FROM Users " +
            "WHERE Name = '" + input + "'";
        await context.Database.ExecuteSqlRawAsync({|OMNI2001:sql|}); // all of them
        """,
        """
        FormattableString sql = $"SELECT * FROM Users WHERE Name = {input}";
        await context.Database.ExecuteSqlAsync(sql); // all of them
        """)]
    public Task Calls_the_interpolated_method(string before, string after) => Check(before, after);

    [Fact]
    public Task Keeps_a_raw_string_raw() => Check(
        """"
        var r = context.Users.FromSqlRaw({|OMNI2001:$"""
            SELECT * FROM "Users"
            WHERE Name = '{input}'
            """|});
        """",
        """"
        var r = context.Users.FromSql($"""
            SELECT * FROM "Users"
            WHERE Name = {input}
            """);
        """");

    [Theory]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|});""",
        """db.Execute("DELETE FROM Users WHERE Name = @input", new { input });""")]
    [InlineData(
        """var r = db.Query<User>({|OMNI2001:"SELECT * FROM Users WHERE Name = '" + input + "' AND Nick = '" + unknown + "'"|});""",
        """var r = db.Query<User>("SELECT * FROM Users WHERE Name = @input AND Nick = @unknown", new { input, unknown });""")]
    [InlineData(
        """var r = await db.QueryAsync<User>({|OMNI2001:$"SELECT * FROM Users WHERE Name LIKE '{filter.Text}%'"|}, null, transaction);""",
        """var r = await db.QueryAsync<User>("SELECT * FROM Users WHERE Name LIKE @text", new { text = $"{filter.Text}%" }, transaction);""")]
    [InlineData(
        """var r = db.Query<User>({|OMNI2001:$"SELECT * FROM Users WHERE Id = @id AND Name = '{input}'"|}, new { id });""",
        """var r = db.Query<User>("SELECT * FROM Users WHERE Id = @id AND Name = @input", new { id, input });""")]
    [InlineData(
        """var r = db.Query<User>({|OMNI2001:$"SELECT * FROM Users WHERE Nick = @input AND Name = '{input}'"|}, new { input = "x" });""",
        """var r = db.Query<User>("SELECT * FROM Users WHERE Nick = @input AND Name = @input2", new { input = "x", input2 = input });""")]
    [InlineData(
        """db.Execute(sql: {|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|}, transaction: transaction);""",
        """db.Execute(sql: "DELETE FROM Users WHERE Name = @input", param: new { input }, transaction: transaction);""")]
    [InlineData(
        """db.Execute(new CommandDefinition({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|}, cancellationToken: stop));""",
        """db.Execute(new CommandDefinition("DELETE FROM Users WHERE Name = @input", new { input }, cancellationToken: stop));""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM {Table} WHERE Name = '{input}' AND Kind = '{kind}'"|});""",
        """db.Execute($"DELETE FROM {Table} WHERE Name = @input AND Kind = '{kind}'", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:"DELETE FROM " + Table + " WHERE Name = '" + input + "' AND Id > " + id|});""",
        """db.Execute("DELETE FROM " + Table + " WHERE Name = @input AND Id > @id", new { input, id });""")]
    [InlineData(
        """
        var sql = "SELECT * " +
            "FROM Users " +
            "WHERE Name = '" + input + "' " +
            "AND Nick = '" +
            unknown +
            "' " +
            "ORDER BY Id";
        var r = db.Query<User>({|OMNI2001:sql|});
        """,
        """
        var sql = "SELECT * " +
            "FROM Users " +
            "WHERE Name = @input " +
            "AND Nick = @unknown" +
            " " +
            "ORDER BY Id";
        var r = db.Query<User>(sql, new { input, unknown });
        """)]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name IN ('{input}', '{unknown}') OR Nick = '{input}'"|});""",
        """db.Execute("DELETE FROM Users WHERE Name IN (@input, @unknown) OR Nick = @input", new { input, unknown });""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"EXEC dbo.Rename '{input}', @by = '{unknown}'"|});""",
        """db.Execute("EXEC dbo.Rename @input, @by = @unknown", new { input, unknown });""")]
    public Task Fills_the_object_beside_the_text(string before, string after) => Check(before, after);

    [Theory]
    [InlineData(
        """
        using var command = new SqlCommand({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}'"|}, connection);
        command.ExecuteScalar();
        """,
        """
        using var command = new SqlCommand("SELECT * FROM Users WHERE Name = @input", connection);
        command.Parameters.AddWithValue("@input", input);
        command.ExecuteScalar();
        """)]
    [InlineData(
        """
        var command = connection.CreateCommand();
        command.CommandText = {|OMNI2001:"SELECT * FROM Users WHERE Name LIKE '%" + input + "%'"|}; // both sides
        """,
        """
        var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM Users WHERE Name LIKE @input"; // both sides
        command.Parameters.AddWithValue("@input", "%" + input + "%");
        """)]
    [InlineData(
        """
        using (var command = new SqlCommand({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}' AND Id = @input"|}))
        {
            command.Parameters.AddWithValue("@input2", id);
            command.ExecuteNonQuery();
        }
        """,
        """
        using (var command = new SqlCommand("SELECT * FROM Users WHERE Name = @input3 AND Id = @input"))
        {
            command.Parameters.AddWithValue("@input3", input);
            command.Parameters.AddWithValue("@input2", id);
            command.ExecuteNonQuery();
        }
        """)]
    [InlineData(
        """
        var command = new SqlCommand
        {
            CommandText = {|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}'"|},
            CommandTimeout = 3,
        };
        """,
        """
        var command = new SqlCommand
        {
            CommandText = "SELECT * FROM Users WHERE Name = @input",
            CommandTimeout = 3,
        };
        command.Parameters.AddWithValue("@input", input);
        """)]
    [InlineData(
        """
        SqlCommand command = null; var sql = $"SELECT * FROM Users WHERE Name = '{input}'"; command = new SqlCommand({|OMNI2001:sql|}); command.ExecuteScalar();
        """,
        """
        SqlCommand command = null; var sql = "SELECT * FROM Users WHERE Name = @input"; command = new SqlCommand(sql); command.Parameters.AddWithValue("@input", input); command.ExecuteScalar();
        """)]
    [InlineData(
        """
        using var command = db.CreateCommand();
        command.CommandText = {|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}' AND Age > {id}"|};
        command.ExecuteScalar();
        """,
        """
        using var command = db.CreateCommand();
        command.CommandText = "SELECT * FROM Users WHERE Name = @input AND Age > @id";
        var inputParameter = command.CreateParameter();
        inputParameter.ParameterName = "@input";
        inputParameter.Value = input;
        command.Parameters.Add(inputParameter);
        var idParameter = command.CreateParameter();
        idParameter.ParameterName = "@id";
        idParameter.Value = id;
        command.Parameters.Add(idParameter);
        command.ExecuteScalar();
        """)]
    [InlineData(
        """
        var command = new NpgsqlCommand({|OMNI2001:$"SELECT * FROM users WHERE name = '{input}'::text"|});
        """,
        """
        var command = new NpgsqlCommand("SELECT * FROM users WHERE name = @input::text");
        var inputParameter = command.CreateParameter();
        inputParameter.ParameterName = "@input";
        inputParameter.Value = input;
        command.Parameters.Add(inputParameter);
        """)]
    [InlineData(
        """
        foreach (var name in names)
        {
            using var command = connection.CreateCommand();
            command.CommandText = {|OMNI2001:$@"
                INSERT INTO Users (Name) VALUES ('{name}')"|};
            command.ExecuteNonQuery();
        }
        """,
        """
        foreach (var name in names)
        {
            using var command = connection.CreateCommand();
            command.CommandText = @"
                INSERT INTO Users (Name) VALUES (@name)";
            command.Parameters.AddWithValue("@name", name);
            command.ExecuteNonQuery();
        }
        """)]
    public Task Adds_parameters_to_the_command(string before, string after) => Check(before, after);

    [Theory]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}' AND Active = '{flag}' AND Age > {id:D3}"|});""",
        """db.Execute($"DELETE FROM Users WHERE Name = @input AND Active = '{flag}' AND Age > {id:D3}", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:@"DELETE FROM ""Users"" WHERE Name = '" + input + "' AND Nick = \"x\""|});""",
        """"db.Execute(@"DELETE FROM ""Users"" WHERE Name = @input AND Nick = ""x""", new { input });"""")]
    [InlineData(
        """db.Execute({|OMNI2001:"DELETE FROM \"Users\" WHERE Name = '" + input + @"' AND Nick = ""x"" "|});""",
        """db.Execute("DELETE FROM \"Users\" WHERE Name = @input AND Nick = \"x\" ", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:"DELETE FROM Users\r\n\tWHERE Name = '\u00e4" + input + "''s'"|});""",
        """db.Execute("DELETE FROM Users\r\n\tWHERE Name = @input", new { input = "ä" + input + "'s" });""")]
    [InlineData(
        """db.Execute({|OMNI2001:string.Concat("DELETE FROM Users WHERE Name = '", input, "'")|});""",
        """db.Execute("DELETE FROM Users WHERE Name = @input", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:string.Format("UPDATE {0} SET Json = '{{}}', Nick = '{1}' WHERE Name = '{1}'", Table, input)|});""",
        """db.Execute($"UPDATE {Table} SET Json = '{{}}', Nick = @input WHERE Name = @input", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"UPDATE Users SET Json = '{{}}' WHERE Name = '{input}'"|});""",
        """db.Execute("UPDATE Users SET Json = '{}' WHERE Name = @input", new { input });""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE /* all' */ FROM `Users` WHERE [Is] = 1 OR Name = '{Table}-{input}-{id:D3}'"|});""",
        """db.Execute("DELETE /* all' */ FROM `Users` WHERE [Is] = 1 OR Name = @input", new { input = $"{Table}-{input}-{id:D3}" });""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Nick = '{id + 1}{input}' AND Name = '{(flag ? input : unknown)}'"|});""",
        """db.Execute("DELETE FROM Users WHERE Nick = @input AND Name = @value", new { input = $"{(id + 1)}{input}", value = flag ? input : unknown });""")]
    [InlineData(
        """db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{Name(input)}' OR Nick = '{Name(input)}'"|});""",
        """db.Execute("DELETE FROM Users WHERE Name = @name OR Nick = @name2", new { name = Name(input), name2 = Name(input) });""")]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{(flag ? input : unknown)}' OR Name LIKE '{Table + input}_'"|});""",
        """var r = context.Users.FromSql($"SELECT * FROM Users WHERE Name = {(flag ? input : unknown)} OR Name LIKE {(Table + input) + "_"}");""")]
    public Task Writes_what_is_left_as_it_was(string before, string after) => Check(before, after);

    [Fact]
    public Task Keeps_line_breaks() => new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(
        Program(
            """
            switch (id)
            {
                case 1:
                    var command = new SqlCommand({|OMNI2001:$"SELECT 1; SELECT * FROM Users WHERE Name = '{input}'"|});
                    break;
                case 2:
                    var other = new SqlCommand({|OMNI2001:"SELECT * FROM Users WHERE Name = '" +
                        input +
                        "'"|});
                    break;
            }
            """).ReplaceLineEndings("\r\n"),
        Program(
            """
            switch (id)
            {
                case 1:
                    var command = new SqlCommand("SELECT 1; SELECT * FROM Users WHERE Name = @input");
                    command.Parameters.AddWithValue("@input", input);
                    break;
                case 2:
                    var other = new SqlCommand("SELECT * FROM Users WHERE Name = @input");
                    other.Parameters.AddWithValue("@input", input);
                    break;
            }
            """).ReplaceLineEndings("\r\n")).WithReferences(SqlLibraries.All).CheckAsync();

    [Fact]
    public Task Minds_null() => Check(
        """
        #nullable enable
        string? nick = request.Query["nick"];
        using var command = new SqlCommand({|OMNI2001:$"SELECT * FROM Users WHERE Nick = '{nick}' AND Age = {maybe}"|}, connection);
        """,
        """
        #nullable enable
        string? nick = request.Query["nick"];
        using var command = new SqlCommand("SELECT * FROM Users WHERE Nick = @nick AND Age = @maybe", connection);
        command.Parameters.AddWithValue("@nick", nick ?? "");
        command.Parameters.AddWithValue("@maybe", (object?)maybe ?? DBNull.Value);
        """);

    [Fact]
    public Task Fixes_all() => Check(
        """
        using var first = db.CreateCommand();
        first.CommandText = {|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}'"|};
        using var second = db.CreateCommand();
        second.CommandText = {|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}' AND Nick = '{unknown}'"|};
        var sql = $"SELECT * FROM Users WHERE Name = '{input}'";
        var r = context.Users.FromSqlRaw({|OMNI2001:sql|});
        db.Execute({|OMNI2001:"DELETE FROM Users WHERE Name = '" + input + "'"|}); db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Nick = '{unknown}'"|});
        """,
        """
        using var first = db.CreateCommand();
        first.CommandText = "SELECT * FROM Users WHERE Name = @input";
        var inputParameter = first.CreateParameter();
        inputParameter.ParameterName = "@input";
        inputParameter.Value = input;
        first.Parameters.Add(inputParameter);
        using var second = db.CreateCommand();
        second.CommandText = "SELECT * FROM Users WHERE Name = @input AND Nick = @unknown";
        var inputParameter2 = second.CreateParameter();
        inputParameter2.ParameterName = "@input";
        inputParameter2.Value = input;
        second.Parameters.Add(inputParameter2);
        var unknownParameter = second.CreateParameter();
        unknownParameter.ParameterName = "@unknown";
        unknownParameter.Value = unknown;
        second.Parameters.Add(unknownParameter);
        FormattableString sql = $"SELECT * FROM Users WHERE Name = {input}";
        var r = context.Users.FromSql(sql);
        db.Execute("DELETE FROM Users WHERE Name = @input", new { input }); db.Execute("DELETE FROM Users WHERE Nick = @unknown", new { unknown });
        """);

    [Theory]
    // Names, and what may be one.
    [InlineData("""db.Execute({|OMNI2002:$"DELETE FROM {input} WHERE Id = 1"|});""")]
    [InlineData("""var r = db.Query<User>({|OMNI2002:$"SELECT * FROM Users ORDER BY {input}"|});""")]
    [InlineData("""var r = db.Query<User>({|OMNI2002:"SELECT * FROM Users ORDER BY Name " + input|});""")]
    [InlineData("""var r = context.Users.FromSqlRaw({|OMNI2002:$"SELECT * FROM [{input}]"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT Name FROM Users GROUP BY '{input}'"|});""")]
    // Pieces of a statement.
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE {input}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:"SELECT * FROM Users " + input|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}' {unknown}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Id IN ({input})"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name LIKE {input}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name = {input}{unknown}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name = DATE '{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users -- {input}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name = E'{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}\\n'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"{unknown} WHERE Name = '{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:input|});""")]
    // Statements that take no parameters, and code in a literal.
    [InlineData("""db.Execute({|OMNI2001:$"CREATE USER shop PASSWORD = '{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"EXEC('{input}')"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"EXEC sp_executesql N'{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"SELECT * FROM run('SELECT * FROM Users WHERE Name = ''{input}''')"|});""")]
    // Literals that are doubled or quoted before.
    [InlineData("""var safe = input.Replace("'", "''"); db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{safe}'"|});""")]
    [InlineData("""var quoted = "'" + input + "'"; db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = {quoted}"|});""")]
    [InlineData("""var value = flag ? "NULL" : input; db.Execute({|OMNI2001:$"UPDATE Users SET Name = {value}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"UPDATE Users SET Name = {input ?? "NULL"}"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"DELETE /* all' */ FROM `Users` WHERE [It's] = 1 OR Name = '{Table}-{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:"DELETE FROM Users WHERE Nick = '" + id + id + input + "'"|});""")]
    // Values that a database does not take, or takes as something else.
    [InlineData("""db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{any}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input,10}'"|});""")]
    // Texts that are made elsewhere, in steps, or used twice.
    [InlineData("""db.Execute({|OMNI2001:Where(input)|});""")]
    [InlineData("""var sql = "DELETE FROM Users"; sql += $" WHERE Name = '{input}'"; db.Execute({|OMNI2001:sql|});""")]
    [InlineData("""var sql = $"DELETE FROM Users WHERE Name = '{input}'"; Console.WriteLine(sql); db.Execute({|OMNI2001:sql|});""")]
    [InlineData("""var sql = new StringBuilder("DELETE FROM Users WHERE Name = '").Append(input).Append("'"); db.Execute({|OMNI2001:sql.ToString()|});""")]
    [InlineData("""db.Execute({|OMNI2001:flag ? "SELECT 1" : $"SELECT * FROM Users WHERE Name = '{input}'"|});""")]
    [InlineData("""db.Execute({|OMNI2001:"DELETE FROM Users WHERE Name = '" + /* who */ input + "'"|});""")]
    // Parameters that are there already, in another form.
    [InlineData("""db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|}, new DynamicParameters());""")]
    [InlineData("""context.Database.ExecuteSqlRaw({|OMNI2001:$"DELETE FROM Users WHERE Id = {{0}} AND Name = '{input}'"|}, id);""")]
    [InlineData("""var r = context.Users.FromSqlRaw({|OMNI2001:$"SELECT * FROM {Table} WHERE Name = '{input}'"|});""")]
    // Commands that are not made here, or serve twice.
    [InlineData("""shared.CommandText = {|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|};""")]
    [InlineData("""new SqlCommand({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|}).ExecuteNonQuery();""")]
    [InlineData("""var c = new SqlCommand(); foreach (var name in names) c.CommandText = {|OMNI2001:$"DELETE FROM Users WHERE Name = '{name}'"|};""")]
    [InlineData("""var c = new SqlCommand(); foreach (var name in names) { c.CommandText = {|OMNI2001:$"DELETE FROM Users WHERE Name = '{name}'"|}; }""")]
    [InlineData("""var c = new SqlCommand(); c.CommandText = {|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|}; c.CommandText = "SELECT 1";""")]
    [InlineData("""var c = new SqlCommand(); if (flag) c.CommandText = {|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|};""")]
    [InlineData("""var c = new SqlCommand({|OMNI2001:$"DELETE FROM Users WHERE Name = '{Where(input)}'"|});""")]
    [InlineData("""var sql = $"DELETE FROM Users WHERE Name = '{input}'"; while (flag) { var c = new SqlCommand({|OMNI2001:sql|}); input += "x"; }""")]
    [InlineData("""var sql = $"DELETE FROM Users WHERE Name = '{input}'"; input = ""; var c = new SqlCommand({|OMNI2001:sql|});""")]
    public Task Is_not_offered(string statements) => Check(statements, statements, isOffered: false);

    [Theory]
    [InlineData(
        """var r = context.Users.FromSqlRaw({|OMNI2001:$"SELECT * FROM Users WHERE Name = '{input}'"|});""",
        """var r = context.Users.FromSqlInterpolated($"SELECT * FROM Users WHERE Name = {input}");""")]
    [InlineData(
        """await context.Database.ExecuteSqlRawAsync({|OMNI2001:"DELETE FROM Users WHERE Name = '" + input + "'"|});""",
        """await context.Database.ExecuteSqlInterpolatedAsync($"DELETE FROM Users WHERE Name = {input}");""")]
    public Task Calls_the_method_that_the_version_has(string before, string after)
    {
        const string Library = """
            using System;
            using System.Threading.Tasks;
            namespace Microsoft.EntityFrameworkCore
            {
                using Microsoft.EntityFrameworkCore.Infrastructure;
                public class DbContext { public DatabaseFacade Database => throw null; }
                public class DbSet<TEntity> where TEntity : class { }
                public static class RelationalQueryableExtensions
                {
                    public static object FromSqlRaw<TEntity>(this DbSet<TEntity> source, string sql, params object[] parameters)
                        where TEntity : class => throw null;
                    public static object FromSqlInterpolated<TEntity>(this DbSet<TEntity> source, FormattableString sql)
                        where TEntity : class => throw null;
                    [Obsolete("Use FromSqlInterpolated")]
                    public static object FromSql<TEntity>(this DbSet<TEntity> source, FormattableString sql) where TEntity : class => throw null;
                }
                public static class RelationalDatabaseFacadeExtensions
                {
                    public static Task<int> ExecuteSqlRawAsync(this DatabaseFacade facade, string sql, params object[] parameters) => throw null;
                    public static Task<int> ExecuteSqlInterpolatedAsync(this DatabaseFacade facade, FormattableString sql) => throw null;
                }
            }
            namespace Microsoft.EntityFrameworkCore.Infrastructure { public class DatabaseFacade { } }
            """;
        return new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(Code(before), Code(after))
            .WithReferences([SqlLibraries.Compile("Microsoft.EntityFrameworkCore.Relational", Library)])
            .CheckAsync();

        static string Code(string statement) => $$"""
            using Microsoft.EntityFrameworkCore;
            static class Program { static void Main() { } }
            public class User { }
            public class AppDb : DbContext { public DbSet<User> Users => null; }
            class Shop
            {
                async Task Run(AppDb context, HttpRequest request)
                {
                    await Task.Yield();
                    string input = request.Query["q"];
                    {{statement}}
                }
            }
            """;
    }

    [Fact]
    public Task Fits_into_endpoints() => new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(
        """
        using System.Data.Common;
        using Dapper;
        using Microsoft.Data.SqlClient;

        var app = WebApplication.Create(args);
        app.MapGet("/a", (string name, DbConnection db) => db.Query<string>({|OMNI2001:$"SELECT Name FROM Users WHERE Name = '{name}'"|}));
        app.MapGet("/b", (string name, SqlConnection connection) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = {|OMNI2001:$"SELECT Name FROM Users WHERE Name = '{name}'"|};
            return command.ExecuteScalar();
        });
        app.MapGet("/c", (string name, DbConnection db) =>
        {
            var sql = $"SELECT Name FROM Users WHERE Name = '{name}'";
            using var command = db.CreateCommand();
            command.CommandText = {|OMNI2001:sql|};
            return command.ExecuteScalar();
        });
        var first = Console.ReadLine();
        var sql = $"DELETE FROM Users WHERE Name = '{first}'";
        using var connection = new SqlConnection();
        using var command = new SqlCommand({|OMNI2001:sql|}, connection);
        app.Run();
        """,
        """
        using System.Data.Common;
        using Dapper;
        using Microsoft.Data.SqlClient;

        var app = WebApplication.Create(args);
        app.MapGet("/a", (string name, DbConnection db) => db.Query<string>("SELECT Name FROM Users WHERE Name = @name", new { name }));
        app.MapGet("/b", (string name, SqlConnection connection) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Name FROM Users WHERE Name = @name";
            command.Parameters.AddWithValue("@name", name);
            return command.ExecuteScalar();
        });
        app.MapGet("/c", (string name, DbConnection db) =>
        {
            var sql = "SELECT Name FROM Users WHERE Name = @name";
            using var command = db.CreateCommand();
            command.CommandText = sql;
            var nameParameter = command.CreateParameter();
            nameParameter.ParameterName = "@name";
            nameParameter.Value = name;
            command.Parameters.Add(nameParameter);
            return command.ExecuteScalar();
        });
        var first = Console.ReadLine();
        var sql = "DELETE FROM Users WHERE Name = @first";
        using var connection = new SqlConnection();
        using var command = new SqlCommand(sql, connection);
        command.Parameters.AddWithValue("@first", first);
        app.Run();
        """).WithReferences(SqlLibraries.All).CheckAsync();

    [Fact]
    public Task Is_not_offered_for_a_text_without_measure()
    {
        var text = "\"DELETE FROM Users WHERE Name = '\"" + string.Concat(Enumerable.Repeat(" + input + \"' OR Name = '\"", 500)) + " + \"'\"";
        var code = Program($"db.Execute({{|OMNI2001:{text}|}});");
        return new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(code, code).WithReferences(SqlLibraries.All).CheckAsync();
    }

    [Theory]
    [InlineData("Oracle.ManagedDataAccess")]
    [InlineData("System.Data.Odbc")]
    public Task Is_not_offered_where_the_database_may_have_other_signs(string library)
    {
        var code = Program("""db.Execute({|OMNI2001:$"DELETE FROM Users WHERE Name = '{input}'"|});""");
        return new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(code, code)
            .WithReferences([.. SqlLibraries.All, SqlLibraries.Compile(library, "")])
            .CheckAsync();
    }

    private static Task Check(string before, string after, bool isOffered = true)
    {
        Assert.Equal(isOffered, before != after);
        return new Fix<SqlTextBuiltFromData, SqlTextBuiltFromDataFix>(Program(before), Program(after))
            .WithReferences(SqlLibraries.All)
            .CheckAsync();
    }

    private static string Program(string statements) => $$"""
        using System;
        using System.Data;
        using System.Data.Common;
        using System.Text;
        using System.Threading;
        using Dapper;
        using Microsoft.Data.SqlClient;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        static class Program { static void Main() { } }
        public enum Kind { Name, Age }
        public class User { public int Id { get; set; } public string Name { get; set; } }
        public class Filter { public string Text { get; set; } = ""; }
        public class AppDb : DbContext { public DbSet<User> Users => Set<User>(); }

        public class Shop
        {
            private const string Table = "Users";

            public async Task Run(
                HttpRequest request, string unknown, string[] names, int id, int? maybe, bool flag, Kind kind, object any, Filter filter, IDbConnection db,
                SqlConnection connection, IDbTransaction transaction, AppDb context, DbCommand shared, CancellationToken stop)
            {
                await Task.Yield();
                string input = request.Query["q"];
                {{statements.Replace("\n", "\n        ")}}
            }

            private static string Name(string name) => name + "!";

            private static string Where(string name) => $"SELECT * FROM Users WHERE Name = '{name}'";
        }

        """;
}
