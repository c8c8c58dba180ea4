using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Injection;

namespace Omniops.Gates.Analyzers.Tests.Injection;

public sealed class SinksTests
{
    [Theory]
    [InlineData("""command.CommandText = [|sql|];""")]
    [InlineData("""command.CommandText += [|sql|];""")]
    [InlineData("""abstractCommand.CommandText = [|"SELECT " + sql|];""")]
    [InlineData("""var made = new SqlCommand { CommandText = [|sql|] };""")]
    [InlineData("""var made = new SqlCommand([|sql|]);""")]
    [InlineData("""SqlCommand made = new([|flag ? sql : name|], null);""")]
    [InlineData("""var made = new SqlCommand(connection: null, cmdText: [|sql|]);""")]
    [InlineData("""var made = new SqlDataAdapter([|sql|], name);""")]
    [InlineData("""var made = new Homemade.AuditCommand(name, [|sql|]);""")]
    [InlineData("""var made = new Homemade.OneText([|sql|]);""")]
    [InlineData("""batch.CommandText = [|sql|];""")]
    [InlineData("""source.CreateCommand([|sql|]);""")]
    [InlineData("""postgres.BeginBinaryImport([|sql|]);""")]
    [InlineData("""postgres.BeginTextExportAsync([|sql|]);""")]
    [InlineData("""postgresSource.CreateCommand([|sql|]);""")]
    [InlineData("""var made = new Npgsql.NpgsqlBatchCommand([|sql|]);""")]
    [InlineData("""MySql.Data.MySqlClient.MySqlHelper.ExecuteNonQuery(name, [|sql|]);""")]
    [InlineData("""var made = new MySql.Data.MySqlClient.MySqlScript(null, [|sql|]);""")]
    [InlineData("""script.Query = [|sql|];""")]
    [InlineData("""lite.Query<int>([|sql|], name);""")]
    [InlineData("""users.FromSqlRaw([|sql|], name);""")]
    [InlineData("""RelationalQueryableExtensions.FromSqlRaw(users, [|sql|]);""")]
    [InlineData("""RelationalQueryableExtensions.FromSqlRaw(sql: [|sql|], source: users);""")]
    [InlineData("""users.FromSql([|sql|]);""")]
    [InlineData("""users.FromSqlInterpolated([|formattable|]);""")]
    [InlineData("""users.FromSql([|$"SELECT {name}"|]);""")]
    [InlineData("""context.Database.ExecuteSqlRaw([|sql|]);""")]
    [InlineData("""context.Database.ExecuteSqlRawAsync([|sql|]);""")]
    [InlineData("""context.Database.SqlQueryRaw<int>([|sql|]);""")]
    [InlineData("""var made = FormattableStringFactory.Create([|sql|], name);""")]
    [InlineData("""old.SqlQuery<int>([|sql|]);""")]
    [InlineData("""old.ExecuteSqlCommand([|sql|], name);""")]
    [InlineData("""linq.ExecuteQuery<int>([|sql|], name);""")]
    [InlineData("""connection.Query<int>([|sql|], new { name });""")]
    [InlineData("""connection.Query<int>(param: new { name }, sql: [|sql|]);""")]
    [InlineData("""SqlMapper.Query<int>(connection, [|sql|]);""")]
    [InlineData("""connection.Execute([|sql|]);""")]
    [InlineData("""connection?.Execute([|sql|]);""")]
    [InlineData("""connection.Query<int>(new CommandDefinition([|sql|]));""")]
    [InlineData("""new SqlBuilder().Where([|sql|]).OrderBy([|name|]);""")]
    [InlineData("""connection.GetList<int>([|sql|]);""")]
    [InlineData("""connection.GetListPaged<int>(1, 10, [|sql|], [|name|]);""")]
    [InlineData("""poco.Fetch<int>([|sql|], name);""")]
    [InlineData("""poco.FetchAsync<int>([|sql|]);""")]
    [InlineData("""poco.Update<int>([|sql|]);""")]
    [InlineData("""poco.Fetch<int>(new NPoco.Sql([|sql|]).Where([|name|]).OrderBy([|name|]));""")]
    [InlineData("""RepoDb.DbConnectionExtension.ExecuteNonQuery(connection, [|sql|]);""")]
    [InlineData("""toDb.Query<int>([|sql|]);""")]
    [InlineData("""LinqToDB.DataExtensions.FromSql<int>(toDb, [|sql|]);""")]
    [InlineData("""session.CreateSQLQuery([|sql|]).SetParameter(name, name);""")]
    [InlineData("""session.Delete([|sql|]);""")]
    [InlineData("""ServiceStack.OrmLite.OrmLiteReadApi.Select<int>(connection, [|sql|], null);""")]
    [InlineData("""lines.UnsafeWhere([|sql|]);""")]
    [InlineData("""new SqlKata.Query().WhereRaw([|sql|]).OrderByRaw([|name|]);""")]
    [InlineData("""sugar.SqlQuery<int>([|sql|]);""")]
    [InlineData("""sugars.Where([|sql|]);""")]
    [InlineData("""free.ExecuteNonQuery([|sql|]);""")]
    [InlineData("""chloe.SqlQuery<int>([|sql|]);""")]
    [InlineData("""library.GetSqlStringCommand([|sql|]);""")]
    [InlineData("""library.ExecuteNonQuery(CommandType.Text, [|sql|]);""")]
    [InlineData("""var made = new Microsoft.Azure.Cosmos.QueryDefinition([|sql|]).WithParameter(name, name);""")]
    [InlineData("""cosmos.GetItemQueryIterator<int>([|sql|]);""")]
    [InlineData("""cassandra.Execute([|sql|]);""")]
    [InlineData("""cassandra.Execute(new Cassandra.SimpleStatement([|sql|]));""")]
    [InlineData("""page.SelectCommand = [|sql|];""")]
    [InlineData("""var made = new System.Web.UI.WebControls.SqlDataSource(name, [|sql|]);""")]
    [InlineData("""Run(() => connection.Execute([|sql|]));""")]
    [InlineData("""void Local() => connection.Execute([|sql|]); Local();""")]
    public void Reports(string statement) => Check(statement, SinkKind.Text);

