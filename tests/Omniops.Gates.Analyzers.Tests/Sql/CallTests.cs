namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Methods of the compilation: judged with what they are given, also in another file, behind an interface and in a circle.</summary>
public sealed class CallTests
{
    private const string Run = """public void Run() { string q = request.Query["q"]; db.Execute("SELECT * FROM Users WHERE A = " + Part(q)); } """;

    [Theory]
    [InlineData("""static string Part(string v) => "@q";""")]
    [InlineData("""static string Part(string v) { return v == null ? "NULL" : "@q"; }""")]
    [InlineData("""static string Part(string v) { v = "@q"; return v; }""")]
    [InlineData("""static int Part(string v) => v.Length;""")]
    [InlineData("""static string Part(string v) => v.Length.ToString();""")]
    [InlineData("""static string Part(string v) { if (v == "a") return "1"; if (v == "b") return "2"; throw new ArgumentException(v); }""")]
    [InlineData("""static string Part(string v) => Two("@a", v); static string Two(string a, string b) => a;""")]
    [InlineData("""static string Part(string v, string w = "@q") => w;""")]
    [InlineData("""static string Part(string v) => v.Length > 3 ? Part(v.Substring(1)) : "@q";""")]
    [InlineData("""
        static string Part(string v) => Odd(v, 9); static string Odd(string v, int n) => n == 0 ? "1" : Even(v, n - 1);
        static string Even(string v, int n) => n == 0 ? "0" : Odd(v, n - 1);
        """)]
    [InlineData("""static string Part(string v) => throw new NotSupportedException(v);""")]
    [InlineData("""static T Part<T>(T v) where T : class => null;""")]
    [InlineData("""static Kind Part(string v) => Enum.Parse<Kind>(v);""")]
    [InlineData("""static object Part(string v) => v.Length;""")]
    public async Task Allows(string members) => Assert.Equal("", await SqlTest.OfMembers(Run + members));

    [Theory]
    [InlineData("""static string Part(string v) => v;""")]
    [InlineData("""static string Part(string v) { var r = "'"; r += v; return r + "'"; }""")]
    [InlineData("""static string Part(string v) { if (v == "a") return "1"; return v; }""")]
    [InlineData("""static string Part(string v) => Two("@a", v); static string Two(string a, string b) => b;""")]
    [InlineData("""static string Part(string v) => Two(b: "@a", a: v); static string Two(string a, string b) => a;""")]
    [InlineData("""static string Part(string v, string w = "@q") => w + v;""")]
    [InlineData("""static string Part(params string[] v) => string.Concat(v);""")]
    [InlineData("""static string Part(string v) => v.Length > 3 ? Part(v.Substring(1)) : v;""")]
    [InlineData("""
        static string Part(string v) => Odd(v, 9); static string Odd(string v, int n) => n == 0 ? "1" : Even(v, n - 1);
        static string Even(string v, int n) => n == 0 ? v : Odd(v, n - 1);
        """)]
    [InlineData("""static T Part<T>(T v) => v;""")]
    [InlineData("""static object Part(object v) => v;""")]
    [InlineData("""string Part(string v) { last = v; return last; } private string last;""")]
    [InlineData("""static string Part(string v) { try { return v; } finally { GC.Collect(); } }""")]
    [InlineData("""
        static string Part(string v) => A(v); static string A(string v) => B(v); static string B(string v) => C(v);
        static string C(string v) => D(v); static string D(string v) => E(v); static string E(string v) => $"'{v}'";
        """)]
    [InlineData("""static string Part(dynamic v) => v;""")]
    public async Task Reports_a_source(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(Run + members));

