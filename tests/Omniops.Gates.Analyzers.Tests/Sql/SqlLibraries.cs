using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>
/// The members of database libraries that the rows call, with the signatures of the real ones and each in an assembly of its name: a rule
/// must not see a body, and the tests download nothing.
/// </summary>
internal static class SqlLibraries
{
    private const string SqlClient = """
        using System.Data;
        using System.Data.Common;
        namespace Microsoft.Data.SqlClient;
        public sealed class SqlConnection : DbConnection
        {
            public SqlConnection() { }
            public SqlConnection(string connectionString) { }
            public new SqlCommand CreateCommand() => throw null;
            public override string ConnectionString { get; set; }
            public override string Database => throw null;
            public override string DataSource => throw null;
            public override string ServerVersion => throw null;
            public override ConnectionState State => throw null;
            public override void ChangeDatabase(string database) { }
            public override void Close() { }
            public override void Open() { }
            protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw null;
            protected override DbCommand CreateDbCommand() => throw null;
        }
        public sealed class SqlParameterCollection
        {
            public object AddWithValue(string parameterName, object value) => throw null;
        }
        public sealed class SqlTransaction { }
        public sealed class SqlCommand : DbCommand
        {
            public SqlCommand() { }
            public SqlCommand(string cmdText) { }
            public SqlCommand(string cmdText, SqlConnection connection) { }
            public SqlCommand(string cmdText, SqlConnection connection, SqlTransaction transaction) { }
            public new SqlParameterCollection Parameters => throw null;
            public override string CommandText { get; set; }
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
        public sealed class SqlDataAdapter : DbDataAdapter
        {
            public SqlDataAdapter(string selectCommandText, SqlConnection selectConnection) { }
            public SqlDataAdapter(string selectCommandText, string selectConnectionString) { }
        }
        public sealed class SqlBulkCopy
        {
            public SqlBulkCopy(SqlConnection connection) { }
            public string DestinationTableName { get; set; }
        }
        public sealed class SqlCommandBuilder : DbCommandBuilder
        {
            protected override void ApplyParameterInfo(DbParameter parameter, DataRow row, StatementType statementType, bool whereClause) { }
            protected override string GetParameterName(int parameterOrdinal) => throw null;
            protected override string GetParameterName(string parameterName) => throw null;
            protected override string GetParameterPlaceholder(int parameterOrdinal) => throw null;
            protected override void SetRowUpdatingHandler(DbDataAdapter adapter) { }
        }
        """;

    private const string Npgsql = """
        using System.Data;
        using System.Data.Common;
        namespace Npgsql;
        public sealed class NpgsqlConnection : DbConnection
        {
            public override string ConnectionString { get; set; }
            public override string Database => throw null;
            public override string DataSource => throw null;
            public override string ServerVersion => throw null;
            public override ConnectionState State => throw null;
            public override void ChangeDatabase(string databaseName) { }
            public override void Close() { }
            public override void Open() { }
            protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw null;
            protected override DbCommand CreateDbCommand() => throw null;
            public System.IO.TextWriter BeginTextImport(string copyFromCommand) => throw null;
        }
        public sealed class NpgsqlCommand : DbCommand
        {
            public NpgsqlCommand() { }
            public NpgsqlCommand(string cmdText) { }
            public NpgsqlCommand(string cmdText, NpgsqlConnection connection) { }
            public override string CommandText { get; set; }
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
        """;

    private const string Dapper = """
        using System.Collections.Generic;
        using System.Data;
        using System.Threading;
        using System.Threading.Tasks;
        namespace Dapper;
        public class DynamicParameters
        {
            public void Add(string name, object value = null, DbType? dbType = null, ParameterDirection? direction = null, int? size = null) { }
        }
        public readonly struct CommandDefinition
        {
            public CommandDefinition(string commandText, object parameters = null, IDbTransaction transaction = null, int? commandTimeout = null,
                CommandType? commandType = null, CancellationToken cancellationToken = default) { }
        }
        public static partial class SqlMapper
        {
            public static int Execute(this IDbConnection cnn, string sql, object param = null, IDbTransaction transaction = null,
                int? commandTimeout = null, CommandType? commandType = null) => throw null;
            public static int Execute(this IDbConnection cnn, CommandDefinition command) => throw null;
            public static Task<int> ExecuteAsync(this IDbConnection cnn, string sql, object param = null, IDbTransaction transaction = null,
                int? commandTimeout = null, CommandType? commandType = null) => throw null;
            public static IEnumerable<T> Query<T>(this IDbConnection cnn, string sql, object param = null, IDbTransaction transaction = null,
                bool buffered = true, int? commandTimeout = null, CommandType? commandType = null) => throw null;
            public static Task<IEnumerable<T>> QueryAsync<T>(this IDbConnection cnn, string sql, object param = null,
                IDbTransaction transaction = null, int? commandTimeout = null, CommandType? commandType = null) => throw null;
            public static T QueryFirstOrDefault<T>(this IDbConnection cnn, string sql, object param = null, IDbTransaction transaction = null,
                int? commandTimeout = null, CommandType? commandType = null) => throw null;
            public static T ExecuteScalar<T>(this IDbConnection cnn, string sql, object param = null, IDbTransaction transaction = null,
                int? commandTimeout = null, CommandType? commandType = null) => throw null;
        }
        """;

