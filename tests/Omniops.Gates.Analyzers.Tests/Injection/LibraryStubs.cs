using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Omniops.Gates.Analyzers.Tests.Injection;

/// <summary>Declarations of the libraries in their true namespaces, as far as the tests call them: a reference without a package.</summary>
internal static class LibraryStubs
{
    private static readonly Lazy<MetadataReference> s_data = new(() => Compile("Data", DataSource));
    private static readonly Lazy<MetadataReference> s_web = new(() => Compile("Web", WebSource));

    /// <summary>ASP.NET Core and libraries for databases.</summary>
    public static ImmutableArray<MetadataReference> Data => SharedFramework.Web.Add(s_data.Value);

    /// <summary>ASP.NET Core, and frameworks that answer requests beside it.</summary>
    public static ImmutableArray<MetadataReference> Web => SharedFramework.Web.Add(s_web.Value);

    private static MetadataReference Compile(string name, string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], SharedFramework.Web, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private const string DataSource = """
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        #pragma warning disable
        namespace Microsoft.Data.SqlClient
        {
            public abstract class SqlConnection : DbConnection { }
            public abstract class SqlCommandBase : DbCommand { public override string CommandText { get; set; } }
            public sealed class SqlCommand : IDbCommand
            {
                public SqlCommand() { }
                public SqlCommand(string cmdText) { }
                public SqlCommand(string cmdText, SqlConnection connection) { }
                public string CommandText { get; set; }
                public CommandType CommandType { get; set; }
                public int CommandTimeout { get; set; }
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
            public class SqlDataAdapter : DbDataAdapter
            {
                public SqlDataAdapter(string selectCommandText, string selectConnectionString) { }
                public SqlDataAdapter(SqlCommand selectCommand) { }
                public new SqlCommand SelectCommand { get; set; }
            }
            public class SqlBulkCopy { public SqlBulkCopy(string connectionString) { } public string DestinationTableName { get; set; } }
        }
        namespace Npgsql
        {
            public abstract class NpgsqlConnection : DbConnection
            {
                public IDisposable BeginBinaryImport(string copyFromCommand) => null;
                public Task<IDisposable> BeginTextExportAsync(string copyToCommand, CancellationToken cancellation = default) => null;
            }
            public abstract class NpgsqlDataSource : DbDataSource { public new NpgsqlBatchCommand CreateCommand(string? commandText = null) => null; }
            public class NpgsqlBatchCommand { public NpgsqlBatchCommand(string commandText) { } public string CommandText { get; set; } }
        }
        namespace MySql.Data.MySqlClient
        {
            public static class MySqlHelper
            {
                public static int ExecuteNonQuery(string connectionString, string commandText, params object[] parms) => 0;
                public static string EscapeString(string value) => value;
            }
            public class MySqlScript { public MySqlScript(DbConnection connection, string query) { } public string Query { get; set; } }
        }
        namespace SQLite
        {
            public class SQLiteConnection { public List<T> Query<T>(string query, params object[] args) => null; public int Execute(string query, params object[] args) => 0; }
        }
        namespace Microsoft.EntityFrameworkCore
        {
            public readonly struct RawSqlString { public RawSqlString(string s) { } public static implicit operator RawSqlString(string s) => default; public static implicit operator RawSqlString(FormattableString s) => default; }
            public class DatabaseFacade { }
            public class DbSet<T> : List<T> where T : class { }
            public abstract class DbContext : IDisposable { public DatabaseFacade Database => null; public void Dispose() { } }
            public static class RelationalQueryableExtensions
            {
                public static IQueryable<T> FromSqlRaw<T>(this DbSet<T> source, string sql, params object[] parameters) where T : class => null;
                public static IQueryable<T> FromSql<T>(this DbSet<T> source, RawSqlString sql, params object[] parameters) where T : class => null;
                public static IQueryable<T> FromSql<T>(this DbSet<T> source, FormattableString sql) where T : class => null;
                public static IQueryable<T> FromSqlInterpolated<T>(this DbSet<T> source, FormattableString sql) where T : class => null;
            }
            public static class RelationalDatabaseFacadeExtensions
            {
                public static int ExecuteSqlRaw(this DatabaseFacade databaseFacade, string sql, params object[] parameters) => 0;
                public static int ExecuteSql(this DatabaseFacade databaseFacade, FormattableString sql) => 0;
                public static Task<int> ExecuteSqlRawAsync(this DatabaseFacade databaseFacade, string sql, CancellationToken cancellation = default) => null;
                public static IQueryable<T> SqlQueryRaw<T>(this DatabaseFacade databaseFacade, string sql, params object[] parameters) => null;
                public static void Migrate(this DatabaseFacade databaseFacade, string sqlServer) { }
            }
        }
        namespace Microsoft.EntityFrameworkCore.Migrations
        {
            public class MigrationBuilder { public void Sql(string sql, bool suppressTransaction = false) { } }
        }
        namespace Microsoft.EntityFrameworkCore.Storage
        {
            public interface ISqlGenerationHelper { string DelimitIdentifier(string identifier); string GenerateParameterName(string name); }
        }
        namespace System.Data.Entity
        {
            public class Database { public IEnumerable<T> SqlQuery<T>(string sql, params object[] parameters) => null; public int ExecuteSqlCommand(string sql, params object[] parameters) => 0; }
        }
        namespace System.Data.Linq
        {
            public class DataContext { public IEnumerable<T> ExecuteQuery<T>(string query, params object[] parameters) => null; }
        }
        namespace Dapper
        {
            public struct CommandDefinition { public CommandDefinition(string commandText, object? parameters = null, CommandType? commandType = null) { } }
            public static class SqlMapper
            {
                public static IEnumerable<T> Query<T>(this IDbConnection cnn, string sql, object? param = null, IDbTransaction? transaction = null, CommandType? commandType = null) => null;
                public static IEnumerable<T> Query<T>(this IDbConnection cnn, CommandDefinition command) => null;
                public static Task<IEnumerable<T>> QueryAsync<T>(this IDbConnection cnn, string sql, object? param = null, CommandType? commandType = null) => null;
                public static int Execute(this IDbConnection cnn, string sql, object? param = null, CommandType? commandType = null) => 0;
            }
            public class SqlBuilder { public SqlBuilder Where(string sql, object? parameters = null) => this; public SqlBuilder OrderBy(string sql) => this; }
            public static class SimpleCRUD
            {
                public static IEnumerable<T> GetList<T>(this IDbConnection connection, string conditions, object? parameters = null) => null;
                public static IEnumerable<T> GetList<T>(this IDbConnection connection, object whereConditions) => null;
                public static IEnumerable<T> GetListPaged<T>(this IDbConnection connection, int pageNumber, int rowsPerPage, string conditions, string orderby) => null;
            }
        }
        namespace NPoco
        {
            public class Sql { public Sql(string sql, params object[] args) { } public Sql Where(string sql, params object[] args) => this; public Sql OrderBy(params object[] columns) => this; }
            public interface IAsyncQueryDatabase { Task<List<T>> FetchAsync<T>(string sql, params object[] args); }
            public interface IDatabase : IAsyncQueryDatabase
            {
                List<T> Fetch<T>(string sql, params object[] args);
                List<T> Fetch<T>(Sql sql);
                T SingleById<T>(object primaryKey);
                int Update(string tableName, string primaryKeyName, object poco);
                int Update<T>(string sql, params object[] args);
            }
        }
        namespace RepoDb
        {
            public static class DbConnectionExtension { public static int ExecuteNonQuery(this IDbConnection connection, string commandText, object? param = null, CommandType? commandType = null) => 0; }
        }
        namespace LinqToDB
        {
            public struct RawSqlString { public static implicit operator RawSqlString(string s) => default; }
            public interface IDataContext { }
            public static class DataExtensions { public static IQueryable<T> FromSql<T>(this IDataContext dataContext, RawSqlString sql, params object[] parameters) => null; }
        }
        namespace LinqToDB.Data
        {
            public class DataConnection : IDataContext { }
            public static class DataConnectionExtensions
            {
                public static IEnumerable<T> Query<T>(this DataConnection connection, string sql) => null;
                public static IEnumerable<T> QueryProc<T>(this DataConnection connection, string sql) => null;
            }
        }
        namespace NHibernate
        {
            public interface IQuery { IQuery SetParameter(string name, object value); }
            public interface ISession { IQuery CreateSQLQuery(string queryString); IQuery CreateQuery(string queryString); int Delete(string query); void Delete(object obj); void Delete(string entityName, object obj); }
        }
        namespace ServiceStack.OrmLite
        {
            public abstract class SqlExpression<T> { public SqlExpression<T> UnsafeWhere(string rawSql, params object[] filterParams) => this; public SqlExpression<T> Where(string name) => this; }
            public static class OrmLiteReadApi { public static List<T> Select<T>(this IDbConnection dbConn, string sql, object anonType) => null; }
        }
        namespace SqlKata
        {
            public abstract class BaseQuery<Q> { public Q WhereRaw(string sql, params object[] bindings) => default; public Q Where(string column, object value) => default; }
            public class Query : BaseQuery<Query> { public Query OrderByRaw(string expression, params object[] bindings) => this; }
        }
        namespace SqlSugar
        {
            public interface IAdo { List<T> SqlQuery<T>(string sql, object? parameters = null); }
            public interface ISugarQueryable<T> { ISugarQueryable<T> Where(string whereString, object? parameters = null); }
        }
        namespace FreeSql { public interface IAdo { int ExecuteNonQuery(string cmdText, object? parms = null); } }
        namespace Chloe { public interface IDbContext { List<T> SqlQuery<T>(string sql, params object[] parameters); } }
        namespace Microsoft.Practices.EnterpriseLibrary.Data
        {
            public abstract class Database
            {
                public abstract DbCommand GetSqlStringCommand(string query);
                public abstract DbCommand GetStoredProcCommand(string storedProcedureName);
                public abstract int ExecuteNonQuery(CommandType commandType, string commandText);
                public abstract int ExecuteNonQuery(string storedProcedureName, params object[] parameterValues);
            }
        }
        namespace Microsoft.Azure.Cosmos
        {
            public class QueryDefinition { public QueryDefinition(string query) { } public QueryDefinition WithParameter(string name, object value) => this; }
            public abstract class Container
            {
                public abstract IDisposable GetItemQueryIterator<T>(string? queryText = null, string? continuationToken = null);
                public abstract IDisposable GetItemQueryIterator<T>(QueryDefinition queryDefinition, string? continuationToken = null);
            }
        }
        namespace Cassandra
        {
            public class SimpleStatement { public SimpleStatement(string query, params object[] values) { } }
            public interface ISession { object Execute(string cqlQuery); object Execute(SimpleStatement statement); }
        }
        namespace System.Web.UI.WebControls
        {
            public class SqlDataSource { public SqlDataSource() { } public SqlDataSource(string connectionString, string selectCommand) { } public string SelectCommand { get; set; } public string ConnectionString { get; set; } }
        }
        """;

