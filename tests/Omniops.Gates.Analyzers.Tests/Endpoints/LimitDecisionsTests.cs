namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Which limits hold for which endpoint.</summary>
public class LimitDecisionsTests
{
    private const string Ten = "RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? \"\", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })";

    private const string Helpers = """
        static RateLimitPartition<string> Window(string key, int permits) =>
            RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromHours(1) });
        static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");
        static PartitionedRateLimiter<HttpContext> Chained() => PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = 9, Window = TimeSpan.FromHours(1) })),
            PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromHours(1) })));
        """;

    [Theory]
    [InlineData("context.Request.Path.StartsWithSegments(\"/api\") ? TEN : NONE", "MapGet(\"/api/a\", () => 1); app.MapGet(\"/web\", () => 1)", "GET /api/a = Limited 10/1m", "GET /web = None")]
    [InlineData("!context.Request.Path.StartsWithSegments(\"/api\", out _) ? NONE : TEN", "MapGet(\"/API/a\", () => 1); app.MapGet(\"/apis\", () => 1)", "GET /API/a = Limited 10/1m", "GET /apis = None")]
    [InlineData("context.Request.Path.StartsWithSegments(\"/api\") && context.User.IsInRole(\"robot\") ? NONE : TEN", "MapGet(\"/api/a\", () => 1); app.MapGet(\"/web\", () => 1)", "GET /api/a = Limited 10/1m", "GET /web = Limited 10/1m")]
    [InlineData("context.Request.Path.Value.StartsWith(\"/api\", StringComparison.OrdinalIgnoreCase) ? TEN : NONE", "MapGet(\"/api/{id}\", () => 1); app.MapGet(\"/{id}\", () => 1); app.MapGet(\"/ap\", () => 1)", "GET /api/{id} = Limited 10/1m", "GET /{id} = Unknown", "GET /ap = None")]
    [InlineData("context.Request.Path.Value?.StartsWith(\"/api\") == true ? TEN : NONE", "MapGet(\"/api/a\", () => 1); app.MapGet(\"/web\", () => 1)", "GET /api/a = Unknown", "GET /web = None")]
    [InlineData("context.Request.Path == \"/login\" ? TEN : NONE", "MapGet(\"/login\", () => 1); app.MapGet(\"/web\", () => 1)", "GET /login = Unknown", "GET /web = None")]
    [InlineData("context.Request.Path == \"/health\" ? NONE : TEN", "MapGet(\"/login\", () => 1)", "GET /login = Limited 10/1m")]
    [InlineData("context.Request.Path.ToString().ToLowerInvariant().Contains(\"/admin/\") ? TEN : NONE", "MapGet(\"/x/admin/y\", () => 1); app.MapGet(\"/x/admin\", () => 1); app.MapGet(\"/x\", () => 1)", "GET /x/admin/y = Limited 10/1m", "GET /x/admin = Unknown", "GET /x = None")]
    [InlineData("HttpMethods.IsPost(context.Request.Method) switch { true => TEN, _ => NONE }", "MapPost(\"/a\", () => 1); app.MapGet(\"/b\", () => 1); app.Map(\"/c\", () => 1)", "POST /a = Limited 10/1m", "GET /b = None", "/c = Unknown")]
    [InlineData("context.Request.Method switch { \"GET\" or \"HEAD\" => NONE, _ => TEN }", "MapPost(\"/a\", () => 1); app.MapGet(\"/b\", () => 1)", "POST /a = Limited 10/1m", "GET /b = None")]
    [InlineData("context.Request.Method is not (\"POST\" or \"PUT\") ? NONE : TEN", "MapPut(\"/a\", () => 1); app.MapGet(\"/b\", () => 1)", "PUT /a = Limited 10/1m", "GET /b = None")]
    [InlineData("{ if (HttpMethods.IsGet(context.Request.Method)) { return NONE; } return TEN; }", "MapPost(\"/a\", () => 1); app.MapGet(\"/b\", () => 1)", "POST /a = Limited 10/1m", "GET /b = None")]
    [InlineData("{ switch (context.Request.Method) { case \"GET\": return NONE; default: return TEN; } }", "MapPost(\"/a\", () => 1); app.MapGet(\"/b\", () => 1)", "POST /a = Limited 10/1m", "GET /b = None")]
    [InlineData("{ var isApi = context.Request.Path.StartsWithSegments(\"/api\"); if (isApi) return TEN; else return NONE; }", "MapPost(\"/api\", () => 1); app.MapGet(\"/b\", () => 1)", "POST /api = Limited 10/1m", "GET /b = None")]
    [InlineData("IsApi(context) ? TEN : NONE", "MapPost(\"/api\", () => 1); app.MapGet(\"/b\", () => 1)", "POST /api = Limited 10/1m", "GET /b = None")]
    [InlineData("context.Request.Host.Host == \"internal\" ? NONE : TEN", "MapGet(\"/a\", () => 1)", "GET /a = Unknown")]
    [InlineData("context.GetEndpoint()?.Metadata.GetMetadata<HttpMethodMetadata>() is null ? NONE : TEN", "MapGet(\"/a\", () => 1)", "GET /a = Unknown")]
    [InlineData("context.User.IsInRole(\"robot\") ? NONE : TEN", "MapGet(\"/a\", () => 1)", "GET /a = Limited 10/1m")]
    [InlineData("context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address) ? NONE : TEN", "MapGet(\"/a\", () => 1)", "GET /a = Limited 10/1m")]
    [InlineData("context.Request.Path.StartsWithSegments(\"/api\") ? TEN : Window(\"\", 6)", "MapGet(\"/api/a\", () => 1); app.MapGet(\"/b\", () => 1); app.MapGet(\"/{id}\", () => 1)", "GET /api/a = Limited 10/1m", "GET /b = Limited 6/1h", "GET /{id} = Limited 10/1m or 6/1h")]
    public void A_limiter_that_is_chosen_by_path_or_verb_is_one_for_these_endpoints(string chosen, string mapping, params string[] expected) => Limits(
        $"o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => {chosen.Replace("NONE", "RateLimitPartition.GetNoLimiter(\"\")", StringComparison.Ordinal)});",
        $"app.UseRateLimiter(); app.{mapping};", expected);

    [Theory]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = None")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "if (app.Environment.IsDevelopment()) app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"q\");", "GET /a = WithoutEffect")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Disabled")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN); o.AddTokenBucketLimiter(\"p\", t => { t.TokenLimit = 5; t.TokensPerPeriod = 2; t.ReplenishmentPeriod = TimeSpan.FromSeconds(30); });",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m and 5 + 2/30s")]
    [InlineData("if (args.Length > 0) o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Unknown")]
    [InlineData("if (args.Length > 0) o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN); o.AddConcurrencyLimiter(\"p\", c => c.PermitLimit = 4);",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 4 at a time")]
    [InlineData("o.AddConcurrencyLimiter(\"p\", c => c.PermitLimit = 4);", "app.UseRateLimiter(); app.MapGroup(\"/g\").RequireRateLimiting(\"p\").MapGet(\"/a\", () => 1);", "GET /g/a = Limited 4 at a time")]
    [InlineData("o.AddSlidingWindowLimiter(\"p\", s => { s.PermitLimit = Numbers.Many; s.Window = Numbers.Long; s.SegmentsPerWindow = 2; });",
        "app.UseRateLimiter(); app.MapGet(\"/a\", [EnableRateLimiting(\"p\")] () => 1);", "GET /a = Limited 50/15m")]
    [InlineData("o.AddPolicy<string, Own>(\"p\");", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 7/1h")]
    [InlineData("", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(new Own());", "GET /a = Limited 7/1h")]
    [InlineData("o.AddPolicy(\"p\", context => RateLimitPartition.GetNoLimiter(\"\"));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect no limit")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = int.MaxValue; f.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect 2147483647/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.CreateChained(PartitionedRateLimiter.Create<HttpContext, string>(context => TEN), PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(\"\", _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromHours(1) })));",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 10/1m and 100/1h")]
    [InlineData("o.AddPolicy(\"q\", context => Window(\"\", 6)); o.AddPolicy(\"p\", context => Window(context.Connection.RemoteIpAddress.ToString(), Numbers.Many));",
        "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 50/1h", "GET /b = Limited 6/1h")]
    [InlineData("o.GlobalLimiter = Chained();", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1);", "GET /a = Limited 9/1h and 5/1h")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).DisableRateLimiting();", "GET /a = Disabled")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); var a = app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); if (args.Length > 0) a.DisableRateLimiting();", "GET /a = Unknown")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseEndpoints(_ => { }); app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRouting(); app.UseRateLimiter(); app.UseEndpoints(_ => { }); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.Map(\"/b\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); }); app.UseRateLimiter();", "GET /b/a = WithoutEffect")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.Map(\"/b\", b => { b.UseRouting(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /b/a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.Map(\"/b\", b => { b.UseRouting(); b.UseRateLimiter(); b.UseEndpoints(e => e.MapGet(\"/a\", () => 1)); });", "GET /b/a = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.CreateChained(PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path.StartsWithSegments(\"/api\") ? TEN : RateLimitPartition.GetNoLimiter(\"\")), PartitionedRateLimiter.Create<HttpContext, string>(context => Window(\"\", 99)));", "app.UseRateLimiter(); app.MapGet(\"/api/a\", () => 1); app.MapGet(\"/b\", () => 1);", "GET /api/a = Limited 10/1m and 99/1h", "GET /b = Limited 99/1h")]
    [InlineData("o.AddPolicy(\"p\", context => HttpMethods.IsPost(context.Request.Method) ? TEN : RateLimitPartition.GetNoLimiter(\"\"));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapPost(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = None", "POST /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\").ShortCircuit(); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect", "GET /b = Limited 10/1m")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).ShortCircuit();", "GET /a = None")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.UseRouting(); app.MapGet(\"/a\", () => 1).ShortCircuit();", "GET /a = Limited 10/1m")]
    [InlineData("o.AddPolicy(\"p\", context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(args.Length > 0 ? \"p\" : \"q\");", "GET /a = Unknown")]
    [InlineData("o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(args[0]);", "GET /a = Limited 10/1m")]
    [InlineData("foreach (var name in args) o.AddPolicy(name, context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Unknown")]
    [InlineData("foreach (var name in new[] { \"p\", \"q\" }) o.AddPolicy(name, context => TEN);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"r\");", "GET /a = Limited 10/1m", "GET /b = WithoutEffect")]
    [InlineData("foreach (var (name, permits) in new[] { (\"p\", 3), (\"q\", 4) }) o.AddPolicy(name, context => Window(\"\", permits));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h")]
    [InlineData("foreach (var each in new Dictionary<string, int> { [\"p\"] = 3, [\"q\"] = 4 }) o.AddPolicy(each.Key, context => Window(\"\", each.Value));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h")]
    [InlineData("foreach (var (name, permits) in new Dictionary<string, int> { { \"p\", 3 } }) o.AddPolicy(name, context => Window(\"\", permits));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 3/1h")]
    [InlineData("foreach (var each in new List<Named> { new(\"p\", 3), new(\"q\", 4) }) o.AddPolicy(each.Name, context => Window(\"\", each.Permits));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h")]
    [InlineData("foreach (var each in new[] { new { Name = \"p\", Permits = 3 } }) o.AddPolicy(each.Name, context => Window(\"\", each.Permits));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 3/1h")]
    [InlineData("foreach (var each in new[] { new Plain(\"p\", 3), new Plain(\"q\", 4) }) o.AddPolicy(each.Name, context => Window(\"\", each.Permits));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h")]
    [InlineData("o.AddHourly(\"p\", 3).AddHourly(nameof(Kind.Search), permits: 4); o.AddHourly(Kind.Chat.ToString()); o.AddHourly($\"{Kind.Late}-{(int)Kind.Late}\", 5);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"Search\"); app.MapGet(\"/c\", () => 1).RequireRateLimiting(\"Chat\"); app.MapGet(\"/d\", () => 1).RequireRateLimiting(\"Late-2\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h", "GET /c = Limited 10/1h", "GET /d = Limited 5/1h")]
    [InlineData("void Add(string name, int permits) => o.AddPolicy(name, context => Window(\"\", permits)); Add(\"p\", 3); Add(\"q\", 4);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\"); app.MapGet(\"/b\", () => 1).RequireRateLimiting(\"q\");", "GET /a = Limited 3/1h", "GET /b = Limited 4/1h")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 0; f.Window = TimeSpan.FromMinutes(1); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect 0/1m")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => f.PermitLimit = 5);", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = WithoutEffect 5 in an unknown time")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => builder.Configuration.GetSection(\"Limit\").Bind(f));", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited unknown")]
    [InlineData("o.AddFixedWindowLimiter(\"p\", f => { f.PermitLimit = 5; Plain.Fill(f); });", "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");", "GET /a = Limited 5/1m")]
    public void Limits(string options, string pipeline, params string[] expected) => Assert.Equal(expected, MappedProgram.Limits(MappedProgram.OfMinimal(
        $"builder.Services.AddRateLimiter(o => {{ {options.Replace("TEN", Ten, StringComparison.Ordinal)} }});", pipeline + Helpers, """
        static class Numbers { public const int Many = 50; public static readonly TimeSpan Long = TimeSpan.FromMinutes(15); }
        enum Kind { Search, Chat, Late }
        record Named(string Name, int Permits);
        class Plain(string name, int permits)
        {
            public string Name { get; } = name;
            public int Permits { get; } = permits;
            public static void Fill(FixedWindowRateLimiterOptions options) => options.Window = TimeSpan.FromMinutes(1);
        }
        static class Added
        {
            public static RateLimiterOptions AddHourly(this RateLimiterOptions options, string name, int permits = 10) => options.AddPolicy(
                name, context => RateLimitPartition.GetFixedWindowLimiter("", _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromHours(1) }));
        }
        class Own : IRateLimiterPolicy<string>
        {
            public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => null;
            public RateLimitPartition<string> GetPartition(HttpContext context) =>
                RateLimitPartition.GetFixedWindowLimiter(context.User.Identity?.Name ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 7, Window = TimeSpan.FromHours(1) });
        }
        """)));

    [Theory]
    [InlineData("builder.Services.ConfigureOptions<Filled>();", "GET /a = Limited 10/1m")]
    [InlineData("builder.Services.ConfigureOptions(typeof(Filled));", "GET /a = Limited 10/1m")]
    [InlineData("builder.Services.ConfigureOptions(new Filled());", "GET /a = Limited 10/1m")]
    [InlineData("builder.Services.AddSingleton<Microsoft.Extensions.Options.IConfigureOptions<RateLimiterOptions>, Filled>();", "GET /a = Limited 10/1m")]
    [InlineData("builder.Services.AddTransient(typeof(Microsoft.Extensions.Options.IConfigureOptions<RateLimiterOptions>), typeof(Filled));", "GET /a = Limited 10/1m")]
    [InlineData("builder.Services.ConfigureOptions<Late>();", "GET /a = Limited 20/1m")]
    [InlineData("", "GET /a = Limited 20/1m")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.ConfigureOptions<Filled>();", "GET /a = Limited 20/1m")]
    public void Classes_that_fill_options_are_read(string services, string expected) => Assert.Equal([expected], MappedProgram.Limits(MappedProgram.OfMinimal(
        "builder.Services.AddRateLimiter(_ => { });" + services, "app.UseRateLimiter(); app.MapGet(\"/a\", () => 1).RequireRateLimiting(\"p\");",
        (services.Contains("Filled", StringComparison.Ordinal) && !services.Contains("IsDevelopment", StringComparison.Ordinal) ? "" : """
        class Late : Microsoft.Extensions.Options.IPostConfigureOptions<RateLimiterOptions>
        {
            public void PostConfigure(string name, RateLimiterOptions options) => options.AddFixedWindowLimiter("p", f => { f.PermitLimit = 20; f.Window = TimeSpan.FromMinutes(1); });
        }
        """) + """
        class Filled : Microsoft.Extensions.Options.IConfigureOptions<RateLimiterOptions>
        {
            public void Configure(RateLimiterOptions options) => options.AddFixedWindowLimiter("p", f => { f.PermitLimit = 10; f.Window = TimeSpan.FromMinutes(1); });
        }
        """)));
}