    [Theory]
    [InlineData("""
        public void Run(string v) { db.Execute("A = " + Quote(v)); }
        static string Quote(string v) => "'" + v + "'";
        """)]
    [InlineData("""
        public void Run(string v) { db.Execute(Build(v)); }
        static string Build(string v) { var sql = "A"; if (!string.IsNullOrEmpty(v)) sql += " WHERE Name = '" + v + "'"; return sql; }
        """)]
    public async Task Reports_an_unknown_origin(string members) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""static class Quoting { public static string Quote(this string v) => "'" + v + "'"; }""", "Quote()", "OMNI2001")]
    [InlineData("""static class Quoting { public static string Quote(this string v) => "@q"; }""", "Quote()", "")]
    [InlineData("""static class Quoting { public static string Or(this string v, string w) => w; }""", "Or(\"@q\")", "")]
    [InlineData("""static class Quoting { public static string Or(this string v, string w) => v ?? w; }""", "Or(\"@q\")", "OMNI2001")]
    [InlineData("""static class Quoting { public static int ToId(this string v) => int.Parse(v); }""", "ToId()", "")]
    public async Task Follows_extension_methods_of_another_file(string file, string call, string expected) => Assert.Equal(expected, await SqlTest.Of(
        file, SqlTest.Subject($$"""public void Run() { string q = request.Query["q"]; db.Execute("SELECT * FROM Users WHERE A = " + q.{{call}}); }""")));

    [Theory]
    [InlineData("""public static string Where(string v) => " WHERE Name = '" + v + "'";""", "OMNI2001")]
    [InlineData("""public static string Where(string v) => " WHERE Name = @q";""", "")]
    [InlineData("""public static string Where(string v) { var sb = new StringBuilder(" WHERE "); Deeper.Add(sb, v); return sb.ToString(); }""", "OMNI2001")]
    public async Task Follows_helpers_of_other_files(string member, string expected) => Assert.Equal(expected, await SqlTest.Of(
        SqlTest.Subject("""public void Run() { string q = request.Query["q"]; db.Execute("SELECT * FROM Users" + Parts.Where(q)); }"""),
        "internal static class Parts { " + member + " }",
        """internal static class Deeper { public static void Add(StringBuilder sb, string v) => sb.Append("Name = '").Append(v).Append('\''); }"""));

    [Theory]
    [InlineData("""internal interface IPart { string Of(string v); } internal sealed class A : IPart { public string Of(string v) => "@q"; }""", "")]
    [InlineData("""internal interface IPart { string Of(string v); } internal sealed class A : IPart { public string Of(string v) => "'" + v + "'"; }""",
        "OMNI2001")]
    [InlineData("""
        internal abstract class IPart { public abstract string Of(string v); }
        internal sealed class A : IPart { public override string Of(string v) => "@q"; }
        """, "")]
    [InlineData("""
        internal abstract class IPart { public abstract string Of(string v); }
        internal sealed class A : IPart { public override string Of(string v) => v; }
        """, "OMNI2001")]
    [InlineData("""internal class IPart { public string Of(string v) => Core(v); protected virtual string Core(string v) => "@q"; }""", "")]
    public async Task Follows_the_only_implementation(string types, string expected) => Assert.Equal(expected, await SqlTest.Of(
        SqlTest.Subject("""
            internal IPart part;
            public void Run() { string q = request.Query["q"]; db.Execute("SELECT * FROM Users WHERE A = " + part.Of(q)); }
            """),
        types));

    /// <summary>One of several implementations passes the text on: which one runs is not known, silence would be wrong.</summary>
    [Theory]
    [InlineData("""
        internal interface IPart { string Of(string v); } internal class A : IPart { public string Of(string v) => "@q"; }
        internal class B : IPart { public string Of(string v) => v; }
        """)]
    [InlineData("""public interface IPart { string Of(string v); }""")]
    [InlineData("""
        internal class IPart { public virtual string Of(string v) => "@q"; }
        internal class B : IPart { public override string Of(string v) => v; }
        """)]
    public async Task Is_not_silent_about_several_implementations(string types) => Assert.StartsWith("OMNI2001", await SqlTest.Of(
        SqlTest.Subject("""
            internal IPart part;
            public void Run() { string q = request.Query["q"]; db.Execute("SELECT * FROM Users WHERE A = " + part.Of(q)); }
            """),
        types), StringComparison.Ordinal);

    [Fact]
    public async Task Takes_the_method_of_the_type_that_was_made() => Assert.Equal("", await SqlTest.Of(
        SqlTest.Subject("""public void Run() { string q = request.Query["q"]; Part p = new Safe(); db.Execute("A = " + p.Of(q)); }"""),
        """
        internal abstract class Part { public abstract string Of(string v); }
        internal sealed class Safe : Part { public override string Of(string v) => "@q"; }
        """));

    [Theory]
    [InlineData("""public void Run(Lib.Texts texts) { db.Execute(texts.Load()); }""")]
    [InlineData("""public void Run() { db.Execute("A = '" + Lib.Texts.Name() + "'"); }""")]
    public async Task Does_not_trust_methods_of_another_assembly(string members)
    {
        var library = SqlLibraries.Compile("Lib", "namespace Lib; public class Texts { public string Load() => \"\"; public static string Name() => \"\"; }");
        var findings = await SqlTest.FindingsOf(SqlTest.Compile(SqlTest.Subject(members)).AddReferences(library));
        var finding = Assert.Single(findings);
        Assert.Equal("OMNI2001", finding.Id);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, finding.Severity);
    }

    [Fact]
    public async Task Trusts_constants_of_another_assembly()
    {
        var library = SqlLibraries.Compile("Lib", "namespace Lib; public class Texts { public const string Sql = \"SELECT 1\"; public int Id => 1; }");
        var subject = SqlTest.Subject("public void Run(Lib.Texts texts) { db.Execute(Lib.Texts.Sql + texts.Id); }");
        Assert.Empty(await SqlTest.FindingsOf(SqlTest.Compile(subject).AddReferences(library)));
    }
}
