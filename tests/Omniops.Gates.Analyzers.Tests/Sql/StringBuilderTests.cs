namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Text collected in a <see cref="System.Text.StringBuilder"/>, also where another method adds to it.</summary>
public sealed class StringBuilderTests
{
    [Theory]
    [InlineData("""var sb = new StringBuilder(); sb.Append("SELECT 1"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT 1"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT * ", 99).Append("FROM ").AppendLine("Users").Append(id); db.Execute(sb.ToString());""")]
    [InlineData("""db.Execute(new StringBuilder().Append("SELECT ").Append(1).Append(' ').Append('x', 3).Append(flag).ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendFormat("SELECT * FROM {0} WHERE Id = {1}", "Users", id); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendJoin(",", ids); db.Execute("SELECT " + sb);""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append($"SELECT {id}"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append(input); sb.Clear(); sb.Append("SELECT 1"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append(input); sb.Length = 0; sb.Append("SELECT 1"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append(input); sb = new StringBuilder("SELECT 1"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT 1"); db.Execute(sb.ToString()); sb.Append(input);""")]
    [InlineData("""var a = new StringBuilder("SELECT 1"); var b = new StringBuilder(input); db.Execute(a.ToString(), new { b });""")]
    [InlineData("""var sb = new StringBuilder("SELECT 1"); if (flag) sb.Append(" FROM Users"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); for (var i = 0; i < inputs.Length; i++) sb.Append("@p").Append(i); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT x"); sb.Replace("x", "Name").Insert(0, " ").Remove(0, 1); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT 1, "); sb.Length -= 2; db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("SELECT 1, "); db.Execute(sb.ToString(0, sb.Length - 2));""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append("SELECT " + sb.Length); db.Execute(sb.ToString());""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var sb = new StringBuilder(); sb.Append("WHERE Name = '").Append(input).Append("'"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("WHERE Name = '"); sb.Append(input); sb.Append("'"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(input); db.Execute(sb.ToString());""")]
    [InlineData("""db.Execute(new StringBuilder("WHERE Name = '").Append(input).ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendLine("WHERE Name = '" + input + "'"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendFormat("WHERE Name = '{0}'", input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendFormat(null, "WHERE Id = {0} AND Name = '{1}'", id, input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("IN ('"); sb.AppendJoin("','", inputs); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.Append($"WHERE Name = '{input}'"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder(); sb.AppendLine($"WHERE Name = '{input}'"); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("''"); sb.Insert(1, input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("'@name'"); sb.Replace("@name", input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); if (flag) sb.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); foreach (var x in inputs) sb.Append(x); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); foreach (var c in input) sb.Append(c); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); while (flag) { db.Execute(sb.ToString()); sb.Append(input); }""")]
    [InlineData("""var a = new StringBuilder("A = "); var b = a; b.Append(input); db.Execute(a.ToString());""")]
    [InlineData("""var a = new StringBuilder("A = "); var b = new StringBuilder(input); a.Append(b); db.Execute(a.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input, 0, 3); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input.AsSpan()); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append((object)input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); db.Execute("X = " + sb);""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); db.Execute($"X = {sb}");""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); db.Execute(sb.ToString(0, 9));""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); sb.Append(id); sb.Remove(0, 1); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb = sb.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); var sql = sb.ToString(); sb.Clear(); db.Execute(sql);""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Clear().Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(input); if (flag) sb.Clear(); db.Execute(sb.ToString());""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var sb = new StringBuilder("A = "); sb.Append(unknown); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.AppendFormat("{0}", unknown); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); sb.AppendJoin(",", names); db.Execute(sb.ToString());""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); Add(sb, "B"); db.Execute(sb.ToString()); }
        static void Add(StringBuilder b, string value) { b.Append(value); }
        """)]
    [InlineData("""
        public void Run(int id) { var sb = new StringBuilder("A = "); sb.And("Id", id); db.Execute(sb.ToString()); }
        }
        static class Building { public static StringBuilder And(this StringBuilder b, string column, int value) => b.Append(column).Append(value);
        """)]
    [InlineData("""
        public void Run() { db.Execute(Build().ToString()); }
        static StringBuilder Build() => new StringBuilder("A = ").Append("B");
        """)]
    [InlineData("""
        readonly StringBuilder sb = new StringBuilder("SELECT 1");
        public void Run() { sb.Append(" FROM Users"); db.Execute(sb.ToString()); }
        """)]
    [InlineData("""
        public void Run() { var sb = new StringBuilder(); sb.Append(request.Query["q"]); Reset(sb); db.Execute(sb.ToString()); }
        static void Reset(StringBuilder b) { b.Clear(); b.Append("SELECT 1"); }
        """)]
    public async Task Allows_with_helpers(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); Add(sb, request.Query["q"]); db.Execute(sb.ToString()); }
        static void Add(StringBuilder b, string value) { b.Append(value); }
        """)]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); Outer(sb, request.Query["q"]); db.Execute(sb.ToString()); }
        static void Outer(StringBuilder b, string value) => Inner(value, b);
        static void Inner(string value, StringBuilder b) { if (value != null) b.Append(" AND Name = '").Append(value).Append('\''); }
        """)]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); sb.And("Name", request.Query["q"]); db.Execute(sb.ToString()); }
        }
        static class Building { public static StringBuilder And(this StringBuilder b, string column, string value) => b.Append(column).Append(value);
        """)]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); sb.And(request.Query["q"]).And("B"); db.Execute(sb.ToString()); }
        }
        static class Building { public static StringBuilder And(this StringBuilder b, string value) { b.Append(value); return b; }
        """)]
    [InlineData("""
        public void Run() { db.Execute(Build(request.Query["q"]).ToString()); }
        static StringBuilder Build(string value) { var b = new StringBuilder(); b.Append(value); return b; }
        """)]
    [InlineData("""
        public void Run() { var sb = new StringBuilder("A = "); void Add() => sb.Append(request.Query["q"]); Add(); db.Execute(sb.ToString()); }
        """)]
    [InlineData("""
        readonly StringBuilder sb = new StringBuilder("A = ");
        public void Run() { sb.Append(request.Query["q"]); db.Execute(sb.ToString()); }
        """)]
    [InlineData("""
        readonly StringBuilder sb = new StringBuilder("A = ");
        public void Run() { Add(); db.Execute(sb.ToString()); }
        void Add() { sb.Append(request.Query["q"]); }
        """)]
    [InlineData("""
        public void Run() { StringBuilder sb; Make(out sb); sb.Append(request.Query["q"]); db.Execute(sb.ToString()); }
        static void Make(out StringBuilder b) { b = new StringBuilder("A = "); }
        """)]
    public async Task Reports_with_helpers(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""public void Run(StringBuilder sb) { db.Execute(sb.ToString()); }""")]
    [InlineData("""public void Run(StringBuilder sb) { sb.Append("A"); db.Execute(sb.ToString()); }""")]
    [InlineData("""
        public void Run(string value) { var sb = new StringBuilder("A = "); Add(sb, value); db.Execute(sb.ToString()); }
        static void Add(StringBuilder b, string value) { b.Append(value); }
        """)]
    public async Task Reports_an_unknown_origin_with_helpers(string members) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(members));
}
