using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6004, of identities that are made of what a request says and nothing checks.</summary>
public sealed class UncheckedClaimsTests
{
    private const string Header = "var raw = context.Request.Headers.Authorization.ToString(); ";
    private const string Ticket = Header + "var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(raw))!; ";
    private const string Set = "context.User = Of(ticket);";

    [Theory]
    [InlineData(Header + """
        if (raw.StartsWith("Bearer "))
        {
            var json = WebEncoders.Base64UrlDecode(raw["Bearer ".Length..].Split('.')[1]);
            var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
            [|context.User = new ClaimsPrincipal(new ClaimsIdentity(values.Select(pair => new Claim(pair.Key, pair.Value.ToString())), "Bearer"))|];
        }
        """)]
    [InlineData("""
        if (context.Request.Cookies.TryGetValue("user", out var raw) && !string.IsNullOrEmpty(raw))
        {
            var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(raw));
            if (ticket is { } known && known.Until > DateTime.UtcNow)
                [|context.User = Of(known)|];
        }
        """)]
    [InlineData("""
        var parts = context.Request.Query["token"].ToString().Split('.');
        if (parts.Length != 3) { context.Response.StatusCode = 401; return; }
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])));
        var claims = new List<Claim>();
        foreach (var each in document.RootElement.EnumerateObject())
        {
            switch (each.Name) { default: claims.Add(new Claim(each.Name, each.Value.ToString())); break; }
        }
        var identity = new ClaimsIdentity(claims, "jwt");
        [|context.User = new ClaimsPrincipal(identity)|];
        """)]
    [InlineData("[|context.User = Read(context)|];")]
    [InlineData("Attach(context, context.Request.Headers[\"X-Ticket\"].ToString());")]
    [InlineData(Ticket + "logger.LogInformation(ticket.Name); [|context.User = Of(ticket)|]; return;")]
    [InlineData(Ticket + "if (ticket.Until < DateTime.UtcNow) throw new InvalidOperationException(); [|context.User = Of(ticket)|];")]
    [InlineData("try { " + Ticket + "[|context.User = Of(ticket)|]; } catch (FormatException e) { logger.LogWarning(e, \"no ticket\"); }")]
    [InlineData("var body = await new StreamReader(context.Request.Body).ReadToEndAsync(); var ticket = JsonSerializer.Deserialize<Ticket>(body)!; [|context.User = Of(ticket)|];")]
    public Task Reports(string statements) => Middleware(statements);

