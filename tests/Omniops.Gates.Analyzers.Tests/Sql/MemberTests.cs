namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Fields and properties: what nobody else can write is known from the type, what others can write is not.</summary>
public sealed class MemberTests
{
    private const string Use = """ public void Run() { db.Execute("SELECT * FROM Users WHERE A = " + part); }""";

    [Theory]
    [InlineData("""const string part = "1";""")]
    [InlineData("""public const string part = "1";""")]
    [InlineData("""const string one = "1"; const string part = one + "2";""")]
    [InlineData("""readonly string part = "1";""")]
    [InlineData("""public readonly string part = "1";""")]
    [InlineData("""static readonly string part = "1";""")]
    [InlineData("""public static readonly string part = "1" + Environment.NewLine;""")]
    [InlineData("""static readonly string one = "1"; static readonly string part = $"{one}, {one}";""")]
    [InlineData("""static readonly string part = string.Join(", ", "1", "2");""")]
    [InlineData("""static readonly string part = Build(); static string Build() => "1";""")]
    [InlineData("""static readonly string part; static Subject() { part = "1"; }""")]
    [InlineData("""readonly string part; public Subject() { part = "1"; }""")]
    [InlineData("""readonly string part; public Subject(bool isNew) { part = isNew ? "1" : "2"; }""")]
    [InlineData("""readonly string part; public Subject(int id) { part = "Id" + id; }""")]
    [InlineData("""string part = "1";""")]
    [InlineData("""string part;""")]
    [InlineData("""string part = "1"; public void Set(bool b) { part = b ? "2" : "3"; }""")]
    [InlineData("""static string part; public static void Set(int n) { part = "A" + n; }""")]
    [InlineData("""string part => "1";""")]
    [InlineData("""public string part => "1";""")]
    [InlineData("""string part { get; } = "1";""")]
    [InlineData("""public string part { get; } = "1";""")]
    [InlineData("""public static string part { get; } = "1";""")]
    [InlineData("""string part { get { return "1"; } }""")]
    [InlineData("""public string part { get; } public Subject() { part = "1"; }""")]
    [InlineData("""public string part { get; private set; } = "1";""")]
    [InlineData("""public string part { get; private set; } public void Next() { part = "2"; }""")]
    [InlineData("""string part { get; set; } = "1";""")]
    [InlineData("""string one = "1"; string part => one + "2";""")]
    [InlineData("""string cached; string part => cached ??= "1";""")]
    [InlineData("""string part => Build(3); static string Build(int n) => new string('?', n);""")]
    [InlineData("""public int part { get; set; }""")]
    [InlineData("""public Kind part;""")]
    [InlineData("""public Guid? part { get; set; }""")]
    [InlineData("""static readonly Lazy<string> lazy = new(() => "1"); string part => lazy.Value;""")]
    public async Task Allows(string member) => Assert.Equal("", await SqlTest.OfMembers(member + Use));