    [Theory]
    [InlineData("""connection.ChangeDatabase([|name|]);""")]
    [InlineData("""postgres.ChangeDatabaseAsync([|name|]);""")]
    [InlineData("""new SqlBulkCopy(name).DestinationTableName = [|name|];""")]
    [InlineData("""var made = new SqlBulkCopy(name) { DestinationTableName = [|name|] };""")]
    public void Reports_identifiers(string statement) => Check(statement, SinkKind.Identifier);

    [Theory]
    [InlineData("""new DataTable().Select([|sql|], [|name|]);""")]
    [InlineData("""new DataTable().DefaultView.RowFilter = [|sql|];""")]
    [InlineData("""new DataTable().Columns[0].Expression = [|sql|];""")]
    [InlineData("""migration.Sql([|sql|]);""")]
    public void Reports_design_time(string statement) => Check(statement, SinkKind.DesignTime);

    [Theory]
    [InlineData("""command.CommandTimeout = 3;""")]
    [InlineData("""var made = new SqlCommand();""")]
    [InlineData("""var made = new SqlDataAdapter(new SqlCommand());""")]
    [InlineData("""var made = new SqlBulkCopy(name);""")]
    [InlineData("""var made = new Homemade.Connected(connectionString: name);""")]
    [InlineData("""var read = command.CommandText;""")]
    [InlineData("""source.CreateCommand();""")]
    [InlineData("""context.Database.Migrate(name);""")]
    [InlineData("""connection.GetList<int>(new { name });""")]
    [InlineData("""poco.SingleById<int>(name);""")]
    [InlineData("""poco.Update(name, name, name);""")]
    [InlineData("""session.Delete(name, new object());""")]
    [InlineData("""session.Delete(new object());""")]
    [InlineData("""new SqlKata.Query().Where(name, name);""")]
    [InlineData("""lines.Where(name);""")]
    [InlineData("""MySql.Data.MySqlClient.MySqlHelper.EscapeString(name);""")]
    [InlineData("""cosmos.GetItemQueryIterator<int>();""")]
    [InlineData("""new[] { name }.Select(value => value).Where(value => value.Length > 0).Single();""")]
    [InlineData("""new LookAlike.SqlCommand(sql).CommandText = sql;""")]
    [InlineData("""LookAlike.SqlMapper.Query<int>(connection, sql);""")]
    [InlineData("""new LookAlike.Sheet().Execute(sql);""")]
    public void Allows(string statement) => SinkTest.Check("sql", Program(statement), LibraryStubs.Data);