    private const string EntityFramework = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Threading;
        using System.Threading.Tasks;
        namespace Microsoft.EntityFrameworkCore.Infrastructure
        {
            public class DatabaseFacade { }
        }
        namespace Microsoft.EntityFrameworkCore
        {
            using Microsoft.EntityFrameworkCore.Infrastructure;
            public class DbContext
            {
                public virtual DatabaseFacade Database => throw null;
                public virtual DbSet<TEntity> Set<TEntity>() where TEntity : class => throw null;
            }
            public abstract class DbSet<TEntity> : IQueryable<TEntity> where TEntity : class
            {
                Type IQueryable.ElementType => throw null;
                Expression IQueryable.Expression => throw null;
                IQueryProvider IQueryable.Provider => throw null;
                IEnumerator<TEntity> IEnumerable<TEntity>.GetEnumerator() => throw null;
                IEnumerator IEnumerable.GetEnumerator() => throw null;
            }
            public static class RelationalQueryableExtensions
            {
                public static IQueryable<TEntity> FromSqlRaw<TEntity>(this DbSet<TEntity> source, string sql, params object[] parameters)
                    where TEntity : class => throw null;
                public static IQueryable<TEntity> FromSqlInterpolated<TEntity>(this DbSet<TEntity> source, FormattableString sql)
                    where TEntity : class => throw null;
                public static IQueryable<TEntity> FromSql<TEntity>(this DbSet<TEntity> source, FormattableString sql)
                    where TEntity : class => throw null;
            }
            public static class RelationalDatabaseFacadeExtensions
            {
                public static int ExecuteSqlRaw(this DatabaseFacade databaseFacade, string sql, params object[] parameters) => throw null;
                public static int ExecuteSqlRaw(this DatabaseFacade databaseFacade, string sql, IEnumerable<object> parameters) => throw null;
                public static Task<int> ExecuteSqlRawAsync(this DatabaseFacade databaseFacade, string sql, params object[] parameters) =>
                    throw null;
                public static Task<int> ExecuteSqlRawAsync(this DatabaseFacade databaseFacade, string sql,
                    CancellationToken cancellationToken = default) => throw null;
                public static int ExecuteSqlInterpolated(this DatabaseFacade databaseFacade, FormattableString sql) => throw null;
                public static int ExecuteSql(this DatabaseFacade databaseFacade, FormattableString sql) => throw null;
                public static Task<int> ExecuteSqlAsync(this DatabaseFacade databaseFacade, FormattableString sql,
                    CancellationToken cancellationToken = default) => throw null;
                public static IQueryable<TResult> SqlQueryRaw<TResult>(this DatabaseFacade databaseFacade, string sql,
                    params object[] parameters) => throw null;
                public static IQueryable<TResult> SqlQuery<TResult>(this DatabaseFacade databaseFacade, FormattableString sql) => throw null;
            }
        }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_all = new(() =>
    [
        Compile("Microsoft.Data.SqlClient", SqlClient),
        Compile("Npgsql", Npgsql),
        Compile("Dapper", Dapper),
        Compile("Microsoft.EntityFrameworkCore.Relational", EntityFramework),
    ]);

    /// <summary>Microsoft.Data.SqlClient, Npgsql, Dapper and Entity Framework Core, as a project references them.</summary>
    public static ImmutableArray<MetadataReference> All => s_all.Value;

    /// <summary>A library of which a program sees the metadata only.</summary>
    public static MetadataReference Compile(string name, string source)
    {
        var library = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], SharedFramework.Web, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = library.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
