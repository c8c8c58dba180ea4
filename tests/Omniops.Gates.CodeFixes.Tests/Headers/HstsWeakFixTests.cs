using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.HstsWeakFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class HstsWeakFixTests
{
    private const string Options = "\nbuilder.Services.AddHsts(options =>\n{\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n});\n";

    [Theory]
    [InlineData("options => options.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(365)", "options =>\n{\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n}")]
    [InlineData("hsts =>\n{\n    hsts.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(30); // for now\n    hsts.IncludeSubDomains = true;\n}", "hsts =>\n{\n    hsts.MaxAge = TimeSpan.FromDays(365); // for now\n    hsts.IncludeSubDomains = true;\n}")]
    [InlineData("hsts =>\n{\n    hsts.{|OMNI3002:MaxAge|} = TimeSpan.FromHours(2 * 24);\n}", "hsts =>\n{\n    hsts.MaxAge = TimeSpan.FromDays(365);\n    hsts.IncludeSubDomains = true;\n}")]
    [InlineData("(hsts) =>\n{\n    hsts.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(730);\n    hsts.IncludeSubDomains = false;\n    hsts.Preload = true;\n}", "(hsts) =>\n{\n    hsts.MaxAge = TimeSpan.FromDays(730);\n    hsts.IncludeSubDomains = true;\n    hsts.Preload = true;\n}")]
    [InlineData("options =>\n{\n    options.{|OMNI3002:IncludeSubDomains|} = true;\n}", "options =>\n{\n    options.IncludeSubDomains = true;\n    options.MaxAge = TimeSpan.FromDays(365);\n}")]
    public Task Changes_the_options(string before, string after) => Fix.Check(Program($"builder.Services.AddHsts({before});"), Program($"builder.Services.AddHsts({after});"));

    [Theory]
    [InlineData("builder.Services.AddHsts(options => options.Preload = true);", "builder.Services.AddHsts(options =>\n{\n    options.Preload = true;\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n});")]
    [InlineData("builder.Services.AddHsts(options =>\n{\n});", "builder.Services.AddHsts(options =>\n{\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n});")]
    [InlineData("builder.Services.AddRouting();", "builder.Services.AddRouting();\n\nbuilder.Services.AddHsts(options =>\n{\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n});")]
    public Task Adds_what_nobody_has_set(string before, string after) => Fix.Check(Program(before, "{|OMNI3002:UseHsts|}"), Program(after));

    [Fact]
    public Task Changes_options_that_are_configured_otherwise() => Fix.Check(
        Program("builder.Services.Configure<Microsoft.AspNetCore.HttpsPolicy.HstsOptions>(options => options.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(3));"),
        Program("""
            builder.Services.Configure<Microsoft.AspNetCore.HttpsPolicy.HstsOptions>(options =>
            {
                options.MaxAge = TimeSpan.FromDays(365);
                options.IncludeSubDomains = true;
            });
            """));

    [Fact]
    public Task Changes_options_in_another_file()
    {
        const string before = """
            static class Services
            {
                public static void AddSafety(this IServiceCollection services) => services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(3));
            }
            """;
        const string after = """
            static class Services
            {
                public static void AddSafety(this IServiceCollection services) => services.AddHsts(options =>
                {
                    options.MaxAge = TimeSpan.FromDays(365);
                    options.IncludeSubDomains = true;
                });
            }
            """;
        var fix = new Fix(Program("builder.Services.{|OMNI3002:AddSafety|}();"), Program("builder.Services.AddSafety();"));
        fix.TestState.Sources.Add(("/app/Services.cs", before));
        fix.FixedState.Sources.Add(("/app/Services.cs", after));
        return fix.CheckAsync();
    }

    [Theory]
    [InlineData("headers.{|OMNI3002:StrictTransportSecurity|} = \"max-age=300\";", "headers.StrictTransportSecurity = \"max-age=31536000; includeSubDomains\";")]
    [InlineData("headers.{|OMNI3002:StrictTransportSecurity|} = \"max-age=63072000; preload\"; // two years", "headers.StrictTransportSecurity = \"max-age=63072000; includeSubDomains; preload\"; // two years")]
    [InlineData("headers.{|OMNI3002:Append|}(\"Strict-Transport-Security\", \"max-age=300; includeSubDomains\");", "headers.Append(\"Strict-Transport-Security\", \"max-age=31536000; includeSubDomains\");")]
    public Task Changes_the_text_of_a_header(string before, string after) => Fix.Check(Writing(before), Writing(after));

    [Fact]
    public Task Adds_options_to_a_startup_class() => Fix.Check(Startup("{|OMNI3002:UseHsts|}", ""), Startup("UseHsts", """


                services.AddHsts(options =>
                {
                    options.MaxAge = TimeSpan.FromDays(365);
                    options.IncludeSubDomains = true;
                });
        """));

    [Fact]
    public Task Fixes_all() => new Fix(Program("", "{|OMNI3002:UseHsts|}"), Program(Options)).WithProject(
        "Admin",
        Program("builder.Services.AddHsts(options => options.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(365));"),
        Program("builder.Services.AddHsts(options =>\n{\n    options.MaxAge = TimeSpan.FromDays(365);\n    options.IncludeSubDomains = true;\n});")).CheckAsync();

    [Theory]
    [InlineData("var app = WebApplication.Create(args);\napp.{|OMNI3002:UseHsts|}();\napp.Run();")]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build();\napp.{|OMNI3002:UseHsts|}();\napp.Run();")]
    [InlineData("var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddHsts(Safe);\nvar app = builder.Build();\napp.{|OMNI3002:UseHsts|}();\napp.Run();\nstatic void Safe(Microsoft.AspNetCore.HttpsPolicy.HstsOptions options) { }")]
    [InlineData("var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddHsts(options => { });\nbuilder.Services.AddHsts(options => options.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(1));\nvar app = builder.Build();\napp.UseHsts();\napp.Run();")]
    public Task Not_offered_for(string program) => Fix.CheckNotOffered(program);

    private static string Program(string services, string call = "UseHsts") => $"""
        var builder = WebApplication.CreateBuilder(args);
        {services}

        var app = builder.Build();
        app.{call}();
        app.Run();
        """;

    private static string Writing(string statement) => $$"""
        var app = WebApplication.Create(args);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                {{statement}}
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.Run();
        """;

    private static string Startup(string call, string services) => $$"""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddRouting();{{services}}
            }

            public void Configure(IApplicationBuilder app)
            {
                app.{{call}}();
            }
        }
        """;
}