    [Theory]
    [InlineData("""command.CommandText = [|name|]; command.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""command.CommandType = System.Data.CommandType.StoredProcedure; command.CommandText = [|name|];""")]
    [InlineData("""var made = new SqlCommand { CommandType = CommandType.StoredProcedure, CommandText = [|name|] };""")]
    [InlineData("""var made = new SqlCommand([|name|]) { CommandType = CommandType.StoredProcedure };""")]
    [InlineData("""using var made = new SqlCommand([|name|]); made.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""using (var a = new SqlCommand([|name|])) { a.CommandType = CommandType.StoredProcedure; } using (var a = new SqlCommand(sql)) { a.Cancel(); }""")]
    [InlineData("""var made = new SqlDataAdapter([|name|], ""); made.SelectCommand.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""connection.Execute([|name|], commandType: CommandType.StoredProcedure);""")]
    [InlineData("""var made = new CommandDefinition([|name|], null, CommandType.StoredProcedure);""")]
    [InlineData("""library.ExecuteNonQuery(CommandType.StoredProcedure, [|name|]);""")]
    [InlineData("""library.ExecuteNonQuery([|name|], 1);""")]
    [InlineData("""library.GetStoredProcCommand([|name|]);""")]
    [InlineData("""toDb.QueryProc<int>([|name|]);""")]
    [InlineData("""command.CommandText = sql; command.CommandType = flag ? CommandType.StoredProcedure : CommandType.Text;""")]
    [InlineData("""command.CommandType = CommandType.Text; command.CommandText = sql; command.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""command.CommandText = sql; abstractCommand.CommandType = CommandType.StoredProcedure;""")]
    [InlineData("""connection.Execute(sql, commandType: CommandType.Text);""")]
    [InlineData("""command = new SqlCommand(sql); command = new SqlCommand([|name|]); command.CommandType = CommandType.StoredProcedure;""")]
    public void Marks_procedures(string statement) =>
        SinkTest.Check("sql", Program(statement), LibraryStubs.Data, use => use.IsProcedure);

    [Theory]
    [InlineData("""command.CommandText = sql;""", "CommandText")]
    [InlineData("""command.CommandText ??= sql;""", "CommandText")]
    [InlineData("""users.FromSqlRaw(sql);""", "FromSqlRaw")]
    [InlineData("""var made = new SqlCommand(sql);""", "SqlCommand")]
    public void Names_the_sink(string statement, string name) =>
        Assert.Equal(name, Assert.Single(SinkTest.Uses("sql", Program(statement), LibraryStubs.Data)).Name);

    [Fact]
    public void Reports_a_constructor_that_hands_on() => SinkTest.Check("sql", """
        class Loud : Base { public Loud(string sql) : base([|sql|]) { } }
        abstract class Base : System.Data.Common.DbDataAdapter { protected Base(string selectCommandText) { } }
        """, LibraryStubs.Data);

    [Fact]
    public void Takes_half_typed_code() => SinkTest.Check("sql", """
        using System.Data;
        class C { void M(IDbCommand command) { command.CommandText = ; new Missing(1).CommandText = "x"; command.CommandText( ; } }
        """, LibraryStubs.Data, _ => false, compiles: false);

