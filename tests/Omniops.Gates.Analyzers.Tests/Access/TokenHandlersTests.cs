using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

/// <summary>OMNI6004, of classes and events that stand in for the library's own check.</summary>
public sealed class TokenHandlersTests
{
    private const string Lifetime = "protected override void ValidateLifetime(DateTime? from, DateTime? to, JwtSecurityToken jwt, TokenValidationParameters p)";
    private const string LaxLifetime = "protected override void [|ValidateLifetime|](DateTime? from, DateTime? to, JwtSecurityToken jwt, TokenValidationParameters p)";
    private const string Async = "public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters p)";
    private const string LaxAsync = "public override async Task<TokenValidationResult> [|ValidateTokenAsync|](string token, TokenValidationParameters p)";

    [Theory]
    [InlineData(Lifetime + " => base.ValidateLifetime(from, to, jwt, p);")]
    [InlineData(Lifetime + " { if (to < DateTime.UtcNow) throw new SecurityTokenExpiredException(); }")]
    [InlineData(Lifetime + " { Inspect(to); } static void Inspect(DateTime? to) { if (to < DateTime.UtcNow) throw new SecurityTokenExpiredException(); }")]
    [InlineData(Lifetime + " { try { base.ValidateLifetime(from, to, jwt, p); } catch (SecurityTokenExpiredException) { throw; } }")]
    [InlineData(Lifetime + " { try { base.ValidateLifetime(from, to, jwt, p); } catch (InvalidOperationException) { } }")]
    [InlineData(Lifetime + " => Validators.ValidateLifetime(from, to, jwt, p);")]
    [InlineData("protected override string ValidateIssuer(string issuer, JwtSecurityToken jwt, TokenValidationParameters p) => issuer == \"shop\" ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters p) => base.ValidateSignature(token, p);")]
    [InlineData("protected override SecurityKey ResolveIssuerSigningKey(string token, JwtSecurityToken jwt, TokenValidationParameters p) => p.IssuerSigningKey;")]
    [InlineData("public override bool CanReadToken(string token) => true;")]
    [InlineData("private void ValidateLifetime() { }")]
    public Task Allows_a_handler(string member) => Handler("JwtSecurityTokenHandler", member);

    [Theory]
    [InlineData(LaxLifetime + " { }")]
    [InlineData(LaxLifetime + " { Console.WriteLine(to); }")]
    [InlineData(LaxLifetime + " { if (to is null) throw new ArgumentNullException(nameof(to)); }")]
    [InlineData(LaxLifetime + " { try { base.ValidateLifetime(from, to, jwt, p); } catch (SecurityTokenExpiredException) { Console.WriteLine(to); } }")]
    [InlineData(LaxLifetime + " { try { base.ValidateLifetime(from, to, jwt, p); } catch { } }")]
    [InlineData("protected override void [|ValidateAudience|](IEnumerable<string> audiences, JwtSecurityToken jwt, TokenValidationParameters p) { }")]
    [InlineData("protected override void [|ValidateIssuerSecurityKey|](SecurityKey key, JwtSecurityToken jwt, TokenValidationParameters p) { }")]
    [InlineData("protected override string [|ValidateIssuer|](string issuer, JwtSecurityToken jwt, TokenValidationParameters p) => issuer;")]
    [InlineData("protected override JwtSecurityToken [|ValidateSignature|](string token, TokenValidationParameters p) => ReadJwtToken(token);")]
    [InlineData("protected override JwtSecurityToken [|ValidateSignature|](string token, TokenValidationParameters p) { var jwt = new JwtSecurityToken(token); return jwt; }")]
    [InlineData("public override ClaimsPrincipal [|ValidateToken|](string token, TokenValidationParameters p, out SecurityToken jwt) { jwt = ReadJwtToken(token); return new ClaimsPrincipal(new ClaimsIdentity(((JwtSecurityToken)jwt).Claims)); }")]
    [InlineData("protected override SecurityKey [|ResolveIssuerSigningKey|](string token, JwtSecurityToken jwt, TokenValidationParameters p) => new JsonWebKey(jwt.Header[\"jwk\"].ToString());")]
    public Task Reports_a_handler(string member) => Handler("JwtSecurityTokenHandler", member);

