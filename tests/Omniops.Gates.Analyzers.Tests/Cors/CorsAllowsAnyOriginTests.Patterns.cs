using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

/// <summary>Ways to write origins that are found in real applications, and ways to lose sight of a star in them.</summary>
public sealed partial class CorsAllowsAnyOriginTests
{
    [Theory]
    [InlineData("""var line = "https://shop.example,*"; policy.WithOrigins(line.Split(','));""")]
    [InlineData("""policy.WithOrigins(new[] { "https://shop.example;*" }.SelectMany(line => line.Split(';')).ToArray());""")]
    [InlineData("""policy.WithOrigins("https://shop.example\n*".Split('\n'));""")]
    [InlineData("""policy.WithOrigins($"https://shop.example;{configuration["Cors:Star:0"]}".Split(';'));""")]
    [InlineData("""policy.WithOrigins(" * ".Trim());""")]
    [InlineData("""policy.WithOrigins(new string('*', 1));""")]
    [InlineData("""policy.WithOrigins('*'.ToString());""")]
    [InlineData("""var text = new System.Text.StringBuilder(); text.Append("https://shop.example").Append(','); text.Append("*"); policy.WithOrigins(text.ToString().Split(','));""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin == "*").ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin.Contains("*")).ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin is "*").ToArray());""")]
    [InlineData("""policy.WithOrigins(Array.Empty<string>().DefaultIfEmpty("*").ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*" }.OrderByDescending(origin => origin).ToArray());""")]
    [InlineData("""policy.WithOrigins(string.Concat("*", ""));""")]
    public async Task Sees_a_star_in_text(string statements) => Assert.Equal(Outcome.Fail, await OfOrigins(statements));

