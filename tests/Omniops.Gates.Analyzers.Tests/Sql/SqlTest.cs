using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>
/// What the rules about SQL say of a few lines: the IDs of the findings that count, in order of place. An error stands plain and a
/// warning with a question mark, so that a row reads <c>OMNI2001</c> where a source reaches the text and <c>OMNI2001?</c> where its
/// origin is unknown.
/// </summary>
internal static class SqlTest
{
    private const string Usings = """
        global using System;
        global using System.Collections;
        global using System.Collections.Concurrent;
        global using System.Collections.Frozen;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.ComponentModel;
        global using System.Data;
        global using System.Data.Common;
        global using System.Diagnostics.CodeAnalysis;
        global using System.Globalization;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Http;
        global using System.Runtime.CompilerServices;
        global using System.Text;
        global using System.Text.RegularExpressions;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Dapper;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.AspNetCore.Mvc.RazorPages;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.AspNetCore.SignalR;
        global using Microsoft.Data.SqlClient;
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.DependencyInjection;
        global using Npgsql;
        """;

    /// <summary>What the rows speak of: <c>Kind</c> cannot carry text, <c>User</c> is an entity, <c>Filter</c> an object with a text in it,
    /// and <c>Served</c> has what others hand over.</summary>
    private const string Model = """
        public enum Kind { Name, Age }
        public class User { public int Id { get; set; } public string Name { get; set; } }
        public class Filter { public string Text { get; set; } = ""; public string Other; public int Count { get; set; } }
        public class AppDb : DbContext { public DbSet<User> Users => Set<User>(); }
        public abstract class Served
        {
            protected IDbConnection db;
            protected DbCommand command;
            protected AppDb context;
            protected HttpRequest request;
        }
        """;

    /// <summary>Those of injection, of which rows can get any.</summary>
    private static readonly string[] s_rules =
        [.. RuleCatalogue.All.Select(rule => rule.Id).Where(id => id.StartsWith("OMNI200", StringComparison.Ordinal))];

    private static readonly SyntaxTree s_usings = CSharpSyntaxTree.ParseText(Usings, path: "/app/obj/GlobalUsings.g.cs");
    private static readonly SyntaxTree s_model = CSharpSyntaxTree.ParseText(Model, path: "/app/Model.cs");

    /// <summary>Compilations that are made from this one share what was read of the references.</summary>
    private static readonly CSharpCompilation s_library = CSharpCompilation.Create(
        "App", [s_usings, s_model], [.. SharedFramework.Web, .. SqlLibraries.All],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    /// <summary>IDs of what a library's files get.</summary>
    public static async Task<string> Of(params string[] files) => Ids(await FindingsOf(Compile(files)));

    /// <summary>IDs of what a program with top-level statements gets.</summary>
    public static async Task<string> OfProgram(string program) =>
        Ids(await FindingsOf(Compile([program]).WithOptions(s_library.Options.WithOutputKind(OutputKind.ConsoleApplication))));

    /// <summary>IDs of what code gets that does not compile.</summary>
    public static async Task<string> OfBroken(string source) => Ids(await FindingsOf(Compile([source]), compiles: false));

    /// <summary>IDs of what code gets whose references are the given ones only, without any of the usings.</summary>
    public static async Task<string> OfAlone(string source, IEnumerable<MetadataReference> references, bool compiles = true) =>
        Ids(await FindingsOf(
            CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(source, path: "/app/Subject.cs")], references, s_library.Options),
            compiles));

    /// <summary>Members of a public class with a database and a request.</summary>
    public static Task<string> OfMembers(string members) => Of(Subject(members));

    /// <summary>Statements in such a class: <c>input</c> comes from the query string, <c>unknown</c> from whoever calls.</summary>
    public static Task<string> OfStatements(string statements) => Of(Subject(Method(statements)));

    /// <summary>The findings themselves, for rows about places and words.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindingsOf(string source) => FindingsOf(Compile([source]));

    /// <summary>The class around members, for rows that come in several files.</summary>
    public static string Subject(string members) => $$"""
        public partial class Subject : Served
        {
            {{members}}
        }
        """;

    /// <summary>The method around statements.</summary>
    public static string Method(string statements) => $$"""
        public async Task Run(string unknown, string other, string[] names, int id, int? maybe, int[] ids, bool flag, Guid guid, DateTime when,
            decimal price, Kind kind, object any, Filter filter)
        {
            string input = request.Query["q"];
            string[] inputs = request.Query["tag"];
            {{statements}}
        }
        """;

    /// <summary>The findings of a compilation of many files.</summary>
    /// <param name="compiles">Whether a row that does not compile is a mistake in the row.</param>
    public static async Task<ImmutableArray<Diagnostic>> FindingsOf(CSharpCompilation compilation, bool compiles = true)
    {
        var findings = await Findings.Of(compilation, Findings.Options([]), compiles, s_rules);
        return
        [
            .. findings
                .Where(finding => finding.Id is "AD0001" or "OMNI9910" || finding.Id.StartsWith("OMNI200", StringComparison.Ordinal))
                .Where(finding => finding.Severity >= DiagnosticSeverity.Warning)
                .OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(finding => finding.Location.SourceSpan.Start),
        ];
    }

    /// <summary>Files of a library, named in their order.</summary>
    public static CSharpCompilation Compile(params string[] files) =>
        s_library.AddSyntaxTrees(files.Select((file, index) => CSharpSyntaxTree.ParseText(file, path: $"/app/File{index}.cs")));

    private static string Ids(IEnumerable<Diagnostic> findings) => string.Join(' ', findings.Select(finding =>
        finding.Id is "AD0001" or "OMNI9910" ? finding.ToString()
        : finding.Severity == DiagnosticSeverity.Error ? finding.Id : finding.Id + "?"));
}
