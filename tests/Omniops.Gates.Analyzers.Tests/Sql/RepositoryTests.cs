namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>Code as it stands in applications: several flows at once, most of them clean.</summary>
public sealed class RepositoryTests
{
    [Theory]
    [InlineData("""
        private const string Select = "SELECT Id, Name FROM Users";
        private static readonly string ById = Select + " WHERE Id = @id";
        public User Get(int id) => db.QueryFirstOrDefault<User>(ById, new { id });
        """)]
    [InlineData("""
        public IEnumerable<User> Find(string name, int? age, int page, int size)
        {
            var sql = new StringBuilder("SELECT * FROM Users WHERE 1 = 1");
            var args = new DynamicParameters();
            if (!string.IsNullOrWhiteSpace(name)) { sql.Append(" AND Name LIKE @name"); args.Add("name", $"%{name}%"); }
            if (age.HasValue) { sql.AppendLine(" AND Age = @age"); args.Add("age", age.Value); }
            sql.Append($" ORDER BY Id OFFSET {(page - 1) * size} ROWS FETCH NEXT {size} ROWS ONLY");
            return db.Query<User>(sql.ToString(), args);
        }
        """)]
    [InlineData("""
        public IEnumerable<User> Find(Dictionary<string, object> filters)
        {
            var where = new List<string>();
            var args = new DynamicParameters();
            foreach (var filter in filters)
            {
                switch (filter.Key)
                {
                    case "name": where.Add("Name = @name"); args.Add("name", filter.Value); break;
                    case "age": where.Add("Age = @age"); args.Add("age", filter.Value); break;
                    default: throw new ArgumentException(filter.Key);
                }
            }
            var sql = "SELECT * FROM Users" + (where.Count > 0 ? " WHERE " + string.Join(" AND ", where) : "");
            return db.Query<User>(sql, args);
        }
        """)]
    [InlineData("""
        private static readonly Dictionary<string, string> SortColumns = new(StringComparer.OrdinalIgnoreCase) { ["name"] = "Name", ["age"] = "Age" };
        public IEnumerable<User> List(string sort, bool desc)
        {
            var column = SortColumns.TryGetValue(sort ?? "", out var found) ? found : "Id";
            return db.Query<User>($"SELECT * FROM Users ORDER BY {column} {(desc ? "DESC" : "ASC")}");
        }
        """)]
    [InlineData("""
        public IEnumerable<User> List(string order)
        {
            var direction = string.Equals(order, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
            return db.Query<User>("SELECT * FROM Users ORDER BY Id " + direction);
        }
        """)]
    [InlineData("""
        public int Delete(IReadOnlyCollection<string> names)
        {
            using var c = new SqlCommand();
            var marks = new List<string>();
            var i = 0;
            foreach (var name in names) { var mark = $"@p{i++}"; marks.Add(mark); c.Parameters.AddWithValue(mark, name); }
            c.CommandText = $"DELETE FROM Users WHERE Name IN ({string.Join(", ", marks)})";
            return c.ExecuteNonQuery();
        }
        """)]
    [InlineData("""
        public int Insert(List<User> users)
        {
            var sql = "INSERT INTO Users (Id, Name) VALUES ";
            var args = new DynamicParameters();
            for (var i = 0; i < users.Count; i++)
            {
                sql += $"(@id{i}, @name{i}),";
                args.Add($"id{i}", users[i].Id);
                args.Add($"name{i}", users[i].Name);
            }
            return db.Execute(sql.TrimEnd(','), args);
        }
        """)]
    [InlineData("""
        public T Get<T>(int id) where T : class => db.QueryFirstOrDefault<T>($"SELECT * FROM {typeof(T).Name}s WHERE Id = @id", new { id });
        """)]
    [InlineData("""
        public class TableAttribute : Attribute { public TableAttribute(string name) { Name = name; } public string Name { get; } public string Schema { get; set; } }
        [Table("shop_users", Schema = "dbo")] public class Row { }
        public T Get<T>(int id)
        {
            var table = (TableAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(TableAttribute));
            return db.QueryFirstOrDefault<T>($"SELECT * FROM {table.Schema ?? "dbo"}.{table.Name} WHERE Id = @id", new { id });
        }
        """)]
    [InlineData("""
        public class ColumnAttribute(string name) : Attribute { public string Name => name; }
        private static string NameOf(System.Reflection.MemberInfo member) =>
            Attribute.GetCustomAttribute(member, typeof(ColumnAttribute)) is ColumnAttribute column ? column.Name : member.Name;
        public void Touch<T>() => db.Execute("UPDATE Users SET " + string.Join(", ", typeof(T).GetProperties().Select(NameOf)));
        """)]
    [InlineData("""
        private static readonly string Columns = string.Join(", ", typeof(User).GetProperties().Select(p => p.Name));
        public IEnumerable<User> All() => db.Query<User>($"SELECT {Columns} FROM Users");
        """)]
    [InlineData("""
        private static readonly ConcurrentDictionary<Type, string> Cache = new();
        public IEnumerable<T> All<T>() => db.Query<T>(Cache.GetOrAdd(typeof(T), t => $"SELECT * FROM {t.Name}"));
        """)]
    [InlineData("""
        private static readonly string[] Columns = { "Name", "Age" };
        public int Update(User user)
        {
            var sb = new StringBuilder("UPDATE Users SET ");
            foreach (var column in Columns) sb.Append($"{column} = @{column}, ");
            sb.Length -= 2;
            return db.Execute(sb.Append(" WHERE Id = @Id").ToString(), user);
        }
        """)]
    [InlineData("""
        public int Count(string name)
        {
            var hasName = !string.IsNullOrEmpty(name);
            var where = hasName ? "WHERE Name = @name" : string.Empty;
            return db.ExecuteScalar<int>($@"
                SELECT COUNT(*)
                FROM Users
                {where}", new { name });
        }
        """)]
    [InlineData("""
        public async Task<int> Save(User user)
        {
            try { return await db.ExecuteAsync(user.Id == 0 ? Insert : Update, user).ConfigureAwait(false); }
            catch (DbException e) { Console.WriteLine("failed " + Insert + e.Message); throw; }
        }
        private const string Insert = "INSERT INTO Users (Name) VALUES (@Name)";
        private const string Update = "UPDATE Users SET Name = @Name WHERE Id = @Id";
        """)]
    [InlineData("""
        public void Load(Kind kind) { using var c = new SqlCommand(Text(kind)); c.ExecuteNonQuery(); }
        private static string Text(Kind kind)
        {
            switch (kind)
            {
                case Kind.Name: return "SELECT Name FROM Users";
                case Kind.Age: return "SELECT Age FROM Users";
                default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
            }
        }
        """)]
    [InlineData("""
        public void Script()
        {
            using var stream = typeof(Subject).Assembly.GetManifestResourceStream("App.schema.sql");
            using var reader = new StreamReader(stream);
            db.Execute(reader.ReadToEnd());
        }
        """)]
    [InlineData("""
        public IEnumerable<User> Search(string q) => context.Users
            .FromSqlRaw("SELECT * FROM Users WHERE Name LIKE {0}", "%" + q + "%").Where(u => u.Id > 3).ToList();
        """)]
    [InlineData("""
        public void Lock(string name) => db.Execute("SELECT pg_advisory_lock(" + name.GetHashCode() + ")");
        """)]
    [InlineData("""
        public void Range(DateTime from, DateTime to) => db.Execute(string.Format(CultureInfo.InvariantCulture,
            "SELECT * FROM Users WHERE Day BETWEEN '{0:yyyy-MM-dd}' AND '{1:yyyy-MM-dd}'", from, to));
        """)]
    [InlineData("""
        public void Top(int count) => db.Execute($"SELECT TOP {Math.Min(count, 100)} * FROM {Schema}.{Table}");
        private static string Schema => "dbo";
        private string Table { get; } = nameof(User) + "s";
        """)]
    [InlineData("""
        public void Toggle(bool on) => db.Execute($"ALTER TABLE Users {(on ? "ENABLE" : "DISABLE")} TRIGGER ALL; SET IDENTITY_INSERT Users {On(on)}");
        private static string On(bool value) => value ? "ON" : "OFF";
        """)]
    public async Task Allows(string members) => Assert.Equal("", await SqlTest.OfMembers(members));

