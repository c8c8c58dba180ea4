namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Records, structs and <c>with</c>.</summary>
public sealed class RecordTests
{
    private const string Types = """

        }
        public sealed record Query(string Text, string Note = "")
        {
            public string Tail { get; init; } = " LIMIT 1";
            public string All => Text + Tail;
        }
        public readonly record struct Pair(string Left, string Right);
        public struct Plain { public string Left; public string Right { get; set; }
        """;

    [Theory]
    [InlineData("""var q = new Query("A"); db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A", value); db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A"); db.Execute(q.All);""")]
    [InlineData("""var q = new Query(value) with { Text = "A" }; db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A"); var copy = q with { Text = value }; db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A"); var copy = q with { Note = value }; db.Execute(copy.Text);""")]
    [InlineData("""var (text, note) = new Query("A", value); db.Execute(text);""")]
    [InlineData("""var p = new Pair("A", value); db.Execute(p.Left);""")]
    [InlineData("""var p = new Plain { Left = "A", Right = value }; db.Execute(p.Left);""")]
    [InlineData("""var p = new Plain { Left = "A" }; var copy = p; copy.Left = value; db.Execute(p.Left);""")]
    [InlineData("""Query q = new("A") { Tail = "B" }; db.Execute(q.All);""")]
    public async Task Allows(string statements) => Assert.Equal("", await Of(statements));

    [Theory]
    [InlineData("""var q = new Query("A = " + value); db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A", value); db.Execute(q.Text + " = " + q.Note);""")]
    [InlineData("""var q = new Query("A = " + value); db.Execute(q.All);""")]
    [InlineData("""var q = new Query("A = ") { Tail = value }; db.Execute(q.All);""")]
    [InlineData("""var q = new Query("A") with { Text = "A = " + value }; db.Execute(q.Text);""")]
    [InlineData("""var q = new Query("A = " + value); var copy = q with { Note = "B" }; db.Execute(copy.Text);""")]
    [InlineData("""var (text, note) = new Query("A", "B = " + value); db.Execute(note);""")]
    [InlineData("""var p = new Pair("A", "B = " + value); db.Execute(p.Right);""")]
    [InlineData("""var p = new Plain { Left = "A" }; p.Right = "B = " + value; db.Execute(p.Right);""")]
    [InlineData("""if (new Query("A = " + value) is { Text: var text }) db.Execute(text);""")]
    [InlineData("""if (new Query("A = " + value) is (var text, _)) db.Execute(text);""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await Of(statements));

    [Theory]
    [InlineData("""public void Run(Query query) { db.Execute(query.Text); }""")]
    [InlineData("""public void Run(Query query) { db.Execute(query.All); }""")]
    [InlineData("""public void Run(Query query) { db.Execute("A = '" + (query with { Text = "B" }).Note + "'"); }""")]
    [InlineData("""public void Run(Pair pair) { db.Execute("A = '" + pair.Left + "'"); }""")]
    public async Task Reports_an_unknown_origin(string members) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(members + Types));

    private static Task<string> Of(string statements) =>
        SqlTest.OfMembers($$"""public void Run() { string value = request.Query["q"]; {{statements}} }""" + Types);
}