    [Theory]
    [InlineData("""var list = new string[1]; list[0] = "*"; policy.WithOrigins(list);""")]
    [InlineData("""var list = new List<string> { "" }; list[0] = "*"; policy.WithOrigins([.. list]);""")]
    [InlineData("""string[] list = ["*"]; list = list.Append("https://shop.example").ToArray(); policy.WithOrigins(list);""")]
    [InlineData("""string[] list = ["*"]; list = [.. list, "https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""string[]? list = null; list ??= ["*"]; policy.WithOrigins(list);""")]
    [InlineData("""var text = "https://shop.example"; text += ",*"; policy.WithOrigins(text.Split(','));""")]
    [InlineData("""var map = new Dictionary<string, string> { ["shop"] = "*" }; policy.WithOrigins(map["shop"]);""")]
    [InlineData("""var map = new Dictionary<string, string> { ["shop"] = "*" }; policy.WithOrigins(map.Values.ToArray());""")]
    [InlineData("""var map = new Dictionary<string, string> { { "shop", "*" } }; foreach (var (_, origin) in map) policy.WithOrigins(origin);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map["shop"] = "*"; policy.WithOrigins(map["shop"]);""")]
    [InlineData("""var map = new Dictionary<string, string>(); map.TryAdd("shop", "*"); policy.WithOrigins(map["shop"]);""")]
    [InlineData("""var stack = new Stack<string>(); stack.Push("*"); policy.WithOrigins(stack.ToArray());""")]
    [InlineData("""var list = new List<string>(); Fill(list); policy.WithOrigins([.. list]); void Fill(List<string> given) => given.Add("*");""")]
    [InlineData("""var list = new string[1]; Fill(list); policy.WithOrigins(list); void Fill(string[] given) => given[0] = "*";""")]
    [InlineData("""var list = new List<string>(); list.AddTo("*"); policy.WithOrigins([.. list]);""")]
    [InlineData("""var list = new string[1]; Array.Fill(list, "*"); policy.WithOrigins(list);""")]
    [InlineData("""var list = new List<string>(); list.AddRange("*"); policy.WithOrigins([.. list]);""")]
    [InlineData("""var (list, other) = (new[] { "*" }, 1); policy.WithOrigins(list);""")]
    [InlineData("""if (new[] { "*" } is { Length: > 0 } list) policy.WithOrigins(list);""")]
    [InlineData("""object held = "*"; if (held is string origin) policy.WithOrigins(origin);""")]
    [InlineData("""if (configuration["Cors:Star:0"] is not { Length: > 0 } origin) return; policy.WithOrigins(origin);""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Line"] switch { { } line => line.Split(','), null => [] });""")]
    [InlineData("""policy.WithOrigins(Parse(Parse("*"))); string Parse(string text) => text.Trim();""")]
    [InlineData("""policy.WithOrigins(Again(["https://shop.example"], 3)); string[] Again(string[] given, int count) => count == 0 ? given : Again(["*"], count - 1);""")]
    [InlineData("""string[] list = ["https://shop.example"]; for (var i = 0; i < 2; i++) { policy.WithOrigins(list); list = ["*"]; }""")]
    [InlineData("""string[] list = ["https://shop.example"]; Action later = () => policy.WithOrigins(list); list = ["*"]; later();""")]
    [InlineData("""policy.WithOrigins(new Holder().Filled.ToArray());""")]
    [InlineData("""policy.WithOrigins(new Holder().Set);""")]
    [InlineData("""var setup = new Setup(); setup.Many = ["*"]; policy.WithOrigins(setup.Many);""")]
    [InlineData("""var setup = new Setup { Many = ["*"] }; policy.WithOrigins(setup.Many);""")]
    [InlineData("""var setup = configuration.GetSection("Cors").Get<Setup>()!; setup.Many = ["*"]; policy.WithOrigins(setup.Many);""")]
    [InlineData("""policy.WithOrigins(new Origin("*"));""")]
    [InlineData("""policy.WithOrigins(Holder.Last);""")]
    [InlineData("""policy.WithOrigins(Optional()); string[] Optional(string[]? list = null) { list ??= ["*"]; return list; }""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => !(origin.StartsWith("*") && Holder.Last.Length > 90)).ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin is not { Length: > 9 }).ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => Holder.Last.StartsWith("h")).ToArray());""")]
    [InlineData("""var other = "x"; policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => other != "*").ToArray());""")]
    [InlineData("""var list = new List<string>(); (list, _) = (["*"], 1); policy.WithOrigins([.. list]);""")]
    [InlineData("""policy.WithOrigins(new[] { "https://a.example", "*" }[1..]);""")]
    [InlineData("""policy.WithOrigins(Default()); string[] Default(string origin = "*") => [origin];""")]
    [InlineData("""policy.WithOrigins(Optional(["https://shop.example"])); string[] Optional(string[] list) { list = list.Append("*").ToArray(); return list; }""")]
    [InlineData("""policy.WithOrigins(Holder.With("https://shop.example", "*"));""")]
    [InlineData("""var list = new List<string>(); void Fill() => list.Add("*"); Fill(); policy.WithOrigins([.. list]);""")]
    [InlineData("""List<string>? list = new(); list?.Add("*"); policy.WithOrigins([.. list!]);""")]
    [InlineData("""var list = new List<string>(); var other = list; other.Add("*"); policy.WithOrigins([.. list]);""")]
    [InlineData("""var list = new List<string>(); new[] { "*" }.ToList().ForEach(list.Add); policy.WithOrigins([.. list]);""")]
    [InlineData("""string[] list = ["*"]; Action swap = () => list = ["https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""string[] list = ["*"]; if (false) list = ["https://shop.example"]; policy.WithOrigins(list);""")]
    public async Task Sees_a_star_that_is_put_in_later(string statements) => Assert.Equal(Outcome.Fail, await OfOrigins(statements, """
        class Holder
        {
            public readonly List<string> Filled = new();
            private readonly string[] _set = new string[1];
            public Holder() { Filled.Add("*"); _set[0] = "*"; }
            public string[] Set => _set;
            public static string Last { get; private set; } = "https://shop.example";
            public static string[] With(params string[] list) => list.Reverse().ToArray();
            public static void Change() => (Last, _) = ("*", 1);
        }
        class Origin(string text) { public static implicit operator string(Origin origin) => origin.Text; public string Text { get; } = text; }
        static class Lists { public static void AddTo(this List<string> list, string origin) => list.Add(origin); }
        """));