    [Theory]
    [InlineData("""
        internal abstract class Repository { protected IDbConnection db; protected int Exec(string sql, object args) => db.Execute(sql, args); }
        internal sealed class Users : Repository { public int Add(string name) => Exec("INSERT INTO Users (Name) VALUES (@name)", new { name }); }
        """)]
    [InlineData("""
        internal interface IRunner { void Run(string sql, object args); }
        internal sealed class Runner : IRunner { private IDbConnection db; public void Run(string sql, object args) => db.Execute(sql, args); }
        public sealed class Users { private IRunner runner; public void Add(string name) => runner.Run("INSERT INTO Users (Name) VALUES (@n)", name); }
        """)]
    [InlineData("""
        internal sealed class Query
        {
            private readonly string sql;
            internal Query(string sql) { this.sql = sql; }
            internal void Run(IDbConnection db, object args) => db.Execute(sql, args);
        }
        public sealed class Users { public void Add(IDbConnection db, string n) => new Query("INSERT INTO Users (Name) VALUES (@n)").Run(db, new { n }); }
        """)]
    [InlineData("""
        internal abstract class Repository<T>
        {
            protected IDbConnection db;
            protected abstract string Table { get; }
            public IEnumerable<T> All() => db.Query<T>("SELECT * FROM " + Table);
        }
        internal sealed class Users : Repository<User> { protected override string Table => "Users"; }
        internal sealed class Roles : Repository<User> { protected override string Table { get; } = "Roles"; }
        """)]
    [InlineData("""
        internal static class Sql { public const string Schema = "dbo"; public static string Users { get; } = $"{Schema}.Users"; }
        public sealed class Users { public void All(IDbConnection db) => db.Execute($"SELECT * FROM {Sql.Users}"); }
        """)]
    [InlineData("""
        internal static class Building
        {
            public static StringBuilder AppendIf(this StringBuilder sb, bool condition, string text) => condition ? sb.Append(text) : sb;
        }
        public sealed class Users
        {
            public void Find(IDbConnection db, string n) =>
                db.Execute(new StringBuilder("SELECT * FROM Users").AppendIf(n != null, " WHERE Name = @n").ToString(), new { n });
        }
        """)]
    [InlineData("""
        public partial class Users { private string table; public Users() { table = "Users"; } }
        public partial class Users { public void All(IDbConnection db) => db.Execute("SELECT * FROM " + table); }
        """)]
    [InlineData("""
        internal class Users(IDbConnection db) { private const string All = "SELECT * FROM Users"; public int Run(int id) => db.Execute(All + " WHERE Id = " + id); }
        """)]
    public async Task Allows_types(string types) => Assert.Equal("", await SqlTest.Of(types));

