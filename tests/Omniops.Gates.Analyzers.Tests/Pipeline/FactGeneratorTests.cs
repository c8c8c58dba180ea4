using Omniops.Gates.Engine.Headers;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

public class FactGeneratorTests
{
    private const string Program = """
        using Library;
        var builder = WebApplication.CreateBuilder(args);
        builder.AddDefaults();
        var app = builder.Build();
        app.UseDefaults();
        app.Run();
        """;

    public static TheoryData<string, string, string, string> Libraries { get; } = new()
    {
        // Middleware: there, not in production, under a condition that only the library knows, behind another method, in another class.
        { HeaderRules.HstsMissing.Id, "app.UseHsts();", "", "" },
        { HeaderRules.HstsMissing.Id, "if (!app.Environment.IsDevelopment()) app.UseHsts();", "", "" },
        { HeaderRules.HstsMissing.Id, "More(app); static void More(IApplicationBuilder inner) => inner.UseHsts();", "", "" },
        { HeaderRules.HstsMissing.Id, "", "", "Error 4: 'Build' starts an application" },
        { HeaderRules.HstsMissing.Id, "if (app.Environment.IsDevelopment()) app.UseHsts();", "", "Error 5: 'UseHsts' runs only in Development" },
        { HeaderRules.HstsMissing.Id, "if (Environment.ProcessorCount > 8) app.UseHsts();", "", "Warning 5: HSTS is not proven: 'UseHsts' depends on 'Environment.ProcessorCount > 8' in 'UseDefaults' of Library" },
        { HeaderRules.HstsMissing.Id, "app.Map(\"/admin\", inner => inner.UseHsts());", "", "Warning 5: HSTS is not proven: 'UseHsts' depends on the branch 'Map' in 'UseDefaults' of Library" },
        { HeaderRules.HstsMissing.Id, "((Action<IApplicationBuilder>)Activator.CreateInstance(Type.GetType(\"A\")!)!)(app);", "", "Warning 5: HSTS is not proven" },

        // Headers, with value and place.
        { HeaderRules.HeaderWeak.Id, Headers("X-Frame-Options", "ALLOWALL"), "", "Error 5: 'X-Frame-Options' (in 'UseDefaults' of Library)" },
        { HeaderRules.HeaderWeak.Id, Headers("X-Frame-Options", "DENY"), "", "" },
        { HeaderRules.CspWeak.Id, Headers("Content-Security-Policy", "default-src *"), "", "Error 5: " },
        { HeaderRules.HeaderMissing.Id, "app.UseMiddleware<AllHeaders>();", "", "" },
        { HeaderRules.HeaderMissing.Id, "app.MapGet(\"/\", () => 1);", "", "Error 4: " },

        { HeaderRules.HeaderMissing.Id, "app.MapGet(\"/\", () => Results.Content(\"<p>\", \"text/html\")); app.Use((c, n) => { c.Response.Headers.XContentTypeOptions = \"nosniff\"; return n(c); });", "", "Error 4: 'Build' starts an application whose responses never carry 'Content-Security-Policy'" },

        // Options, read in services.
        { HeaderRules.HstsWeak.Id, "app.UseHsts();", "services.AddHsts(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });", "" },
        { HeaderRules.HstsWeak.Id, "app.UseHsts();", "services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(3));", "Error 3: HSTS holds for 3 days" },
        { HeaderRules.HstsWeak.Id, "app.UseHsts();", "services.AddHsts(o => o.MaxAge = TimeSpan.Parse(Console.ReadLine()!));", "Warning 3: That HSTS is strong enough is not proven" },
        { HeaderRules.ForwardedHeaders.Id, "app.UseForwardedHeaders();", "", "Error 5: " },
        { HeaderRules.ForwardedHeaders.Id, "app.UseForwardedHeaders(Options); } static ForwardedHeadersOptions Options => new(); static void Nothing() {", "", "" },
        { HeaderRules.ForwardedHeaders.Id, "app.UseForwardedHeaders();", "services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.All);", "" },

        // Order within the library.
        { HeaderRules.MiddlewareOrder.Id, "app.UseExceptionHandler(\"/error\");" + Headers("X-Frame-Options", "DENY"), "", "" },
        { HeaderRules.MiddlewareOrder.Id, "app.UseExceptionHandler(error => error.Run(_ => Task.CompletedTask));" + Headers("X-Frame-Options", "DENY"), "", "Error 5: " },
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task A_program_is_judged_by_what_the_library_does(string rule, string pipeline, string services, string expected)
    {
        var library = Library(pipeline, services);
        foreach (var reference in new[] { TwoProjects.Built("Library", library), TwoProjects.Typed("Library", library) })
        {
            var found = await TwoProjects.Judge(rule, Program, reference);
            if (expected.Length == 0)
                Assert.Empty(found);
            else
                Assert.StartsWith(expected, Assert.Single(found), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("services.AddCors(cors => cors.AddPolicy(\"web\", policy => policy.WithOrigins(\"https://a.example\")));", "", "app.UseCors(\"web\");", null)]
    [InlineData("services.AddCors(cors => cors.AddPolicy(\"web\", policy => policy.WithOrigins(\"https://a.example\")));", "", "app.UseCors(\"other\");", "'UseCors' applies the policy \"other\", which is not registered")]
    [InlineData("services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(\"https://a.example\")));", "", "app.UseCors();", null)]
    [InlineData("services.AddCors(); services.AddTransient<Microsoft.AspNetCore.Cors.Infrastructure.ICorsPolicyProvider, Microsoft.AspNetCore.Cors.Infrastructure.DefaultCorsPolicyProvider>();", "", "app.UseCors();", null)]
    [InlineData("", "app.UseCors(\"own\");", "", null)]
    [InlineData("", "", "", "The policy \"own\" is registered and never applied")]
    public async Task Policies_are_registered_and_applied_on_either_side(string services, string pipeline, string program, string? expected)
    {
        var own = program.Length > 0 ? "" : "builder.Services.AddCors(cors => cors.AddPolicy(\"own\", policy => policy.WithOrigins(\"https://b.example\")));";
        var source = Program.Replace("app.Run", $"{program} app.Run", StringComparison.Ordinal).Replace("builder.AddDefaults();", $"builder.AddDefaults(); {own}", StringComparison.Ordinal);
        var found = await TwoProjects.Judge("OMNI4007", source, TwoProjects.Built("Library", Library(pipeline, services)));
        if (expected is null)
            Assert.Empty(found);
        else
            Assert.Contains(expected, Assert.Single(found), StringComparison.Ordinal);
    }

    /// <summary>What runs may be another project's, which says nothing of it.</summary>
    [Fact]
    public async Task A_method_that_can_be_overridden_is_not_proven()
    {
        const string Library = "namespace Library; public class Setup { public virtual void Use(IApplicationBuilder app) => app.UseHsts(); }";
        const string Own = """
            Library.Setup setup = args.Length > 0 ? new Library.Setup() : (Library.Setup)Activator.CreateInstance(Type.GetType(args[0])!)!;
            var app = WebApplication.Create(args);
            setup.Use(app);
            app.Run();
            """;
        foreach (var reference in new[] { TwoProjects.Built("Library", Library), TwoProjects.Typed("Library", Library) })
            Assert.StartsWith("Warning 3: HSTS is not proven", Assert.Single(await TwoProjects.Judge(HeaderRules.HstsMissing.Id, Own, reference)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_says_what_another_library_does()
    {
        const string Base = "namespace Inner; public static class Start { public static void UseBase(this IApplicationBuilder app) => app.UseHsts(); }";
        var inner = TwoProjects.Built("Base", Base);
        var outer = TwoProjects.Built("Library", "using Inner;\n" + Library("app.UseBase();", ""), inner);
        Assert.Empty(await TwoProjects.Judge(HeaderRules.HstsMissing.Id, Program, outer, inner));
    }

    [Theory]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"2\")]")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"3\")]")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"2\")] [assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"M:Library.Defaults.UseDefaults(Microsoft.AspNetCore.Builder.WebApplication)\\nMiddleware\\tUseHsts\\tall\")]")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"2\")] [assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"M:Library.Defaults.UseDefaults(Microsoft.AspNetCore.Builder.WebApplication)\\nOption\\tUseHsts\\t15\\t\\t\\t\\t\")]")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"1\")]")]
    [InlineData("[assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"2\")] [assembly: System.Reflection.AssemblyMetadata(\"Omniops.Facts\", \"M:Library.Defaults.UseDefaults(Microsoft.AspNetCore.Builder.WebApplication)\\nMiddleware\\tUseHsts\\t15\\tkey%3Btext\\t\\t\\t\")]")]
    [InlineData("")]
    public async Task What_nobody_says_in_a_way_that_is_understood_is_not_proven(string attributes)
    {
        var library = TwoProjects.BuiltWithoutGate("Library", $"{attributes}\n{Library("app.UseHsts();", "")}");
        var found = Assert.Single(await TwoProjects.Judge(HeaderRules.HstsMissing.Id, Program, library));
        Assert.StartsWith("Warning 5: HSTS is not proven: 'UseDefaults' of Library cannot be seen", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_not_believed()
    {
        var library = TwoProjects.Built("Package", Library("app.UseHsts();", ""));
        var found = Assert.Single(await TwoProjects.Judge(HeaderRules.HstsMissing.Id, Program, library));
        Assert.StartsWith("Warning 5: HSTS is not proven: 'UseDefaults' of Package cannot be seen", found, StringComparison.Ordinal);
    }

    private static string Headers(string name, string value) =>
        $$"""app.Use((context, next) => { context.Response.Headers["{{name}}"] = "{{value}}"; return next(context); });""";

    private static string Library(string pipeline, string services) => $$"""
        namespace Library;
        public static class Defaults
        {
            public static void AddDefaults(this WebApplicationBuilder builder)
            {
                var services = builder.Services;
                {{services}}
            }

            public static void UseDefaults(this WebApplication app)
            {
                {{pipeline}}
            }
        }

        public sealed class AllHeaders(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context)
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                context.Response.Headers.XFrameOptions = "DENY";
                context.Response.Headers["Referrer-Policy"] = "no-referrer";
                context.Response.Headers["Permissions-Policy"] = "camera=()";
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
                return next(context);
            }
        }
        """;
}
