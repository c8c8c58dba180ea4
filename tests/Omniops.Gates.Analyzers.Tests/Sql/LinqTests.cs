namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Sequences: a lambda decides what is kept of an element, and a placeholder keeps nothing of it.</summary>
public sealed class LinqTests
{
    [Theory]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select((_, i) => $"@p{i}")) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select((x, i) => "@p" + i)) + ")");""")]
    [InlineData("""db.Execute($"IN ({string.Join(",", inputs.Select((x, i) => $"@p{i}"))})");""")]
    [InlineData("""var marks = inputs.Select((x, i) => $"@p{i}").ToList(); db.Execute("IN (" + string.Join(",", marks) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(_ => "?")) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", Enumerable.Range(0, inputs.Length).Select(i => "@p" + i)) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", Enumerable.Repeat("?", inputs.Length)) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", ids.Select(i => i.ToString())) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", ids.Select(i => $"'{i}'").ToArray()) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(int.Parse)) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(x => x.Length)) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", from i in ids where i > 3 select "@p" + i) + ")");""")]
    [InlineData("""db.Execute(inputs.Aggregate("A", (text, _) => text + ",?"));""")]
    [InlineData("""db.Execute("A" + (inputs.Any() ? " WHERE B" : ""));""")]
    [InlineData("""db.Execute("SELECT TOP " + inputs.Count() + " *");""")]
    [InlineData("""db.Execute(string.Join(",", new[] { "A", "B" }.Where(x => x != input)));""")]
    [InlineData("""db.Execute(string.Join(",", new[] { "A", "B" }.Concat(["C"]).Reverse().Distinct().OrderBy(x => x).Skip(1).Take(id)));""")]
    [InlineData("""db.Execute(new[] { "A", "B" }.FirstOrDefault(x => x == input) ?? "C");""")]
    [InlineData("""db.Execute(new[] { "A", "B" }.Select(x => x + " = @" + x).First());""")]
    [InlineData("""db.Execute(string.Concat(new[] { (Name: "A", Value: input) }.Select(x => x.Name)));""")]
    [InlineData("""db.Execute(string.Join(",", Enum.GetNames<Kind>()));""")]
    [InlineData("""db.Execute(string.Join(",", Enum.GetValues<Kind>().Select(k => k.ToString())));""")]
    [InlineData("""var when2 = names.ToDictionary(n => n, n => 1); db.Execute(string.Join(",", when2.Values));""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(x => "'" + x + "'")) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select((x, i) => $"'{x}{i}'")) + ")");""")]
    [InlineData("""db.Execute($"IN ({string.Join(",", inputs.Select(x => $"'{x}'"))})");""")]
    [InlineData("""var parts = inputs.Select(x => $"'{x}'").ToList(); db.Execute("IN (" + string.Join(",", parts) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(x => { var y = x.Trim(); return "'" + y + "'"; })) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", ids.Select(i => input + i)) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", from x in inputs select "'" + x + "'") + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", from x in inputs let y = x.Trim() where y != "" orderby y select $"'{y}'") + ")");""")]
    [InlineData("""db.Execute("A = " + inputs.Aggregate("", (text, x) => text + x));""")]
    [InlineData("""db.Execute("A = " + inputs.Aggregate((a, b) => a + "," + b));""")]
    [InlineData("""db.Execute("A = '" + inputs.FirstOrDefault() + "'");""")]
    [InlineData("""db.Execute("A = '" + inputs.Last(x => x.Length > 3) + "'");""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Where(x => x.Length > 3)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Where(x => x.Length > 3).OrderBy(x => x).Distinct().Skip(1).ToArray()));""")]
    [InlineData("""db.Execute("A = " + string.Concat(new[] { "x" }.Concat(inputs)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(new[] { "x" }.Append(input).Prepend("y")));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.SelectMany(x => x.Split(','))));""")]
    [InlineData("""db.Execute("A = " + string.Concat(Enumerable.Repeat(input, 3)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Select(x => (Key: 1, Text: x)).Select(p => p.Text)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Select(x => new { Key = 1, Text = x }).Select(p => p.Text)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Select(string.Intern)));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.Zip(ids, (x, i) => x + i)));""")]
    [InlineData("""db.Execute("A = " + new string(input.Where(c => c != ' ').ToArray()));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.ToDictionary(x => x, x => 1).Keys));""")]
    [InlineData("""db.Execute("A = " + string.Concat(inputs.GroupBy(x => x.Length).Select(g => g.First())));""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute("IN (" + string.Join(",", names.Select(x => "'" + x + "'")) + ")");""")]
    [InlineData("""db.Execute("A = " + names.Aggregate("", (text, x) => text + x));""")]
    [InlineData("""db.Execute("A = '" + names.First() + "'");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", inputs.Select(_ => unknown)) + ")");""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        static readonly string[] Allowed = { "Name", "Age" };
        public void Run() { string q = request.Query["q"]; db.Execute("SELECT " + Allowed.First(a => a == q) + " FROM Users"); }
        """)]
    [InlineData("""
        static readonly string[] Allowed = { "Name", "Age" };
        public void Run() { string[] q = request.Query["q"]; db.Execute("SELECT " + string.Join(",", Allowed.Where(a => q.Contains(a)))); }
        """)]
    [InlineData("""
        static readonly HashSet<string> Allowed = ["Name", "Age"];
        public void Run() { string[] q = request.Query["q"]; db.Execute("SELECT " + string.Join(",", q.Where(x => Allowed.Contains(x)))); }
        """)]
    [InlineData("""
        static readonly string[] Columns = { "Name", "Age" };
        public void Run() { db.Execute("SET " + string.Join(", ", Columns.Select(c => $"{c} = @{c}"))); }
        """)]
    [InlineData("""
        public void Run() { string[] q = request.Query["q"]; db.Execute("IN (" + string.Join(",", q.Select(Mark)) + ")"); }
        static string Mark(string value, int index) => "@p" + index;
        """)]
    public async Task Allows_across_members(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { string[] q = request.Query["q"]; db.Execute("IN (" + string.Join(",", q.Select(Quote)) + ")"); }
        static string Quote(string value) => "'" + value + "'";
        """)]
    [InlineData("""
        public void Run() { string[] q = request.Query["q"]; db.Execute("IN (" + string.Join(",", q.Select(x => Quote(x))) + ")"); }
        static string Quote(string value) => "'" + value + "'";
        """)]
    public async Task Reports_across_members(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));
}
