using Omniops.Gates.Analyzers.Tests.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>Methods of another project that are handed neither services nor an application, but what filters and policies are added to.</summary>
public sealed class LibraryOptionTests
{
    private const string Library = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Authorization;
        public static class Defaults
        {
            public static IMvcBuilder AddClosed(this IMvcBuilder mvc) => mvc.AddMvcOptions(options => options.Filters.Add(new AuthorizeFilter()));
            public static IMvcBuilder AddOpened(this IMvcBuilder mvc) => mvc.AddMvcOptions(options => options.Filters.Add(new AllowAnonymousFilter()));
            public static void Close(this MvcOptions options) => options.Filters.Add(new AuthorizeFilter());
            public static void AddStaff(this AuthorizationOptions options) => options.AddPolicy("staff", policy => policy.RequireRole("staff"));
            public static void AddAll(this AuthorizationOptions options) => options.AddPolicy("staff", policy => policy.RequireAssertion(_ => true));
            public static AuthorizationBuilder AddFallback(this AuthorizationBuilder builder) => builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        }
        """;

    [Theory]
    [InlineData("services.AddControllers();", "Error")]
    [InlineData("services.AddControllers().AddClosed();", null)]
    [InlineData("services.AddControllers(options => options.Close());", null)]
    [InlineData("services.AddControllers(); services.AddAuthorizationBuilder().AddFallback();", null)]
    [InlineData("services.AddControllers(options => options.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter())).AddOpened();", "Error")]
    [InlineData("services.AddControllers(); services.AddAuthorization(options => options.AddStaff());", null, "[Authorize(\"staff\")]")]
    [InlineData("services.AddControllers(); services.AddAuthorization(options => options.AddAll());", "Error", "[Authorize(\"staff\")]")]
    public async Task Are_read(string registrations, string? expected, string attribute = "")
    {
        foreach (var library in new[] { TwoProjects.Built("Library", Library), TwoProjects.Typed("Library", Library) })
        {
            var found = await TwoProjects.Judge("OMNI6001", $$"""
                using Microsoft.AspNetCore.Authorization;
                using Microsoft.AspNetCore.Mvc;
                var builder = WebApplication.CreateBuilder(args);
                var services = builder.Services;
                {{registrations}}
                var app = builder.Build();
                app.MapControllers();
                app.Run();
                {{attribute}} public class AController : ControllerBase { [HttpGet("/a")] public int Get() => 1; }
                """, library);
            Assert.Equal(expected, found.SingleOrDefault()?.Split(' ')[0]);
        }
    }
}