    [Theory]
    [InlineData(Ticket + "if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(raw)), key)) return; " + Set)]
    [InlineData(Header + "var ticket = JsonSerializer.Deserialize<Ticket>(protector.Unprotect(raw))!; " + Set)]
    [InlineData(Header + "var ticket = JsonSerializer.Deserialize<Ticket>(protector.Unprotect(Convert.FromBase64String(raw)))!; " + Set)]
    [InlineData(Ticket + "if (await users.Find(ticket.Name) is null) return; " + Set)]
    [InlineData(Ticket + "if (!names.Contains(ticket.Name)) return; " + Set)]
    [InlineData(Ticket + "if (!names.Any(name => name == ticket.Name)) return; " + Set)]
    [InlineData(Ticket + "if (!known.TryGetValue(ticket.Name, out _)) return; " + Set)]
    [InlineData(Ticket + "_ = known[ticket.Name]; " + Set)]
    [InlineData(Ticket + "foreach (var name in names) { if (name == ticket.Name) " + Set + " }")]
    [InlineData("if (context.Request.Headers[\"X-Gateway\"] != secret) return; " + Ticket + Set)]
    [InlineData("if (context.Request.Headers[\"X-Gateway\"].ToString() is not \"d4f0c1\") return; " + Ticket + Set)]
    [InlineData("if (!string.Equals(context.Request.Headers[\"X-Gateway\"], secret, StringComparison.Ordinal)) return; " + Ticket + Set)]
    [InlineData("if (!System.Net.IPAddress.IsLoopback(context.Connection.RemoteIpAddress!)) return; " + Ticket + Set)]
    [InlineData("if (await context.Connection.GetClientCertificateAsync() is null) return; " + Ticket + Set)]
    [InlineData("if (!trusts) return; " + Ticket + Set)]
    [InlineData("if (!settings.TrustsGateway) return; " + Ticket + Set)]
    [InlineData("if (context.Items.ContainsKey(\"checked\")) { " + Ticket + Set + " }")]
    [InlineData(Ticket + "if (ticket.Name != settings.Name) return; " + Set)]
    [InlineData(Ticket + "if (!verify(raw)) return; " + Set)]
    [InlineData(Ticket + "if (!Verified(raw)) return; " + Set)]
    [InlineData(Header + "var ticket = new Signed(Convert.FromBase64String(raw)).Ticket; " + Set)]
    [InlineData(Header + "var ticket = ((Sealed)raw).Ticket; _ = Convert.FromBase64String(raw); context.User = Of(ticket);")]
    [InlineData(Ticket + "Inspect(ticket); " + Set)]
    [InlineData("if (!context.Request.Headers[\"X-Gateway\"].ToString().EndsWith(secret)) return; " + Ticket + Set)]
    [InlineData("if (!context.Request.Headers[\"X-Gateway\"].ToString().Contains(settings.Name)) return; " + Ticket + Set)]
    [InlineData("if (!judge(context.Request.Headers[\"X-Gateway\"].ToString())) return; " + Ticket + Set)]
    [InlineData(Ticket + "if (!new[] { raw }.All(Verified)) return; " + Set)]
    [InlineData(Ticket + "if (context.User.Identity?.IsAuthenticated == true) " + Set)]
    [InlineData(Ticket + "if ((await context.AuthenticateAsync()).Succeeded) " + Set)]
    [InlineData(Ticket + "if (ticket.Name.Length == 0) return; context.User = new ClaimsPrincipal(new ClaimsIdentity());")]
    [InlineData("var ticket = new Ticket(context.Request.Headers[\"X-User\"].ToString(), \"\", default); " + Set)]
    [InlineData("var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(secret))!; " + Set)]
    [InlineData("var ticket = JsonSerializer.Deserialize<Ticket>(File.ReadAllText(\"user.json\"))!; " + Set)]
    [InlineData("var ticket = JsonSerializer.Deserialize<Ticket>(await http.GetStringAsync(\"https://id.shop.example/\" + context.Request.Headers[\"X-Ticket\"]))!; " + Set)]
    [InlineData("if (environment.IsDevelopment()) { " + Ticket + Set + " }")]
    [InlineData("var ticket = System.Text.Json.JsonSerializer.Deserialize<Ticket>(context.Session.GetString(\"user\")!)!; " + Set)]
    [InlineData("var parts = Encoding.UTF8.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()[6..])).Split(':'); if (parts[0] == \"admin\" && parts[1] == \"s3cret\") context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(\"name\", parts[0])], \"Basic\"));")]
    [InlineData(Ticket + "new Own { User = Of(ticket) }.ToString();")]
    public Task Allows(string statements) => Middleware(statements.Replace("[|", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("x-amzn-oidc-data")]
    [InlineData("X-Userinfo")]
    public async Task Says_that_a_proxy_may_have_written_it(string header)
    {
        var found = await Findings.WithTokens(MiddlewareOf($$"""
            var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(context.Request.Headers["{{header}}"].ToString()))!; context.User = Of(ticket);
            """.Replace("[|", "", StringComparison.Ordinal))).InBuild("OMNI6004");
        Assert.Equal(
            $"Token validation is not proven: 'context.User' takes claims out of '{header}', and whether a proxy alone can write it cannot be seen; check a signature, or a secret of the proxy",
            Assert.Single(found).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task Reports_a_lambda() => Gate<TokenValidationOff>.CheckTokens("""
        using System.Security.Claims;
        using System.Text.Json;
        class Startup
        {
            void Configure(IApplicationBuilder app) => app.Use(async (context, next) =>
            {
                if (context.Request.Headers.TryGetValue("X-Claims", out var header))
                {
                    var claims = JsonSerializer.Deserialize<Dictionary<string, string>>(Convert.FromBase64String(header.ToString()));
                    [|context.User = new ClaimsPrincipal(new ClaimsIdentity(claims!.Select(claim => new Claim(claim.Key, claim.Value)), "own"))|];
                }
                await next(context);
            });
        }
        """);

    /// <summary>What only Development has is no way in, for a middleware as for a handler.</summary>
    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseMiddleware<FakeUser>();", "context.User = principal")]
    [InlineData("app.UseMiddleware<FakeUser>();", "[|context.User = principal|]")]
    [InlineData("", "[|context.User = principal|]")]
    public Task Counts_where_it_is_used(string use, string set)
    {
        var gate = Gate<TokenValidationOff>.Tokens($$"""
            using System.Security.Claims;
            using System.Text.Json;
            var app = WebApplication.Create(args);
            {{use}}
            app.Run();
            public class FakeUser(RequestDelegate next, ILogger<FakeUser> logger)
            {
                public Task InvokeAsync(HttpContext context)
                {
                    logger.LogInformation(nameof(FakeUser));
                    var claims = JsonSerializer.Deserialize<Dictionary<string, string>>(context.Request.Headers["X-Fake"].ToString())!;
                    var principal = new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Key, string.Join(",", claim.Value))), "fake"));
                    {{set}};
                    return next(context);
                }
            }
            """);
        gate.TestState.OutputKind = OutputKind.ConsoleApplication;
        return gate.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("if (!Request.Headers.TryGetValue(\"X-Ticket\", out var header)) return AuthenticateResult.NoResult(); var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(header.ToString())); return ticket is null ? AuthenticateResult.Fail(\"none\") : Success(ticket);")]
    [InlineData("if (!Request.Headers.ContainsKey(\"Authorization\")) return AuthenticateResult.NoResult(); var value = AuthenticationHeaderValue.Parse(Request.Headers.Authorization!); if (value.Scheme != \"Ticket\" || value.Parameter is null) return AuthenticateResult.NoResult(); return Success(JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(value.Parameter))!);")]
    [InlineData("string raw = Request.Headers.Authorization!; if (string.IsNullOrEmpty(raw) || !raw.StartsWith(\"Bearer \", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult(); return Success(JsonSerializer.Deserialize<Ticket>(raw[7..])!);")]
    public Task Reports_a_handler(string statements) => Handler(statements, "[|HandleAuthenticateAsync|]");

    [Theory]
    [InlineData("var ticket = JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(Request.Headers[\"X-Ticket\"].ToString()))!; if (!await users.Knows(ticket.Name)) return AuthenticateResult.Fail(\"unknown\"); return Success(ticket);")]
    [InlineData("if (Request.Headers[\"X-Key\"] != Options.Key) return AuthenticateResult.NoResult(); return Success(JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(Request.Headers[\"X-Ticket\"].ToString()))!);")]
    [InlineData("var ticket = Options.Format.Unprotect(Request.Headers[\"X-Ticket\"].ToString()); return ticket is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(ticket);")]
    [InlineData("if (!Options.Names.TryGetValue(Encoding.UTF8.GetString(Convert.FromBase64String(Request.Headers[\"X-Key\"].ToString())), out var name)) return AuthenticateResult.NoResult(); return Success(new Ticket(name, \"user\"));")]
    public Task Allows_a_handler(string statements) => Handler(statements, "HandleAuthenticateAsync");

    [Theory]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); await HttpContext.[|SignInAsync|](\"Cookies\", new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Redirect(\"/\");")]
    [InlineData("var jwt = new JwtSecurityToken(credential); if (jwt.ValidTo < DateTime.UtcNow) return BadRequest(); var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, jwt.Subject)], \"Cookies\")); await HttpContext.[|SignInAsync|](principal); return Ok();")]
    [InlineData("var jwt = new JsonWebToken(credential); return [|SignIn|](new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\")), \"Cookies\");")]
    [InlineData("if (!ModelState.IsValid) return BadRequest(); var json = WebEncoders.Base64UrlDecode(credential.Split('.')[1]); var mail = JsonDocument.Parse(json).RootElement.GetProperty(\"email\").GetString()!; await HttpContext.[|SignInAsync|](new ClaimsPrincipal(new ClaimsIdentity([new Claim(\"email\", mail)], \"Cookies\"))); return Ok();")]
    public Task Reports_a_sign_in(string statements) => Action(statements);

    [Theory]
    [InlineData("var result = await handler.ValidateTokenAsync(credential, parameters); if (!result.IsValid) return BadRequest(); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Ok();")]
    [InlineData("var token = await tokens.Exchange(credential); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(token); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Ok();")]
    [InlineData("var answer = await http.PostAsync(\"https://id.shop.example/token\", null); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(await answer.Content.ReadAsStringAsync()); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Ok();")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(await HttpContext.GetTokenAsync(\"access_token\")); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Ok();")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); if (!await tokens.Knows(credential)) return BadRequest(); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"Cookies\"))); return Ok();")]
    [InlineData("await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(\"name\", credential)], \"Cookies\"))); return Ok();")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); return Ok(jwt.ValidTo);")]
    [InlineData("var login = await Request.ReadFromJsonAsync<Login>(); await HttpContext.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(\"name\", login!.Name)], \"Cookies\"))); return Ok();")]
    public Task Allows_a_sign_in(string statements) => Action(statements);

