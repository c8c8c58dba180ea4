namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Parts collected in a list, an array or a dictionary, and joined.</summary>
public sealed class CollectionTests
{
    [Theory]
    [InlineData("""var parts = new List<string> { "A", "B" }; db.Execute(string.Join(", ", parts));""")]
    [InlineData("""var parts = new List<string>(); parts.Add("Name = @name"); db.Execute("A WHERE " + string.Join(" AND ", parts));""")]
    [InlineData("""var parts = new List<string>(); if (input != null) parts.Add("Name = @n"); db.Execute(string.Join(" AND ", parts), new { n = input });""")]
    [InlineData("""var parts = new List<string>(); foreach (var i in ids) parts.Add($"@p{i}"); db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new List<string>(); for (var i = 0; i < inputs.Length; i++) parts.Add("@p" + i); db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new[] { "A", "B" }; db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new string[2]; parts[0] = "A"; parts[1] = "B"; db.Execute(string.Join(",", parts));""")]
    [InlineData("""string[] parts = ["A", "B"]; db.Execute(string.Join(",", parts));""")]
    [InlineData("""string[] head = ["A"]; string[] parts = [.. head, "B"]; db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new List<string> { input }; parts.Clear(); parts.Add("A"); db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new List<string> { input }; parts = ["A"]; db.Execute(string.Join(",", parts));""")]
    [InlineData("""var parts = new List<string> { "A" }; db.Execute(string.Join(",", parts)); parts.Add(input);""")]
    [InlineData("""var parts = new List<string> { "A" }; parts.Insert(0, "B"); parts.AddRange(new[] { "C" }); db.Execute(parts[0] + parts[1]);""")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "A" }; db.Execute(map["a"]);""")]
    [InlineData("""var map = new Dictionary<string, string> { { "a", "A" } }; foreach (var (key, value) in map) db.Execute(key + value);""")]
    [InlineData("""var map = new Dictionary<string, object> { ["@a"] = input }; db.Execute("A " + string.Join(",", map.Keys), map);""")]
    [InlineData("""var stack = new Stack<string>(); stack.Push("A"); db.Execute(stack.Pop());""")]
    [InlineData("""var queue = new Queue<string>(); queue.Enqueue("A"); db.Execute(queue.Dequeue());""")]
    [InlineData("""db.Execute("SELECT " + ids[0] + ids.Length + ids.Max());""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", new List<int> { 1, id }) + ")");""")]
    [InlineData("""db.Execute("IN (" + string.Join(",", ids.Select(i => i.ToString())) + ")");""")]
    [InlineData("""var values = new List<object> { input }; db.Execute("A = {0}", values);""")]
    [InlineData("""var args = new DynamicParameters(); args.Add("@n", input); db.Execute("A = @n", args);""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var parts = new List<string> { "A = ", input }; db.Execute(string.Join(" ", parts));""")]
    [InlineData("""var parts = new List<string>(); parts.Add("Name = '" + input + "'"); db.Execute("WHERE " + string.Join(" AND ", parts));""")]
    [InlineData("""var parts = new List<string>(); if (flag) parts.Add($"Name = '{input}'"); db.Execute("WHERE " + string.Join(" AND ", parts));""")]
    [InlineData("""var parts = new List<string>(); foreach (var x in inputs) parts.Add("'" + x + "'"); db.Execute("IN (" + string.Join(",", parts) + ")");""")]
    [InlineData("""var parts = new[] { "A = ", input }; db.Execute(string.Concat(parts));""")]
    [InlineData("""var parts = new string[2]; parts[0] = "A = "; parts[1] = input; db.Execute(string.Concat(parts));""")]
    [InlineData("""string[] parts = ["A = ", input]; db.Execute(string.Concat(parts));""")]
    [InlineData("""string[] parts = ["A = ", .. inputs]; db.Execute(string.Concat(parts));""")]
    [InlineData("""var parts = new List<string> { "A = " }; parts.Insert(0, input); db.Execute(string.Concat(parts));""")]
    [InlineData("""var parts = new List<string> { "A = " }; parts.AddRange(inputs); db.Execute(string.Concat(parts));""")]
    [InlineData("""var parts = new List<string>(inputs); db.Execute("A = " + string.Concat(parts));""")]
    [InlineData("""var parts = new List<string>(inputs); db.Execute("A = " + parts[0]);""")]
    [InlineData("""var a = new List<string> { "A = " }; var b = a; b.Add(input); db.Execute(string.Concat(a));""")]
    [InlineData("""var parts = new List<string> { "A = " }; while (flag) { db.Execute(string.Concat(parts)); parts.Add(input); }""")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = input }; db.Execute("A = " + map["a"]);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map.Add("a", input); db.Execute("A = " + map["a"]);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map["a"] = input; foreach (var p in map) db.Execute("A = " + p.Value);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map["a"] = input; if (map.TryGetValue("a", out var x)) db.Execute("A = " + x);""")]
    [InlineData("""var stack = new Stack<string>(); stack.Push(input); db.Execute("A = " + stack.Pop());""")]
    [InlineData("""var queue = new Queue<string>(); queue.Enqueue(input); db.Execute("A = " + queue.Dequeue());""")]
    [InlineData("""foreach (var x in inputs) db.Execute("A = '" + x + "'");""")]
    [InlineData("""db.Execute("A = '" + inputs[0] + "'");""")]
    [InlineData("""db.Execute("A = '" + inputs[^1] + "'");""")]
    [InlineData("""db.Execute("A = '" + inputs.First() + "'");""")]
    [InlineData("""var set = new HashSet<string>(); set.Add(input); db.Execute("A = " + string.Join(",", set));""")]
    [InlineData("""var parts = ImmutableArray.Create("A = ", input); db.Execute(string.Concat(parts));""")]
    [InlineData("""IEnumerable<string> parts = new[] { "A = " }; parts = parts.Append(input); db.Execute(string.Concat(parts));""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute("A = '" + names[0] + "'");""")]
    [InlineData("""var parts = new List<string> { "A = ", unknown }; db.Execute(string.Concat(parts));""")]
    [InlineData("""var parts = new List<string>(names); db.Execute("A = " + string.Concat(parts));""")]
    [InlineData("""foreach (var x in names) db.Execute("A = '" + x + "'");""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        static readonly string[] Columns = { "Id", "Name" };
        public void Run() { db.Execute("SELECT " + string.Join(", ", Columns) + " FROM Users"); }
        """)]
    [InlineData("""
        static readonly List<string> Columns = ["Id", "Name"];
        public void Run() { foreach (var column in Columns) db.Execute("SELECT " + column + " FROM Users"); }
        """)]
    [InlineData("""
        public void Run() { db.Execute("SELECT " + string.Join(", ", Columns()) + " FROM Users"); }
        static IEnumerable<string> Columns() { yield return "Id"; yield return "Name"; }
        """)]
    [InlineData("""
        public void Run() { var parts = new List<string>(); Add(parts, "A"); db.Execute(string.Join(" AND ", parts)); }
        static void Add(List<string> list, string value) => list.Add(value);
        """)]
    public async Task Allows_across_members(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { var parts = new List<string>(); Add(parts, "A = " + request.Query["q"]); db.Execute(string.Join(" AND ", parts)); }
        static void Add(List<string> list, string value) => list.Add(value);
        """)]
    [InlineData("""
        public void Run() { db.Execute("A = " + string.Concat(Parts(request.Query["q"]))); }
        static IEnumerable<string> Parts(string value) { yield return "'"; yield return value; }
        """)]
    [InlineData("""
        readonly List<string> parts = new();
        public void Run() { Where(request.Query["q"]); db.Execute("A WHERE " + string.Join(" AND ", parts)); }
        void Where(string value) => parts.Add("Name = '" + value + "'");
        """)]
    [InlineData("""
        public void Run() { db.Execute("A = " + Glue("'", request.Query["q"], "'")); }
        static string Glue(params string[] parts) => string.Concat(parts);
        """)]
    public async Task Reports_across_members(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));
}