    [Theory]
    [InlineData("""Fill(policy.Build().Origins); void Fill(IList<string> origins) => origins.Add("*");""", Outcome.Fail)]
    [InlineData("""Fill(policy.Build().Origins); void Fill(ICollection<string> origins) { foreach (var origin in configuration.GetSection("Cors:Star").Get<string[]>()!) origins.Add(origin); }""", Outcome.Fail)]
    [InlineData("""policy.Build().Origins.AddAll(["*"]);""", Outcome.Fail)]
    [InlineData("""policy.Build().Origins.AddAll(["https://shop.example"]);""", Outcome.Pass)]
    [InlineData("""policy.Build().Origins.AddAll(origins);""", Outcome.NotProven)]
    [InlineData("""policy.Build().Headers.AddAll(["*"]);""", Outcome.Pass)]
    [InlineData("""((List<string>)policy.Build().Origins).AddRange("*");""", Outcome.Fail)]
    [InlineData("""var built = policy.Build(); foreach (var origin in configuration.GetSection("Cors:Many").Get<string[]>()!) built.Origins.Add(origin);""", Outcome.Pass)]
    [InlineData("""cors.AddPolicy("x", configuration.GetSection("Cors:OpenPolicy").Get<CorsPolicy>()!);""", Outcome.Fail)]
    [InlineData("""cors.AddPolicy("x", configuration.GetSection("Cors:Policy").Get<CorsPolicy>()!);""", Outcome.Pass)]
    [InlineData("""cors.AddPolicy("x", configuration.GetSection("Cors:Elsewhere").Get<CorsPolicy>()!);""", Outcome.NotProven)]
    [InlineData("""var bound = new CorsPolicy(); configuration.GetSection("Cors:OpenPolicy").Bind(bound); cors.AddPolicy("x", bound);""", Outcome.Fail)]
    [InlineData("""var bound = new CorsPolicy(); configuration.Bind("Cors:Policy", bound); cors.AddPolicy("x", bound);""", Outcome.Pass)]
    [InlineData("""var bound = new CorsPolicy(); configuration.Bind(args[0], bound); cors.AddPolicy("x", bound);""", Outcome.NotProven)]
    public async Task Follows_a_policy_that_is_filled_elsewhere(string statements, string outcome) =>
        Assert.Equal(outcome, await OfOrigins(statements, """
            static class Lists { public static void AddAll(this IList<string> list, IEnumerable<string> items) { foreach (var item in items) list.Add(item); } }
            """));

    [Theory]
    [InlineData("""policy.WithOrigins("*https://shop.example*".Trim('*'));""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:One"]!.Replace("*", ""));""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:One"]!.Split("*"));""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => !origin.Equals("*")).ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin is not "*" and not "null").ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(origin => origin.Length > 0 && !origin.Contains('*')).ToArray());""")]
    [InlineData("""policy.WithOrigins(new[] { "*", "https://shop.example" }.Where(Keep).ToArray()); bool Keep(string origin) => origin != "*";""")]
    [InlineData("""policy.WithHeaders(List("Cors:Star")).WithOrigins(List("Cors:Many")); string[] List(string key) => configuration.GetSection(key).Get<string[]>() ?? [];""")]
    [InlineData("""policy.WithHeaders(Parse("*")).WithOrigins(Parse("https://shop.example")); string[] Parse(string text) => text.Split(',');""")]
    [InlineData("""policy.WithHeaders(configuration.List("Cors:Star")).WithOrigins(configuration.List("Cors:Many"));""")]
    [InlineData("""policy.WithHeaders(configuration.List("Cors:Star")).WithOrigins(configuration.List("Cors:Lines"));""")]
    [InlineData("""var bound = configuration.GetSection("Cors").Get<Sites>()!; policy.WithOrigins(bound.Public.Many);""")]
    [InlineData("""var bound = new Sites(); configuration.GetSection("Cors").Bind(bound); policy.WithOrigins(bound.Public.Many);""")]
    [InlineData("""Use(null!); void Use(Microsoft.Extensions.Options.IOptions<Sites> options) => policy.WithOrigins(options.Value.Public.Many);""")]
    public async Task Does_not_blame_a_star_elsewhere(string statements) => Assert.Equal(Outcome.Pass, await OfOrigins(statements, """
        class Sites { public Setup Public { get; set; } = new(); public Setup Partner { get; set; } = new(); }
        static class Lists
        {
            public static string[] List(this IConfiguration configuration, string key)
            {
                var section = configuration.GetSection(key);
                return section.Value is { Length: > 0 } text ? text.Split(';') : section.Get<string[]>() ?? [];
            }
            public static void Register(IServiceCollection services, IConfiguration configuration) => services.Configure<Sites>(configuration.GetSection("Cors"));
        }
        """));