    private const string WebSource = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Specialized;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        #pragma warning disable
        namespace System.Web
        {
            public class HttpCookie { public string Value { get; set; } }
            public class HttpCookieCollection { public HttpCookie this[string name] => null; }
            public abstract class HttpRequestBase
            {
                public virtual string this[string key] => null;
                public virtual NameValueCollection QueryString => null;
                public virtual NameValueCollection Form => null;
                public virtual NameValueCollection Params => null;
                public virtual HttpCookieCollection Cookies => null;
                public virtual int ContentLength => 0;
            }
            public class HtmlString { public HtmlString(string value) { } }
        }
        namespace System.Web.Mvc
        {
            public abstract class ControllerBase { }
            public class ActionResult { }
            public class NonActionAttribute : Attribute { }
            public abstract class Controller : ControllerBase
            {
                public System.Web.HttpRequestBase Request => null;
                protected ActionResult Content(string content) => null;
                protected ActionResult Content(string content, string contentType) => null;
            }
        }
        namespace System.Web.Http { public abstract class ApiController { } public class FromUriAttribute : Attribute { } }
        namespace System.Web.UI { public class Control { } }
        namespace System.Web.UI.WebControls
        {
            public class TextBox : Control { public string Text { get; set; } }
            public class Label : Control { public string Text { get; set; } }
            public class HiddenField : Control { public string Value { get; set; } }
        }
        namespace System.Web.Services { public class WebMethodAttribute : Attribute { } }
        namespace System.ServiceModel { public class OperationContractAttribute : Attribute { } }
        namespace Grpc.Core { public abstract class ServerCallContext { public string Host => null; } public interface IAsyncStreamReader<T> { } }
        namespace FastEndpoints
        {
            public abstract class BaseEndpoint { }
            public abstract class Endpoint<TRequest> : BaseEndpoint { public virtual Task HandleAsync(TRequest req, CancellationToken ct) => null; }
        }
        namespace Microsoft.Azure.Functions.Worker { public class HttpTriggerAttribute : Attribute { public HttpTriggerAttribute(params string[] methods) { } } public class QueueTriggerAttribute : Attribute { public QueueTriggerAttribute(string name) { } } }
        namespace Contracts
        {
            public class OrderRequest { public string Name { get; set; } }
            public class Catalogue { public Catalogue(IServiceProvider services) { } public string Culture { get; set; } }
        }
        namespace Ganss.Xss { public class HtmlSanitizer { public string Sanitize(string html) => html; } }
        """;
}
