using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Access;

namespace Omniops.Gates.Analyzers.Tests.Access;

public sealed class TokenValidationOffTests
{
    [Theory]
    [InlineData("parameters.ValidateIssuer = true;")]
    [InlineData("parameters.ValidateAudience = On;")]
    [InlineData("parameters.ValidateLifetime = !Off;")]
    [InlineData("var read = parameters.ValidateAudience == false;")]
    [InlineData("if (parameters.ValidateLifetime == false) { }")]
    [InlineData("parameters.ValidateTokenReplay = false;")]
    [InlineData("parameters.ValidateActor = false;")]
    [InlineData("parameters.SaveSigninToken = false;")]
    [InlineData("new Own { ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false };")]
    [InlineData("new Elsewhere.TokenValidationParameters { ValidateIssuer = false, RequireSignedTokens = false };")]
    [InlineData("parameters.ValidateAudience = false; parameters.ValidateAudience = true;")]
    [InlineData("var made = new TokenValidationParameters { ValidateAudience = false }; made.ValidateAudience = true;")]
    [InlineData("parameters.ValidateIssuer = given;")]
    [InlineData("parameters.ValidateIssuer = other.ValidateIssuer;")]
    [InlineData("if (environment.IsDevelopment()) parameters.ValidateIssuer = false;")]
    [InlineData("if (environment.IsDevelopment()) jwt.RequireHttpsMetadata = false;")]
    [InlineData("if (!environment.IsProduction()) { jwt.RequireHttpsMetadata = false; IdentityModelEventSource.ShowPII = true; }")]
    [InlineData("jwt.RequireHttpsMetadata = !environment.IsDevelopment();")]
    [InlineData("jwt.RequireHttpsMetadata = environment.IsProduction();")]
    [InlineData("jwt.RequireHttpsMetadata = environment.IsDevelopment() ? false : true;")]
    [InlineData("var secure = !environment.IsDevelopment(); jwt.RequireHttpsMetadata = secure;")]
    [InlineData("IdentityModelEventSource.ShowPII = environment.IsDevelopment();")]
    [InlineData("IdentityModelEventSource.ShowPII = false;")]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddJwtBearer(o => { o.RequireHttpsMetadata = false; o.TokenValidationParameters.ValidateIssuer = false; }); }")]
    [InlineData("jwt.IncludeErrorDetails = true; jwt.SaveToken = true;")]
    [InlineData("openId.UsePkce = true; openId.RequireHttpsMetadata = true;")]
    [InlineData("openId.ProtocolValidator.RequireNonce = true;")]
    [InlineData("parameters.ClockSkew = TimeSpan.Zero;")]
    [InlineData("parameters.ClockSkew = TimeSpan.FromMinutes(5);")]
    [InlineData("parameters.ClockSkew = TimeSpan.FromHours(1);")]
    [InlineData("parameters.ClockSkew = skew;")]
    [InlineData("new Own { ClockSkew = TimeSpan.FromDays(9) };")]
    [InlineData("parameters.SignatureValidator = null; parameters.LifetimeValidator = null;")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => audiences.Contains(\"shop\");")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => { foreach (var a in audiences) { if (a == \"shop\") return true; } return false; };")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => audiences.Any(audience => audience == \"shop\");")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => false;")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => { if (!audiences.Contains(\"shop\")) throw new SecurityTokenInvalidAudienceException(); return true; };")]
    [InlineData("parameters.AudienceValidator = CheckAudience;")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => CheckAudience(audiences, token, p);")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => to > DateTime.UtcNow;")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => to != null && to > DateTime.UtcNow;")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => to == null ? false : DateTime.UtcNow < to.Value;")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => { if (to == null) return false; return to.Value > DateTime.UtcNow; };")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => { if (to != null) { if (DateTime.UtcNow < to) return true; } return false; };")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => { Validators.ValidateLifetime(from, to, token, p); return true; };")]
    [InlineData("parameters.ValidateLifetime = false; parameters.LifetimeValidator = (from, to, token, p) => to > DateTime.UtcNow;")]
    [InlineData("parameters.IssuerSigningKeyValidator = (key, token, p) => key.KeyId == \"a\";")]
    [InlineData("parameters.AlgorithmValidator = (algorithm, key, token, p) => algorithm == SecurityAlgorithms.RsaSha256;")]
    [InlineData("parameters.TokenReplayValidator = (to, token, p) => Seen.Add(token);")]
    [InlineData("parameters.LifetimeValidator = (from, to, token, p) => HasId(token);")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => issuer == \"https://id.shop.example\" ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => { if (!Issuers.Contains(issuer)) throw new SecurityTokenInvalidIssuerException(); return issuer; };")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => Issuers.Contains(issuer) ? issuer : null;")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => Issuers.Any(each => issuer == $\"https://login.example/{each}/v2\") ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => Issuers.FirstOrDefault(each => issuer == $\"https://login.example/{each}/\") is not null ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => !Issuers.Any(each => issuer.StartsWith(\"https://login.example/\" + each + \"/\")) ? throw new SecurityTokenInvalidIssuerException() : issuer;")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => { EnsureKnown(issuer); return issuer; };")]
    [InlineData("parameters.ValidateIssuer = false; parameters.IssuerValidator = (issuer, token, p) => Issuers.Contains(issuer) ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("var multi = new TokenValidationParameters { ValidateIssuer = false, IssuerValidator = CheckIssuer };")]
    [InlineData("parameters.SignatureValidator = (token, p) => Verify(token) ? new JwtSecurityToken(token) : throw new SecurityTokenInvalidSignatureException();")]
    [InlineData("parameters.SignatureValidator = (token, p) => { if (!Verify(token)) throw new SecurityTokenInvalidSignatureException(); return new JsonWebToken(token); };")]
    [InlineData("parameters.SignatureValidator = (token, p) => { new JwtSecurityTokenHandler().ValidateToken(token, other, out var valid); return valid; };")]
    [InlineData("parameters.SignatureValidator = (token, p) => null;")]
    [InlineData("parameters.SignatureValidator = (token, p) => throw new NotSupportedException();")]
    [InlineData("Func<string, bool> any = _ => true; Func<IEnumerable<string>, SecurityToken, TokenValidationParameters, bool> plain = (_, _, _) => true;")]
    [InlineData("if (environment.IsDevelopment()) parameters.AudienceValidator = (_, _, _) => true;")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => { if (audiences.Count() > 1) return false; return true; };")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => audiences.Any() && audiences.First() == \"shop\";")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => { try { EnsureKnown(issuer); return issuer; } catch (Exception) { return null; } };")]
    [InlineData("parameters.IssuerSigningKeyResolver = (token, security, kid, p) => Keys;")]
    [InlineData("var copy = parameters.Clone(); copy.ValidAudience = \"shop\";")]
    [InlineData("Func<Task<string>> read = async () => { var result = await new JsonWebTokenHandler().ValidateTokenAsync(\"\", parameters); return result.IsValid ? \"\" : throw new SecurityTokenException(); };")]
    [InlineData("Func<Task<TokenValidationResult>> read = () => new JsonWebTokenHandler().ValidateTokenAsync(\"\", parameters);")]
    [InlineData("Func<Task> read = async () => { if (!(await new JsonWebTokenHandler().ValidateTokenAsync(\"\", parameters).ConfigureAwait(false)).IsValid) throw new SecurityTokenException(); };")]
    [InlineData("new JwtSecurityTokenHandler().ValidateToken(\"\", parameters, out _);")]
    public Task Allows(string statement) => Check(statement);

    [Theory]
    [InlineData("[|parameters.ValidateIssuer = false|];")]
    [InlineData("[|parameters.ValidateAudience = false|];")]
    [InlineData("[|parameters.ValidateLifetime = false|];")]
    [InlineData("[|parameters.ValidateIssuerSigningKey = false|];")]
    [InlineData("[|parameters.RequireSignedTokens = false|];")]
    [InlineData("[|parameters.RequireExpirationTime = false|];")]
    [InlineData("[|parameters.RequireAudience = false|];")]
    [InlineData("[|parameters.ValidateAudience = Off|];")]
    [InlineData("[|parameters.ValidateAudience = !On|];")]
    [InlineData("[|parameters.ValidateAudience = (false)|];")]
    [InlineData("[|parameters.ValidateAudience = Never|];")]
    [InlineData("[|parameters.ValidateAudience = default|];")]
    [InlineData("#if !DEBUG\n[|parameters.ValidateAudience = false|];\n#endif")]
    [InlineData("[|new TokenValidationParameters().ValidateAudience = false|];")]
    [InlineData("Action<JwtBearerOptions> set = options => [|options.RequireHttpsMetadata = false|]; services.Configure(set);")]
    [InlineData("services.AddAuthentication().AddJwtBearer(Set); static void Set(JwtBearerOptions options) { [|options.RequireHttpsMetadata = false|]; }")]
    [InlineData("[|parameters.ValidateAudience = _never|];")]
    [InlineData("[|parameters.ValidateAudience = No()|];")]
    [InlineData("var no = false; [|parameters.ValidateAudience = no|];")]
    [InlineData("bool no; no = false; [|parameters.ValidateAudience = no|];")]
    [InlineData("Loosen(false); void Loosen(bool check) => [|parameters.ValidateAudience = check|];")]
    [InlineData("[|parameters.ValidateAudience = [|parameters.ValidateIssuer = false|]|];")]
    [InlineData("new TokenValidationParameters { [|RequireExpirationTime = false|], [|ValidateAudience = false|], [|ValidateIssuer = false|], [|ValidateLifetime = false|] };")]
    [InlineData("TokenValidationParameters made = new() { ValidIssuer = \"a\", [|ValidateAudience = false|] };")]
    [InlineData("var made = new TokenValidationParameters(); [|made.ValidateLifetime = false|];")]
    [InlineData("var copy = parameters.Clone(); [|copy.ValidateLifetime = false|];")]
    [InlineData("[|jwt.TokenValidationParameters.ValidateIssuer = false|];")]
    [InlineData("jwt.TokenValidationParameters = new TokenValidationParameters { [|ValidateIssuer = false|] };")]
    [InlineData("[|openId.TokenValidationParameters.ValidateIssuer = false|];")]
    [InlineData("parameters.ValidateAudience = true; [|parameters.ValidateAudience = false|];")]
    [InlineData("[|parameters.ValidateAudience = false|]; if (given) parameters.ValidateAudience = true;")]
    [InlineData("if (given) [|parameters.ValidateAudience = false|];")]
    [InlineData("if (!environment.IsDevelopment()) [|parameters.ValidateAudience = false|];")]
    [InlineData("if (environment.IsStaging() || environment.IsProduction()) [|parameters.ValidateAudience = false|];")]
    [InlineData("services.AddAuthentication().AddJwtBearer(options => [|options.RequireHttpsMetadata = false|]);")]
    [InlineData("services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters = new() { [|ValidateIssuer = false|], [|ValidateAudience = false|] });")]
    [InlineData("services.Configure<JwtBearerOptions>(\"a\", options => { [|options.TokenValidationParameters.ValidateLifetime = false|]; });")]
    [InlineData("services.PostConfigure<JwtBearerOptions>(\"a\", options => [|options.RequireHttpsMetadata = false|]);")]
    [InlineData("services.AddAuthentication().AddOpenIdConnect(options => { [|options.UsePkce = false|]; [|options.RequireHttpsMetadata = false|]; });")]
    [InlineData("[|openId.ProtocolValidator.RequireNonce = false|];")]
    [InlineData("openId.ProtocolValidator = new OpenIdConnectProtocolValidator { [|RequireState = false|] };")]
    [InlineData("[|jwt.RequireHttpsMetadata = environment.IsDevelopment()|];")]
    [InlineData("[|IdentityModelEventSource.ShowPII = true|];")]
    [InlineData("[|IdentityModelEventSource.LogCompleteSecurityArtifact = true|];")]
    [InlineData("new HttpDocumentRetriever { [|RequireHttps = false|] };")]
    [InlineData("[|parameters.ClockSkew = TimeSpan.FromHours(2)|];")]
    [InlineData("[|parameters.ClockSkew = TimeSpan.FromDays(1)|];")]
    [InlineData("[|parameters.ClockSkew = TimeSpan.MaxValue|];")]
    [InlineData("new TokenValidationParameters { [|ClockSkew = new TimeSpan(12, 0, 0)|] };")]
    [InlineData("[|parameters.ValidateIssuer = false|]; parameters.IssuerValidator = [|(issuer, token, p) => issuer|];")]
    [InlineData("[|parameters.ValidateIssuer = false|]; parameters.IssuerValidator = null;")]
    [InlineData("[|parameters.ValidateIssuer = false|]; other.IssuerValidator = CheckIssuer;")]
    // It throws nothing.
    [InlineData("Func<Task> read = async () => { await new JsonWebTokenHandler().[|ValidateTokenAsync|](\"\", parameters); };")]
    [InlineData("Func<Task> read = async () => { _ = await new JwtSecurityTokenHandler().[|ValidateTokenAsync|](\"\", parameters).ConfigureAwait(false); };")]
    [InlineData("Func<Task> read = async () => { var result = await new JsonWebTokenHandler().[|ValidateTokenAsync|](\"\", parameters); };")]
    [InlineData("new JsonWebTokenHandler().[|ValidateTokenAsync|](\"\", parameters).Wait();")]
    public Task Reports_a_switch(string statement) => Check(statement);

    [Theory]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => true|];")]
    [InlineData("parameters.AudienceValidator = [|(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters p) => { return true; }|];")]
    [InlineData("parameters.AudienceValidator = [|delegate { return true; }|];")]
    [InlineData("parameters.AudienceValidator = [|delegate(IEnumerable<string> a, SecurityToken t, TokenValidationParameters p) { return true; }|];")]
    [InlineData("parameters.AudienceValidator = new AudienceValidator([|(audiences, token, p) => true|]);")]
    [InlineData("parameters.AudienceValidator = [|AcceptAudience|];")]
    [InlineData("parameters.AudienceValidator = new AudienceValidator([|AcceptAudience|]);")]
    [InlineData("parameters.AudienceValidator += [|AcceptAudience|];")]
    [InlineData("parameters.AudienceValidator = [|Accept|]; bool Accept(IEnumerable<string> a, SecurityToken t, TokenValidationParameters p) => true;")]
    [InlineData("AudienceValidator any = [|(_, _, _) => true|]; parameters.AudienceValidator = any;")]
    [InlineData("new TokenValidationParameters { AudienceValidator = [|(_, _, _) => true|], LifetimeValidator = [|(_, _, _, _) => true|] };")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => AcceptAudience(audiences, token, p)|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => On|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => { var ok = true; return ok; }|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => { if (audiences.Contains(\"a\")) return true; return true; }|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => audiences.Contains(\"a\") || true|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => { Console.WriteLine(audiences.Count()); return true; }|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => { if (audiences == null) throw new ArgumentNullException(nameof(audiences)); return true; }|];")]
    [InlineData("parameters.AudienceValidator = [|(audiences, token, p) => audiences != null && audiences.Any()|];")]
    [InlineData("parameters.AudienceValidator = environment.IsDevelopment() ? null : [|(_, _, _) => true|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => true|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => to.HasValue|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => to is not null|];")]
    [InlineData("parameters.LifetimeValidator = [|(from, to, token, p) => { try { return true; } catch { return false; } }|];")]
    [InlineData("parameters.LifetimeValidator = [|AcceptLifetime|];")]
    [InlineData("parameters.IssuerSigningKeyValidator = [|(key, token, p) => true|];")]
    [InlineData("parameters.AlgorithmValidator = [|(algorithm, key, token, p) => true|];")]
    [InlineData("parameters.TokenReplayValidator = [|(to, token, p) => true|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => issuer|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => { return issuer; }|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => token.Issuer|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => \"https://id.shop.example\"|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => string.IsNullOrEmpty(issuer) ? throw new SecurityTokenInvalidIssuerException() : issuer|];")]
    [InlineData("parameters.IssuerValidator = [|AcceptIssuer|];")]
    [InlineData("parameters.IssuerValidator = [|(issuer, token, p) => AcceptIssuer(issuer, token, p)|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => new JwtSecurityToken(token)|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => new JsonWebToken(token)|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => new JwtSecurityTokenHandler().ReadJwtToken(token)|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => { var jwt = new JwtSecurityToken(token); return jwt; }|];")]
    [InlineData("parameters.SignatureValidator = [|delegate(string token, TokenValidationParameters p) { var handler = new JsonWebTokenHandler(); return handler.ReadToken(token); }|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => { if (token == null) throw new ArgumentNullException(nameof(token)); return new JwtSecurityToken(token); }|];")]
    [InlineData("parameters.SignatureValidator = [|(token, p) => { var jwt = new JwtSecurityTokenHandler().ReadToken(token) as JwtSecurityToken; if (jwt == null) throw new SecurityTokenException(); return jwt; }|];")]
    [InlineData("parameters.SignatureValidator = [|Parse|];")]
    [InlineData("parameters.SignatureValidatorUsingConfiguration = [|(token, p, configuration) => new JsonWebToken(token)|];")]
    [InlineData("jwt.TokenValidationParameters.SignatureValidator = [|(token, _) => new JsonWebToken(token)|];")]
    public Task Reports_a_validator(string statement) => Check(statement);

    [Theory]
    [InlineData("""jwt.RequireHttpsMetadata = configuration.GetValue<bool>("Jwt:Https");""")]
    [InlineData("""jwt.RequireHttpsMetadata = bool.Parse(configuration["Jwt:Https"]!);""")]
    [InlineData("parameters.ValidateIssuer = settings.Strict;")]
    [InlineData("parameters.ValidateIssuer = given ? true : false;")]
    [InlineData("parameters.AudienceValidator = (audiences, token, p) => given;")]
    [InlineData("parameters.IssuerValidator = (issuer, token, p) => settings.Issuer;")]
    public Task Says_what_it_cannot_see(string statement) => CheckNotProven(statement);

    [Fact]
    public Task Follows_validators_through_members() => Gate<TokenValidationOff>.CheckTokens("""
        using Microsoft.IdentityModel.Tokens;
        class Startup
        {
            static readonly AudienceValidator Field = [|(_, _, _) => true|];
            LifetimeValidator Property => [|delegate { return true; }|];
            readonly TokenValidationParameters held = new() { [|ValidateAudience = false|], AudienceValidator = [|(_, _, _) => true|] };
            static TokenValidationParameters Shared { get; } = new() { [|RequireSignedTokens = false|] };
            AudienceValidator Find(bool strict)
            {
                if (strict)
                    return (audiences, _, _) => audiences.Contains("shop");
                return [|Accept|];
            }
            static bool Accept(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters)
            {
                Console.WriteLine(string.Join(",", audiences));
                return true;
            }
            void Use(AudienceValidator validator) => held.AudienceValidator = validator;
            void Start()
            {
                Use([|Accept|]);
                held.AudienceValidator = Field;
                held.LifetimeValidator = Property;
                held.AudienceValidator = Find(false);
            }
        }
        partial class Half
        {
            partial void Set(TokenValidationParameters p);
        }
        partial class Half
        {
            partial void Set(TokenValidationParameters p) => [|p.ValidateLifetime = false|];
        }
        """);

    [Fact]
    public Task Allows_a_token_that_is_over_to_be_exchanged() => Gate<TokenValidationOff>.CheckTokens("""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using Microsoft.IdentityModel.Tokens;
        class Tokens(SecurityKey key, TokenValidationParameters shared)
        {
            ClaimsPrincipal GetPrincipalFromExpiredToken(string token)
            {
                var parameters = new TokenValidationParameters
                {
                    ValidateIssuer = true,
                    IssuerSigningKey = key,
                    ValidateLifetime = false,
                };
                var principal = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out var validated);
                if (validated is not JwtSecurityToken jwt || !jwt.Header.Alg.Equals(SecurityAlgorithms.HmacSha256, StringComparison.OrdinalIgnoreCase))
                    throw new SecurityTokenException("Invalid token");
                return principal;
            }
            ClaimsPrincipal Refresh(string token)
            {
                var parameters = shared.Clone();
                parameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
                parameters.ValidateLifetime = false;
                return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
            }
            ClaimsPrincipal RefreshAnyAlgorithm(string token)
            {
                var parameters = new TokenValidationParameters { IssuerSigningKey = key, [|ValidateLifetime = false|] };
                return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
            }
            ClaimsPrincipal GetPrincipal(string token)
            {
                var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = ["HS256"], [|ValidateLifetime = false|] };
                return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);
            }
            TokenValidationParameters ForExpired()
            {
                var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = ["HS256"], [|ValidateLifetime = false|] };
                return parameters;
            }
        }
        """);

    [Fact]
    public Task Reports_top_level_statements_and_local_functions() => ProgramOf("""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Parameters = Microsoft.IdentityModel.Tokens.TokenValidationParameters;
        using static Microsoft.IdentityModel.Logging.IdentityModelEventSource;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.TokenValidationParameters = Make();
            if (builder.Environment.IsDevelopment())
                options.RequireHttpsMetadata = false;
        });
        [|ShowPII = true|];
        if (builder.Environment.IsDevelopment())
            Develop();
        var app = builder.Build();
        app.Run();

        static Parameters Make() => new() { [|ValidateIssuer = false|] };
        static void Develop() => ShowPII = true;
        """);

    [Fact]
    public Task Reads_older_libraries() => Gate<TokenValidationOff>.Check("""
        namespace System.IdentityModel.Tokens
        {
            public class SecurityToken { }
            public delegate bool AudienceValidator(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters);
            public class TokenValidationParameters
            {
                public bool ValidateIssuer { get; set; }
                public AudienceValidator? AudienceValidator { get; set; }
            }
        }
        namespace Microsoft.AspNetCore.Authentication.WsFederation { public class WsFederationOptions { public bool RequireHttpsMetadata { get; set; } } }
        namespace IdentityModel.Client { public class DiscoveryPolicy { public bool RequireHttps { get; set; } public bool ValidateEndpoints { get; set; } } }
        namespace App
        {
            using System.IdentityModel.Tokens;
            class C
            {
                void M(TokenValidationParameters parameters, Microsoft.AspNetCore.Authentication.WsFederation.WsFederationOptions federation)
                {
                    [|parameters.ValidateIssuer = false|];
                    parameters.AudienceValidator = [|delegate { return true; }|];
                    [|federation.RequireHttpsMetadata = false|];
                    new IdentityModel.Client.DiscoveryPolicy { [|RequireHttps = false|], ValidateEndpoints = false };
                }
            }
        }
        """);

    [Fact]
    public Task Reads_the_decoders_of_jwt_net() => Gate<TokenValidationOff>.CheckWithoutWeb("""
        namespace JWT
        {
            public class JwtParts { }
            public interface IJwtDecoder
            {
                string Decode(JwtParts jwt);
                string Decode(JwtParts jwt, byte[] key, bool verify);
                T DecodeToObject<T>(JwtParts jwt, byte[] key, bool verify);
            }
            public static class JwtDecoderExtensions
            {
                public static string Decode(this IJwtDecoder decoder, string token, string key, bool verify) => "";
            }
        }
        namespace JWT.Builder
        {
            public class JwtBuilder
            {
                public static JwtBuilder Create() => new();
                public JwtBuilder WithSecret(params string[] secret) => this;
                public JwtBuilder MustVerifySignature() => this;
                public JwtBuilder DoNotVerifySignature() => this;
                public JwtBuilder WithVerifySignature(bool verify) => this;
                public string Decode(string token) => "";
            }
        }
        namespace App
        {
            using JWT;
            using JWT.Builder;
            class Own { public string Decode(string token, bool verify) => token; }
            class C
            {
                void M(IJwtDecoder decoder, JwtParts parts, byte[] key, bool verify, JwtBuilder given)
                {
                    decoder.Decode(parts, key, true);
                    decoder.Decode(parts, key, verify);
                    decoder.Decode("token", "key", true);
                    new JwtBuilder().WithSecret("a").MustVerifySignature().Decode("token");
                    new JwtBuilder().WithSecret("a").DoNotVerifySignature().MustVerifySignature().Decode("token");
                    new JwtBuilder().WithVerifySignature(true).Decode("token");
                    given.Decode("token");
                    var made = new JwtBuilder();
                    made = made.WithSecret("a");
                    made = made.MustVerifySignature();
                    made.Decode("token");
                    var told = JwtBuilder.Create();
                    told.WithSecret("a").MustVerifySignature();
                    told.Decode("token");
                    new Own().Decode("token", verify: false);
                    decoder.[|Decode|](parts);
                    decoder.[|Decode|](parts, key, false);
                    decoder.[|Decode|]("token", "key", verify: false);
                    decoder.[|DecodeToObject|]<string>(parts, key, false);
                    new JwtBuilder().WithSecret("a").[|Decode|]("token");
                    new JwtBuilder().MustVerifySignature().DoNotVerifySignature().[|Decode|]("token");
                    new JwtBuilder().WithVerifySignature(false).[|Decode|]("token");
                    JwtBuilder.Create().WithSecret("a").[|Decode|]("token");
                    var untold = JwtBuilder.Create();
                    untold.WithSecret("a");
                    untold.[|Decode|]("token");
                    var off = new JwtBuilder().WithSecret("a");
                    off.DoNotVerifySignature();
                    off.[|Decode|]("token");
                }
            }
        }
        """);

    [Fact]
    public async Task The_skew_is_the_teams_to_limit()
    {
        await Skew("15", "[|parameters.ClockSkew = System.TimeSpan.FromMinutes(20)|];");
        await Skew("120", "parameters.ClockSkew = System.TimeSpan.FromMinutes(90);");

        static Task Skew(string minutes, string statement) => Gate<TokenValidationOff>.Tokens($$"""
            class C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters parameters) { {{statement}} } }
            """).With("omniops_clock_skew_minutes", minutes).RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("omniops_clock_skew_minutes", "an hour")]
    [InlineData("omniops_clock_skew_minutes", "0")]
    [InlineData("omniops_password_length", "-8")]
    public async Task A_limit_that_is_no_number_is_a_finding(string key, string value)
    {
        var findings = new Findings("var app = WebApplication.CreateBuilder(args).Build(); app.UseHsts(); app.Run();", null, (key, value));
        var finding = Assert.Single(await findings.InBuild());
        Assert.Equal(("OMNI9901", DiagnosticSeverity.Error), (finding.Id, finding.Severity));
        Assert.StartsWith($"'{key}' has the value '{value}'; write a number", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Survives_half_typed_code() => Gate<TokenValidationOff>.CheckBroken("""
        using Microsoft.IdentityModel.Tokens;
        class C { void M() { var p = new TokenValidationParameters { ValidateIssuer = , AudienceValidator = (a, b, ) => }; p.ValidateLifetime = ; p.X = false; } }
        """);

    [Fact]
    public Task Says_nothing_of_code_without_these_libraries() => Gate<TokenValidationOff>.CheckWithoutWeb("""
        class TokenValidationParameters { public bool ValidateIssuer { get; set; } }
        class C { TokenValidationParameters P() => new() { ValidateIssuer = false }; }
        """);

    /// <summary>What a token says that has failed its validation counts as little as the token.</summary>
    [Theory]
    [InlineData("try { return handler.ValidateToken(token, parameters, out _).Identity!.Name; } catch (SecurityTokenException) { return handler.[|ReadJwtToken|](token).Subject; }")]
    [InlineData("try { handler.ValidateToken(token, parameters, out _); return token; } catch { return handler.[|ReadJwtToken|](token).Claims.First().Value; }")]
    [InlineData("try { return handler.ValidateToken(token, parameters, out _).Identity!.Name; } catch (SecurityTokenException) { Console.WriteLine(handler.ReadJwtToken(token).Subject); return null; }")]
    [InlineData("try { return handler.ReadJwtToken(token).Subject; } catch (ArgumentException) { return null; }")]
    [InlineData("try { return token.Trim(); } catch (ArgumentException) { return handler.ReadJwtToken(token).Subject; }")]
    public Task A_failed_token_says_nothing(string statements) => Gate<TokenValidationOff>.CheckTokens($$"""
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.IdentityModel.Tokens;
        class Reader { public string? Subject(string token, TokenValidationParameters parameters, JwtSecurityTokenHandler handler) { {{statements}} } }
        """);

    /// <summary>Tokens that say of themselves that nobody has signed them.</summary>
    [Theory]
    [InlineData("if (alg == [|\"none\"|]) return payload;")]
    [InlineData("if (string.Equals(header[\"alg\"], [|\"NONE\"|], StringComparison.OrdinalIgnoreCase)) { Console.WriteLine(1); return payload; }")]
    [InlineData("if (alg is [|\"none\"|] || alg.Length == 0) return payload;")]
    [InlineData("return alg == [|\"none\"|] ? payload : null;")]
    [InlineData("return alg == \"none\" ? null : payload;")]
    [InlineData("if (alg == \"none\") return null;")]
    [InlineData("if (alg == \"none\") throw new InvalidOperationException();")]
    [InlineData("if (alg != \"none\") return payload;")]
    [InlineData("if (alg == \"none\") return Failed(payload);")]
    [InlineData("if (header[\"display\"] == \"none\") return payload;")]
    [InlineData("if (alg == \"none\") return \"unsigned\";")]
    [InlineData("return alg == \"none\" ? \"badge-danger\" : \"badge-success\";")]
    [InlineData("var key = alg.Equals(\"none\", StringComparison.OrdinalIgnoreCase) ? header[\"x\"] : payload; return key;")]
    [InlineData("if (alg == \"nine\") return payload;")]
    [InlineData("var isNone = alg == \"none\"; return isNone ? null : payload;")]
    public Task Unsigned_tokens(string statements) => Gate<TokenValidationOff>.CheckTokens($$"""
        class Reader
        {
            static string? Failed(string payload) => null;
            public string? Verify(Dictionary<string, string> header, string alg, string payload) { {{statements}} return null; }
        }
        """);

    private static Task Check(string statement) => Gate<TokenValidationOff>.CheckTokens(Source(statement));

    private static Task ProgramOf(string source)
    {
        var gate = Gate<TokenValidationOff>.Tokens(source);
        gate.TestState.OutputKind = OutputKind.ConsoleApplication;
        return gate.RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task CheckNotProven(string statement)
    {
        var found = await Findings.WithTokens(Source(statement) + " static class Program { static void Main() { } }").InBuild();
        var finding = Assert.Single(found, finding => finding.Id.StartsWith("OMNI6", StringComparison.Ordinal));
        Assert.Equal(("OMNI6004", DiagnosticSeverity.Warning), (finding.Id, finding.Severity));
    }

    private static string Source(string statement) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Logging;
        using Microsoft.IdentityModel.Protocols;
        using Microsoft.IdentityModel.Protocols.OpenIdConnect;
        using Microsoft.IdentityModel.Tokens;
        namespace Elsewhere { class TokenValidationParameters { public bool ValidateIssuer { get; set; } public bool RequireSignedTokens { get; set; } } }
        class Own { public bool ValidateIssuer { get; set; } public bool ValidateAudience { get; set; } public bool ValidateLifetime { get; set; } public TimeSpan ClockSkew { get; set; } }
        class Settings { public bool Strict { get; set; } public string Issuer { get; set; } = ""; }
        class Startup
        {
            const bool Off = false;
            const bool On = true;
            static readonly bool Never = false;
            private bool _never = false;
            static readonly HashSet<string> Seen = [];
            static readonly string[] Issuers = ["https://id.shop.example"];
            static readonly SecurityKey[] Keys = [];
            static bool No() => false;
            static bool HasId(SecurityToken token) { if (token is null) throw new ArgumentNullException(nameof(token)); ThrowWithoutId(token); return true; }
            static bool ThrowWithoutId(SecurityToken token) { if (token.Id == null) throw new SecurityTokenException(); return true; }
            static bool Verify(string token) => token.Length > 3;
            static void EnsureKnown(string issuer) { if (!Issuers.Contains(issuer)) throw new SecurityTokenInvalidIssuerException(); }
            static bool AcceptAudience(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters p) => true;
            static bool CheckAudience(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters p) => audiences.Contains("shop");
            static bool AcceptLifetime(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters p) { return true; }
            static string AcceptIssuer(string issuer, SecurityToken token, TokenValidationParameters p) => issuer;
            static string CheckIssuer(string issuer, SecurityToken token, TokenValidationParameters p) => Issuers.Single(known => known == issuer) ?? throw new SecurityTokenInvalidIssuerException(issuer);
            static SecurityToken Parse(string token, TokenValidationParameters p) => new JwtSecurityTokenHandler().ReadToken(token);
            internal void M(TokenValidationParameters parameters, TokenValidationParameters other, JwtBearerOptions jwt, OpenIdConnectOptions openId,
                IServiceCollection services, IHostEnvironment environment, IConfiguration configuration, Settings settings, bool given, TimeSpan skew)
            {
                {{statement}}
            }
        }
        """;
}
