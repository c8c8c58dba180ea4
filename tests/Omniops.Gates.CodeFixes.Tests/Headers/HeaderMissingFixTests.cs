using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Omniops.Gates.Analyzers.Tests;
using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.HeaderMissingFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class HeaderMissingFixTests
{
    private const string Data = """
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            });
            return next(context);
        });
        """;

    private const string Pages = """
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
                headers.XFrameOptions = "SAMEORIGIN";
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
                return Task.CompletedTask;
            });
            return next(context);
        });
        """;

    [Theory]
    [InlineData("app.MapGet(\"/\", () => \"hello\");", Data)]
    [InlineData("app.UseExceptionHandler(\"/error\"); // for people", Data)]
    [InlineData("// The shop.\napp.UseStaticFiles();", Pages)]
    [InlineData("app.MapGet(\"/\", () => Results.Content(\"<p>\", \"text/html\"));", Pages)]
    public Task Comes_first(string statement, string middleware) => Fix.Check($"""
        // Copyright
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.{"{|OMNI3004:Build|}"}(); // the shop
        {statement}
        app.Run();
        """, $"""
        // Copyright
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build(); // the shop

        {middleware}

        {statement}
        app.Run();
        """);

    [Fact]
    public Task Comes_behind_forwarded_headers_and_before_what_answers() => Fix.Check($$"""
        var app = WebApplication.{|OMNI3004:Create|}(args);

        // The proxy.
        app.UseForwardedHeaders(); // outermost
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error");
            app.UseHsts();
        }

        app.UseHttpsRedirection();
        app.UseStaticFiles();
        app.Run();
        """, $$"""
        var app = WebApplication.Create(args);

        // The proxy.
        app.UseForwardedHeaders(); // outermost

        {{Pages}}

        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error");
            app.UseHsts();
        }

        app.UseHttpsRedirection();
        app.UseStaticFiles();
        app.Run();
        """);

    [Fact]
    public Task Joins_the_lambda_that_writes_headers_already() => Fix.Check("""
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                // Nobody frames us.
                context.Response.Headers.XFrameOptions = "DENY"; // not even ourselves
                return Task.CompletedTask;
            });
            await next(context);
        });
        app.UseStaticFiles();
        app.Run();
        """, """
        var app = WebApplication.Create(args);
        app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                // Nobody frames us.
                context.Response.Headers.XFrameOptions = "DENY"; // not even ourselves
                context.Response.Headers.XContentTypeOptions = "nosniff";
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
                context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                context.Response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
                return Task.CompletedTask;
            });
            await next(context);
        });
        app.UseStaticFiles();
        app.Run();
        """);

    [Fact]
    public Task Joins_the_class_that_writes_headers_already() => Fix.Check("""
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.UseMiddleware<Careful>();
        app.Run();

        class Careful(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context)
            {
                context.Response.OnStarting(() =>
                {
                    var headers = context.Response.Headers;
                    headers["Referrer-Policy"] = "no-referrer";
                    return Task.CompletedTask;
                });
                return next(context);
            }
        }
        """, """
        var app = WebApplication.Create(args);
        app.UseMiddleware<Careful>();
        app.Run();

        class Careful(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context)
            {
                context.Response.OnStarting(() =>
                {
                    var headers = context.Response.Headers;
                    headers["Referrer-Policy"] = "no-referrer";
                    headers.XContentTypeOptions = "nosniff";
                    return Task.CompletedTask;
                });
                return next(context);
            }
        }
        """);

    /// <summary>What stands behind static files, or under a condition, would not do.</summary>
    [Theory]
    [InlineData("app.UseStaticFiles();\napp.Use((context, next) =>\n{\n    context.Response.OnStarting(() =>\n    {\n        context.Response.Headers.CacheControl = \"no-store\";\n        return Task.CompletedTask;\n    });\n    return next(context);\n});")]
    [InlineData("app.Use((context, next) =>\n{\n    if (context.Request.Path == \"/\")\n    {\n        context.Response.OnStarting(() =>\n        {\n            context.Response.Headers.CacheControl = \"no-store\";\n            return Task.CompletedTask;\n        });\n    }\n\n    return next(context);\n});\napp.UseStaticFiles();")]
    public Task Leaves_other_middleware_alone(string statements) => Fix.Check($"""
        var app = WebApplication.{"{|OMNI3004:Create|}"}(args);
        {statements}
        app.Run();
        """, $"""
        var app = WebApplication.Create(args);

        {Pages}

        {statements}
        app.Run();
        """);

    [Fact]
    public Task Avoids_names_that_are_taken() => Fix.Check("""
        var context = 1;
        var next = 2;
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.Run();
        """, """
        var context = 1;
        var next = 2;
        var app = WebApplication.Create(args);

        app.Use((httpContext, following) =>
        {
            httpContext.Response.OnStarting(() =>
            {
                httpContext.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            });
            return following(httpContext);
        });

        app.Run();
        """);

    [Fact]
    public Task Fits_into_a_startup_class_in_another_file()
    {
        const string program = """
            Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3004:UseStartup|}<Startup>()).Build().Run();
            """;
        const string before = """
            public class Startup
            {
                public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
                {
                    // Errors first.
                    if (env.IsDevelopment())
                    {
                        app.UseDeveloperExceptionPage();
                    }

                    app.UseRouting();
                }
            }
            """;
        const string after = """
            public class Startup
            {
                public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
                {
                    app.Use((context, next) =>
                    {
                        context.Response.OnStarting(() =>
                        {
                            context.Response.Headers.XContentTypeOptions = "nosniff";
                            return Task.CompletedTask;
                        });
                        return next(context);
                    });

                    // Errors first.
                    if (env.IsDevelopment())
                    {
                        app.UseDeveloperExceptionPage();
                    }

                    app.UseRouting();
                }
            }
            """;
        var fix = new Fix(program, program.Replace("{|OMNI3004:", "").Replace("|}", ""));
        fix.TestState.Sources.Add(("/app/Startup.cs", before));
        fix.FixedState.Sources.Add(("/app/Startup.cs", after));
        return fix.CheckAsync();
    }

    [Fact]
    public Task Fits_into_a_function_that_configures() => Fix.Check("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3004:Configure|}(app =>
        {
            app.UseRouting();
        })).Build().Run();
        """, """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app =>
        {
            app.Use((context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.XContentTypeOptions = "nosniff";
                    return Task.CompletedTask;
                });
                return next(context);
            });

            app.UseRouting();
        })).Build().Run();
        """);

    [Fact]
    public Task Imports_what_it_needs() => new Fix("""
        using Microsoft.AspNetCore.Http;

        var app = Microsoft.AspNetCore.Builder.WebApplication.{|OMNI3004:Create|}(args);
        app.Run();
        """, $"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Builder;
        using System.Threading.Tasks;

        var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args);

        {Data}

        app.Run();
        """, implicitUsings: false).CheckAsync();

    [Fact]
    public Task Keeps_the_ends_of_lines() => Fix.Check(
        "var app = WebApplication.{|OMNI3004:Create|}(args);\r\napp.Run();\r\n",
        $"var app = WebApplication.Create(args);\n\n{Data}\n\napp.Run();\n".ReplaceLineEndings("\r\n"));

    [Fact]
    public Task Fixes_all() => new Fix(
        "var app = WebApplication.{|OMNI3004:Create|}(args);\napp.Run();\n",
        $"var app = WebApplication.Create(args);\n\n{Data}\n\napp.Run();\n").WithProject(
        "Admin",
        "var app = WebApplication.{|OMNI3004:Create|}(args);\napp.UseStaticFiles();\n",
        $"var app = WebApplication.Create(args);\n\n{Pages}\n\napp.UseStaticFiles();\n").CheckAsync();

    [Theory]
    [InlineData("WebApplication.CreateBuilder(args).{|OMNI3004:Build|}().Run();")]
    [InlineData("WebApplication app;\napp = WebApplication.{|OMNI3004:Create|}(args);")]
    [InlineData("var app = WebApplication.{|OMNI3004:Create|}(args); app.Run();")]
    [InlineData("#if !DESKTOP\nvar app = WebApplication.{|OMNI3004:Create|}(args);\n#endif")]
    [InlineData("if (args.Length > 0)\n{\n    var app = WebApplication.{|OMNI3004:Create|}(args);\n    app.Run();\n}")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3004:UseStartup|}<Startup>()).Build().Run();\nclass Startup { public void Configure(IApplicationBuilder app) => app.UseRouting(); }")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3004:UseStartup|}<Startup>()).Build().Run();\nclass Startup\n{\n    public void Configure(IApplicationBuilder app)\n    {\n    }\n    public void ConfigureStaging(IApplicationBuilder app)\n    {\n    }\n}")]
    [InlineData("var app = WebApplication.Create(args);\napp.Use(async (context, next) => { if (context.Request.Path == \"/\") context.Response.Headers.{|OMNI3004:XContentTypeOptions|} = \"nosniff\"; await next(context); });\napp.Run();")]
    public Task Not_offered_for(string program) => Fix.CheckNotOffered(program);

    [Theory]
    [InlineData("var app = WebApplication.{|OMNI3004:Create|}(args)")]
    [InlineData("var app = WebApplication.{|OMNI3004:Create|}(args;")]
    [InlineData("class Program\n{\n    static void Main(string[] args)\n    {\n        var app = WebApplication.{|OMNI3004:Create|}(args)")]
    public Task Half_typed_code_gets_no_fix(string source) =>
        new Fix(source, source) { CompilerDiagnostics = CompilerDiagnostics.None }.CheckAsync();

    [Fact]
    public Task Writes_a_policy_where_the_package_is_referenced() => WithPackage("""
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.UseStaticFiles();
        app.Run();
        """, """
        var app = WebApplication.Create(args);

        app.UseSecurityHeaders(policies => policies
            .AddContentTypeOptionsNoSniff()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddObjectSrc().None();
                csp.AddBaseUri().Self();
                csp.AddFrameAncestors().Self();
            })
            .AddFrameOptionsSameOrigin()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddPermissionsPolicyWithDefaultSecureDirectives());

        app.UseStaticFiles();
        app.Run();
        """);

    [Fact]
    public Task Writes_a_policy_of_one_header() => WithPackage("""
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.Run();
        """, """
        var app = WebApplication.Create(args);

        app.UseSecurityHeaders(policies => policies.AddContentTypeOptionsNoSniff());
        app.Run();
        """);

    [Fact]
    public Task Adds_to_a_policy_that_is_there_by_a_middleware() => WithPackage("""
        var app = WebApplication.{|OMNI3004:Create|}(args);
        app.UseSecurityHeaders(policies => policies.AddFrameOptionsSameOrigin());
        app.Run();
        """, $"""
        var app = WebApplication.Create(args);

        {Data}

        app.UseSecurityHeaders(policies => policies.AddFrameOptionsSameOrigin());
        app.Run();
        """);

    private static Task WithPackage(string before, string after) =>
        new Fix(before, after) { Tolerated = ["OMNI3006"] }.WithReferences([HeaderPolicies.Reference]).CheckAsync();
}
