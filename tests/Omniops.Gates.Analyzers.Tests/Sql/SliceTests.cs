namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Only what a text can depend on is evaluated. A way that the slice does not see would be a silent all-clear.</summary>
public sealed class SliceTests
{
    [Theory]
    [InlineData("""var sb = new StringBuilder("A = "); var b = sb.Append("x"); b.Append(id); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); var another = new StringBuilder(); another.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var l = new List<string> { "A" }; var seen = l.Count; Console.WriteLine(input + seen); db.Execute(string.Join(",", l));""")]
    [InlineData("""var parts = new[] { new StringBuilder("A") }; foreach (var p in parts) p.Append(id); db.Execute(parts[0].ToString());""")]
    public async Task Allows(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var sb = new StringBuilder("A = "); var b = sb.Append("x"); b.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); StringBuilder b; b = sb.Append("x"); b.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var parts = new[] { new StringBuilder("A") }; foreach (var p in parts) p.Append(input); db.Execute(parts[0].ToString());""")]
    [InlineData("""var parts = new List<StringBuilder> { new("A") }; parts.ForEach(p => p.Append(input)); db.Execute(parts[0].ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); object o = sb; if (o is StringBuilder b) b.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); var (b, n) = (sb, 1); b.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var sb = new StringBuilder("A = "); var b = flag ? sb : new StringBuilder(); b.Append(input); db.Execute(sb.ToString());""")]
    [InlineData("""var f = new Filter(); var g = flag ? f : new Filter(); g.Text = input; db.Execute("A = '" + f.Text + "'");""")]
    [InlineData("""var a = new[] { "A", "B" }; var b = a as string[]; b[0] = input; db.Execute("A = '" + a[0] + "'");""")]
    public async Task Reports_a_source(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    /// <summary>What frameworks write through an attribute, no assignment shows.</summary>
    [Theory]
    [InlineData("""
        private string name = "A";
        public void Run() => db.Execute("B = '" + name + "'");
        """, "")]
    [InlineData("""
        [Filled] private string name = "A";
        public void Run() => db.Execute("B = '" + name + "'");
        }
        public sealed class FilledAttribute : Attribute
        {
        """, "OMNI2001?")]
    [InlineData("""
        [Filled] private Filter Given { get; set; }
        public void Run() => db.Execute("B = '" + Given.Text + "'");
        }
        public sealed class FilledAttribute : Attribute
        {
        """, "OMNI2001?")]
    [InlineData("""
        [NonSerialized] private string name = "A";
        public void Run() => db.Execute("B = '" + name + "'");
        """, "")]
    public async Task Knows_who_writes_a_member(string members, string expected) => Assert.Equal(expected, await SqlTest.OfMembers(members));

    /// <summary>A mapper sets what only the class itself may set.</summary>
    [Fact]
    public async Task Reports_what_a_mapper_fills() => Assert.Equal("OMNI2001?", await SqlTest.OfMembers("""
        public void Run(Account account) => db.Execute("B = '" + account.Name + "'");
        }
        public class Account
        {
            public string Name { get; private set; } = "";
        """));

    [Fact]
    public async Task Allows_what_only_the_constructor_gives() => Assert.Equal("", await SqlTest.OfMembers("""
        public void Run(Column column) => db.Execute("SELECT * FROM Users ORDER BY " + column.Name);
        }
        public sealed class Column
        {
            public static readonly Column Id = new("Id");
            private Column(string name) => Name = name;
            public string Name { get; }
        """));
}
