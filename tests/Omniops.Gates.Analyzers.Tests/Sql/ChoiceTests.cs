namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>A choice between texts holds what its branches hold, not what decides.</summary>
public sealed class ChoiceTests
{
    [Theory]
    [InlineData("""db.Execute(flag ? "A" : "B");""")]
    [InlineData("""db.Execute(input == "x" ? "A" : "B");""")]
    [InlineData("""db.Execute("A = " + (input is null ? "" : " WHERE Name = @name"), new { name = input });""")]
    [InlineData("""db.Execute("A = " + (input.Length > 3 ? " DESC" : " ASC"));""")]
    [InlineData("""string sql = flag ? "A" : null; db.Execute(sql ?? "B");""")]
    [InlineData("""string sql = null; sql ??= "A"; db.Execute(sql);""")]
    [InlineData("""db.Execute(id switch { 1 => "A", 2 => "B", _ => "C" });""")]
    [InlineData("""db.Execute(input switch { "a" => "A", "b" => "B", _ => throw new ArgumentException(input) });""")]
    [InlineData("""db.Execute(kind switch { Kind.Name => "A", _ => $"B{id}" });""")]
    [InlineData("""db.Execute((flag, input) switch { (true, "x") => "A", (false, null) => "B", _ => "C" });""")]
    [InlineData("""db.Execute(input switch { { Length: > 3 } => "A", _ => "B" });""")]
    [InlineData("""db.Execute(any switch { int n => "A = " + n, Guid g => "B = " + g, _ => "C" });""")]
    [InlineData("""db.Execute(flag ? "A" : id > 3 ? "B" : "C");""")]
    [InlineData("""db.Execute(flag ? "A" : throw new InvalidOperationException(input));""")]
    [InlineData("""string s; switch (input) { case "a": s = "A"; break; case "b": case "c": s = "B"; break; default: return; } db.Execute(s);""")]
    [InlineData("""db.Execute(filter?.Count > 0 ? "A" : "B");""")]
    [InlineData("""db.Execute("A = " + filter?.Count);""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute(flag ? "A" : input);""")]
    [InlineData("""db.Execute(flag ? "A" : id > 3 ? "B" : "C = " + input);""")]
    [InlineData("""db.Execute("A = " + (input is null ? "" : " WHERE Name = '" + input + "'"));""")]
    [InlineData("""db.Execute(input ?? "A");""")]
    [InlineData("""string sql = flag ? "A" : null; db.Execute(sql ?? input);""")]
    [InlineData("""db.Execute(id switch { 1 => "A", 2 => input, _ => "C" });""")]
    [InlineData("""db.Execute(input switch { "a" => "A", _ => input });""")]
    [InlineData("""db.Execute(input switch { "a" => "A", var x => x });""")]
    [InlineData("""db.Execute(input switch { "a" => "A", { Length: > 3 } x => "B = " + x, _ => "C" });""")]
    [InlineData("""db.Execute(input switch { null => "A", var x when x.Length > 3 => $"'{x}'", _ => "B" });""")]
    [InlineData("""string s; switch (input) { case "a": s = "A"; break; case var x: s = x; break; } db.Execute(s);""")]
    [InlineData("""if (input is { } x) db.Execute("A = " + x);""")]
    [InlineData("""if (input is { Length: > 3 } x) db.Execute("A = " + x);""")]
    [InlineData("""if (input is string x && x.Length > 2) db.Execute("A = " + x);""")]
    [InlineData("""if (input is var x) db.Execute("A = " + x);""")]
    [InlineData("""object o = flag ? id : input; db.Execute("A = " + o);""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""db.Execute(flag ? "A" : unknown);""")]
    [InlineData("""db.Execute(unknown ?? "A");""")]
    [InlineData("""db.Execute(id switch { 1 => "A", _ => unknown });""")]
    [InlineData("""db.Execute(unknown switch { "a" => "A", _ => unknown });""")]
    [InlineData("""db.Execute("A = " + filter?.Text);""")]
    [InlineData("""if (any is Filter { Text: var t }) db.Execute("A = " + t);""")]
    [InlineData("""if (any is User u) db.Execute("A = " + u.Name);""")]
    public async Task Reports_an_unknown_origin(string statements) => Assert.Equal("OMNI2001?", await SqlTest.OfStatements(statements));
}