    [Theory]
    [InlineData("Shop.Store.Run(statement)", "new Store().Run([|sql|]);")]
    [InlineData("Shop.Store.Run(statement)", "new Derived().Run([|sql|]);")]
    [InlineData(" Shop.Store.Filter , Other.Missing.Run(sql)", "new Store().Filter = [|sql|];")]
    [InlineData("Shop.Store.new(where)", "_ = new Store([|sql|]);")]
    [InlineData("Shop.Bag`1.Find(text)", "new Bag<int>().Find([|sql|]);")]
    [InlineData("Shop.Bag`1.Find(text)", "new Store().Run(sql);")]
    public void Takes_the_teams_own(string option, string statement) =>
        SinkTest.Check("sql", Shop(statement), LibraryStubs.Data, options: ("omniops_sql_sinks", option));

    [Theory]
    [InlineData("Store")]
    [InlineData("Shop.Store.Run(")]
    [InlineData("Shop.Store.Run()")]
    [InlineData("Shop.Store.Run(sql")]
    [InlineData("Shop.Store.Run(a b)")]
    [InlineData("Shop.Store.Run(sql)")]
    [InlineData("Shop.Store.Run")]
    [InlineData("Shop.Store.Walk(statement)")]
    [InlineData("Shop.Store.Filter, Shop..Store.Run(statement)")]
    public void Says_what_it_does_not_understand(string option)
    {
        var code = MarkedCode.Of(Shop(""), LibraryStubs.Data);
        var sinks = Sinks.Load("sql", code.Compilation, Findings.Options([], ("omniops_sql_sinks", option)));
        var problem = Assert.Single(sinks.Problems);
        Assert.StartsWith("'omniops_sql_sinks' has the entry '", problem.Reason);
        Assert.NotEmpty(problem.WayOut);
        Assert.Same(code.Tree, problem.Tree);
    }

    [Fact]
    public void Is_empty_without_references()
    {
        var code = MarkedCode.Of("class C;", [], compiles: false);
        Assert.True(Sinks.Load("sql", code.Compilation, Findings.Options([])).IsEmpty);
        Assert.True(Sinks.Load("html", code.Compilation, Findings.Options([])).IsEmpty);
    }

    [Theory]
    [InlineData("""new Marked().Run(1, [|text|]);""")]
    [InlineData("""new Marked().Run(what: [|text|], times: 1);""")]
    [InlineData("""new Marked().SqlText = [|text|];""")]
    [InlineData("""text.RunAs([|text|]);""")]
    [InlineData("""new Marked().Read(text);""")]
    [InlineData("""new Marked().Find(text);""")]
    [InlineData("""new System.Text.RegularExpressions.Regex(text).IsMatch(text);""")]
    public void Takes_what_says_that_it_is_sql(string statement) => SinkTest.Check("sql", $$"""
        using System.Diagnostics.CodeAnalysis;
        class Marked
        {
            [StringSyntax("SQL")] public string SqlText { get; set; }
            public void Run(int times, [StringSyntax("sql")] string what) { }
            public void Read([StringSyntax(StringSyntaxAttribute.Json)] string query) { }
            public void Find(string sql) { }
        }
        static class Extensions { public static void RunAs(this string name, [StringSyntax("Sql")] string what) { } }
        class Use { void M(string text) { {{statement}} } }
        """, LibraryStubs.Data);

    [Theory]
    [InlineData("""_ = new Microsoft.Data.SqlClient.SqlCommand([|"SELECT " + late.Name|], null);""")]
    [InlineData("""_ = new Homemade(late, [|late.Sql|]);""")]
    [InlineData("""MySql.Data.MySqlClient.MySqlHelper.ExecuteNonQuery(late.Connection, [|late.Sql|]);""")]
    [InlineData("""database.ExecuteSqlCommand([|"DROP " + late|]);""")]
    [InlineData("""_ = new LookAlike(late);""")]
    [InlineData("""late.Execute(late);""")]
    public void Takes_dynamic_arguments(string statement) => SinkTest.Check("sql", $$"""
        abstract class Base : System.Data.Common.DbDataAdapter;
        class Homemade : Base { public Homemade(string user, string sql) { } public Homemade(int user, string sql) { } }
        class LookAlike { public LookAlike(string sql) { } public LookAlike(int sql) { } }
        class Use { void M(dynamic late, System.Data.Entity.Database database) { {{statement}} } }
        """, LibraryStubs.Data);