    [Theory]
    [InlineData("""
        [ApiController] public class Account : ControllerBase
        {
            private readonly IDbConnection db;
            public Account(IDbConnection db) { this.db = db; }
            [HttpPost] public IActionResult Login(string user, string password)
            {
                var sql = "SELECT COUNT(*) FROM Users WHERE Name = '" + user + "' AND Password = '" + Hash(password) + "'";
                return db.ExecuteScalar<int>(sql) == 1 ? Ok() : Unauthorized();
            }
            private static string Hash(string value) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        }
        """)]
    [InlineData("""
        public class Search { public string Name { get; set; } public List<string> Tags { get; set; } public int Page { get; set; } }
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public IActionResult Find([FromQuery] Search search)
            {
                var where = new List<string>();
                if (search.Name != null) where.Add("Name = @Name");
                foreach (var tag in search.Tags) where.Add($"Tag = '{tag}'");
                return Ok(db.Query<User>("SELECT * FROM Users WHERE " + string.Join(" AND ", where), search));
            }
        }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public IActionResult Find(string name) => Ok(new Finder(db).Find(name));
        }
        internal sealed class Finder
        {
            private readonly IDbConnection db;
            internal Finder(IDbConnection db) { this.db = db; }
            internal IEnumerable<User> Find(string name)
            {
                var sql = new StringBuilder();
                sql.Append("SELECT * FROM Users ");
                sql.AppendFormat("WHERE Name LIKE '%{0}%'", name);
                return db.Query<User>(sql.ToString());
            }
        }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            private IFinder finder;
            public IActionResult Find(string name) => Ok(finder.Find("Name = '" + name + "'"));
        }
        internal interface IFinder { IEnumerable<User> Find(string where); }
        internal sealed class Finder : IFinder
        {
            private IDbConnection db;
            public IEnumerable<User> Find(string where) => db.Query<User>("SELECT * FROM Users WHERE " + where);
        }
        """)]
    [InlineData("""
        internal sealed class Query
        {
            private readonly string sql;
            internal Query(string sql) { this.sql = sql; }
            internal void Run(IDbConnection db) => db.Execute(sql);
        }
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public void Find(string name) => new Query("SELECT * FROM Users WHERE Name = '" + name + "'").Run(db);
        }
        """)]
    [InlineData("""
        internal abstract class Repository { internal IDbConnection db; protected int Exec(string sql) => db.Execute(sql); }
        internal sealed class UserStore : Repository { internal int Delete(string name) => Exec($"DELETE FROM Users WHERE Name = '{name}'"); }
        public class Users : ControllerBase { private UserStore store; public void Delete(string name) => store.Delete(name); }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            private IDbConnection db;
            private string name;
            public void Find(string q) { name = q; Run(); }
            private void Run() => db.Execute("SELECT * FROM Users WHERE Name = '" + name + "'");
        }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public void Find(System.Text.Json.JsonElement body) => db.Execute($"SELECT * FROM Users WHERE Name = '{body.GetProperty("q").GetString()}'");
        }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public void Find(IFormCollection form) { var name = form["q"]; db.Execute($"SELECT * FROM Users WHERE Name = '{name}'"); }
        }
        """)]
    [InlineData("""
        public class SearchOptions { public string Name { get; set; } }
        public class Users : ControllerBase
        {
            private IDbConnection db;
            public void Find([FromQuery] SearchOptions options) => db.Execute($"SELECT * FROM Users WHERE Name = '{options.Name}'");
        }
        """)]
    [InlineData("""
        public record Login(string User, string Password);
        public class Users : ControllerBase
        {
            private AppDb context;
            public void Find(Login login) => context.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{login.User.Trim().ToLower()}'").FirstOrDefault();
        }
        """)]
    [InlineData("""
        public class Users : ControllerBase
        {
            public void Find(string id)
            {
                using (var connection = new SqlConnection("..."))
                {
                    connection.Open();
                    var query = $"SELECT * FROM Users WHERE Id = {id}";
                    using (var c = new SqlCommand(query, connection))
                    using (var reader = c.ExecuteReader())
                    {
                        while (reader.Read()) { Console.WriteLine(reader[0]); }
                    }
                }
            }
        }
        """)]
    public async Task Reports_a_source(string types) => Assert.Equal("OMNI2001", await SqlTest.Of(types));