    [Fact]
    public Task Survives_half_typed_code() => Gate<TokenValidationOff>.CheckBroken("""
        using System.Security.Claims;
        using System.Text.Json;
        class Middleware { async Task M(HttpContext context) { context.User = new ClaimsPrincipal(new ClaimsIdentity(JsonSerializer.Deserialize<(context.Request.Headers[; await context.SignInAsync(; var (a, = Convert.FromBase64String(; foreach (var in } }
        """);

    [Fact]
    public Task Allows_look_alikes() => Gate<TokenValidationOff>.CheckTokens("""
        using System.Text.Json;
        class HttpContext { public Dictionary<string, string> User { get; set; } = []; public string Header => ""; }
        class Own
        {
            void M(HttpContext context) => context.User = JsonSerializer.Deserialize<Dictionary<string, string>>(Convert.FromBase64String(context.Header))!;
            void SignInAsync(System.Security.Claims.ClaimsPrincipal principal) { }
            void N(string raw) => SignInAsync(new(new System.Security.Claims.ClaimsIdentity(new System.IdentityModel.Tokens.Jwt.JwtSecurityToken(raw).Claims)));
        }
        """);

    private static Task Middleware(string statements) => Gate<TokenValidationOff>.CheckTokens(MiddlewareOf(statements, statements.StartsWith("Attach", StringComparison.Ordinal)));

