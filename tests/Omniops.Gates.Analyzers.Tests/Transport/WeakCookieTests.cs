using Omniops.Gates.Analyzers.Transport;

namespace Omniops.Gates.Analyzers.Tests.Transport;

public sealed class WeakCookieTests
{
    [Theory]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { Secure = true, HttpOnly = true });""")]
    [InlineData("""response.Cookies.Append("id", value, new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.None });""")]
    [InlineData("""var options = new CookieOptions(); options.Secure = true; options.HttpOnly = true; response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions(); (options.Secure, options.HttpOnly) = (true, true); response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; options.Secure = Secure; response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = request.IsHttps };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = !environment.IsDevelopment() };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = request.IsHttps || given.Secure };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = request.Scheme == "https" };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = request.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase) };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = given.HttpOnly, Secure = given.Secure };""")]
    [InlineData("""var secure = !environment.IsDevelopment(); var options = new CookieOptions { HttpOnly = true, Secure = secure };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; if (!environment.IsDevelopment()) options.Secure = true;""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; if (request.IsHttps) options.Secure = true;""")]
    [InlineData("""if (value.Length > 0) { var options = new CookieOptions(); options.Secure = true; options.HttpOnly = true; response.Cookies.Append("id", value, options); }""")]
    [InlineData("""var options = new CookieOptions { Secure = true, HttpOnly = true }; if (value.Length > 0) options.Secure = true;""")]
    [InlineData("""response.Cookies.Append("XSRF-TOKEN", value, new CookieOptions { Secure = true, HttpOnly = value.Length > 3 });""")]
    [InlineData("""var options = new CookieOptions(); Harden(options); response.Cookies.Append("id", value, options);""")]
    [InlineData("""response.Cookies.Append("XSRF-TOKEN", value, new CookieOptions { Secure = true });""")]
    [InlineData("""response.Cookies.Append("XSRF-TOKEN", value, new CookieOptions { Secure = true, HttpOnly = false });""")]
    [InlineData("""response.Cookies.Append(Microsoft.AspNetCore.Localization.CookieRequestCultureProvider.DefaultCookieName, value, new CookieOptions { Secure = true });""")]
    [InlineData("""response.Cookies.Append("id", value, given);""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions(given));""")]
    [InlineData("""response.Cookies.Delete("id");""")]
    [InlineData("""response.Cookies.Delete("id", new CookieOptions { Path = "/" });""")]
    [InlineData("""var options = new CookieOptions { Path = "/" }; response.Cookies.Delete("id", options);""")]
    [InlineData("""response.Cookies.Append("id", "", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(-1) });""")]
    [InlineData("""response.Cookies.Append("id", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""if (environment.IsDevelopment()) response.Cookies.Append("id", value);""")]
    [InlineData("""new Own.CookieOptions { Secure = false }.ToString();""")]
    [InlineData("""new Own.Cookies().Append("id", value);""")]
    [InlineData("""services.AddSession(session => session.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""services.AddSession(session => session.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always);""")]
    [InlineData("""services.AddSession(); services.Configure<SessionOptions>(session => { session.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""services.AddAuthentication().AddCookie(cookie => { cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always; cookie.Cookie.HttpOnly = true; });""")]
    [InlineData("""services.AddAuthentication().AddCookie(cookie => { cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; });""")]
    [InlineData("""services.AddAuthentication().AddCookie();""")]
    [InlineData("""services.ConfigureApplicationCookie(cookie => { cookie.Cookie.Name = "__Host-auth"; cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""response.Cookies.Append("__Host-id", value, new CookieOptions { Secure = true, HttpOnly = true, Path = "/" });""")]
    [InlineData("""response.Headers.Append("Set-Cookie", "id=1; path=/; secure; httponly");""")]
    [InlineData("""response.Headers["Set-Cookie"] = $"id={value}; Secure; HttpOnly";""")]
    [InlineData("""response.Headers["Set-Cookie"] = value;""")]
    [InlineData("""response.Headers["X-Cookie"] = "id=1";""")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("""response.Cookies.[|Append|]("id", value);""")]
    [InlineData("""response.Cookies.[|Append|]("XSRF-TOKEN", value);""")]
    [InlineData("""response.Cookies.Append("id", value, [|new CookieOptions()|]);""")]
    [InlineData("""response.Cookies.Append("id", value, [|new()|]);""")]
    [InlineData("""response.Cookies.Append("id", value, [|new CookieOptions|] { HttpOnly = true });""")]
    [InlineData("""response.Cookies.Append("id", value, [|new CookieOptions|] { Secure = true });""")]
    [InlineData("""response.Cookies.Append("id", value, [|new CookieOptions|] { SameSite = SameSiteMode.None, HttpOnly = true });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { Secure = true, [|HttpOnly = false|] });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { [|Secure = false|], HttpOnly = true });""")]
    [InlineData("""var options = [|new CookieOptions()|]; options.HttpOnly = true; response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; [|options.Secure = false|];""")]
    [InlineData("""var options = new CookieOptions { Secure = true, HttpOnly = true }; [|options.Secure = Insecure|];""")]
    [InlineData("""[|given.Secure = false|];""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, [|Secure = environment.IsDevelopment()|] };""")]
    [InlineData("""var options = [|new CookieOptions()|]; Touch(options); response.Cookies.Append("id", value, options);""")]
    [InlineData("""services.[|AddSession|]();""")]
    [InlineData("""services.[|AddSession|](session => session.IdleTimeout = TimeSpan.FromMinutes(5));""")]
    [InlineData("""services.AddSession(session => [|session.Cookie.SecurePolicy = CookieSecurePolicy.None|]);""")]
    [InlineData("""services.AddSession(session => { session.Cookie.SecurePolicy = CookieSecurePolicy.Always; [|session.Cookie.HttpOnly = false|]; });""")]
    [InlineData("""services.AddAuthentication().AddCookie(cookie => [|cookie.Cookie.HttpOnly = false|]);""")]
    [InlineData("""services.AddAuthentication().AddCookie(cookie => [|cookie.Cookie.SecurePolicy = CookieSecurePolicy.None|]);""")]
    [InlineData("""services.AddAuthentication().AddCookie(cookie => cookie.Cookie = [|new CookieBuilder|] { Name = "auth" });""")]
    [InlineData("""services.AddAntiforgery(options => [|options.Cookie.SecurePolicy = CookieSecurePolicy.None|]);""")]
    [InlineData("""services.ConfigureApplicationCookie(cookie => [|cookie.Cookie.Name = "__Host-auth"|]);""")]
    [InlineData("""response.Cookies.Append("__Host-id", value, [|new CookieOptions|] { Secure = true, HttpOnly = true, Domain = "shop.example" });""")]
    [InlineData("""response.Cookies.Append("__Host-id", value, [|new CookieOptions|] { Secure = true, HttpOnly = true, Path = "/shop" });""")]
    [InlineData("""[|response.Headers.Append("Set-Cookie", "id=1; path=/")|];""")]
    [InlineData("""[|response.Headers["Set-Cookie"] = $"id={value}; HttpOnly"|];""")]
    public Task Reports(string statement) => Check(statement);

    [Theory]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = value.Length > 3 });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = configuration.GetValue<bool>("Secure") });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = flag });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = flag ? true : false });""")]
    [InlineData("""response.Cookies.Append("id", value, new CookieOptions { HttpOnly = flag, Secure = true });""")]
    [InlineData("""given.Secure = settings.Strict;""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; if (flag) options.Secure = true; response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions { Secure = true }; if (flag) options.HttpOnly = true; response.Cookies.Append("id", value, options);""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true, Secure = request.IsHttps && flag };""")]
    [InlineData("""var options = new CookieOptions { HttpOnly = true }; switch (value) { case "a": options.Secure = true; break; } response.Cookies.Append("id", value, options);""")]
    [InlineData("""void Set(bool secure = true) => response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = secure }); Set(flag); Set();""")]
    [InlineData("""services.AddSession(session => session.Cookie.SecurePolicy = configuration.GetValue<CookieSecurePolicy>("Secure"));""")]
    public async Task Says_what_it_cannot_see(string statement)
    {
        var found = await new Findings($$"""
            WebApplication.Create().Run();
            public class Settings { public bool Strict { get; set; } }
            public class Writer
            {
                public void M(HttpRequest request, HttpResponse response, IServiceCollection services, IConfiguration configuration, CookieOptions given, Settings settings, string value, bool flag)
                {
                    {{statement}}
                }
            }
            """).InBuild("OMNI3009");
        var finding = Assert.Single(found);
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, finding.Severity);
        Assert.Contains("in every case", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Takes_a_parameter_for_what_it_is_by_itself() => Gate<WeakCookie>.Check("""
        public static class Cookies
        {
            public static void Set(this HttpResponse response, string value, bool secure = true) => response.Cookies.Append("id", value, new CookieOptions { HttpOnly = true, Secure = secure });
            static void Use(HttpResponse response) { response.Set("a"); response.Set("b", secure: true); }
        }
        """);

    [Fact]
    public Task Judges_members() => Gate<WeakCookie>.Check("""
        class Cookies
        {
            CookieOptions field = [|new CookieOptions()|];
            CookieOptions Property { get; set; } = [|new CookieOptions|] { HttpOnly = true };
            CookieOptions good = new CookieOptions { Secure = true, HttpOnly = true };
            CookieOptions later = new CookieOptions();
            CookieOptions Make() => new() { HttpOnly = true, Secure = true };
            void M() { later.Secure = true; this.later.HttpOnly = true; [|good.Secure = false|]; }
        }
        """);

    [Fact]
    public Task Judges_objects_that_are_built_in_steps() => Gate<WeakCookie>.Check("""
        class Cookies
        {
            readonly CookieOptions good;
            CookieOptions bad;
            Cookies(bool flag)
            {
                good = new CookieOptions();
                good.Secure = true;
                good.HttpOnly = true;
                bad = [|new CookieOptions()|];
                bad.HttpOnly = true;
            }
            void M(IResponseCookies cookies, bool flag, string value)
            {
                var some = new CookieOptions { HttpOnly = true };
                if (flag)
                    some.Secure = true;
                else
                    some.Secure = true;
                cookies.Append("a", value, some);
                var made = Make();
                made.Secure = true;
                cookies.Append("b", value, made);
                cookies.Append("c", value, Weak());
                Write(cookies, new CookieOptions { HttpOnly = true, Secure = true });
                Write(cookies, [|new CookieOptions|] { HttpOnly = true });
                CookieOptions first, second;
                first = second = [|new CookieOptions()|];
                cookies.Append(key: "d", value: value, options: [|new CookieOptions|] { Expires = DateTimeOffset.Now.AddDays(1), HttpOnly = true });
            }
            static CookieOptions Make() => new CookieOptions { HttpOnly = true };
            static CookieOptions Weak() => [|new CookieOptions|] { HttpOnly = true };
            static void Write(IResponseCookies cookies, CookieOptions options) => cookies.Append("e", "1", options);
        }
        """);

    [Theory]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always, HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always });", "Append")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });", "[|Append|]")]
    [InlineData("app.UseCookiePolicy();", "[|Append|]")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always, HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always });", "[|Append|]")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = context => { context.CookieOptions.Secure = true; context.CookieOptions.HttpOnly = true; } });", "Append")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = context => { if (context.CookieName == \"a\") context.CookieOptions.Secure = true; context.CookieOptions.HttpOnly = true; } });", "[|Append|]")]
    public Task A_policy_lifts_what_it_sets(string policy, string append) => Gate<WeakCookie>.CheckProgram($$"""
        var app = WebApplication.Create();
        {{policy}}
        app.MapGet("/", (HttpResponse response) => response.Cookies.{{append}}("id", "1"));
        app.Run();
        """);

    [Fact]
    public Task A_policy_behind_the_cookie_lifts_nothing() => Gate<WeakCookie>.CheckProgram("""
        var builder = WebApplication.CreateBuilder();
        builder.Services.Configure<CookiePolicyOptions>(o => { o.Secure = CookieSecurePolicy.Always; o.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always; });
        var app = builder.Build();
        app.Use(async (context, next) => { context.Response.Cookies.[|Append|]("id", "1"); await next(context); });
        app.UseCookiePolicy();
        app.MapGet("/", (HttpResponse response) => response.Cookies.Append("id", "1"));
        app.Run();
        """);

    [Fact]
    public Task Judges_cookies_of_System_Web() => Gate<WeakCookie>.Check("""
        using System.Web;
        namespace System.Web { class HttpCookie { public HttpCookie(string name) { } public bool Secure { get; set; } public bool HttpOnly { get; set; } public DateTime Expires { get; set; } } }
        class C
        {
            void M(bool flag)
            {
                var a = [|new HttpCookie("a")|];
                var b = new HttpCookie("b") { Secure = true, HttpOnly = true };
                var c = new HttpCookie("c"); c.Secure = true; c.HttpOnly = true;
                var d = [|new HttpCookie("d")|] { Secure = true };
                var e = new HttpCookie("e") { Expires = DateTime.Now.AddDays(-1d) };
            }
        }
        """);

    [Fact]
    public Task Judges_cookies_that_are_told_when_they_are_made() => Gate<WeakCookie>.Check("""
        using Nancy.Cookies;
        namespace Nancy.Cookies
        {
            class NancyCookie(string name, string value, bool httpOnly = false, bool secure = false) { public bool Secure { get; set; } public bool HttpOnly { get; set; } public string Text => name + value + httpOnly + secure; }
        }
        class C
        {
            void M(bool flag)
            {
                _ = [|new NancyCookie("a", "1")|];
                _ = [|new NancyCookie("a", "1", true)|];
                _ = [|new NancyCookie("a", "1", secure: true, httpOnly: false)|];
                _ = new NancyCookie("a", "1", true, true);
                _ = new NancyCookie("a", "1", secure: flag, httpOnly: true);
                _ = new NancyCookie("a", "1") { Secure = true, HttpOnly = true };
            }
        }
        """);

    [Fact]
    public Task Without_web_nothing_is_looked_at() => Gate<WeakCookie>.CheckWithoutWeb("""class C { object M() => new System.Net.Cookie("a", "b"); }""");

    [Fact]
    public Task Survives_half_typed_code() => Gate<WeakCookie>.CheckBroken("""
        class C { void M(HttpResponse r) { r.Cookies.Append(; var o = new CookieOptions { Secure = , HttpOnly }; o.Secure = ; } }
        """);

    private static Task Check(string statement) => Gate<WeakCookie>.Check($$"""
        namespace Own
        {
            class CookieOptions { public bool Secure { get; set; } }
            class Cookies { public void Append(string name, string value) { } }
        }
        class Writer
        {
            const bool Secure = true;
            const bool Insecure = false;
            static void Harden(CookieOptions options) { options.Secure = true; options.HttpOnly = true; }
            static void Touch(CookieOptions options) { options.Path = "/"; }
            void M(HttpRequest request, HttpResponse response, IHostEnvironment environment, IServiceCollection services, CookieOptions given, string value)
            {
                {{statement}}
            }
        }
        """);
}
