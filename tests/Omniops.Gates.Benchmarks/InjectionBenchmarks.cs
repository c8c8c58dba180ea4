using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Html;
using Omniops.Gates.Analyzers.Sql;

namespace Omniops.Gates.Benchmarks;

/// <summary>
/// Analysing a code base that is full of statements with the rules that follow text, against an analyzer that merely looks at each call:
/// a repository in each file, with its callers, and nine texts that are followed. Of an ordinary application it is the worst part.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class InjectionBenchmarks
{
    private const int Repositories = 300;

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_rules = [new SqlTextBuiltFromData(), new RawHtmlOutput()];
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_looking = [new LookingAnalyzer(OperationKind.Invocation)];

    private ImmutableArray<SyntaxTree> _trees;
    private ImmutableArray<MetadataReference> _references;

    [GlobalSetup]
    public void Setup()
    {
        ImmutableArray<MetadataReference> framework = [.. FrameworkReferences.Of("Microsoft.NETCore.App.Ref"), .. FrameworkReferences.Of("Microsoft.AspNetCore.App.Ref")];
        var dapper = CSharpCompilation.Create(
            "Dapper",
            [CSharpSyntaxTree.ParseText("""
                using System.Collections.Generic;
                using System.Data;
                namespace Dapper;
                public static class SqlMapper
                {
                    public static IEnumerable<T> Query<T>(this IDbConnection cnn, string sql, object param = null) => null;
                    public static int Execute(this IDbConnection cnn, string sql, object param = null) => 0;
                }
                """)],
            framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _references = [.. framework, dapper.ToMetadataReference()];
        _trees =
        [
            CSharpSyntaxTree.ParseText("""
                using Microsoft.AspNetCore.Builder;
                var app = WebApplication.CreateBuilder(args).Build();
                app.Run();
                """),
            .. Enumerable.Range(0, Repositories).Select(i => CSharpSyntaxTree.ParseText(Repository(i))),
        ];
    }

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> LookingOnly() => Analyze(s_looking);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> SqlAndHtml() => Analyze(s_rules);

    private Task<ImmutableArray<Diagnostic>> Analyze(ImmutableArray<DiagnosticAnalyzer> analyzers) => CSharpCompilation
        .Create("Shop", _trees, _references, new CSharpCompilationOptions(OutputKind.ConsoleApplication))
        .WithAnalyzers(analyzers)
        .GetAllDiagnosticsAsync();

    private static string Repository(int i) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Data;
        using System.Data.Common;
        using System.Linq;
        using System.Text;
        using Dapper;
        using Microsoft.AspNetCore.Mvc;
        namespace Shop.Part{{i}};
        public sealed class Product { public int Id { get; set; } public string Name { get; set; } }
        public sealed class ProductRepository(IDbConnection db, DbConnection connection)
        {
            private const string Columns = "Id, Name";
            private static readonly Dictionary<string, string> s_sorts = new() { ["name"] = "Name", ["new"] = "Id DESC" };
            private static string Table => "Products{{i}}";
            public Product Get(int id) => db.Query<Product>($"SELECT {Columns} FROM {Table} WHERE Id = @id", new { id }).Single();
            public IEnumerable<Product> All() => db.Query<Product>("SELECT " + Columns + " FROM " + Table);
            public IEnumerable<Product> Find(string name, int? least, string sort)
            {
                var sql = new StringBuilder("SELECT ").Append(Columns).Append(" FROM ").Append(Table).Append(" WHERE 1 = 1");
                if (!string.IsNullOrEmpty(name)) sql.Append(" AND Name LIKE @name");
                if (least is { } amount) sql.AppendFormat(" AND Stock >= {0}", amount);
                if (!s_sorts.TryGetValue(sort, out var order)) throw new ArgumentException(sort);
                return db.Query<Product>(sql.Append(" ORDER BY ").Append(order).ToString(), new { name });
            }
            public IEnumerable<Product> ByNames(IReadOnlyList<string> names)
            {
                var marks = new List<string>();
                var values = new Dictionary<string, object>();
                for (var n = 0; n < names.Count; n++) { marks.Add($"@n{n}"); values[$"n{n}"] = names[n]; }
                return db.Query<Product>($"SELECT {Columns} FROM {Table} WHERE Name IN ({string.Join(", ", marks)})", values);
            }
            public int Rename(int id, string name) => Run("UPDATE " + Table + " SET Name = @name WHERE Id = @id", new { id, name });
            public int Remove(int id) => Run("DELETE FROM " + Table + " WHERE Id = " + id, null);
            public int Count()
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"SELECT COUNT(*) FROM {Table}";
                return Convert.ToInt32(command.ExecuteScalar());
            }
            public void Log(string text)
            {
                using var command = connection.CreateCommand();
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@text", text);
                command.CommandText = "INSERT INTO Log (Text) VALUES (@text)";
                command.Parameters.Add(parameter);
                command.ExecuteNonQuery();
            }
            private int Run(string sql, object values)
            {
                Console.WriteLine("running " + sql);
                return db.Execute(sql, values);
            }
        }
        [ApiController]
        [Route("products{{i}}")]
        public sealed class ProductController(ProductRepository products) : ControllerBase
        {
            [HttpGet("{id}")] public Product Get(int id) => products.Get(id);
            [HttpGet] public IEnumerable<Product> Find(string name, int? least, string sort) => products.Find(name?.Trim(), least, sort ?? "name");
            [HttpPost("names")] public IEnumerable<Product> Names(string[] names) => products.ByNames(names.Distinct().ToList());
            [HttpPut("{id}")] public int Rename(int id, [FromBody] Product product) { products.Log("renamed"); return products.Rename(id, product.Name); }
            [HttpDelete("{id}")] public int Remove(int id) => products.Remove(id);
        }
        """;
}