    [Theory]
    [InlineData("""string part; public void Set() { part = request.Query["q"]; }""")]
    [InlineData("""static string part; public void Set() { part = request.Query["q"]; }""")]
    [InlineData("""string part => request.Query["q"];""")]
    [InlineData("""public string part => "'" + request.Query["q"] + "'";""")]
    [InlineData("""string part { get; set; } public void Set() { part = request.Query["q"]; }""")]
    [InlineData("""public string part { get; private set; } public void Set() { part = request.Query["q"]; }""")]
    [InlineData("""readonly string part; public Subject(HttpRequest http) { part = http.Query["q"]; }""")]
    [InlineData("""string part; public void Set() { part += " AND Name = '" + request.Query["q"] + "'"; }""")]
    [InlineData("""string part { get { var s = "'"; s += request.Query["q"]; return s; } }""")]
    [InlineData("""string part; public void Set() { Fill(out part); } void Fill(out string text) { text = request.Query["q"]; }""")]
    [InlineData("""string part; public void Set() { (part, _) = (request.Query["q"], 1); }""")]
    [InlineData("""string part, one; public void Set() { one = request.Query["q"]; } public void Copy() { part = one; }""")]
    [InlineData("""string part = "1"; public void Set() { this.part = flag ? request.Query["q"] : "2"; } bool flag;""")]
    public async Task Reports_a_source(string member) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(member + Use));

    [Theory]
    [InlineData("""public string part;""")]
    [InlineData("""public string part = "1";""")]
    [InlineData("""public string part { get; set; } = "1";""")]
    [InlineData("""public string part { get; init; } = "1";""")]
    [InlineData("""protected string part = "1";""")]
    [InlineData("""readonly string part; public Subject(string text) { part = text; }""")]
    [InlineData("""string part; public Subject(string text) => part = text;""")]
    [InlineData("""public string part { get; } public Subject(string text) { part = "'" + text + "'"; }""")]
    [InlineData("""string part; public void Set(string text) { part = text; }""")]
    [InlineData("""readonly Filter filter; public Subject(Filter filter) { this.filter = filter; } string part => filter.Text;""")]
    public async Task Reports_an_unknown_origin(string member) => Assert.Equal("OMNI2001?", await SqlTest.OfMembers(member + Use));

    /// <summary>A method runs more than once: what it leaves behind is there when it is called again.</summary>
    [Theory]
    [InlineData("""private string part = ""; public void Run() { db.Execute("A = " + part); part = request.Query["q"]; }""")]
    [InlineData("""private string part = ""; public void Run() { db.Execute("A = " + part); Set(request.Query["q"]); } void Set(string v) { part = v; }""")]
    [InlineData("""public string Part { get; private set; } = ""; public void Run() { db.Execute("A = " + Part); Part = request.Query["q"]; }""")]
    [InlineData("""private readonly StringBuilder sb = new(); public void Run() { db.Execute("A = " + sb); sb.Append(request.Query["q"].ToString()); }""")]
    [InlineData("""private readonly List<string> l = []; public void Run() { db.Execute("A = " + string.Concat(l)); l.Add(request.Query["q"]); }""")]
    [InlineData("""private string a = "", b = ""; void Copy() { a = b; } public void Run() { b = request.Query["q"]; db.Execute("A = " + a); }""")]
    public async Task Reports_what_is_left_for_the_next_call(string members) => Assert.Equal("OMNI2001", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""private string part = ""; public void Run() { part = "1"; db.Execute("A = " + part); part = request.Query["q"]; }""")]
    [InlineData("""private string part = ""; public void Run() { db.Execute("A = " + part); part = "2"; }""")]
    [InlineData("""public void Run() { var part = ""; db.Execute("A = " + part); part = request.Query["q"]; }""")]
    public async Task Allows_what_is_written_before_it_is_read(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        public void Run() { db.Execute("SELECT * FROM " + Tables.Users + " WHERE " + Tables.Filter); }
        }
        public static class Tables { public const string Users = "Users"; public static readonly string Filter = "Id = " + 1;
        """)]
    [InlineData("""
        public void Run() { db.Execute("SELECT * FROM " + Tables.Users); }
        }
        public static class Tables { public static string Users { get; } = Prefix + "Users"; private static string Prefix => "dbo.";
        """)]
    [InlineData("""
        public void Run() { db.Execute("SELECT * FROM " + new Tables().Users); }
        }
        public sealed class Tables { public string Users { get; } = "Users";
        """)]
    [InlineData("""
        string part;
        public void Run() { part = "1"; db.Execute("A = " + part); }
        public void Set() { part = "2"; }
        """)]
    public async Task Allows_members_of_others(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""var f = new Filter { Text = "A" }; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter(); f.Text = "A"; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = input }; f.Text = ""; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = "A", Other = input }; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = "A", Count = input.Length }; db.Execute("A = " + f.Count);""")]
    [InlineData("""var f = new Filter(); db.Execute("A = " + f.Text);""")]
    [InlineData("""filter.Text = "A"; db.Execute("A = " + filter.Text);""")]
    [InlineData("""var a = new Filter { Text = input }; var b = a; b.Text = ""; db.Execute("A = " + a.Text);""")]
    [InlineData("""var a = new Filter { Text = "A" }; var b = new Filter { Text = input }; db.Execute("A = " + a.Text);""")]
    [InlineData("""var a = new Filter { Text = input }; a = new Filter { Text = "A" }; db.Execute("A = " + a.Text);""")]
    [InlineData("""var f = new Filter { Text = input }; if (flag) f.Text = "A"; else f.Text = "B"; db.Execute("A = " + f.Text);""")]
    [InlineData("""db.Execute("A = " + filter.Count);""")]
    public async Task Allows_objects(string statements) => Assert.Equal("", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""var f = new Filter { Text = input }; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter(); f.Text = input; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = "" }; f.Other = input; db.Execute("A = " + f.Text + f.Other);""")]
    [InlineData("""var a = new Filter(); var b = a; b.Text = input; db.Execute("A = " + a.Text);""")]
    [InlineData("""var a = new Filter(); var b = a; a.Text = input; a = new Filter(); db.Execute("A = " + b.Text);""")]
    [InlineData("""var f = new Filter { Text = "" }; if (flag) f.Text = input; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = input }; if (flag) f.Text = ""; db.Execute("A = " + f.Text);""")]
    [InlineData("""var f = new Filter { Text = "" }; while (flag) { db.Execute("A = " + f.Text); f.Text = input; }""")]
    [InlineData("""filter.Text = input; db.Execute("A = " + filter.Text);""")]
    [InlineData("""var list = new List<Filter> { new Filter { Text = input } }; db.Execute("A = " + list[0].Text);""")]
    [InlineData("""var f = new Filter(); f.Text += input; db.Execute("A = " + f.Text);""")]
    public async Task Reports_objects(string statements) => Assert.Equal("OMNI2001", await SqlTest.OfStatements(statements));

    [Theory]
    [InlineData("""
        public void Run() { var f = new Filter(); Fill(f); db.Execute("A = " + f.Text); }
        void Fill(Filter f) { f.Text = request.Query["q"]; }
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { var f = new Filter { Text = request.Query["q"] }; Reset(f); db.Execute("A = " + f.Text); }
        void Reset(Filter f) { f.Text = "B"; }
        """, "")]
    [InlineData("""
        public void Run() { db.Execute("A = " + Make(request.Query["q"]).Text); }
        static Filter Make(string text) => new Filter { Text = text };
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { db.Execute("A = " + Make("B").Text); }
        static Filter Make(string text) => new Filter { Text = text };
        """, "")]
    [InlineData("""
        public void Run() { var s = new Search(request.Query["q"]); db.Execute("A = " + s.Text); }
        }
        public sealed class Search { public Search(string text) { Text = text; } public string Text { get; }
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { var s = new Search("B"); db.Execute("A = " + s.Text); }
        }
        public sealed class Search { public Search(string text) { Text = text; } public string Text { get; }
        """, "")]
    [InlineData("""
        public void Run() { var s = new Search(request.Query["q"]); db.Execute("A = " + s.ToSql()); }
        }
        public sealed class Search { private readonly string text; public Search(string text) { this.text = text; } public string ToSql() => $"'{text}'";
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { var s = new Search(request.Query["q"]); db.Execute($"A = {s}"); }
        }
        public sealed class Search { private readonly string text; public Search(string text) { this.text = text; } public override string ToString() => text;
        """, "OMNI2001")]
    [InlineData("""
        public void Run() { var s = new Search(request.Query["q"]); db.Execute($"A = {s}"); }
        }
        public sealed class Search { private readonly string text; public Search(string text) { this.text = text; } public override string ToString() => "@q";
        """, "")]
    [InlineData("""
        public void Run() { db.Execute(new Query("Users").Where("Id = @id").Build()); }
        }
        public sealed class Query
        {
            private readonly string table; private string where = "";
            public Query(string table) { this.table = table; }
            public Query Where(string text) { where += " AND " + text; return this; }
            public string Build() => "SELECT * FROM " + table + " WHERE 1 = 1" + where;
        """, "")]
    [InlineData("""
        public void Run() { db.Execute(new Query("Users").Where("Name = '" + request.Query["q"] + "'").Build()); }
        }
        public sealed class Query
        {
            private readonly string table; private string where = "";
            public Query(string table) { this.table = table; }
            public Query Where(string text) { where += " AND " + text; return this; }
            public string Build() => "SELECT * FROM " + table + " WHERE 1 = 1" + where;
        """, "OMNI2001")]
    public async Task Follows_objects_across_methods(string members, string expected) =>
        Assert.Equal(expected, await SqlTest.OfMembers(members));
}
