using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>A policy that is asked for by its name is what is registered under it by then.</summary>
public class RegisteredPolicyTests
{
    private const string Register = "builder.Services.AddAuthorizationBuilder().AddPolicy(\"Members\", p => p.RequireAuthenticatedUser());";

    private const string Open = "builder.Services.AddAuthorization(o => o.AddPolicy(\"Members\", p => p.RequireAssertion(_ => true)));";

    private const string Ask = "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(\"Members\"));";

    [Theory]
    [InlineData(Register + Ask, "Guarded by fallback policy")]
    [InlineData(Register + "builder.Services.Configure<AuthorizationOptions>(o => { var members = o.GetPolicy(\"members\")!; o.FallbackPolicy = members; });", "Guarded by fallback policy")]
    [InlineData("builder.Services.AddAuthorization(o => { o.AddPolicy(\"Members\", p => p.RequireAuthenticatedUser()); o.FallbackPolicy = o.GetPolicy(\"Members\"); });", "Guarded by fallback policy")]
    [InlineData(Register + Ask + Open, "Guarded by fallback policy")]
    [InlineData(Open + Register + Ask, "Guarded by fallback policy")]
    [InlineData(Register + Open + Ask, "WithoutEffect by fallback policy")]
    // Registered later, or not at all: none.
    [InlineData(Ask + Register, "Undecided")]
    [InlineData(Ask, "Undecided")]
    [InlineData(Register + "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(\"Others\"));", "Undecided")]
    [InlineData("builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(\"Members\") ?? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());", "Guarded by fallback policy")]
    [InlineData(Open + "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(\"Members\") ?? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());", "WithoutEffect by fallback policy")]
    [InlineData("if (builder.Configuration[\"x\"] is null) " + Register + Ask, "Unknown by fallback policy")]
    [InlineData("if (builder.Environment.IsDevelopment()) " + Register + Ask, "Undecided")]
    [InlineData(Register + "builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(args[0]));", "Unknown by fallback policy")]
    [InlineData("builder.Services.PostConfigure<AuthorizationOptions>(o => o.FallbackPolicy = o.GetPolicy(\"Members\"));" + Register, "Unknown by fallback policy")]
    public void Fallback(string services, string expected) => Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal(
        $"builder.Services.AddAuthentication(); {services}", "app.MapGet(\"/a\", () => 1);")));

    [Theory]
    [InlineData("builder.Services.ConfigureOptions<Late>();" + Register, "Undecided")]
    [InlineData(Register + "builder.Services.ConfigureOptions<Late>();", "Guarded by fallback policy")]
    [InlineData(Register, "Unknown by fallback policy")]
    public void Fallback_of_a_class(string services, string expected) => Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal(
        $"builder.Services.AddAuthentication(); {services}", "app.MapGet(\"/a\", () => 1);", """
        class Late : Microsoft.Extensions.Options.IConfigureOptions<AuthorizationOptions>
        {
            public void Configure(AuthorizationOptions options) => options.FallbackPolicy = options.GetPolicy("Members");
        }
        """)));

    [Theory]
    [InlineData(Register, "Guarded by endpoint")]
    [InlineData(Open, "WithoutEffect by endpoint")]
    public void Default(string services, string expected) => Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.OfMinimal(
        $"builder.Services.AddAuthentication(); {services} builder.Services.AddAuthorization(o => o.DefaultPolicy = o.GetPolicy(\"Members\")!);",
        "app.MapGet(\"/a\", () => 1).RequireAuthorization();")));

    [Theory]
    [InlineData("builder.Services.AddBoth();", "Guarded by fallback policy")]
    [InlineData("builder.Services.AddMembers(); builder.Services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy(\"Members\"));", "Guarded by fallback policy")]
    [InlineData(Register + "builder.Services.AddFallback();", "Unknown by fallback policy")]
    public void In_a_library(string services, string expected) => Assert.Equal([$"GET /a = {expected}"], MappedProgram.Accesses(MappedProgram.Of($$"""
        using Microsoft.AspNetCore.Authorization;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication();
        {{services}}
        var app = builder.Build();
        app.MapGet("/a", () => 1);
        app.Run();
        """, settings: null, TwoProjects.Built("Library", """
        public static class Access
        {
            public static void AddMembers(this IServiceCollection services) =>
                services.AddAuthorization(o => o.AddPolicy("Members", p => p.RequireAuthenticatedUser()));
            public static void AddFallback(this IServiceCollection services) =>
                services.AddAuthorization(o => o.FallbackPolicy = o.GetPolicy("Members"));
            public static void AddBoth(this IServiceCollection services) { services.AddMembers(); services.AddFallback(); }
        }
        """))));
}
