namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Texts with a name: enumerations of texts, resources, and parameters that are declared to be SQL.</summary>
public sealed class NamedTextTests
{
    [Theory]
    [InlineData("""
        public void Run(Column column) { db.Execute("SELECT * FROM Users ORDER BY " + column.Text); }
        }
        public sealed class Column
        {
            public static readonly Column Name = new("Name");
            public static readonly Column Age = new("Age");
            private Column(string text) { Text = text; }
            public string Text { get; }
        """)]
    [InlineData("""
        public void Run(Column column) { db.Execute($"SELECT * FROM Users ORDER BY {column}"); }
        }
        public sealed class Column
        {
            public static Column Name { get; } = new("Name");
            public static Column Age { get; } = new("Age");
            private readonly string text;
            private Column(string text) => this.text = text;
            public override string ToString() => text;
        """)]
    [InlineData("""
        public void Run(Column column) { db.Execute("SELECT * FROM Users ORDER BY " + column.Text); }
        }
        public readonly struct Column
        {
            public static readonly Column Name = new("Name");
            private Column(string text) { Text = text; }
            public string Text { get; }
        """)]
    [InlineData("""
        public void Run() { db.Execute("SELECT * FROM Users ORDER BY " + Column.Name.Text); }
        }
        public record Column(string Text) { public static readonly Column Name = new("Name");
        """)]
    [InlineData("""
        public void Run() { db.Execute("SELECT " + nameof(User.Name) + " FROM " + nameof(User) + "s"); }
        """)]
    [InlineData("""
        public void Run(Kind kind) { db.Execute("SELECT * FROM Users ORDER BY " + ToColumn(kind)); }
        static string ToColumn(Kind kind) => kind switch { Kind.Name => nameof(User.Name), Kind.Age => "Age", _ => throw new ArgumentOutOfRangeException() };
        """)]
    [InlineData("""
        public void Run() { db.Execute(Queries.FindUser); }
        }
        [System.CodeDom.Compiler.GeneratedCodeAttribute("System.Resources.Tools.StronglyTypedResourceBuilder", "17.0.0.0")]
        [System.Runtime.CompilerServices.CompilerGeneratedAttribute()]
        internal class Queries
        {
            private static System.Resources.ResourceManager resourceMan;
            private static CultureInfo resourceCulture;
            internal static System.Resources.ResourceManager ResourceManager
            {
                get
                {
                    if (object.ReferenceEquals(resourceMan, null))
                        resourceMan = new System.Resources.ResourceManager("App.Queries", typeof(Queries).Assembly);
                    return resourceMan;
                }
            }
            internal static CultureInfo Culture { get { return resourceCulture; } set { resourceCulture = value; } }
            internal static string FindUser { get { return ResourceManager.GetString("FindUser", resourceCulture); } }
        """)]
    [InlineData("""
        public void Run() { Exec("SELECT 1"); }
        public void Exec([StringSyntax("sql")] string sql) => db.Execute(sql);
        """)]
    [InlineData("""public void Exec([StringSyntax("sql")] string sql) => db.Execute(sql + " OPTION (RECOMPILE)");""")]
    [InlineData("""public void Exec([StringSyntax("Sql")] string sql) => db.Execute(sql);""")]
    public async Task Allows(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { Exec("SELECT * FROM Users WHERE A = '" + request.Query["q"] + "'"); }
        public void Exec([StringSyntax("sql")] string sql) => db.Execute(sql);
        """, "OMNI2001")]
    [InlineData("""
        public void Run(string q) { Exec("SELECT * FROM Users WHERE A = '" + q + "'"); }
        public void Exec([StringSyntax("sql")] string sql) { }
        """, "OMNI2001?")]
    [InlineData("""
        public void Run(Database d) { d.Exec("SELECT * FROM Users WHERE A = '" + request.Query["q"] + "'"); }
        }
        public interface Database { void Exec([StringSyntax("sql")] string sql);
        """, "OMNI2001")]
    [InlineData("""
        public void Run(Column column) { db.Execute("SELECT * FROM Users ORDER BY " + column.Text); }
        }
        public sealed class Column
        {
            public static readonly Column Name = new("Name");
            public Column(string text) { Text = text; }
            public string Text { get; }
        """, "OMNI2002?")]
    [InlineData("""
        public void Run(Column column) { db.Execute("SELECT * FROM Users ORDER BY " + column.Text); }
        }
        public sealed class Column
        {
            public static readonly Column Name = new("Name");
            private Column(string text) { Text = text; }
            public static Column Parse(string text) => new(text);
            public string Text { get; }
        """, "OMNI2002?")]
    [InlineData("""
        public void Run(Column column) { db.Execute("SELECT * FROM Users ORDER BY " + column.Text); }
        }
        public sealed class Column
        {
            public static readonly Column Name = new("Name");
            private Column(string text) { Text = text; }
            public string Text { get; set; }
        """, "OMNI2002?")]
    [InlineData("""public void Exec([StringSyntax("json")] string text) => db.Execute(text);""", "OMNI2001?")]
    public async Task Reports(string members, string expected) => Assert.Equal(expected, await SqlTest.OfMembers(members));
}
