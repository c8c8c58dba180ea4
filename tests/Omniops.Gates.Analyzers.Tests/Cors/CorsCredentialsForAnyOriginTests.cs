using Omniops.Gates.Analyzers.Cors;

namespace Omniops.Gates.Analyzers.Tests.Cors;

public sealed class CorsCredentialsForAnyOriginTests
{
    [Theory]
    [InlineData("""policy.WithOrigins("https://shop.example").AllowCredentials();""")]
    [InlineData("""policy.AllowAnyOrigin();""")]
    [InlineData("""policy.AllowAnyOrigin().DisallowCredentials();""")]
    [InlineData("""policy.AllowAnyOrigin().AllowCredentials().DisallowCredentials();""")]
    [InlineData("""policy.SetIsOriginAllowed(origin => origin == "https://shop.example").AllowCredentials();""")]
    [InlineData("""policy.AllowAnyHeader().AllowAnyMethod().AllowCredentials();""")]
    [InlineData("""policy.WithHeaders("*").WithMethods("*").AllowCredentials();""")]
    [InlineData("""policy.AllowAnyOrigin(); other.WithOrigins("https://shop.example").AllowCredentials();""")]
    [InlineData("""if (flag) policy.WithOrigins("https://shop.example").AllowCredentials(); else policy.AllowAnyOrigin();""")]
    [InlineData("""if (flag) { policy.AllowAnyOrigin(); return; } policy.WithOrigins("https://shop.example").AllowCredentials();""")]
    [InlineData("""_ = flag ? policy.AllowAnyOrigin() : policy.WithOrigins("https://shop.example").AllowCredentials();""")]
    [InlineData("""switch (flag) { case true: policy.AllowAnyOrigin(); break; default: policy.AllowCredentials(); break; }""")]
    [InlineData("""if (environment.IsDevelopment()) policy.AllowAnyOrigin(); policy.AllowCredentials();""")]
    [InlineData("""if (environment.IsDevelopment()) policy.SetIsOriginAllowed(_ => true).AllowCredentials();""")]
    [InlineData("""_ = new CorsPolicy { Origins = { "*" }, SupportsCredentials = false };""")]
    [InlineData("""_ = new CorsPolicy { Origins = { "https://shop.example" }, SupportsCredentials = true }; _ = new CorsPolicy { Origins = { "*" } };""")]
    [InlineData("""own.AllowAnyOrigin().AllowCredentials();""")]
    public Task Allows(string statements) => Check(statements);

    [Theory]
    [InlineData("""policy.AllowAnyOrigin().[|AllowCredentials|]();""")]
    [InlineData("""policy.AllowAnyHeader().[|AllowCredentials|]().AllowAnyMethod().AllowAnyOrigin();""")]
    [InlineData("""policy.WithOrigins("*").[|AllowCredentials|]();""")]
    [InlineData("""policy.AllowAnyOrigin(); policy.[|AllowCredentials|]();""")]
    [InlineData("""policy.[|AllowCredentials|](); if (flag) policy.AllowAnyOrigin();""")]
    [InlineData("""policy.SetIsOriginAllowed(_ => true).[|AllowCredentials|]();""")]
    [InlineData("""policy.SetIsOriginAllowed(origin => origin.EndsWith("shop.com")).AllowAnyHeader().[|AllowCredentials|]();""")]
    [InlineData("""policy.WithOrigins("https://shop.example").SetIsOriginAllowed(origin => true).[|AllowCredentials|]();""")]
    [InlineData("""new CorsPolicyBuilder().AllowAnyOrigin().[|AllowCredentials|]().Build();""")]
    [InlineData("""var made = new CorsPolicyBuilder("*"); made.[|AllowCredentials|]();""")]
    [InlineData("""var made = new CorsPolicy(); made.Origins.Add("*"); made.[|SupportsCredentials|] = true;""")]
    [InlineData("""_ = new CorsPolicy { Origins = { "*" }, [|SupportsCredentials|] = true };""")]
    [InlineData("""_ = new CorsPolicy { IsOriginAllowed = _ => true, [|SupportsCredentials|] = true };""")]
    [InlineData("""Open(policy).[|AllowCredentials|](); static CorsPolicyBuilder Open(CorsPolicyBuilder given) => given.AllowAnyOrigin();""")]
    [InlineData("""policy.Open().[|AllowCredentials|]();""")]
    [InlineData("""policy?.AllowAnyOrigin().[|AllowCredentials|]();""")]
    public Task Reports(string statements) => Check(statements);

    [Fact]
    public Task Survives_half_typed_code() => Gate<CorsCredentialsForAnyOrigin>.CheckBroken("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy)
            {
                policy.AllowAnyOrigin().[|AllowCredentials|]().
            }
        """);

    [Fact]
    public Task Is_silent_without_ASP_NET_Core() => Gate<CorsCredentialsForAnyOrigin>.CheckWithoutWeb("""
        class CorsPolicyBuilder
        {
            public CorsPolicyBuilder AllowAnyOrigin() => this;
            public CorsPolicyBuilder AllowCredentials() => AllowAnyOrigin().AllowCredentials();
        }
        """);

    private static Task Check(string statements) => Gate<CorsCredentialsForAnyOrigin>.Check($$"""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        class Startup
        {
            void Configure(CorsPolicyBuilder policy, CorsPolicyBuilder other, Own own, IHostEnvironment environment, bool flag)
            {
                {{statements}}
            }
        }
        class Own
        {
            public Own AllowAnyOrigin() => this;
            public Own AllowCredentials() => this;
        }
        static class Policies
        {
            public static CorsPolicyBuilder Open(this CorsPolicyBuilder policy) { policy.SetIsOriginAllowed(_ => true); return policy; }
        }
        """);
}