    [Fact]
    public void Takes_a_type_without_namespace() => SinkTest.Check("sql", """
        class Store { public void Run(string statement) { } public void Walk(string sql) { } }
        class Use { void M(string text) { new Store().Run([|text|]); new Store().Walk(text); } }
        """, LibraryStubs.Data, options: ("omniops_sql_sinks", "Store.Run(statement)"));

    [Fact]
    public void Finishes_a_body_of_many_commands()
    {
        var lines = string.Concat(Enumerable.Range(0, 4000).Select(i =>
            $"command.CommandText = \"SELECT {i}\" + name; command.CommandType = System.Data.CommandType.Text; v{i} = name;\n"));
        var locals = string.Join(", ", Enumerable.Range(0, 4000).Select(i => $"v{i}"));
        var source = $"class C {{ string {locals}; void M(System.Data.IDbCommand command, string name) {{ {lines} }} }}";
        Assert.Equal(4000, SinkTest.Uses("sql", source, LibraryStubs.Data).Count);
    }

    private static void Check(string statement, SinkKind kind) =>
        SinkTest.Check("sql", Program(statement), LibraryStubs.Data, use => use.Kind == kind);

    private static string Shop(string statement) => $$"""
        namespace Shop
        {
            class Store
            {
                public Store(string where = "") { }
                public string Filter { get; set; }
                public void Run(string statement) { }
            }
            class Derived : Store { }
            class Bag<T> { public void Find(string text) { } }
            class Use { void M(string sql) { {{statement}} } }
        }
        """;

    private static string Program(string statement) => $$"""
        using System.Data;
        using System.Data.Common;
        using System.Runtime.CompilerServices;
        using Dapper;
        using LinqToDB.Data;
        using Microsoft.Data.SqlClient;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;
        class Program
        {
            void M(
                string sql, string name, bool flag, FormattableString formattable, SqlCommand command, DbCommand abstractCommand,
                DbBatchCommand batch, DbDataSource source, IDbConnection connection, Npgsql.NpgsqlConnection postgres,
                Npgsql.NpgsqlDataSource postgresSource, MySql.Data.MySqlClient.MySqlScript script, SQLite.SQLiteConnection lite,
                Microsoft.EntityFrameworkCore.DbSet<Program> users, DbContext context, System.Data.Entity.Database old,
                System.Data.Linq.DataContext linq, NPoco.IDatabase poco, DataConnection toDb, NHibernate.ISession session,
                ServiceStack.OrmLite.SqlExpression<int> lines, SqlSugar.IAdo sugar, SqlSugar.ISugarQueryable<int> sugars,
                FreeSql.IAdo free, Chloe.IDbContext chloe, Microsoft.Practices.EnterpriseLibrary.Data.Database library,
                Microsoft.Azure.Cosmos.Container cosmos, Cassandra.ISession cassandra, System.Web.UI.WebControls.SqlDataSource page,
                MigrationBuilder migration)
            {
                {{statement}}
            }
            void Run(Action action) => action();
        }
        namespace Homemade
        {
            abstract class Command : DbDataAdapter { }
            class AuditCommand : Command { public AuditCommand(string user, string auditSql) { } }
            class OneText : Command { public OneText(string what) { } }
            class Connected : Command { public Connected(string connectionString) { } }
        }
        namespace LookAlike
        {
            class SqlCommand { public SqlCommand(string cmdText) { } public string CommandText { get; set; } }
            static class SqlMapper { public static List<T> Query<T>(IDbConnection cnn, string sql) => null; }
            class Sheet { public void Execute(string sql) { } }
        }
        """;
}
