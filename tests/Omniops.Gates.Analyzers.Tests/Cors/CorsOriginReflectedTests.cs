using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsOriginReflectedTests
{
    [Theory]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = "https://shop.example";""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Methods"] = "*";""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Headers"] = context.Request.Headers["Access-Control-Request-Headers"];""")]
    [InlineData("""context.Response.Headers["X-Origin"] = context.Request.Headers["Origin"];""")]
    [InlineData("""context.Request.Headers["Access-Control-Allow-Origin"] = "*";""")]
    [InlineData("""new HttpClient().DefaultRequestHeaders.Add("Access-Control-Allow-Origin", "*");""")]
    [InlineData("""new HttpRequestMessage().Headers.Add("Access-Control-Allow-Origin", "*");""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (s_allowed.Contains(origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers.Origin.ToString(); if (!s_allowed.Contains(origin)) return; context.Response.Headers.AccessControlAllowOrigin = origin;""")]
    [InlineData("""if (context.Request.Headers.TryGetValue("Origin", out var origin) && allowed.Contains(origin.ToString())) context.Response.Headers.Append("Access-Control-Allow-Origin", origin);""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); context.Response.Headers["Access-Control-Allow-Origin"] = s_allowed.Contains(origin) ? origin : "https://shop.example";""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (origin == "https://shop.example") context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (IsTrusted(origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].FirstOrDefault(); if (origin != null && s_allowed.Any(a => a == origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""if (environment.IsDevelopment()) context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"];""")]
    [InlineData("""own.Headers["Access-Control-Allow-Origin"] = "*";""")]
    [InlineData("""var headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" };""")]
    [InlineData("""Trusting(context, context.Request.Headers["Origin"].ToString());""")]
    [InlineData("""_ = "Access-Control-Allow-Origin" + context.Request.Headers["Origin"];""")]
    public async Task Allows(string statements)
    {
        Assert.Equal(Outcome.Pass, await Of(statements, "OMNI4005"));
        Assert.Equal(Outcome.Pass, await Of(statements, "OMNI4001"));
    }

    [Theory]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"];""")]
    [InlineData("""context.Response.Headers["access-control-allow-origin"] = context.Request.Headers["origin"];""")]
    [InlineData("""context.Response.Headers.AccessControlAllowOrigin = context.Request.Headers.Origin;""")]
    [InlineData("""context.Response.Headers[HeaderNames.AccessControlAllowOrigin] = context.Request.Headers[HeaderNames.Origin];""")]
    [InlineData("""context.Response.Headers.Append("Access-Control-Allow-Origin", context.Request.Headers["Origin"]);""")]
    [InlineData("""context.Response.Headers.TryAdd("Access-Control-Allow-Origin", context.Request.Headers["Origin"].ToString());""")]
    [InlineData("""context.Response.Headers.Add("Access-Control-Allow-Origin", new[] { (string)context.Request.Headers["Origin"] });""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].FirstOrDefault(); if (!string.IsNullOrEmpty(origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""if (context.Request.Headers.TryGetValue("Origin", out var origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""if (context.Request.Headers.ContainsKey("Origin")) context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"];""")]
    [InlineData("""if (context.Request.Method == "OPTIONS") context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"][0];""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (origin == "") origin = "*"; context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (origin.EndsWith("shop.com")) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (!origin.Contains("shop")) return; context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Query["origin"];""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = $"{context.Request.Headers["Origin"]}";""")]
    [InlineData("""context.Response.OnStarting(() => { context.Response.Headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"]; return Task.CompletedTask; });""")]
    [InlineData("""var (request, response) = (context.Request, context.Response); response.Headers["Access-Control-Allow-Origin"] = request.Headers["Origin"];""")]
    [InlineData("""var headers = context.Response.Headers; headers["Access-Control-Allow-Origin"] = context.Request.Headers["Origin"];""")]
    [InlineData("""Reflect(context, context.Request.Headers["Origin"].ToString());""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = OriginOf(context.Request);""")]
    public async Task Reports(string statements) => Assert.Equal(Outcome.Fail, await Of(statements, "OMNI4005"));

    [Theory]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (store.IsKnown(origin)) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""var origin = context.Request.Headers["Origin"].ToString(); if (allowed.Any(a => origin.EndsWith(a))) context.Response.Headers["Access-Control-Allow-Origin"] = origin;""")]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = store.Match(context.Request.Headers["Origin"].ToString());""")]
    public async Task Does_not_prove(string statements) => Assert.Equal(Outcome.NotProven, await Of(statements, "OMNI4005"));

    [Theory]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = "*";""", Outcome.Fail)]
    [InlineData("""context.Response.Headers.Append("Access-Control-Allow-Origin", "*");""", Outcome.Fail)]
    [InlineData("""context.Response.Headers.Add("Access-Control-Allow-Origin", "*");""", Outcome.Fail)]
    [InlineData("""context.Response.Headers.Add(HeaderNames.AccessControlAllowOrigin, "*");""", Outcome.Fail)]
    [InlineData("""context.Response.Headers.AccessControlAllowOrigin = "*";""", Outcome.Fail)]
    [InlineData("""const string star = "*"; context.Response.Headers["Access-Control-Allow-Origin"] = star;""", Outcome.Fail)]
    [InlineData("""new System.Net.Http.HttpResponseMessage().Headers.Add("Access-Control-Allow-Origin", "*");""", Outcome.Fail)]
    [InlineData("""System.Net.HttpListenerResponse response = null!; response.AddHeader("Access-Control-Allow-Origin", "*");""", Outcome.Fail)]
    [InlineData("""System.Net.HttpListenerResponse response = null!; response.Headers.Add("Access-Control-Allow-Origin", "*");""", Outcome.Fail)]
    [InlineData("""_ = new OwnResponse { Headers = new Dictionary<string, string> { { "Access-Control-Allow-Origin", "*" } } };""", Outcome.Fail)]
    [InlineData("""if (environment.IsDevelopment()) context.Response.Headers["Access-Control-Allow-Origin"] = "*";""", Outcome.Pass)]
    [InlineData("""context.Response.Headers["Access-Control-Allow-Origin"] = store.Match("");""", Outcome.NotProven)]
    [InlineData("""_ = new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers["Access-Control-Allow-Origin"] = "*" };""", Outcome.NotProven)]
    public async Task Judges_a_star_that_is_written_by_hand(string statements, string outcome) =>
        Assert.Equal(outcome, await Of(statements, "OMNI4001"));

    [Fact]
    public Task Reads_Web_API_and_OWIN() => new Gate<CorsOriginReflected>("""
        [{|OMNI4001:System.Web.Http.Cors.EnableCors("*", "*", "GET")|}]
        class Open { }
        [System.Web.Http.Cors.EnableCors(origins: "https://shop.example", headers: "*", methods: "*")]
        class Named { }
        [EnableCors("*", "*", "*")]
        class Own { }
        class Setup { object Open() => {|OMNI4001:new System.Web.Http.Cors.EnableCorsAttribute("https://shop.example,*", "*", "*")|}; }
        class Owin
        {
            object All() => {|OMNI4001:Microsoft.Owin.Cors.CorsOptions.AllowAll|};
            object Policy() => new System.Web.Cors.CorsPolicy { {|OMNI4001:AllowAnyOrigin = true|} };
            object Named() => new System.Web.Cors.CorsPolicy { AllowAnyOrigin = false };
            object Own() => CorsOptions.AllowAll;
        }
        class CorsOptions { public static object AllowAll => new(); }
        class EnableCorsAttribute(string origins, string headers, string methods) : System.Attribute { }
        namespace Microsoft.Owin.Cors { class CorsOptions { public static object AllowAll => new(); } }
        namespace System.Web.Cors { class CorsPolicy { public bool AllowAnyOrigin { get; set; } } }
        namespace System.Web.Http.Cors
        {
            class EnableCorsAttribute(string origins, string headers, string methods) : System.Attribute { }
        }
        """,
        isWeb: false)
    {
        // The gap of an origin that is not seen has the same ID.
        MarkupOptions = Microsoft.CodeAnalysis.Testing.MarkupOptions.UseFirstDescriptor,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Reads_the_responses_of_the_old_framework_written_out_beside_the_code() => new Gate<CorsOriginReflected>("""
        class C
        {
            void M(System.Web.HttpResponse response, Own.HttpResponse own)
            {
                response.{|OMNI4001:AppendHeader|}("Access-Control-Allow-Origin", "*");
                response.{|OMNI4001:AddHeader|}("Access-Control-Allow-Origin", "*");
                response.AppendHeader("Access-Control-Allow-Origin", "https://shop.example");
                own.AppendHeader("Access-Control-Allow-Origin", "*");
            }
        }
        namespace System.Web { class HttpResponse { public void AppendHeader(string name, string value) { } public void AddHeader(string name, string value) { } } }
        namespace Own { class HttpResponse { public void AppendHeader(string name, string value) { } } }
        """,
        isWeb: false)
    {
        MarkupOptions = Microsoft.CodeAnalysis.Testing.MarkupOptions.UseFirstDescriptor,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Survives_half_typed_code() => Gate<CorsOriginReflected>.CheckBroken("""
        class Startup
        {
            void Configure(HttpContext context)
            {
                context.Response.Headers["Access-Control-Allow-Origin"] =
                context.Response.Headers.Append("Access-Control-Allow-Origin",
            }
        """);

    private static Task<string> Of(string statements, string rule) => Outcome.Of(
        $$"""
        using Microsoft.Net.Http.Headers;
        var app = WebApplication.CreateBuilder(args).Build();
        app.UseHsts();
        app.UseMiddleware<Answers>();
        app.Run();

        class Own { public Dictionary<string, string> Headers { get; } = []; }
        class OwnResponse { public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>(); }
        interface IStore { bool IsKnown(string origin); string Match(string origin); }
        class Answers(RequestDelegate next, IHostEnvironment environment, IStore store, IConfiguration configuration)
        {
            private static readonly string[] s_allowed = ["https://shop.example", "https://www.shop.example"];
            private static bool IsTrusted(string origin) => s_allowed.Contains(origin);
            private static void Reflect(HttpContext context, string origin) => {{(statements.Contains("Reflect(") ? "context.Response.Headers[\"Access-Control-Allow-Origin\"] = origin" : "_ = origin")}};
            private static void Trusting(HttpContext context, string origin) { if (IsTrusted(origin)) {{(statements.Contains("Trusting(") ? "context.Response.Headers[\"Access-Control-Allow-Origin\"] = origin" : "_ = origin")}}; }
            private static string OriginOf(HttpRequest request) => request.Headers["Origin"].ToString();
            public async Task InvokeAsync(HttpContext context)
            {
                var own = new Own();
                var allowed = configuration.GetSection("Cors").GetChildren().Select(child => child.Value!).ToArray();
                await Task.Yield();
                Answer();
                await next(context);
                void Answer()
                {
                    {{statements}}
                }
            }
        }
        """,
        rule);
}
