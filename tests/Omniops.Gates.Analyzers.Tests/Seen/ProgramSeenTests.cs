using System.Text.Json;
using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Seen;
using Omniops.Gates.Analyzers.Tests.Endpoints;
using Omniops.Gates.Analyzers.Tests.Pipeline;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Tests.Seen;

public sealed class ProgramSeenTests
{
    private static readonly (string, string) s_collect = ("build_property.OmniopsCollectDir", "/collected");

    [Fact]
    public async Task Neither_an_IDE_nor_an_ordinary_build_hears_of_it()
    {
        const string program = "var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();";
        Assert.Empty(await new Findings(program).InBuild(SeenProgram.DiagnosticId));
        Assert.Empty(await new Findings(program, null, ("build_property.OmniopsCollectDir", "")).InBuild(SeenProgram.DiagnosticId));

        var told = Assert.Single(await new Findings(program, null, s_collect).InBuild(SeenProgram.DiagnosticId));
        Assert.Equal((DiagnosticSeverity.Info, "/app/Program.cs"), (told.Severity, told.Location.SourceTree!.FilePath));
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, told.Descriptor.CustomTags);
    }

    [Theory]
    [InlineData("Console.WriteLine();")]
    [InlineData("Host.CreateApplicationBuilder(args).Build().Run();")]
    [InlineData("class Library;")]
    public async Task A_program_without_a_web_host_has_nothing_to_list(string program) =>
        Assert.Empty(await new Findings(program, null, s_collect).InBuild(SeenProgram.DiagnosticId));

    [Fact]
    public async Task Lists_middleware_in_the_order_of_the_program() => Assert.Equal(
        [
            "UseForwardedHeaders 2", "UseDeveloperExceptionPage 3 only in Development", "UseExceptionHandler(/error) 4 not in Development",
            "UseHsts 4 not in Development", "UseMiddleware<Guard> 7", "UseHttpsRedirection 5 depends on 'args.Length > 0'",
            "UseSession 5 depends on 'args.Length > 0' being false", "UseCors(shop) 6 only in Staging and Production",
            "Map(/admin) 8", "UseAuthentication 8 in Map(\"/admin\")", "Run 8 in Map(\"/admin\") terminal", "Use 9", "Run 10 terminal",
        ],
        await Rows(
            "middleware",
            """
            var app = WebApplication.CreateBuilder(args).Build();
            app.UseForwardedHeaders();
            if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); }
            else { app.UseExceptionHandler("/error"); app.UseHsts(); } Guards();
            if (args.Length > 0) app.UseHttpsRedirection(); else app.UseSession();
            if (app.Environment.IsProduction() || app.Environment.IsStaging()) app.UseCors("shop");
            void Guards() => app.UseMiddleware<Guard>();
            app.Map("/admin", admin => { admin.UseAuthentication(); admin.Run(context => Task.CompletedTask); });
            app.Use((context, next) => next());
            app.Run(context => Task.CompletedTask);
            app.Run();
            class Guard(RequestDelegate next) { public Task InvokeAsync(HttpContext context) => next(context); }
            """));

    [Fact]
    public async Task Says_to_which_of_several_applications_a_middleware_belongs() => Assert.Equal(
        ["1 UseHsts", "2 UseRouting"],
        from call in (await Seen(
            """
            var first = WebApplication.CreateBuilder(args).Build();
            var second = WebApplication.CreateBuilder(args).Build();
            first.UseHsts();
            second.UseRouting();
            await Task.WhenAll(first.RunAsync(), second.RunAsync());
            """)).GetProperty("middleware").EnumerateArray()
        select $"{call.GetProperty("application")} {call.GetProperty("name")}");

    [Fact]
    public async Task Lists_headers_with_value_and_writer()
    {
        Assert.Equal(
            [
                "X-Frame-Options=DENY OnStarting 4", "Content-Security-Policy=script-src 'nonce-{…}' Direct 6", "Referrer-Policy=? Direct 7",
                "X-Api-Key=? Direct 8", "Server=? Removed 9",
            ],
            from header in (await Seen(
                """
                var app = WebApplication.CreateBuilder(args).Build();
                app.Use((context, next) =>
                {
                    context.Response.OnStarting(() => { context.Response.Headers.XFrameOptions = "DENY"; return Task.CompletedTask; });
                    var headers = context.Response.Headers;
                    headers.ContentSecurityPolicy = $"script-src 'nonce-{Guid.NewGuid()}'";
                    headers["Referrer-Policy"] = app.Configuration["Referrer"];
                    headers["X-Api-Key"] = "Tr0ub4dor-and-3";
                    headers.Remove("Server");
                    return next();
                });
                app.Run();
                """)).GetProperty("headers").EnumerateArray()
            select $"{header.GetProperty("name")}={(header.TryGetProperty("value", out var value) ? value.GetString() : "?")} "
                + $"{header.GetProperty("writer")} {header.GetProperty("line")}");
    }

    [Fact]
    public async Task Lists_options_services_and_endpoints()
    {
        var seen = await Seen(
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
            builder.Services.Configure<ForwardedHeadersOptions>(options => options.KnownProxies.Clear());
            builder.Services.AddHttpClient();
            builder.Services.AddRateLimiter(_ => { });
            var app = builder.Build();
            app.MapGet("/orders", () => "");
            app.MapGroup("/admin").MapPost("products", () => "");
            app.Run();
            """);
        Assert.Equal(
            ["HstsOptions.MaxAge=TimeSpan.FromDays(365)", "ForwardedHeadersOptions.KnownProxies.Clear()="],
            from option in seen.GetProperty("options").EnumerateArray()
            select $"{option.GetProperty("name")}={(option.TryGetProperty("value", out var value) ? value.GetString() : "")}");
        Assert.Equal(["AddHsts 2", "AddRateLimiter 5"], Rows(seen, "services"));
        Assert.Equal(["MapGet(/orders) 7", "MapGroup(/admin) 8", "MapPost(products) 8"], Rows(seen, "endpoints"));
    }

    [Fact]
    public async Task What_is_not_known_has_a_reason_and_a_place()
    {
        var seen = await Seen(
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddCors(options => options.AddPolicy("shop", policy => policy.WithOrigins(builder.Configuration["Origin"]!)));
            var app = builder.Build();
            app.UseMiddleware(Type.GetType("Guard")!);
            app.UseCors("shop");
            app.Run();
            """);
        Assert.Equal(
            ["4 the class of a middleware is named at run time; name it as a type argument: UseMiddleware<T>()"],
            from gap in seen.GetProperty("unknown").EnumerateArray() select $"{gap.GetProperty("line")} {gap.GetProperty("reason")}");
        Assert.StartsWith("'Origin' has no value", seen.GetProperty("corsPolicies")[0].GetProperty("unknown")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""o.AddPolicy("p", policy => policy.WithOrigins("https://a.example").AllowCredentials())""", "p https://a.example credentials")]
    [InlineData("""o.AddDefaultPolicy(policy => policy.AllowAnyOrigin())""", " any")]
    [InlineData("""o.AddPolicy("p", policy => { if (Dev) policy.AllowAnyOrigin(); else policy.WithOrigins("https://a.example"); })""", "p https://a.example")]
    [InlineData("""o.AddPolicy("p", policy => policy.SetIsOriginAllowed(_ => true))""", "p any _ => true")]
    [InlineData("""o.AddPolicy("p", policy => policy.SetIsOriginAllowed(origin => origin == "https://a.example"))""", """p origin => origin == "https://a.example" """)]
    [InlineData("""o.AddPolicy("p", Partners)""", "p https://partner.example")]
    [InlineData("""o.AddPolicy("p", new CorsPolicyBuilder("https://a.example").Build())""", "p https://a.example")]
    [InlineData("""var made = new CorsPolicy(); made.Origins.Add("https://a.example"); o.AddPolicy("p", made)""", "p https://a.example")]
    [InlineData("""o.AddPolicy("p", policy => policy.WithOrigins(builder.Configuration.GetSection("Cors").Get<string[]>()!))""", "p https://s.example key:Cors")]
    [InlineData("""o.AddPolicy("p", Given.Policy)""", "p unknown")]
    [InlineData("""if (Dev) o.AddPolicy("p", policy => policy.AllowAnyOrigin())""", "p not in production")]
    public async Task Lists_CORS_policies(string registration, string expected)
    {
        var seen = await Seen(
            $$"""
            using Microsoft.AspNetCore.Cors.Infrastructure;
            var builder = WebApplication.CreateBuilder(args);
            var Dev = builder.Environment.IsDevelopment();
            builder.Services.AddCors(o => { {{registration}}; });
            var app = builder.Build();
            app.Run();
            static void Partners(CorsPolicyBuilder policy) => Add(policy);
            static void Add(CorsPolicyBuilder policy) => policy.WithOrigins("https://partner.example");
            static class Given { public static CorsPolicy Policy { get; set; } = null!; }
            """,
            ("appsettings.json", """{ "Cors": [ "https://s.example" ] }"""));
        var policy = Assert.Single(seen.GetProperty("corsPolicies").EnumerateArray());
        string[] words =
        [
            policy.GetProperty("name").GetString()!, policy.GetProperty("anyOrigin").GetBoolean() ? "any" : "",
            .. Texts("origins"), .. Texts("keys").Select(key => $"key:{key}"), .. Texts("predicates"),
            policy.GetProperty("credentials").GetBoolean() ? "credentials" : "",
            policy.TryGetProperty("production", out var production) && !production.GetBoolean() ? "not in production" : "",
            policy.GetProperty("unknown").GetArrayLength() > 0 ? "unknown" : "",
        ];
        Assert.Equal(expected.Trim(), string.Join(' ', words.Where(word => word.Length > 0)).Trim());

        IEnumerable<string> Texts(string name) => policy.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
    }

    [Fact]
    public async Task Says_where_CORS_policies_are_applied() => Assert.Equal(
        ["UseCors(shop) 2 not in Development", "RequireCors(embed) 3", "UseCors() 4", "UseCors 5", "EnableCors(shop) 7"],
        await Rows(
            "corsUses",
            """
            var app = WebApplication.CreateBuilder(args).Build();
            if (!app.Environment.IsDevelopment()) app.UseCors("shop");
            app.MapGet("/", () => "").RequireCors("embed");
            app.UseCors();
            app.UseCors(policy => policy.WithOrigins("https://a.example"));
            app.Run();
            [Microsoft.AspNetCore.Cors.EnableCors("shop")] class Orders;
            """));

    [Theory]
    [InlineData("""if (builder.Configuration["Key"] == "ghp_012345678901234567890123456789012345") app.UseHsts();""", "ghp_0123")]
    [InlineData("""app.Use((context, next) => { context.Response.Headers.ContentSecurityPolicy = "report-uri https://hook:Tr0ub4dor-and-3@x.example"; return next(); });""", "Tr0ub4dor")]
    public async Task Tells_no_secret(string statement, string secret) => Assert.DoesNotContain(
        secret,
        (await Seen(
            $$"""
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            {{statement}}
            app.Run();
            """)).GetRawText(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("default-src 'self'; script-src 'sha256-B2yPHKaXnvFWtRChIbabYmUBFZdVfKKXHbWtWidDVF8=' 'nonce-abc'")]
    [InlineData("default-src 'none'; report-uri https://o1.ingest.example/api/1/security/?key=1")]
    public async Task Shows_what_is_no_secret(string policy) => Assert.Equal(
        policy,
        (await Seen(
            $$"""
            var app = WebApplication.CreateBuilder(args).Build();
            app.Use((context, next) => { context.Response.Headers.ContentSecurityPolicy = "{{policy}}"; return next(); });
            app.Run();
            """)).GetProperty("headers")[0].GetProperty("value").GetString());

    [Fact]
    public async Task The_same_program_gives_the_same_text()
    {
        const string program = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddCors(o => { o.AddPolicy("a", p => p.AllowAnyOrigin()); o.AddPolicy("b", p => p.WithOrigins("https://b.example")); });
            var app = builder.Build();
            app.UseCors("a");
            app.Run();
            """;
        Assert.Equal((await Seen(program)).GetRawText(), (await Seen(program)).GetRawText());
    }

    /// <summary>services.AddShop() of a project, which calls services.AddStore() of a package.</summary>
    [Fact]
    public void Names_the_package_that_a_library_calls()
    {
        var package = TwoProjects.BuiltWithoutGate("Store", "public static class Store { public static void AddStore(this IServiceCollection services) { } }");
        var library = TwoProjects.Built("Library", "public static class Shop { public static void AddShop(this IServiceCollection services) => services.AddStore(); }", package);
        var program = MappedProgram.Of(
            "var builder = WebApplication.CreateBuilder(args); builder.Services.AddShop(); var app = builder.Build(); app.Run();", settings: null, library, package);
        var unseen = Assert.Single(new SeenFacts(program.Pipeline).Program()!.Unseen);
        Assert.Equal(("AddStore", "Store"), (unseen.Name, unseen.Argument));
    }

    private static async Task<IEnumerable<string>> Rows(string list, string program) => Rows(await Seen(program), list);

    /// <summary>Calls as a reader is shown them, with their line.</summary>
    private static IEnumerable<string> Rows(JsonElement seen, string list)
    {
        foreach (var call in seen.GetProperty(list).EnumerateArray())
        {
            Assert.Equal("/app/Program.cs", call.GetProperty("file").GetString());
            var argument = call.TryGetProperty("argument", out var text) ? text.GetString() : null;
            var when = new SeenWhen(Texts("environments"), Texts("conditions"), Texts("branches"));
            var row = new SeenCall(call.GetProperty("name").GetString()!, argument, default, when);
            yield return $"{row.Label} {call.GetProperty("line")} {when.Describe()}{(call.TryGetProperty("terminal", out _) ? " terminal" : "")}"
                .Replace("  ", " ", StringComparison.Ordinal).TrimEnd();

            List<string> Texts(string name) =>
                call.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(each => each.GetString()!)] : [];
        }
    }

    private static async Task<JsonElement> Seen(string program, (string Name, string Text)? settings = null)
    {
        var told = Assert.Single(await new Findings(program, settings, s_collect).InBuild(SeenProgram.DiagnosticId));
        using var document = JsonDocument.Parse(told.Properties[SeenProgram.Property]!);
        return document.RootElement.Clone();
    }
}