    [Theory]
    [InlineData("""
        public class UserStore
        {
            private readonly string connectionString;
            public UserStore(string connectionString) { this.connectionString = connectionString; }
            public DataTable Find(string name)
            {
                var table = new DataTable();
                using var adapter = new SqlDataAdapter("SELECT * FROM Users WHERE Name = '" + name + "'", connectionString);
                adapter.Fill(table);
                return table;
            }
        }
        """)]
    [InlineData("""
        public class Form { public TextBox Box { get; set; } public void OnClick(object s, EventArgs e)
        { using var c = new SqlCommand("SELECT * FROM Users WHERE Name = '" + Box.Text + "'"); } }
        public class TextBox { public string Text { get; set; } }
        """)]
    [InlineData("""
        public interface IRepository { IEnumerable<User> Find(string name); }
        public class Repository : IRepository
        {
            private AppDb context;
            public IEnumerable<User> Find(string name) => context.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = '" + name + "'");
        }
        """)]
    [InlineData("""
        public class Store
        {
            private IDbConnection db;
            public async Task<int> Add(User user) => await db.ExecuteAsync($"INSERT INTO Users (Name) VALUES ('{user.Name.Replace("'", "''")}')");
        }
        """)]
    [InlineData("""
        public class SearchOptions { public string Name { get; set; } public int Page { get; set; } }
        public class Store(IDbConnection db)
        {
            public int Find(SearchOptions options) => db.Execute($"SELECT * FROM Users WHERE Name = '{options.Name}'");
        }
        """)]
    [InlineData("""
        public class FilterSettings { public string Text { get; set; } }
        public class Store(IDbConnection db) { public int Find(FilterSettings filter) => db.Execute("SELECT * FROM Users WHERE " + filter.Text); }
        """)]
    [InlineData("""
        public static class Extensions
        {
            public static int Run(this IDbConnection db, string where) => db.Execute("SELECT * FROM Users WHERE " + where);
        }
        """)]
    public async Task Reports_an_unknown_origin(string types) => Assert.Equal("OMNI2001?", await SqlTest.Of(types));

    [Theory]
    [InlineData("""
        public class Place { public string Schema { get; set; } = "dbo"; }
        public class Store(Place place, IDbConnection db) { public int All() => db.Execute($"SELECT * FROM {place.Schema}.Users"); }
        """)]
    [InlineData("""public class Store(IDbConnection db) { public int All(string table) => db.Execute("SELECT * FROM " + table); }""")]
    [InlineData("""public class Store(IDbConnection db) { public int All(string order) => db.Execute($"SELECT * FROM Users ORDER BY {order}"); }""")]
    [InlineData("""
        public abstract class Store { protected IDbConnection db; public abstract string Table { get; }
        public int All() => db.Execute($"SELECT * FROM {Table}"); }
        """)]
    [InlineData("""
        public class TableAttribute : Attribute { public TableAttribute(string name) { Name = name; } public string Name { get; } }
        public class Repository(IDbConnection db, string table)
        {
            private readonly TableAttribute made = new TableAttribute(table);
            public int Count() => db.ExecuteScalar<int>($"SELECT COUNT(*) FROM {made.Name}");
        }
        """)]
    public async Task Reports_unknown_names(string types) => Assert.Equal("OMNI2002?", await SqlTest.Of(types));
}