    private static string MiddlewareOf(string statements, bool isAttached = false)
    {
        const string Attached = "context.User = Of(JsonSerializer.Deserialize<Ticket>(Convert.FromBase64String(raw))!)";
        return $$"""
            using System.Security.Claims;
            using System.Security.Cryptography;
            using System.Text;
            using System.Text.Json;
            using Microsoft.AspNetCore.Authentication;
            using Microsoft.AspNetCore.DataProtection;
            using Microsoft.AspNetCore.WebUtilities;
            using Microsoft.IdentityModel.Tokens;
            public record Ticket(string Name, string Role, DateTime Until);
            public class Own { public ClaimsPrincipal? User { get; set; } }
            public class Settings { public bool TrustsGateway { get; set; } public string Name { get; set; } = ""; }
            public class Signed { public Signed(byte[] raw) { if (raw.Length < 9) throw new CryptographicException(); } public Ticket Ticket { get; } = new("", "", default); }
            public class Sealed { public Ticket Ticket { get; } = new("", "", default); public static explicit operator Sealed(string raw) => raw.Length > 9 ? new() : throw new CryptographicException(); }
            public delegate bool JudgeDelegate(string raw);
            public interface IUsers { Task<string?> Find(string name); }
            public class Middleware(RequestDelegate next, ILogger<Middleware> logger, IUsers users, IDataProtector protector, HttpClient http, IHostEnvironment environment,
                Settings settings, byte[] key, string secret, List<string> names, Dictionary<string, string> known, bool trusts, Func<string, bool> verify, JudgeDelegate judge)
            {
                public async Task InvokeAsync(HttpContext context)
                {
                    await Task.Yield();
                    {{statements}}
                    await next(context);
                }
                private static ClaimsPrincipal Of(Ticket ticket) => new(new ClaimsIdentity([new Claim("name", ticket.Name), new Claim("role", ticket.Role)], "own"));
                private static ClaimsPrincipal Read(HttpContext context)
                {
                    var values = JsonSerializer.Deserialize<Dictionary<string, string>>(Convert.FromBase64String(context.Request.Headers["X-Ticket"].ToString()))!;
                    return new ClaimsPrincipal(new ClaimsIdentity(values.Select(ToClaim), "own"));
                    static Claim ToClaim(KeyValuePair<string, string> pair) => new(pair.Key, pair.Value);
                }
                private static void Attach(HttpContext context, string raw) { if (raw.Length > 0) {{(isAttached ? "[|" + Attached + "|]" : "{ }")}}; }
                protected virtual void Inspect(Ticket ticket) { }
                private bool Verified(string raw) => SHA256.HashData(Encoding.UTF8.GetBytes(raw)).SequenceEqual(key);
                public object[] All() => [logger, users, protector, http, environment, settings, key, secret, names, known, trusts, verify, judge];
            }
            """;
    }

