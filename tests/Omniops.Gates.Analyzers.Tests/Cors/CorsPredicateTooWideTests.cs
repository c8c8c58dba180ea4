using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsPredicateTooWideTests
{
    [Theory]
    [InlineData("""origin => origin == "https://shop.example" """)]
    [InlineData("""origin => "https://shop.example".Equals(origin, StringComparison.OrdinalIgnoreCase)""")]
    [InlineData("""origin => string.Equals(origin, "https://shop.example")""")]
    [InlineData("""origin => origin is "https://shop.example" or "https://www.shop.example" """)]
    [InlineData("""origin => s_allowed.Contains(origin)""")]
    [InlineData("""origin => s_allowed.Any(allowed => allowed == origin)""")]
    [InlineData("""origin => Array.IndexOf(s_allowed, origin) >= 0""")]
    [InlineData("""origin => s_set.Contains(origin.TrimEnd('/'))""")]
    [InlineData("""s_set.Contains""")]
    [InlineData("""origin => origin.EndsWith(".shop.com", StringComparison.OrdinalIgnoreCase)""")]
    [InlineData("""origin => new Uri(origin).Host.EndsWith(".shop.com")""")]
    [InlineData("""origin => new Uri(origin).Host == "shop.com" || new Uri(origin).Host.EndsWith(".shop.com")""")]
    [InlineData("""origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host == "shop.com" """)]
    [InlineData("""origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri is { Scheme: "https", Host: "shop.com" }""")]
    [InlineData("""origin => { if (string.IsNullOrEmpty(origin)) return false; var uri = new Uri(origin); return uri.Scheme == "https" && (uri.Host == "shop.com" || uri.Host.EndsWith(".shop.com")); }""")]
    [InlineData("""origin => new Uri(origin).IsLoopback""")]
    [InlineData("""origin => new Uri(origin).Host == "localhost" """)]
    [InlineData("""origin => origin.StartsWith("http://localhost:")""")]
    [InlineData("""origin => origin.StartsWith("https://") && origin.EndsWith(".shop.com")""")]
    [InlineData("""origin => false""")]
    [InlineData("""origin => !true""")]
    [InlineData("""_ => environment.IsDevelopment()""")]
    [InlineData("""origin => environment.IsDevelopment() || origin == "https://shop.example" """)]
    [InlineData("""origin => { if (environment.IsDevelopment()) return true; return s_allowed.Contains(origin); }""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https://([a-z0-9-]+\.)?shop\.com$")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"\Ahttps://shop\.com(:\d+)?\z", RegexOptions.IgnoreCase)""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https://.*\.shop\.com$")""")]
    [InlineData("""origin => s_pattern.IsMatch(origin)""")]
    [InlineData("""origin => new Regex(@"^https://shop\.com$", RegexOptions.Compiled).Match(origin).Success""")]
    [InlineData("""IsTrusted""")]
    [InlineData("""origin => IsTrusted(origin)""")]
    [InlineData("""origin => origin switch { "https://shop.example" => true, _ => false }""")]
    [InlineData("""origin => { switch (origin) { case "https://shop.example": return true; default: return false; } }""")]
    [InlineData("""origin => { foreach (var allowed in s_allowed) { if (allowed != origin) continue; return true; } return false; }""")]
    [InlineData("""origin => { try { return new Uri(origin).Host == "shop.com"; } catch { return false; } }""")]
    [InlineData("""origin => new Uri(origin).Authority == "shop.com" && origin.Contains("shop")""")]
    [InlineData("""origin => s_domains.Any(domain => new Uri(origin).Host.EndsWith("." + domain))""")]
    [InlineData("""origin => s_domains.Any(domain => new Uri(origin).Host == domain || new Uri(origin).Host.EndsWith($".{domain}"))""")]
    [InlineData("""origin => configuration.GetSection("Cors:Origins").Get<string[]>()!.Contains(origin)""")]
    [InlineData("""origin => origin == configuration["Cors:Elsewhere"]""")]
    [InlineData("""origin => "https://shop.example,https://www.shop.example".Split(',').Contains(origin)""")]
    [InlineData("""origin => Matches("shop.com")(origin)""")]
    public async Task Allows(string predicate) => Assert.Equal(Outcome.Pass, await Of(predicate));

    [Theory]
    [InlineData("""_ => true""")]
    [InlineData("""origin => true""")]
    [InlineData("""delegate { return true; }""")]
    [InlineData("""(string origin) => { return true; }""")]
    [InlineData("""origin => !false""")]
    [InlineData("""_ => Everyone""")]
    [InlineData("""origin => origin != null""")]
    [InlineData("""origin => !string.IsNullOrEmpty(origin)""")]
    [InlineData("""origin => origin.Length > 0""")]
    [InlineData("""origin => origin == origin""")]
    [InlineData("""origin => origin.StartsWith("https://")""")]
    [InlineData("""origin => new Uri(origin).Scheme == "https" """)]
    [InlineData("""origin => Uri.TryCreate(origin, UriKind.Absolute, out _)""")]
    [InlineData("""origin => origin != "https://blocked.example" """)]
    [InlineData("""origin => !s_allowed.Contains(origin)""")]
    [InlineData("""origin => { if (origin == "https://shop.example") return true; return true; }""")]
    [InlineData("""origin => origin == "https://shop.example" || true""")]
    [InlineData("""origin => origin.EndsWith("shop.com")""")]
    [InlineData("""origin => origin.EndsWith("com")""")]
    [InlineData("""origin => origin.EndsWith(".com", StringComparison.OrdinalIgnoreCase)""")]
    [InlineData("""origin => origin.EndsWith(".azurewebsites.net")""")]
    [InlineData("""origin => origin.StartsWith("https://shop-") && origin.EndsWith(".vercel.app")""")]
    [InlineData("""origin => new Uri(origin).Host.EndsWith("shop.com")""")]
    [InlineData("""origin => new Uri(origin).Host.EndsWith("shop.com", StringComparison.OrdinalIgnoreCase) && origin.StartsWith("https://")""")]
    [InlineData("""origin => origin.Contains("shop.com")""")]
    [InlineData("""origin => origin.Contains(".shop.com")""")]
    [InlineData("""origin => origin.Contains("localhost")""")]
    [InlineData("""origin => origin.ToLower().IndexOf("shop") >= 0""")]
    [InlineData("""origin => origin.IndexOf("shop.com", StringComparison.OrdinalIgnoreCase) != -1""")]
    [InlineData("""origin => origin.StartsWith("https://shop.com")""")]
    [InlineData("""origin => origin.StartsWith("http://localhost")""")]
    [InlineData("""origin => new Uri(origin).Host.StartsWith("shop.")""")]
    [InlineData("""origin => new Uri(origin).Host.StartsWith("192.168.")""")]
    [InlineData("""origin => new Uri(origin).Port == 3000""")]
    [InlineData("""origin => origin.EndsWith(":3000")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"shop\.com")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"shop\.com$")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https://shop\.com")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https://.*shop\.com$")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https?://.+$")""")]
    [InlineData("""origin => Regex.IsMatch(origin, ".*")""")]
    [InlineData("""origin => Regex.IsMatch(origin, @"^https://www.shop\.com$")""")]
    [InlineData("""origin => new Regex(@"https://[a-z]+\.shop\.com").IsMatch(origin)""")]
    [InlineData("""origin => Generated().IsMatch(origin)""")]
    [InlineData("""Everybody""")]
    [InlineData("""origin => Everybody(origin)""")]
    [InlineData("""origin => EndsIn(origin, "shop.com")""")]
    [InlineData("""origin => origin switch { "https://blocked.example" => false, _ => true }""")]
    [InlineData("""origin => { switch (origin) { case "https://shop.example": return false; } return true; }""")]
    [InlineData("""origin => { foreach (var domain in s_domains) { if (origin.EndsWith(domain)) return true; } return false; }""")]
    [InlineData("""origin => s_domains.Any(domain => origin.EndsWith(domain))""")]
    [InlineData("""origin => s_domains.Any(origin.Contains)""")]
    [InlineData("""origin => origins.Any(allowed => origin.StartsWith(allowed))""")]
    [InlineData("""origin => { foreach (var allowed in origins) if (origin.StartsWith(allowed)) return true; return false; }""")]
    [InlineData("""origin => { if (!origin.StartsWith(origins[0])) return false; return true; }""")]
    [InlineData("""origin => origin.Contains(configuration["Cors:Elsewhere"]!)""")]
    [InlineData("""origin => "https://shop.example,https://www.shop.example".Contains(origin)""")]
    [InlineData("""origin => configuration["Cors:Line"]!.Contains(origin)""")]
    [InlineData("""origin => origin.EndsWith(configuration["Cors:Suffix"]!)""")]
    [InlineData("""origin => s_star.Contains("*") || s_star.Contains(origin)""")]
    [InlineData("""origin => { try { return origin.Contains("shop.com"); } catch { return false; } }""")]
    [InlineData("""origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Host.Contains("shop")""")]
    [InlineData("""origin => environment.IsProduction()""")]
    [InlineData("""Matches("")""")]
    public async Task Reports(string predicate) => Assert.Equal(Outcome.Fail, await Of(predicate));

    [Theory]
    [InlineData("""origin => store.IsKnown(origin)""")]
    [InlineData("""store.IsKnown""")]
    [InlineData("""given""")]
    [InlineData("""origin => configuration["Open"] == "yes" """)]
    [InlineData("""origin => flag || s_allowed.Contains(origin)""")]
    [InlineData("""origin => { if (flag) return true; return s_allowed.Contains(origin); }""")]
    [InlineData("""origin => origins.Any(allowed => origin.EndsWith(allowed))""")]
    [InlineData("""origin => Regex.IsMatch(origin, origins[0])""")]
    [InlineData("""origin => Regex.IsMatch(origin, "(")""")]
    [InlineData("""origin => Again(origin)""")]
    public async Task Does_not_prove(string predicate) => Assert.Equal(Outcome.NotProven, await Of(predicate));

    [Theory]
    [InlineData("""policy.[|SetIsOriginAllowed|](_ => true)""")]
    [InlineData("""policy.AllowAnyHeader().[|SetIsOriginAllowed|](_ => true).AllowAnyMethod()""")]
    [InlineData("""policy?.[|SetIsOriginAllowed|](_ => true)""")]
    [InlineData("""policy.Build().[|IsOriginAllowed|] = _ => true""")]
    [InlineData("""_ = new CorsPolicy { [|IsOriginAllowed|] = _ => true }""")]
    [InlineData("""Func<string, bool> all = _ => true; policy.[|SetIsOriginAllowed|](all)""")]
    [InlineData("""policy.[|SetIsOriginAllowed|](isOriginAllowed: delegate { return true; })""")]
    [InlineData("""policy.[|SetIsOriginAllowed|](new Func<string, bool>(_ => true))""")]
    [InlineData("""policy.[|SetIsOriginAllowed|](All); static bool All(string origin) => true""")]
    [InlineData("""if (environment.IsDevelopment()) policy.SetIsOriginAllowed(_ => true); else policy.[|SetIsOriginAllowed|](_ => true)""")]
    [InlineData("""policy.SetIsOriginAllowed(_ => false)""")]
    [InlineData("""if (environment.IsDevelopment()) policy.SetIsOriginAllowed(_ => true)""")]
    [InlineData("""own.SetIsOriginAllowed(_ => true)""")]
    [InlineData("""own.IsOriginAllowed = _ => true""")]
    [InlineData("""policy.SetIsOriginAllowedToAllowWildcardSubdomains()""")]
    [InlineData("""_ = nameof(policy.SetIsOriginAllowed)""")]
    public Task Points_at_the_call(string statements) => Gate<CorsPredicateTooWide>.Check($$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy, Own own, IHostEnvironment environment)
            {
                {{statements}};
            }
        }
        class Own
        {
            public Own SetIsOriginAllowed(Func<string, bool> predicate) => this;
            public Func<string, bool> IsOriginAllowed { get; set; } = _ => false;
        }
        """);

    [Fact]
    public Task Survives_half_typed_code() => Gate<CorsPredicateTooWide>.CheckBroken("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy)
            {
                policy.SetIsOriginAllowed(
                policy.[|SetIsOriginAllowed|](_ => true).
            }
        """);

    [Fact]
    public Task Is_silent_without_ASP_NET_Core() => Gate<CorsPredicateTooWide>.CheckWithoutWeb("""
        using System;
        class CorsPolicyBuilder
        {
            public void SetIsOriginAllowed(Func<string, bool> predicate) => SetIsOriginAllowed(_ => true);
        }
        """);

    private static Task<string> Of(string predicate) => Outcome.Of(
        $$"""
        using System.Text.RegularExpressions;
        using Microsoft.AspNetCore.Cors.Infrastructure;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => new Policies().Fill(policy, builder.Environment, builder.Configuration)));
        var app = builder.Build();
        app.UseHsts();
        app.UseCors();
        app.Run();

        interface IStore { bool IsKnown(string origin); }
        partial class Policies
        {
            private const bool Everyone = true;
            private static readonly string[] s_allowed = ["https://shop.example", "https://www.shop.example"];
            private static readonly string[] s_star = ["*"];
            private static readonly string[] s_domains = ["shop.com", "store.com"];
            private static readonly HashSet<string> s_set = new(StringComparer.OrdinalIgnoreCase) { "https://shop.example" };
            private static readonly Regex s_pattern = new(@"^https://shop\.com$", RegexOptions.Compiled);
            private static bool Everybody(string origin) { var isGiven = origin is not null; return isGiven; }
            private static bool IsTrusted(string origin) => origin.Equals("https://shop.example", StringComparison.OrdinalIgnoreCase);
            private static bool EndsIn(string origin, string domain) => origin.EndsWith(domain);
            private static bool Again(string origin) => origin.Length > 99 || Again(origin);
            private static Func<string, bool> Matches(string domain) => origin => origin.EndsWith(domain.Length == 0 ? "" : "." + domain);
            [GeneratedRegex(@"https://[a-z]+\.shop\.com")] private static partial Regex Generated();
            private static partial Regex Generated() => null!;

            public void Fill(CorsPolicyBuilder policy, IHostEnvironment environment, IConfiguration configuration)
            {
                IStore store = null!;
                Func<string, bool> given = null!;
                var flag = Console.ReadLine() == "yes";
                var origins = Console.ReadLine()!.Split(' ');
                if (Console.ReadLine() == "") given = _ => false;
                policy.SetIsOriginAllowed({{predicate}});
            }
        }
        """,
        "OMNI4002",
        ("appsettings.json", """{ "Cors": { "Origins": ["https://shop.example"], "Line": "https://shop.example;https://b.example", "Suffix": "shop.com" } }"""));
}