    [Theory]
    [InlineData(Async + " => await base.ValidateTokenAsync(token, p);")]
    [InlineData(Async + " { var result = await base.ValidateTokenAsync(token, p); if (!result.IsValid) return result; return new TokenValidationResult { IsValid = true, ClaimsIdentity = new ClaimsIdentity() }; }")]
    [InlineData(Async + " { await Task.Yield(); if (token != \"known\") return new TokenValidationResult { IsValid = false }; return new TokenValidationResult { IsValid = true }; }")]
    [InlineData(Async + " { await Task.Yield(); return new TokenValidationResult { IsValid = token == \"known\" }; }")]
    [InlineData(Async + " { await Task.Yield(); var result = new TokenValidationResult(); if (token == \"known\") result.IsValid = true; return result; }")]
    [InlineData(Async + " { await Task.Yield(); return new TokenValidationResult(); }")]
    [InlineData(Async + " { await Task.Yield(); var jwt = new JwtSecurityTokenHandler().ValidateToken(token, p, out var valid); return new TokenValidationResult { IsValid = true, SecurityToken = valid }; }")]
    public Task Allows_a_handler_that_says_whether_a_token_is_valid(string member) => Handler("JsonWebTokenHandler", member);

    [Theory]
    [InlineData(LaxAsync + " { await Task.Yield(); return new TokenValidationResult { IsValid = true, SecurityToken = new JsonWebToken(token) }; }")]
    [InlineData(LaxAsync + " { await Task.Yield(); var result = new TokenValidationResult(); result.IsValid = true; return result; }")]
    [InlineData(LaxAsync + " { var result = await base.ValidateTokenAsync(token, p); result.IsValid = true; return result; }")]
    [InlineData(LaxAsync + " { await Task.Yield(); if (string.IsNullOrEmpty(token)) return new TokenValidationResult { IsValid = false }; return new TokenValidationResult { IsValid = true }; }")]
    [InlineData(LaxAsync + " { await Task.Yield(); try { return new TokenValidationResult { IsValid = true, SecurityToken = ReadToken(token) }; } catch (Exception) { return new TokenValidationResult { IsValid = false }; } }")]
    [InlineData("public override Task<TokenValidationResult> [|ValidateTokenAsync|](string token, TokenValidationParameters p) => Task.FromResult(new TokenValidationResult { IsValid = true });")]
    public Task Reports_a_handler_that_says_whether_a_token_is_valid(string member) => Handler("JsonWebTokenHandler", member);