    [Theory]
    [InlineData("""var bound = configuration.GetSection("Cors").Get<Sites>()!; policy.WithOrigins(bound.Partner.Many);""", Outcome.Fail)]
    [InlineData("""var bound = new Sites(); configuration.GetSection("Cors").Bind(bound); policy.WithOrigins(bound.Partner.Many);""", Outcome.Fail)]
    [InlineData("""Use(null!); void Use(Microsoft.Extensions.Options.IOptions<Sites> options) => policy.WithOrigins(options.Value.Partner.Many);""", Outcome.Fail)]
    [InlineData("""Use(null!); void Use(Microsoft.Extensions.Options.IOptionsMonitor<Sites> options) => policy.WithOrigins(options.CurrentValue.Partner.Many);""", Outcome.Fail)]
    [InlineData("""Use(null!); void Use(Sites sites) => policy.WithOrigins(sites.Partner.Many);""", Outcome.Fail)]
    [InlineData("""Use(null!); void Use(Sites sites) { var site = sites.Public; policy.WithOrigins(site.Many); }""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Public").Get<Positional>()!.Many);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Partner").Get<Positional>()!.Many);""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").Get<Renamed>()!.Origins);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Public").Get<Inheriting>()!.Many);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").Get<Text>()!.Lines.Split(';', StringSplitOptions.TrimEntries));""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").Get<Text>()!.Line.Split(','));""", Outcome.Fail)]
    [InlineData("""var options = app.GetRequiredService<Microsoft.Extensions.Options.IOptions<Sites>>().Value; policy.WithOrigins(options.Public.Many);""", Outcome.Pass)]
    public async Task Reads_settings_classes(string statements, string outcome) => Assert.Equal(outcome, await OfOrigins(
        statements.Replace("app.Get", "new ServiceCollection().BuildServiceProvider().Get", StringComparison.Ordinal), """
        class Sites { public Setup Public { get; set; } = new(); public Setup Partner { get; set; } = new(); }
        record Positional(string[] Many);
        class Renamed { [ConfigurationKeyName("Many")] public string[] Origins { get; set; } = []; }
        class Inheriting : Setup;
        class Text { public required string Lines { get; init; } public required string Line { get; init; } }
        static class Lists
        {
            public static void Register(IServiceCollection services, IConfiguration configuration) => services.Configure<Sites>(configuration.GetSection("Cors"));
        }
        """));

