using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed partial class CorsAllowsAnyOriginTests
{
    [Theory]
    [InlineData("""policy.[|AllowAnyOrigin|]()""")]
    [InlineData("""policy.WithMethods("GET").[|AllowAnyOrigin|]().AllowAnyHeader()""")]
    [InlineData("""policy?.[|AllowAnyOrigin|]()""")]
    [InlineData("""policy.[|WithOrigins|]("*")""")]
    [InlineData("""policy.[|WithOrigins|]($"{Star}")""")]
    [InlineData("""policy.[|WithOrigins|](new[] { Star })""")]
    [InlineData("""policy.[|WithOrigins|](["*"])""")]
    [InlineData("""policy.Build().Origins.[|Add|]("*")""")]
    [InlineData("""Use(policy.[|AllowAnyOrigin|])""")]
    [InlineData("""_ = environment.IsDevelopment() ? policy : policy.[|AllowAnyOrigin|]()""")]
    [InlineData("""_ = environment.IsDevelopment() || Flag ? policy.[|AllowAnyOrigin|]() : policy""")]
    [InlineData("""_ = environment.EnvironmentName == "Production" ? policy.[|AllowAnyOrigin|]() : policy""")]
    public Task Reports(string call) => Check(call);

    [Theory]
    [InlineData("""policy.WithOrigins("https://shop.example")""")]
    [InlineData("""policy.WithOrigins()""")]
    [InlineData("""policy.WithOrigins("https://shop.example", Star)""")]
    [InlineData("""policy.WithOrigins("*", "*")""")]
    [InlineData("""policy.WithOrigins(new[] { "https://shop.example", "*" })""")]
    [InlineData("""policy.WithOrigins(["https://shop.example", "*"])""")]
    [InlineData("""policy.WithHeaders("*").WithMethods("*").WithExposedHeaders("*")""")]
    [InlineData("""policy.AllowAnyHeader().AllowAnyMethod()""")]
    [InlineData("""policy.Build().Headers.Add("*")""")]
    [InlineData("""policy.Build().Origins.Add("https://shop.example")""")]
    [InlineData("""own.AllowAnyOrigin()""")]
    [InlineData("""own.WithOrigins("*")""")]
    [InlineData("""_ = environment.IsDevelopment() ? policy.AllowAnyOrigin() : policy""")]
    [InlineData("""_ = !environment.IsDevelopment() ? policy : policy.AllowAnyOrigin()""")]
    [InlineData("""_ = environment.IsDevelopment() && Flag ? policy.AllowAnyOrigin() : policy""")]
    [InlineData("""_ = environment.EnvironmentName == Environments.Staging ? policy.AllowAnyOrigin() : policy""")]
    public Task Allows(string call) => Check(call);

    [Theory]
    [InlineData("""string[] list = ["*"]; policy.[|WithOrigins|](list);""")]
    [InlineData("""var list = new[] { "https://shop.example", "*" }; policy.[|WithOrigins|](list[1]);""")]
    [InlineData("""var list = new[] { "https://shop.example", "*" }; policy.[|WithOrigins|](list.Skip(1).ToArray());""")]
    [InlineData("""var list = new[] { "https://shop.example", "*" }; if (Flag) list = ["*"]; policy.[|WithOrigins|](list);""")]
    [InlineData("""foreach (var origin in new[] { "https://shop.example", "*" }) policy.[|WithOrigins|](origin);""")]
    [InlineData("""policy.[|WithOrigins|]([.. new string[0], "*"]);""")]
    [InlineData("""policy.[|WithOrigins|](new List<string> { "*" }.ToArray());""")]
    [InlineData("""var list = new List<string>(); list.Add("*"); policy.[|WithOrigins|](list.ToArray());""")]
    [InlineData("""var list = new List<string>(["*"]); policy.[|WithOrigins|]([.. list]);""")]
    [InlineData("""string[] list = ["https://shop.example", .. new[] { "*" }]; policy.[|WithOrigins|](list);""")]
    [InlineData("""policy.[|WithOrigins|](Origins);""")]
    [InlineData("""policy.[|WithOrigins|](OriginList.ToArray());""")]
    [InlineData("""policy.[|WithOrigins|](OriginProperty);""")]
    [InlineData("""policy.[|WithOrigins|](OriginInitialized);""")]
    [InlineData("""policy.[|WithOrigins|](OriginMethod());""")]
    [InlineData("""policy.[|WithOrigins|](StarField);""")]
    [InlineData("""policy.[|WithOrigins|]("https://shop.example,*".Split(','));""")]
    [InlineData("""policy.[|WithOrigins|](Enumerable.Repeat("*", 1).Concat(origins).Where(o => o.Length > 0).ToArray());""")]
    [InlineData("""policy.[|WithOrigins|](configuration.GetSection("Cors").Get<string[]>() ?? ["*"]);""")]
    [InlineData("""policy.[|WithOrigins|](Flag ? ["*"] : origins);""")]
    [InlineData("""policy.[|WithOrigins|](origins.Length switch { 0 => "*", _ => origins[0] });""")]
    [InlineData("""foreach (var origin in new[] { "*" }) policy.[|WithOrigins|](origin);""")]
    [InlineData("""string[] list; list = ["*"]; policy.[|WithOrigins|](list);""")]
    [InlineData("""string[] list = ["https://shop.example"]; if (Flag) list = ["*"]; policy.[|WithOrigins|](list);""")]
    [InlineData("""string[] list = ["*"]; if (environment.IsDevelopment()) list = ["https://localhost"]; policy.[|WithOrigins|](list);""")]
    [InlineData("""Custom(policy, "*"); static void Custom(CorsPolicyBuilder builder, params string[] list) => builder.[|WithOrigins|](list);""")]
    [InlineData("""Custom(policy, "*"); static void Custom(CorsPolicyBuilder builder, params ReadOnlySpan<string> list) => builder.[|WithOrigins|](list.ToArray());""")]
    [InlineData("""_ = new CorsPolicy { Origins = { [|"*"|] } };""")]
    [InlineData("""((List<string>)policy.Build().Origins).[|AddRange|](["*"]);""")]
    [InlineData("""var list = policy.Build().Origins; list.[|Insert|](0, "*");""")]
    [InlineData("""[|policy.Build().Origins[0] = "*"|];""")]
    [InlineData("""new Derived().[|AllowAnyOrigin|]();""")]
    [InlineData("""new [|CorsPolicyBuilder|]("*").Build();""")]
    [InlineData("""CorsPolicyBuilder builder = [|new("*")|];""")]
    [InlineData("""if (environment.IsDevelopment()) { if (Flag) return; } policy.[|AllowAnyOrigin|]();""")]
    [InlineData("""if (environment.IsStaging()) return; policy.[|AllowAnyOrigin|]();""")]
    [InlineData("""switch (environment.EnvironmentName) { case "Development": break; default: policy.[|AllowAnyOrigin|](); break; }""")]
    [InlineData("""if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") != "Production") policy.[|AllowAnyOrigin|]();""")]
    [InlineData("""Open(); void Open() => policy.[|AllowAnyOrigin|]();""")]
    [InlineData("""if (environment.IsDevelopment()) Open(); Open(); void Open() => policy.[|AllowAnyOrigin|]();""")]
    [InlineData("""Action<CorsPolicyBuilder> open = builder => builder.[|AllowAnyOrigin|](); open(policy);""")]
    [InlineData("""Action<CorsPolicyBuilder> open = builder => builder.[|AllowAnyOrigin|](); if (environment.IsDevelopment()) open(policy); else open(policy);""")]
    [InlineData("""Func<CorsPolicyBuilder> open = policy.[|AllowAnyOrigin|]; if (environment.IsDevelopment()) open();""")]
    public Task Reports_origins_from_afar(string statements) => Check("", statements);

    [Theory]
    [InlineData("""string[] list = ["https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""string[] list = ["*"]; list = ["https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""var list = new[] { "https://shop.example", "*" }; policy.WithOrigins(list);""")]
    [InlineData("""policy.WithOrigins(Several);""")]
    [InlineData("""CorsPolicyBuilder builder = new("https://shop.example", "*");""")]
    [InlineData("""_ = new CorsPolicy { Origins = { "https://shop.example", "*" }, SupportsCredentials = false };""")]
    [InlineData("""string[] list = ["*"]; if (!environment.IsDevelopment()) list = ["https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""string[] list = environment.IsDevelopment() ? ["*"] : ["https://shop.example"]; policy.WithOrigins(list);""")]
    [InlineData("""var list = new List<string>(); if (environment.IsDevelopment()) list.Add("*"); policy.WithOrigins(list.ToArray());""")]
    [InlineData("""policy.WithOrigins(environment.EnvironmentName switch { "Development" => "*", _ => "https://shop.example" });""")]
    [InlineData("""policy.WithOrigins(OriginList.Except(new[] { "*" }).ToArray());""")]
    [InlineData("""policy.WithOrigins(origins.Where(origin => origin != "*").ToArray());""")]
    [InlineData("""policy.WithOrigins("https://*.shop.example").SetIsOriginAllowedToAllowWildcardSubdomains();""")]
    [InlineData("""_ = new CorsPolicy { Headers = { "*" }, Methods = { "*" }, Origins = { "https://shop.example" } };""")]
    [InlineData("""var list = new List<string>(); list.Add("*"); IList<string> headers = policy.Build().Headers; headers.Add("*"); headers[0] = "*";""")]
    [InlineData("""_ = nameof(policy.AllowAnyOrigin);""")]
    [InlineData("""new Hiding().AllowAnyOrigin();""")]
    [InlineData("""if (environment.IsDevelopment()) { policy.AllowAnyOrigin(); return; } policy.WithOrigins("https://shop.example");""")]
    [InlineData("""if (!environment.IsDevelopment()) return; policy.AllowAnyOrigin();""")]
    [InlineData("""if (!environment.IsDevelopment()) throw new Exception(); policy.AllowAnyOrigin();""")]
    [InlineData("""if (environment.IsProduction()) { } else policy.AllowAnyOrigin();""")]
    [InlineData("""switch (environment.EnvironmentName) { case "Development": policy.AllowAnyOrigin(); break; default: break; }""")]
    [InlineData("""if (Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Development") policy.AllowAnyOrigin();""")]
    [InlineData("""if (environment.IsDevelopment()) Open(); void Open() => policy.AllowAnyOrigin();""")]
    [InlineData("""if (IsLocal) policy.AllowAnyOrigin();""")]
    [InlineData("""if (environment.IsDevelopment()) OpenPrivately(policy);""")]
    [InlineData("""var isDevelopment = environment.IsDevelopment(); Action<CorsPolicyBuilder> open = builder => { if (isDevelopment) builder.AllowAnyOrigin(); }; open(policy);""")]
    [InlineData("""Action<CorsPolicyBuilder> open = builder => builder.AllowAnyOrigin(); if (environment.IsDevelopment()) open(policy);""")]
    [InlineData("""Action<CorsPolicyBuilder> open = builder => builder.AllowAnyOrigin(); if (environment.IsDevelopment()) Take(open); void Take(Action<CorsPolicyBuilder> configure) => configure(policy);""")]
    public Task Allows_origins_from_afar(string statements) => Check("", statements, "if (environment.IsDevelopment()) OpenPrivately(policy);");

    [Theory]
    [InlineData("""policy.WithOrigins(origins);""")]
    [InlineData("""policy.WithOrigins(origins[0]);""")]
    [InlineData("""policy.WithOrigins(args);""")]
    [InlineData("""policy.WithOrigins([.. origins, "https://shop.example"]);""")]
    [InlineData("""policy.WithOrigins(Environment.GetEnvironmentVariable("ORIGINS")!);""")]
    [InlineData("""policy.WithOrigins(File.ReadAllLines("origins.txt"));""")]
    [InlineData("""policy.WithOrigins($"{origins[0]}");""")]
    [InlineData("""policy.WithOrigins(origins[0] + origins[1]);""")]
    [InlineData("""policy.WithOrigins(store.Origins());""")]
    [InlineData("""policy.WithOrigins(store.List);""")]
    [InlineData("""policy.WithOrigins(Late.ToArray());""")]
    [InlineData("""var list = new List<string>(); Fill(list); policy.WithOrigins(list.ToArray()); static void Fill(List<string> list) => list.Add(Console.ReadLine()!);""")]
    [InlineData("""var list = new List<string>(); list.AddRange(origins); policy.WithOrigins(list.ToArray());""")]
    [InlineData("""if (store.TryGet(out var list)) policy.WithOrigins(list);""")]
    [InlineData("""foreach (var origin in origins) policy.WithOrigins(origin);""")]
    [InlineData("""policy.Build().Origins.Add(origins[0]);""")]
    [InlineData("""_ = new CorsPolicyBuilder(origins);""")]
    [InlineData("""policy.WithOrigins(origins.Select(origin => origin.TrimEnd('/')).ToArray());""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Elsewhere"]!);""")]
    [InlineData("""policy.WithOrigins(configuration["Cors:Filled"]!);""")]
    [InlineData("""policy.WithOrigins(configuration[store.Key]!);""")]
    [InlineData("""policy.WithOrigins(configuration.GetSection("OnlyInDevelopment").Get<string[]>() ?? []);""")]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Unbound").Get<Unbound>()!.Origins);""")]
    public async Task Does_not_prove_origins_that_cannot_be_followed(string statements) => Assert.Equal(Outcome.NotProven, await OfOrigins(statements));

    [Theory]
    [InlineData("""policy.WithOrigins(configuration["Cors:One"]!);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration["cors:ONE"]!.TrimEnd('/'));""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors")["One"]!);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:One").Value!);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetValue<string>("Cors:One")!.Split(';'));""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetValue("Cors:One", "*")!);""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Many").Get<string[]>() ?? []);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").GetSection("Many").Get<List<string>>()!.ToArray());""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Many").GetChildren().Select(child => child.Value!).ToArray());""", Outcome.Pass)]
    [InlineData("""var section = configuration.GetRequiredSection("Cors"); var list = section.GetSection("Many").Get<string[]>(); if (list is not null) policy.WithOrigins(list);""", Outcome.Pass)]
    [InlineData("""var list = new List<string>(); configuration.GetSection("Cors:Many").Bind(list); policy.WithOrigins([.. list]);""", Outcome.Pass)]
    [InlineData("""var list = new List<string>(); configuration.Bind("Cors:Star", list); policy.WithOrigins([.. list]);""", Outcome.Fail)]
    [InlineData("""var list = configuration.GetSection("Cors:Many").Get<List<string>>()!; list.Add("*"); policy.WithOrigins([.. list]);""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Star").Get<string[]>()!);""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors:Star").Get<string[]>()!.Where(origin => origin != "*").ToArray());""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration["Cors:Line"]!.Split(','));""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Mended").Get<string[]>()!);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Opened").Get<string[]>()!);""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("None").Get<string[]>() ?? []);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").Get<Bound>()!.Many);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(configuration.GetSection("Cors").Get<Bound>()!.Star);""", Outcome.Fail)]
    [InlineData("""var bound = new Nesting(); configuration.Bind(bound); policy.WithOrigins(bound.Cors.Many); policy.WithOrigins(bound.Cors.Star);""", Outcome.Fail)]
    [InlineData("""var bound = new Nesting(); configuration.Bind(bound); policy.WithOrigins(bound.Cors.Many);""", Outcome.Pass)]
    [InlineData("""new ServiceCollection().AddOptions<Bound>().BindConfiguration("Cors"); Use(null!); void Use(Microsoft.Extensions.Options.IOptions<Bound> options) => policy.WithOrigins(options.Value.Many);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(List("Cors:One")).WithOrigins(List("Cors:Many")); string[] List(string key) => configuration.GetSection(key).Get<string[]>() ?? [];""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(List("Cors:One")).WithOrigins(List("Cors:Star")); string[] List(string key) => configuration.GetSection(key).Get<string[]>() ?? [];""", Outcome.Fail)]
    [InlineData("""policy.WithOrigins(List("Cors:One")).WithOrigins(List(args[0])); string[] List(string key) => configuration.GetSection(key).Get<string[]>() ?? [];""", Outcome.NotProven)]
    [InlineData("""if (environment.IsDevelopment()) policy.WithOrigins(origins); else policy.WithOrigins("https://shop.example");""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(environment.IsDevelopment() ? origins : ["https://shop.example"]);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(environment.IsDevelopment() ? configuration["Elsewhere"]! : "https://shop.example");""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins($"https://{origins[0]}", "https://" + origins[1], string.Empty);""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(origins.Select(host => $"https://{host}").ToArray());""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(new Uri(origins[0]).GetLeftPart(UriPartial.Authority));""", Outcome.Pass)]
    [InlineData("""policy.WithOrigins(Array.Empty<string>());""", Outcome.Pass)]
    [InlineData("""Open("https://shop.example"); void Open(params string[] list) => policy.WithOrigins(list);""", Outcome.Pass)]
    [InlineData("""new[] { "https://shop.example" }.ToList().ForEach(origin => policy.WithOrigins(origin));""", Outcome.Pass)]
    [InlineData("""_ = new CorsPolicyBuilder(policy.Build());""", Outcome.Pass)]
    [InlineData("""var list = Again(["https://shop.example"]); policy.WithOrigins(list); string[] Again(string[] given) => given.Length > 9 ? given : Again(given);""", Outcome.Pass)]
    public async Task Reads_origins_from_configuration_and_afar(string statements, string outcome) => Assert.Equal(outcome, await OfOrigins(statements));

    [Theory]
    [InlineData("{ \"Cors\": { \"One\": ", Outcome.NotProven)]
    [InlineData("[]", Outcome.NotProven)]
    [InlineData("", Outcome.NotProven)]
    [InlineData("{ \"Cors\": { \"One\": \"https://shop.example\" } } }", Outcome.Pass)]
    [InlineData("{ \"Cors\": { \"One\": \"#{Origin}#\" } }", Outcome.NotProven)]
    public async Task Takes_broken_settings_for_what_can_be_read_of_them(string settings, string outcome) => Assert.Equal(
        outcome, await Outcome.Of(Policy("""policy.WithOrigins(configuration["Cors:One"]!);"""), "OMNI4001", ("appsettings.json", settings)));

    [Theory]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open");""", false)]
    [InlineData("""app.UseCors(app.Environment.IsDevelopment() ? "open" : "shop");""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); else app.UseCors("shop");""", false)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseDevelopmentCors();""", false)]
    [InlineData("""app.UseDevelopmentCors();""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); app.MapGet("/", () => "").RequireCors("open");""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); app.UseCors(args[0]);""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); app.UseCors();""", false)]
    [InlineData("""app.UseCors("shop");""", true)]
    [InlineData("""app.UseCors("open");""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); app.MapGet("/", [Microsoft.AspNetCore.Cors.EnableCors("open")] () => "");""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors("open"); app.MapGet("/", [Microsoft.AspNetCore.Cors.EnableCors] () => "");""", false)]
    public async Task Looks_where_a_named_policy_is_used(string use, bool isReported)
    {
        const string Services = """builder.Services.AddCors(cors => { cors.AddPolicy("open", policy => policy.AllowAnyOrigin()); cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")); });""";
        Assert.Equal(isReported ? Outcome.Fail : Outcome.Pass, await Outcome.Of(Web(Services, use), "OMNI4001"));
    }

    [Theory]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors();""", false)]
    [InlineData("""app.UseCors();""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors(); app.UseCors("shop");""", false)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors(); app.MapGet("/", () => "").RequireCors();""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors(); app.MapGet("/", [Microsoft.AspNetCore.Cors.EnableCors] () => "");""", true)]
    [InlineData("""if (app.Environment.IsDevelopment()) app.UseCors(); app.UseCors(policy => policy.WithOrigins("https://shop.example"));""", false)]
    public async Task Looks_where_the_default_policy_is_used(string use, bool isReported)
    {
        const string Services = """builder.Services.AddCors(cors => { cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()); cors.AddPolicy("shop", policy => policy.WithOrigins("https://shop.example")); });""";
        Assert.Equal(isReported ? Outcome.Fail : Outcome.Pass, await Outcome.Of(Web(Services, use), "OMNI4001"));
    }

    [Theory]
    [InlineData("""builder.Services.AddCors(cors => { cors.DefaultPolicyName = "open"; cors.AddPolicy("open", policy => policy.AllowAnyOrigin()); });""", true)]
    [InlineData("""builder.Services.AddCors(cors => cors.AddPolicy(args[0], policy => policy.AllowAnyOrigin()));""", true)]
    [InlineData("""const string Open = "open"; builder.Services.AddCors(cors => cors.AddPolicy(Open, policy => policy.AllowAnyOrigin()));""", false)]
    [InlineData("""var open = "open"; builder.Services.AddCors(cors => cors.AddPolicy(open, new Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder().AllowAnyOrigin().Build()));""", false)]
    [InlineData("""builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));""", true)]
    [InlineData("""if (builder.Environment.IsDevelopment()) builder.Services.AddOpenCors();""", false)]
    [InlineData("""builder.Services.AddOpenCors();""", true)]
    public async Task Looks_how_a_policy_is_registered(string services, bool isReported) => Assert.Equal(
        isReported ? Outcome.Fail : Outcome.Pass,
        await Outcome.Of(Web(services, """if (app.Environment.IsDevelopment()) app.UseCors("open");"""), "OMNI4001"));

    [Fact]
    public Task Allows_what_the_host_calls_in_development_only() => Gate<CorsAllowsAnyOrigin>.Check("""
        public class Startup
        {
            public void ConfigureDevelopmentServices(IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
            public void ConfigureServices(IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.[|AllowAnyOrigin|]()));
        }
        public class StartupDevelopment
        {
            public void ConfigureServices(IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));
        }
        class StartupShop(IHostEnvironment environment)
        {
            public void ConfigureServices(IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.[|AllowAnyOrigin|]()));
            void Again(IServiceCollection services) { if (environment.IsDevelopment()) ConfigureServices(services); }
        }
        public class Modules
        {
            public void ConfigureDevelopmentServices(IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.[|AllowAnyOrigin|]()));
        }
        """);

    [Fact]
    public Task Reports_a_public_method_of_a_library_whose_callers_are_elsewhere() => Gate<CorsAllowsAnyOrigin>.Check("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        public static class Policies
        {
            public static void Open(CorsPolicyBuilder policy) => policy.[|AllowAnyOrigin|]();
            public static void Configure(CorsPolicyBuilder policy, IHostEnvironment environment) { if (environment.IsDevelopment()) Open(policy); }
        }
        """);

    [Fact]
    public Task Reports_a_policy_of_a_local_function_and_an_alias() => Gate<CorsAllowsAnyOrigin>.Check("""
        using Cors = Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder;
        partial class Startup
        {
            void ConfigureServices(IServiceCollection services)
            {
                services.AddCors(options => options.AddDefaultPolicy(Open));
                static void Open(Cors policy) => policy.[|AllowAnyOrigin|]();
            }
        }
        """);

    [Fact]
    public Task Reports_generated_code() => Gate<CorsAllowsAnyOrigin>.Check("""
        // <auto-generated/>
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy) => policy.[|AllowAnyOrigin|]();
        }
        """);

    [Fact]
    public Task Reports_top_level_statements() => Gate<CorsAllowsAnyOrigin>.CheckProgram("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors();
        var app = builder.Build();
        app.UseCors(policy => policy.[|AllowAnyOrigin|]());
        if (app.Environment.IsDevelopment())
            app.UseCors(policy => policy.AllowAnyOrigin());
        app.Run();
        """);

    [Fact]
    public Task Ignores_what_the_build_leaves_out() => Gate<CorsAllowsAnyOrigin>.Check("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy)
            {
        #if NEVER
                policy.AllowAnyOrigin();
        #endif
            }
        }
        """);

    [Fact]
    public Task Survives_half_typed_code() => Gate<CorsAllowsAnyOrigin>.CheckBroken("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy)
            {
                policy.WithOrigins(
                policy.[|AllowAnyOrigin|]().
            }
        """);

    [Fact]
    public Task Is_silent_without_ASP_NET_Core() => Gate<CorsAllowsAnyOrigin>.CheckWithoutWeb("""
        class CorsPolicyBuilder
        {
            public CorsPolicyBuilder AllowAnyOrigin() => this;
            void Configure() => AllowAnyOrigin();
        }
        """);

    private static Task<string> OfOrigins(string statements, string types = "") => Outcome.Of(
        Policy(statements) + "\n" + types,
        "OMNI4001",
        ("appsettings.json", """
            {
              // as .NET reads it
              "Cors": {
                "One": "https://shop.example", "Many": ["https://shop.example", "https://www.shop.example"], "Star": ["*"],
                "Line": "https://shop.example, *", "Filled": "#{CorsOrigin}#",
                "Lines": "https://shop.example; https://www.shop.example", "Scheme": "https", "Host": "shop.example",
                "Public": { "Many": ["https://shop.example"] }, "Partner": { "Many": ["*"] },
                "Policy": { "Origins": ["https://shop.example"], "Headers": ["*"], "Methods": ["*"] },
                "OpenPolicy": { "Origins": ["*"] }, "EmptyPolicy": { "Headers": ["*"] },
              },
              "Mended": ["*"], "Opened": ["https://shop.example"], "None": [],
            }
            """),
        ("appsettings.Production.json", """{ "Mended": ["https://shop.example"], "Opened": ["*"] }"""),
        ("appsettings.Development.json", """{ "Cors": { "One": "*" }, "OnlyInDevelopment": ["https://localhost:5001"] }"""));

    private static string Policy(string statements) => $$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        var builder = WebApplication.CreateBuilder(args);
        IConfiguration configuration = builder.Configuration;
        IHostEnvironment environment = builder.Environment;
        IStore store = null!;
        var origins = Console.ReadLine()!.Split(' ');
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            {{statements}}
        }));
        var app = builder.Build();
        app.UseHsts();
        app.UseCors();
        app.Run();

        interface IStore { string[] Origins(); string[] List { get; } string Key { get; } bool TryGet(out string[] list); }
        class Setup { public string[] Many { get; set; } = []; }
        class Bound { public string[] Many { get; set; } = []; public string[] Star { get; set; } = []; }
        class Unbound { public string[] Origins { get; set; } = []; }
        class Nesting { public Bound Cors { get; set; } = new(); }
        partial class Program { static List<string> Late { get; set; } = Console.ReadLine()!.Split(' ').ToList(); }
        """;

    private static string Web(string services, string use) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        app.UseHsts();
        {{use}}
        app.Run();

        static class Cors
        {
            {{(use.Contains("UseDevelopmentCors") ? """public static void UseDevelopmentCors(this IApplicationBuilder app) => app.UseCors("open");""" : "")}}
            {{(services.Contains("AddOpenCors") ? "public static void AddOpenCors(this IServiceCollection services) => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));" : "")}}
        }
        """;

    private static Task Check(string call) => Check("", call + ";");

    private static Task Check(string members, string statements, string otherStatements = "") => Gate<CorsAllowsAnyOrigin>.Check($$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup(IHostEnvironment own)
        {
            const string Star = "*";
            static readonly string StarField = "*";
            static readonly string[] Origins = ["*"];
            static readonly string[] Several = ["https://shop.example", "*"];
            private static List<string> OriginList = new() { "*" };
            static string[] OriginProperty => new[] { "*" };
            static string[] OriginInitialized { get; } = { "*" };
            static string[] OriginMethod() { if (Flag) return ["https://shop.example"]; return [Star]; }
            static bool Flag { get; set; }
            bool IsLocal => own.IsDevelopment() || own.IsEnvironment("Local");
            {{members}}
            void Configure(CorsPolicyBuilder policy, string[] origins, Own own, IHostEnvironment environment, IConfiguration configuration)
            {
                {{statements}}
            }
            void Other(CorsPolicyBuilder policy, IHostEnvironment environment)
            {
                {{otherStatements}}
            }
            static void Use(Func<CorsPolicyBuilder> build) => build();
            {{(otherStatements.Length > 0 ? "static void OpenPrivately(CorsPolicyBuilder policy) => policy.AllowAnyOrigin();" : "")}}
        }
        class Own
        {
            public Own AllowAnyOrigin() => this;
            public Own WithOrigins(params string[] origins) => this;
        }
        class Derived : CorsPolicyBuilder { }
        class Hiding : CorsPolicyBuilder { public new CorsPolicyBuilder AllowAnyOrigin() => this; }
        """);
}