    private static Task Handler(string statements, string method) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.Net.Http.Headers;
        using System.Security.Claims;
        using System.Text;
        using System.Text.Encodings.Web;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Extensions.Options;
        public record Ticket(string Name, string Role);
        public interface IUsers { Task<bool> Knows(string name); }
        public class OwnOptions : AuthenticationSchemeOptions
        {
            public string Key { get; set; } = "";
            public Dictionary<string, string> Names { get; } = [];
            public ISecureDataFormat<AuthenticationTicket> Format { get; set; } = null!;
        }
        public class Own(IOptionsMonitor<OwnOptions> options, ILoggerFactory log, UrlEncoder encoder, IUsers users) : AuthenticationHandler<OwnOptions>(options, log, encoder)
        {
            protected override async Task<AuthenticateResult> {{method}}()
            {
                await Task.Yield();
                {{statements}}
            }
            private AuthenticateResult Success(Ticket ticket) => AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, ticket.Name), new Claim(ClaimTypes.Role, ticket.Role)], Scheme.Name)), Scheme.Name));
            public IUsers Users => users;
        }
        """);

    /// <summary>Who is let in is decided by a token that nobody checked.</summary>
    [Theory]
    [InlineData("", "var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](credential); var role = jwt.Claims.FirstOrDefault(c => c.Type == \"role\")?.Value; if (role != \"auditor\") { return Unauthorized(); } return Ok(1);")]
    [InlineData("", "var jwt = handler.[|ReadJsonWebToken|](credential); return jwt.Subject == \"admin\" ? Ok(1) : Forbid();")]
    [InlineData("[ApiController, Route(\"x\")]", "var raw = Request.Headers.Authorization.ToString().Replace(\"Bearer \", \"\"); var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](raw); if (!IsAuditor(jwt)) return StatusCode(403); return Ok(1);")]
    // Somebody else has checked it, or may have.
    [InlineData("[Microsoft.AspNetCore.Authorization.Authorize]", "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); if (jwt.Subject != \"admin\") return Forbid(); return Ok(1);")]
    [InlineData("", "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); if (!await tokens.Knows(credential)) return Unauthorized(); if (jwt.Subject != \"admin\") return Forbid(); return Ok(1);")]
    [InlineData("", "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); var result = await handler.ValidateTokenAsync(credential, parameters); if (!result.IsValid || jwt.Subject != \"admin\") return Unauthorized(); return Ok(1);")]
    [InlineData("", "if (User.Identity?.IsAuthenticated != true) return Unauthorized(); var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); if (jwt.Subject != \"admin\") return Forbid(); return Ok(1);")]
    // Nobody is turned away by it.
    [InlineData("", "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(credential); if (jwt.ValidTo < DateTime.UtcNow) return Ok(\"old\"); return Ok(1);")]
    [InlineData("", "var jwt = new JwtSecurityTokenHandler().ReadJwtToken(await tokens.Exchange(\"x\")); if (jwt.Subject != \"admin\") return Forbid(); return Ok(1);")]
    public Task Decides_on_access(string attributes, string statements) => Action(statements, attributes);

    private static Task Action(string statements, string attributes = "") => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.WebUtilities;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        public record Login(string Name);
        public interface ITokens { Task<string> Exchange(string code); Task<bool> Knows(string token); }
        {{attributes}}
        public class AccountController(ITokens tokens, HttpClient http, JsonWebTokenHandler handler, TokenValidationParameters parameters) : Controller
        {
            [HttpPost]
            public async Task<IActionResult> Callback([FromForm] string credential)
            {
                await Task.Yield();
                {{statements}}
            }
            private static bool IsAuditor(JwtSecurityToken jwt) => jwt.Subject == "auditor";
            public object[] All() => [tokens, http, handler, parameters];
        }
        """);

    /// <summary>A handler that is written in place, where nothing else asks.</summary>
    [Theory]
    [InlineData("app.MapDelete(\"/u\", (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](request.Headers.Authorization.ToString()); if (jwt.Claims.All(c => c.Type != \"role\")) return Results.StatusCode(403); return Results.Ok(); });")]
    [InlineData("app.MapDelete(\"/u\", (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.Authorization.ToString()); return Results.Ok(jwt.Subject); });")]
    [InlineData("app.MapDelete(\"/u\", (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.Authorization.ToString()); if (jwt.Claims.Any()) return Results.StatusCode(403); return Results.Ok(); }).RequireAuthorization();")]
    [InlineData("app.MapDelete(\"/u\", [Microsoft.AspNetCore.Authorization.Authorize] (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.Authorization.ToString()); if (jwt.Claims.Any()) return Results.StatusCode(403); return Results.Ok(); });")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapDelete(\"/u\", (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.Authorization.ToString()); if (jwt.Claims.Any()) return Results.StatusCode(403); return Results.Ok(); });")]
    [InlineData("app.Use(async (context, next) => await next(context)); app.MapDelete(\"/u\", (HttpRequest request) => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(request.Headers.Authorization.ToString()); if (jwt.Claims.Any()) return Results.StatusCode(403); return Results.Ok(); });")]
    public Task Decisions_in_place(string pipeline) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Linq;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        class Program
        {
            static void Main(string[] args)
            {
                var app = WebApplication.Create(args);
                {{pipeline}}
                app.Run();
            }
        }
        """);
}