    [Fact]
    public Task Reads_validators_and_where_a_handler_is_used() => Program("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.TokenHandlers.Add(new Lax());
            if (builder.Environment.IsDevelopment())
                options.TokenHandlers.Add(new ForDevelopment());
        });
        builder.Build().Run();

        class Lax : TokenHandler
        {
            public override Task<TokenValidationResult> [|ValidateTokenAsync|](string token, TokenValidationParameters p) => Task.FromResult(new TokenValidationResult { IsValid = true });
        }
        class ForDevelopment : TokenHandler
        {
            public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters p) => Task.FromResult(new TokenValidationResult { IsValid = true });
        }
        #pragma warning disable CS0618
        class Old : ISecurityTokenValidator
        {
            public bool CanValidateToken => true;
            public int MaximumTokenSizeInBytes { get; set; }
            public bool CanReadToken(string token) => true;
            public ClaimsPrincipal [|ValidateToken|](string token, TokenValidationParameters p, out SecurityToken valid)
            {
                valid = new JwtSecurityToken(token);
                return new ClaimsPrincipal();
            }
        }
        class Several(ISecurityTokenValidator first) : ISecurityTokenValidator
        {
            public bool CanValidateToken => true;
            public int MaximumTokenSizeInBytes { get; set; }
            public bool CanReadToken(string token) => true;
            ClaimsPrincipal ISecurityTokenValidator.ValidateToken(string token, TokenValidationParameters p, out SecurityToken valid) => first.ValidateToken(token, p, out valid);
        }
        class Own
        {
            public ClaimsPrincipal ValidateToken(string token) => new();
        }
        """);

    [Theory]
    [InlineData("OnTokenValidated = c => { c.Success(); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { c.NoResult(); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { c.Fail(c.Exception); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = async c => { var result = await other.ValidateTokenAsync(\"token\", parameters); if (result.IsValid) { c.Principal = new ClaimsPrincipal(result.ClaimsIdentity); c.Success(); } }")]
    [InlineData("OnMessageReceived = c => { c.Token = c.Request.Query[\"access_token\"]; return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (c.Request.Headers[\"X-Key\"] == key) { c.Principal = new ClaimsPrincipal(); c.Success(); } return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (!keys.Contains(c.Request.Headers[\"X-Key\"].ToString())) return Task.CompletedTask; c.Success(); return Task.CompletedTask; }")]
    public Task Allows_an_event(string member) => Event(member);

    [Theory]
    [InlineData("OnAuthenticationFailed = c => { c.Principal = new ClaimsPrincipal(new ClaimsIdentity(\"Bearer\")); c.[|Success|](); return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { if (c.Exception.GetType() == typeof(SecurityTokenExpiredException)) { c.[|Success|](); } return Task.CompletedTask; }")]
    [InlineData("OnAuthenticationFailed = c => { if (c.Exception is SecurityTokenExpiredException && c.Request.Path == \"/a\") c.[|Success|](); return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(c.Request.Query[\"t\"]); c.Principal = new ClaimsPrincipal(new ClaimsIdentity(jwt.Claims, \"jwt\")); c.[|Success|](); return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (c.Request.Headers[\"X-Internal\"] == \"1\") c.[|Success|](); return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { var jwt = new JwtSecurityTokenHandler().ReadJwtToken(\"t\"); if (jwt.Issuer == key || keys.Contains(jwt.Subject)) c.[|Success|](); return Task.CompletedTask; }")]
    [InlineData("OnMessageReceived = c => { if (string.IsNullOrEmpty(c.Request.Query[\"t\"])) return Task.CompletedTask; c.[|Success|](); return Task.CompletedTask; }")]
    public Task Reports_an_event(string member) => Event(member);

    [Fact]
    public Task Reports_events_that_are_overridden() => Gate<TokenValidationOff>.CheckTokens("""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using OpenId = Microsoft.AspNetCore.Authentication.OpenIdConnect;
        class Lax : JwtBearerEvents
        {
            public override Task AuthenticationFailed(AuthenticationFailedContext c) { c.[|Success|](); return Task.CompletedTask; }
        }
        class LaxOpenId : OpenId.OpenIdConnectEvents
        {
            public override Task AuthenticationFailed(OpenId.AuthenticationFailedContext c) { c.[|Success|](); return Task.CompletedTask; }
            public override Task RemoteFailure(Microsoft.AspNetCore.Authentication.RemoteFailureContext c) { c.HandleResponse(); return Task.CompletedTask; }
        }
        """);

    [Theory]
    [InlineData("if (Request.Headers[\"X-Key\"] != key) return AuthenticateResult.Fail(\"key\"); return Ticket(new ClaimsIdentity(\"key\"));")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(raw); var result = await other.ValidateTokenAsync(raw, parameters); return result.IsValid ? Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\")) : AuthenticateResult.NoResult();")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(raw); if (!Verify(raw)) return AuthenticateResult.NoResult(); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("var answer = await http.GetAsync(\"https://id.shop.example/introspect\"); var jwt = new JsonWebToken(raw); return answer.IsSuccessStatusCode ? Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\")) : AuthenticateResult.NoResult();")]
    [InlineData("return AuthenticateResult.NoResult();")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().ReadJwtToken(raw); if (Request.Headers[\"X-Gateway\"] != key) return AuthenticateResult.NoResult(); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("var name = await store.NameOf(raw); return Ticket(new ClaimsIdentity(name));")]
    [InlineData("Logger.LogInformation(new JsonWebToken(raw).Issuer); return AuthenticateResult.NoResult();")]
    public Task Allows_a_handler_of_a_scheme(string statements) => Scheme(statements);

    [Theory]
    [InlineData("var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](raw); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("if (string.IsNullOrEmpty(raw)) return AuthenticateResult.NoResult(); var jwt = new [|JsonWebToken|](raw); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](raw); if (jwt.ValidTo < DateTime.UtcNow) return AuthenticateResult.NoResult(); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](raw); var issuer = jwt.Issuer; if (issuer != key) return AuthenticateResult.NoResult(); return Ticket(new ClaimsIdentity(jwt.Claims, \"jwt\"));")]
    [InlineData("var jwt = new JwtSecurityTokenHandler().[|ReadJwtToken|](raw); var name = await store.NameOf(jwt.Subject); return Ticket(new ClaimsIdentity(name));")]
    public Task Reports_a_handler_of_a_scheme(string statements) => Scheme(statements);

    [Fact]
    public Task Reports_who_signs_everybody_in() => Gate<TokenValidationOff>.CheckTokens("""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Text.Encodings.Web;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Extensions.Options;
        class Everybody(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
        {
            protected override Task<AuthenticateResult> [|HandleAuthenticateAsync|]() =>
                Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "admin")], "fake")), Scheme.Name)));
        }
        class Middleware(JwtSecurityTokenHandler handler)
        {
            void Read(HttpContext context, string raw) => [|context.User = new ClaimsPrincipal(new ClaimsIdentity(handler.ReadJwtToken(raw).Claims, "jwt"))|];
            void Checked(HttpContext context, string raw, Microsoft.IdentityModel.Tokens.TokenValidationParameters p) => context.User = handler.ValidateToken(raw, p, out _);
            void Enriched(HttpContext context, string raw)
            {
                if (context.User.Identity?.IsAuthenticated == true)
                    context.User = new ClaimsPrincipal(new ClaimsIdentity(handler.ReadJwtToken(raw).Claims, "jwt"));
            }
            string? Shown(string raw) => handler.ReadJwtToken(raw).Subject;
        }
        """);

    [Theory]
    [InlineData("parameters.IssuerSigningKeyResolver = (token, jwt, kid, p) => keys.TryGetValue(kid, out var known) ? [known] : [];")]
    [InlineData("parameters.IssuerSigningKeyResolver = (token, jwt, kid, p) => keys.Values;")]
    [InlineData("parameters.IssuerSigningKeyResolver = (token, jwt, kid, p) => keys.Values.Where(known => known.KeyId == kid);")]
    [InlineData("parameters.IssuerSigningKeyResolver = (token, jwt, kid, p) => { var own = new JsonWebKey(new JsonWebToken(token).GetHeaderValue<string>(\"jwk\")); if (!keys.ContainsKey(own.Kid)) return []; return [own]; };")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => from <= DateTime.UtcNow && to > DateTime.UtcNow;")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => from <= DateTime.UtcNow && token.ValidTo > DateTime.UtcNow;")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => to > DateTime.UtcNow;")]
    public Task Allows_a_function(string statement) => Function(statement);

    [Theory]
    [InlineData("parameters.IssuerSigningKeyResolver = [|(token, jwt, kid, p) => [new JsonWebKey(new JsonWebToken(token).GetHeaderValue<string>(\"jwk\"))]|];")]
    [InlineData("parameters.IssuerSigningKeyResolver = [|(token, jwt, kid, p) => [jwt.SigningKey]|];")]
    [InlineData("parameters.IssuerSigningKeyResolver = [|(token, jwt, kid, p) => new[] { jwt.SigningKey }|];")]
    [InlineData("parameters.IssuerSigningKeyResolver = [|(token, jwt, kid, p) => FromHeader(token)|];")]
    [InlineData("parameters.IssuerSigningKeyResolver = [|Resolve|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => from <= DateTime.UtcNow|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => to != null && from <= DateTime.UtcNow|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => { if (from > DateTime.UtcNow) return false; return true; }|];")]
    [InlineData("parameters.LifetimeValidator = [|Begun|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => { try { EnsureKnown(issuer); } catch (Exception) { Console.WriteLine(issuer); } return issuer; }|];")]
    public Task Reports_a_function(string statement) => Function(statement);

    [Theory]
    [InlineData("class Lax : JwtSecurityTokenHandler { protected override JwtSecurityToken ValidateSignature(string token, TokenValidationParameters p) => Elsewhere(token); static JwtSecurityToken Elsewhere(string token) => (JwtSecurityToken)Activator.CreateInstance(typeof(JwtSecurityToken), token)!; }")]
    [InlineData("interface IUsers { ClaimsPrincipal Of(string token); } class Lax(IUsers users) : JwtBearerEvents { public override Task AuthenticationFailed(AuthenticationFailedContext c) { c.Principal = users.Of(\"a\"); c.Success(); return Task.CompletedTask; } }")]
    public async Task Says_what_it_cannot_see(string type)
    {
        var found = await Findings.WithTokens($$"""
            using System.IdentityModel.Tokens.Jwt;
            using System.Security.Claims;
            using Microsoft.AspNetCore.Authentication.JwtBearer;
            using Microsoft.IdentityModel.Tokens;
            WebApplication.Create().Run();
            {{type}}
            """).InBuild("OMNI6004");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(found).Severity);
    }

    [Fact]
    public Task Survives_half_typed_code() => Gate<TokenValidationOff>.CheckBroken("""
        using System.IdentityModel.Tokens.Jwt;
        class Lax : JwtSecurityTokenHandler { protected override ValidateSignature(string token, => ; protected override void ValidateLifetime( { } public override ValidateToken }
        class Events { void M() { c.Success(; context.User = ; } }
        """);

    [Fact]
    public Task Reads_what_a_service_in_sight_does() => Gate<TokenValidationOff>.CheckTokens("""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Text.Encodings.Web;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Extensions.Options;
        interface IReader { ClaimsPrincipal Read(string raw); }
        class Reader : IReader { public ClaimsPrincipal Read(string raw) => new(new ClaimsIdentity(new JwtSecurityTokenHandler().ReadJwtToken(raw).Claims, "jwt")); }
        interface IChecked { ClaimsPrincipal Read(string raw); }
        class Checked(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) : IChecked { public ClaimsPrincipal Read(string raw) => new JwtSecurityTokenHandler().ValidateToken(raw, p, out _); }
        class Lax(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IReader reader) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
        {
            protected override Task<AuthenticateResult> [|HandleAuthenticateAsync|]()
            {
                if (Request.Headers.Authorization.Count == 0)
                    return Task.FromResult(AuthenticateResult.NoResult());
                return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(reader.Read("raw"), Scheme.Name)));
            }
        }
        class Good(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IChecked reader) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
        {
            protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
                Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(reader.Read("raw"), Scheme.Name)));
        }
        """);

    private static Task Handler(string handler, string member) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        class Own : {{handler}}
        {
            {{member}}
        }
        """);

    private static Task Event(string member) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.Tokens;
        class Startup
        {
            JwtBearerEvents Events(JwtSecurityTokenHandler other, TokenValidationParameters parameters, string key, HashSet<string> keys) => new() { {{member}} };
        }
        """);

    private static Task Scheme(string statements) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Encodings.Web;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.Extensions.Options;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        interface IStore { Task<string> NameOf(string raw); }
        class Own(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IStore store, HttpClient http, JwtSecurityTokenHandler other, TokenValidationParameters parameters, string key)
            : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
        {
            protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
            {
                await Task.Yield();
                var raw = Request.Headers.Authorization.ToString().Replace("Bearer ", "");
                {{statements}}
            }
            AuthenticateResult Ticket(ClaimsIdentity identity) => AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
            bool Verify(string raw) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(raw)), Encoding.UTF8.GetBytes(raw));
        }
        """);

    private static Task Function(string statement) => Gate<TokenValidationOff>.CheckTokens($$"""
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        class Startup(Dictionary<string, SecurityKey> keys)
        {
            void M(TokenValidationParameters parameters)
            {
                {{statement}}
                keys.Clear();
            }
            static IEnumerable<SecurityKey> FromHeader(string token) => [new JsonWebKey(new JsonWebToken(token).GetHeaderValue<string>("jwk"))];
            static IEnumerable<SecurityKey> Resolve(string token, SecurityToken jwt, string kid, TokenValidationParameters p) => FromHeader(token);
            static bool Begun(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters p) => from <= DateTime.UtcNow;
            static void EnsureKnown(string issuer) { if (issuer != "shop") throw new SecurityTokenInvalidIssuerException(); }
        }
        """);

    private static Task Program(string source)
    {
        var gate = Gate<TokenValidationOff>.Tokens("""
            using System.IdentityModel.Tokens.Jwt;
            using System.Security.Claims;
            using Microsoft.IdentityModel.Tokens;

            """ + source);
        gate.TestState.OutputKind = OutputKind.ConsoleApplication;
        return gate.RunAsync(TestContext.Current.CancellationToken);
    }
}
