namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Types that cannot carry text, and those that look as if they could not.</summary>
public sealed class ValueTypeTests
{
    [Theory]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("long?")]
    [InlineData("short")]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("ulong")]
    [InlineData("nint")]
    [InlineData("float")]
    [InlineData("double")]
    [InlineData("double?")]
    [InlineData("decimal")]
    [InlineData("decimal?")]
    [InlineData("bool")]
    [InlineData("bool?")]
    [InlineData("Guid")]
    [InlineData("Guid?")]
    [InlineData("DateTime")]
    [InlineData("DateTime?")]
    [InlineData("DateTimeOffset")]
    [InlineData("DateOnly")]
    [InlineData("TimeOnly")]
    [InlineData("TimeSpan")]
    [InlineData("Kind")]
    [InlineData("Kind?")]
    [InlineData("DayOfWeek")]
    [InlineData("System.Numerics.BigInteger")]
    [InlineData("Half")]
    [InlineData("Int128")]
    public async Task Allows(string type)
    {
        Assert.Equal("", await SqlTest.OfMembers($$"""public void Run({{type}} v) { db.Execute("SELECT * FROM Users WHERE A = " + v); }"""));
        Assert.Equal("", await SqlTest.OfMembers($$"""public void Run({{type}} v) { db.Execute($"SELECT * FROM Users WHERE A = '{v}'"); }"""));
        Assert.Equal("", await SqlTest.OfMembers($$"""public void Run({{type}} v) { db.Execute("SELECT * FROM Users WHERE A = " + v.ToString()); }"""));
    }

    [Theory]
    [InlineData("""db.Execute("A = " + maybe.Value);""")]
    [InlineData("""db.Execute("A = " + (maybe ?? 0));""")]
    [InlineData("""db.Execute("A = " + maybe?.ToString());""")]
    [InlineData("""db.Execute("A = " + maybe.GetValueOrDefault());""")]
    [InlineData("""object boxed = id; db.Execute("A = " + boxed);""")]
    [InlineData("""db.Execute("A = " + (int)kind);""")]
    [InlineData("""db.Execute("A = " + Enum.GetName(kind));""")]
    [InlineData("""db.Execute("A = '" + guid.ToString("N") + "'");""")]
    [InlineData("""db.Execute($"A = '{when:yyyy-MM-dd HH:mm:ss}'");""")]
    [InlineData("""db.Execute("A = '" + when.AddDays(id).ToString("o", CultureInfo.InvariantCulture) + "'");""")]
    [InlineData("""db.Execute("A = " + price.ToString(CultureInfo.InvariantCulture).Replace(",", "."));""")]
    [InlineData("""db.Execute("A = " + (int)any);""")]
    [InlineData("""if (any is int n) db.Execute("A = " + n);""")]
    [InlineData("""db.Execute("A = " + id.ToString().PadLeft(9, '0'));""")]
    [InlineData("""db.Execute("A = '" + Guid.NewGuid() + "' AND B = '" + DateTime.UtcNow + "'");""")]
    [InlineData("""db.Execute("A = " + string.Join(",", new[] { id, 2 }));""")]
    [InlineData("""db.Execute("A = " + (id + 1) * 2);""")]
    [InlineData("""var page = Math.Max(1, id); db.Execute($"A OFFSET {(page - 1) * 20} ROWS");""")]
    [InlineData("""db.Execute("A = '" + 'x' + "'");""")]
    public async Task Allows_statements(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""public void Run<T>(T v) where T : struct, Enum { db.Execute("SELECT * FROM Users WHERE A = '" + v + "'"); }""")]
    [InlineData("""public void Run(List<int> v) { db.Execute("SELECT * FROM Users WHERE A IN (" + string.Join(",", v) + ")"); }""")]
    [InlineData("""public void Run(IEnumerable<Guid> v) { db.Execute("SELECT * FROM Users WHERE A IN ('" + string.Join("','", v) + "')"); }""")]
    [InlineData("""public void Run((int A, string B) v) { db.Execute("SELECT * FROM Users WHERE A = " + v.A); }""")]
    [InlineData("""public void Run(Dictionary<string, int> v) { db.Execute("SELECT * FROM Users WHERE A = " + v["a"]); }""")]
    [InlineData("""public void Run(User v) { db.Execute("SELECT * FROM Users WHERE A = " + v.Id); }""")]
    public async Task Allows_members(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("string")]
    [InlineData("object")]
    [InlineData("char[]")]
    [InlineData("Uri")]
    [InlineData("StringBuilder")]
    [InlineData("IFormattable")]
    [InlineData("Microsoft.Extensions.Primitives.StringValues")]
    [InlineData("User")]
    public async Task Reports_types_that_carry_text(string type) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(
        $$"""public void Run({{type}} v) { db.Execute("SELECT * FROM Users WHERE A = '" + v + "'"); }"""));

    [Theory]
    [InlineData("""public void Run<T>(T v) { db.Execute("SELECT * FROM Users WHERE A = '" + v + "'"); }""")]
    [InlineData("""public void Run(List<string> v) { db.Execute("SELECT * FROM Users WHERE A IN ('" + string.Join("','", v) + "')"); }""")]
    [InlineData("""public void Run((int A, string B) v) { db.Execute("SELECT * FROM Users WHERE A = '" + v.B + "'"); }""")]
    [InlineData("""public void Run(dynamic v) { command.CommandText = "SELECT * FROM Users WHERE A = '" + v + "'"; }""")]
    [InlineData("""public void Run(ReadOnlySpan<char> v) { db.Execute("SELECT * FROM Users WHERE A = '" + v.ToString() + "'"); }""")]
    public async Task Reports_members_that_carry_text(string members) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(members));

    /// <summary>A character can be the quote that ends the text.</summary>
    [Theory]
    [InlineData("""foreach (var c in input) db.Execute("A = '" + c + "'");""")]
    [InlineData("""char c = input[0]; db.Execute($"A = '{c}'");""")]
    [InlineData("""db.Execute("A = '" + input.First() + "'");""")]
    public async Task Reports_characters_of_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));
}