    [Theory]
    [InlineData("""if (configuration["Cors:One"] is { } origin) policy.WithOrigins(origin);""")]
    [InlineData("""if (configuration["Cors:One"] is string origin) policy.WithOrigins(origin);""")]
    [InlineData("""if (configuration.GetSection("Cors:Many").Get<string[]>() is { Length: > 0 } list) policy.WithOrigins(list);""")]
    [InlineData("""if (configuration.GetSection("Cors:Many").Get<List<string>>() is List<string> list) policy.WithOrigins([.. list]);""")]
    [InlineData("""if (configuration.GetSection("Cors:Many").Get<string[]>() is not { Length: > 0 } list) throw new InvalidOperationException(); policy.WithOrigins(list);""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Lines"] switch { { } line => line.Split(';'), null => [] });""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Lines"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Lines"]!.Split(new[] { ',', ';' }, StringSplitOptions.RemoveEmptyEntries).Select(o => o.Trim().TrimEnd('/')).Where(o => !string.IsNullOrWhiteSpace(o)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray());""")]
    [InlineData("""var separator = Console.ReadLine()!; policy.WithOrigins(configuration["Cors:Lines"]!.Split(separator).Take(args.Length).ToArray());""")]
    [InlineData("""policy.WithOrigins($"{configuration["Cors:Scheme"]}://{configuration["Cors:Host"]}");""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Scheme"] + "://" + args[0]);""")]
    [InlineData("""policy.WithOrigins(string.Format("https://{0}", args[0]), string.Concat("https://", args[1]));""")]
    [InlineData("""policy.WithOrigins(string.Join(",", configuration.GetSection("Cors:Many").Get<string[]>()!).Split(','));""")]
    [InlineData("""var list = new List<string>(); Fill(list); policy.WithOrigins([.. list]); static void Fill(List<string> given) => given.Add("https://shop.example");""")]
    [InlineData("""var list = new List<string>(); foreach (var child in configuration.GetSection("Cors:Many").GetChildren()) { if (child.Value is { } origin) list.Add(origin); } policy.WithOrigins(list.ToArray());""")]
    [InlineData("""var list = new List<string>(); foreach (var child in configuration.GetSection("Cors:Many").GetChildren()) list.Add(child.Value!); policy.WithOrigins(list.ToArray());""")]
    [InlineData("""var found = configuration.GetSection("Cors:Many").Get<string[]>()!; var list = new string[found.Length]; for (var i = 0; i < found.Length; i++) list[i] = found[i]; policy.WithOrigins(list);""")]
    [InlineData("""string[]? list = configuration.GetSection("Cors:Many").Get<string[]>(); list ??= []; policy.WithOrigins(list);""")]
    [InlineData("""string[] list = []; if (Flag) list = ["https://shop.example"]; else list = ["https://www.shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""string[] list = ["https://shop.example"]; list = list.Append("https://www.shop.example").ToArray(); policy.WithOrigins(list);""")]
    [InlineData("""var map = new Dictionary<string, string[]> { ["Production"] = ["https://shop.example"] }; policy.WithOrigins(map[environment.EnvironmentName]);""")]
    [InlineData("""var map = new Dictionary<string, string[]> { ["Production"] = ["https://shop.example"] }; policy.WithOrigins(map.SelectMany(pair => pair.Value).ToArray());""")]
    [InlineData("""var map = new Dictionary<string, string[]> { ["Production"] = ["https://shop.example"] }; policy.WithOrigins(map.Values.First());""")]
    [InlineData("""if (new Dictionary<string, string[]> { ["Production"] = ["https://shop.example"] }.TryGetValue(environment.EnvironmentName, out var list)) policy.WithOrigins(list);""")]
    [InlineData("""var (list, _) = (configuration.GetSection("Cors:Many").Get<string[]>()!, 1); policy.WithOrigins(list);""")]
    [InlineData("""policy.WithOrigins(environment.EnvironmentName switch { "Development" => ["*"], "Staging" => origins, _ => ["https://shop.example"] });""")]
    [InlineData("""policy.WithOrigins(Sections.Find(configuration));""")]
    [InlineData("""policy.WithOrigins(Optional()); string[] Optional(string[]? list = null) { list ??= ["https://shop.example"]; return list; }""")]
    [InlineData("""var many = configuration.GetSection("Cors:Many").Get<string[]>(); policy.WithOrigins(many is null || many.Length == 0 ? ["https://shop.example"] : many);""")]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Many").Get<string[]>()!.Select(Trimmed).ToArray()); static string Trimmed(string origin) => origin.TrimEnd('/');""")]
    [InlineData("""policy.WithOrigins(args.Where(origin => origin.StartsWith("https://")).ToArray());""")]
    [InlineData("""policy.WithOrigins(args.Where(origin => Uri.TryCreate(origin, UriKind.Absolute, out _)).ToArray());""")]
    [InlineData("""policy.WithOrigins((configuration["Cors:Lines"] ?? "").Split(";").Append("https://shop.example").ToArray());""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Lines"]!.Replace(" ", "").Split(';'));""")]
    [InlineData("""IConfigurationSection section = configuration.GetSection("Cors"); policy.WithOrigins(section.GetSection("Many").Get<IEnumerable<string>>()!.ToArray());""")]
    [InlineData("""switch (configuration["Cors:One"]) { case { } origin: policy.WithOrigins(origin); break; }""")]
    [InlineData("""policy.WithOrigins([.. from child in configuration.GetSection("Cors:Many").GetChildren() where child.Value != null select child.Value]);""")]
    [InlineData("""policy.WithOrigins(Sections.Of(configuration.GetSection("Cors")));""")]
    [InlineData("""policy.WithOrigins(Sections.OfAny(configuration.GetSection("Cors")));""")]
    [InlineData("""policy.WithOrigins(Sections.Holder["Cors:One"]!);""")]
    [InlineData("""policy.WithOrigins(Sections.Kept);""")]
    [InlineData("""policy.WithOrigins(new Sections(configuration).Read());""")]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Many").AsEnumerable().Where(pair => pair.Value != null).Select(pair => pair.Value!).ToArray());""")]
    [InlineData("""policy.WithOrigins(Task.Run(() => 1).Result == 1 ? "https://a.example" : "https://b.example");""")]
    [InlineData("""Func<string[]> list = () => ["https://shop.example"]; policy.WithOrigins(list());""")]
    public async Task Proves_what_a_reader_sees_at_once(string statements) => Assert.Equal(
        Outcome.Pass, await OfOrigins(statements.Replace("Flag", "args.Length > 1", StringComparison.Ordinal), """
        class Sections(IConfiguration own)
        {
            private static readonly string s_key = "Cors:Many";
            public static IConfiguration Holder { get; set; } = null!;
            public static string[] Kept { get; } = Holder.GetSection("Cors:Many").Get<string[]>() ?? [];
            public static string[] Find(IConfiguration configuration) => configuration.GetSection(s_key).Get<string[]>() ?? [];
            public static string[] Of(IConfigurationSection section) => section.GetSection("Many").Get<string[]>() ?? [];
            public static string[] OfAny(IConfiguration section) => section.GetSection("Many").Get<string[]>() ?? [];
            public string[] Read() => own.GetSection("Cors").GetSection("Many").Get<string[]>() ?? [];
        }
        """));

    [Theory]
    [InlineData("""var text = new System.Text.StringBuilder(); text.Append("https://shop.example").Append(','); policy.WithOrigins(text.ToString().Split(','));""")]
    [InlineData("""policy.WithOrigins(System.Text.Json.JsonSerializer.Deserialize<string[]>(configuration["Cors:One"]!)!);""")]
    [InlineData("""policy.WithOrigins(new[] { "%2A" }.Select(Uri.UnescapeDataString).ToArray());""")]
    [InlineData("""policy.WithOrigins(System.Text.Encoding.UTF8.GetString([42]));""")]
    [InlineData("""policy.WithOrigins(new Unknown().ToString()!);""")]
    [InlineData("""policy.WithOrigins("https://shop.example".Substring(args.Length));""")]
    [InlineData("""policy.WithOrigins(string.Create(1, 1, (span, _) => span[0] = '*'));""")]
    [InlineData("""policy.WithOrigins(Sections.OfAny(configuration.GetSection(args[0])));""")]
    [InlineData("""Use(null!); void Use(Microsoft.Extensions.Options.IOptions<Twice> options) => policy.WithOrigins(options.Value.Many);""")]
    public async Task Doubts_what_changes_the_text(string statements) => Assert.Equal(Outcome.NotProven, await OfOrigins(statements, """
        class Unknown { public override string ToString() => Console.ReadLine()!; }
        class Twice { public string[] Many { get; set; } = []; }
        class Sections
        {
            public static string[] OfAny(IConfiguration section) => section.GetSection("Many").Get<string[]>() ?? [];
            public static void Register(IServiceCollection services, IConfiguration configuration)
            {
                services.Configure<Twice>("shop", configuration.GetSection("Cors:Public"));
                services.Configure<Twice>("other", configuration.GetSection("Cors:Elsewhere"));
            }
        }
        """));

    [Theory]
    [InlineData("""var text = ""; while (args.Length > 9) text = text + text; policy.WithOrigins(text);""")]
    [InlineData("""policy.WithOrigins(Ping(3)); string Ping(int n) => Pong(n) + Ping(n - 1); string Pong(int n) => Ping(n);""")]
    [InlineData("""policy.WithOrigins(Loop.A, Loop.B);""")]
    [InlineData("""string[] one = [], other = []; one = other; other = one; policy.WithOrigins(one);""")]
    [InlineData("""var map = new Dictionary<string, List<string>>(); map["a"] = map["b"]; map["a"].AddRange(map["a"]); policy.WithOrigins([.. map["a"]]);""")]
    [InlineData("""var list = new List<string>(); Fill(list, 3); policy.WithOrigins([.. list]); void Fill(List<string> given, int n) { if (n > 0) Fill(given, n - 1); given.AddRange(given); }""")]
    [InlineData("""policy.WithOrigins(new Node().Next.Next.Next.Origins);""")]
    [InlineData("""policy.WithOrigins(configuration.Get<Node>()!.Next.Next.Next.Origins);""")]
    [InlineData("""Func<string, string>? again = null; again = text => again!(text); policy.WithOrigins(again("x"));""")]
    public async Task Comes_to_an_end(string statements) => Assert.NotEqual(Outcome.Fail, await OfOrigins(statements, """
        static class Loop { public static string A => B; public static string B { get; set; } = A; }
        class Node { public Node Next { get; set; } = null!; public string[] Origins { get; set; } = []; }
        """));

    [Theory]
    [InlineData("""policy.WithOrigins({0});""", ", ", "\"https://shop{0}.example\"", Outcome.Pass)]
    [InlineData("""policy.WithOrigins({0});""", ", ", "args[{0}]", Outcome.Pass)]
    [InlineData("""policy.WithOrigins({0});""", " + ", "args[{0}]", Outcome.NotProven)]
    [InlineData("""policy.WithOrigins("https://x" + {0});""", " + ", "args[{0}]", Outcome.Pass)]
    [InlineData("""var list = new List<string>(); {0} policy.WithOrigins([.. list]);""", " ", "list.Add(\"https://shop{0}.example\");", Outcome.Pass)]
    [InlineData("""var list = new List<string>(); {0} policy.WithOrigins([.. list]);""", " ", "if (args.Length > {0}) list.Add(args[{0}]);", Outcome.NotProven)]
    [InlineData("""var built = policy.Build(); {0}""", " ", "built.Origins.Add(args[{0}]);", Outcome.NotProven)]
    public async Task Reads_a_thousand_origins_in_a_moment(string statements, string separator, string part, string outcome)
    {
        var parts = Enumerable.Range(0, 1000).Select(i => part.Replace("{0}", $"{i}", StringComparison.Ordinal));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(outcome, await OfOrigins(statements.Replace("{0}", string.Join(separator, parts), StringComparison.Ordinal)));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Comes_to_an_end_where_functions_call_each_other_twice()
    {
        var functions = Enumerable.Range(0, 60).Select(i => $"static string F{i}(string x) => F{i + 1}(x) ?? F{i + 1}(x);");
        Assert.Equal(Outcome.NotProven, await OfOrigins(
            $"""policy.WithOrigins(F0("https://shop.example")); {string.Concat(functions)} static string F60(string x) => x;"""));
    }

    [Theory]
    [InlineData("""_configuration["App:CorsOrigins"].Split(",", StringSplitOptions.RemoveEmptyEntries).Select(o => o.RemovePostFix("/")).ToArray()""", Outcome.Pass)]
    [InlineData("""_configuration["App:CorsOrigins"]?.Split(",", StringSplitOptions.RemoveEmptyEntries).Select(o => o.RemovePostFix("/")).ToArray() ?? Array.Empty<string>()""", Outcome.Pass)]
    [InlineData("""_configuration["App:OpenOrigins"]?.Split(",", StringSplitOptions.RemoveEmptyEntries).Select(o => o.Trim().RemovePostFix("/")).ToArray() ?? []""", Outcome.Fail)]
    [InlineData("""_configuration["App:CorsOrigins"]!.Split(",").Select(o => o.Decoded()).ToArray()""", Outcome.NotProven)]
    [InlineData("""_settings.Origins.ToArray()""", Outcome.Pass)]
    [InlineData("""_settings.Open.Split(';')""", Outcome.Fail)]
    [InlineData("""_options.Value.Origins.ToArray()""", Outcome.Pass)]
    [InlineData("""_origins""", Outcome.Pass)]
    [InlineData("""Hosts(_configuration).ToArray()""", Outcome.Pass)]
    [InlineData("""configured.Value.Origins.ToArray()""", Outcome.Pass)]
    public async Task Reads_origins_in_a_module_of_a_framework(string given, string outcome) => Assert.Equal(outcome, await Outcome.Of($$"""
        using Microsoft.Extensions.Options;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<CorsSettings>(builder.Configuration.GetSection(CorsSettings.Section));
        new Module(builder.Configuration, null!, null!).Configure(builder.Services);
        var app = builder.Build();
        app.UseHsts();
        app.UseCors();
        app.Run();
        //@ Module.cs
        using Microsoft.Extensions.Options;
        using Volo;
        public sealed class CorsSettings
        {
            public const string Section = "Cors";
            public IList<string> Origins { get; set; } = new List<string>();
            public string Open { get; set; } = "";
        }
        public class Module(IOptions<CorsSettings> configured)
        {
            private readonly IConfiguration _configuration = null!;
            private readonly CorsSettings _settings = null!;
            private readonly IOptions<CorsSettings> _options = null!;
            private readonly string[] _origins = [];
            public Module(IConfiguration configuration, IOptions<CorsSettings> options, object unused) : this(options)
            {
                _configuration = configuration;
                _options = options;
                _settings = configuration.GetSection("Cors").Get<CorsSettings>() ?? throw new InvalidOperationException();
                _origins = _settings.Origins.ToArray();
            }
            public void Configure(IServiceCollection services) => services.AddCors(options => options.AddDefaultPolicy(policy => policy
                .WithOrigins({{given}}).AllowAnyHeader().AllowCredentials()));
            private static IEnumerable<string> Hosts(IConfiguration configuration)
            {
                foreach (var host in configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
                {
                    if (!host.StartsWith("https://", StringComparison.Ordinal))
                        yield return $"https://{host}";
                    else
                        yield return host;
                }
            }
        }
        //@ package Volo.Abp.Core
        namespace Volo;
        public static class AbpStringExtensions
        {
            public static string RemovePostFix(this string text, params string[] postFixes) => text;
            public static string Decoded(this string text) => text;
        }
        """, "OMNI4001", ("appsettings.json", """
            {
              "App": { "CorsOrigins": "https://shop.example,https://www.shop.example", "OpenOrigins": "https://shop.example, *" },
              "Cors": { "Origins": ["https://shop.example"], "Open": "https://shop.example;*" }
            }
            """)));
}
