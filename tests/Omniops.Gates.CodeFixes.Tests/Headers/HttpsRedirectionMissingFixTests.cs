using Microsoft.CodeAnalysis.Testing;
using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.HttpsRedirectionMissingFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class HttpsRedirectionMissingFixTests
{
    [Theory]
    [InlineData("app.MapGet(\"/\", () => \"hello\");")]
    [InlineData("// The shop.\napp.UseStaticFiles();")]
    [InlineData("app.UseRouting();\nif (!app.Environment.IsDevelopment())\n{\n    app.UseHsts();\n}")]
    public Task Follows_the_declaration(string statements) => Fix.Check($"""
        // Copyright
        var app = WebApplication.{"{|OMNI3003:Create|}"}(args); // the shop
        {statements}
        app.Run();
        """, $"""
        // Copyright
        var app = WebApplication.Create(args); // the shop

        app.UseHttpsRedirection();
        {statements}
        app.Run();
        """);

    [Theory]
    [InlineData("app.UseForwardedHeaders();", "")]
    [InlineData("app.UseForwardedHeaders(); // outermost\n\n// Errors.\napp.UseExceptionHandler(\"/error\");\napp.UseHsts();", "")]
    [InlineData("app.UseExceptionHandler(\"/error\");\napp.UseStatusCodePages();", "")]
    [InlineData("app.Use((context, next) =>\n{\n    context.Response.OnStarting(() =>\n    {\n        context.Response.Headers.XContentTypeOptions = \"nosniff\";\n        return Task.CompletedTask;\n    });\n    return next(context);\n});", "\n")]
    [InlineData("if (!app.Environment.IsDevelopment())\n{\n    app.UseExceptionHandler(\"/error\");\n    app.UseHsts();\n}", "\n")]
    [InlineData("if (app.Environment.IsDevelopment())\n{\n    app.UseDeveloperExceptionPage();\n}\nelse\n{\n    app.UseExceptionHandler(\"/error\");\n    app.UseHsts();\n}", "\n")]
    public Task Follows_what_belongs_before_it(string statements, string gap) => Fix.Check($"""
        var app = WebApplication.{"{|OMNI3003:Create|}"}(args);
        {statements}

        app.UseStaticFiles();
        app.Run();
        """, $"""
        var app = WebApplication.Create(args);
        {statements}{gap}
        app.UseHttpsRedirection();

        app.UseStaticFiles();
        app.Run();
        """);

    [Theory]
    [InlineData("if (!app.Environment.IsDevelopment())\n{\n    app.UseHsts();\n    app.UseResponseCompression();\n}")]
    [InlineData("if (args.Length > 0)\n{\n    app.UseHsts();\n}")]
    [InlineData("app.Use((context, next) => next(context));")]
    public Task Comes_before_the_rest(string statements) => Fix.Check($"""
        var app = WebApplication.{"{|OMNI3003:Create|}"}(args);
        app.UseExceptionHandler("/error");
        {statements}
        app.Run();
        """, $"""
        var app = WebApplication.Create(args);
        app.UseExceptionHandler("/error");
        app.UseHttpsRedirection();
        {statements}
        app.Run();
        """);

    [Fact]
    public Task Fits_into_a_startup_class() => Fix.Check("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3003:UseStartup|}<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder builder, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                {
                    builder.UseDeveloperExceptionPage();
                }
                else
                {
                    builder.UseHsts();
                }

                builder.UseStaticFiles();
            }
        }
        """, """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder builder, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                {
                    builder.UseDeveloperExceptionPage();
                }
                else
                {
                    builder.UseHsts();
                }

                builder.UseHttpsRedirection();

                builder.UseStaticFiles();
            }
        }
        """);

    [Fact]
    public Task Imports_the_namespace_and_keeps_the_ends_of_lines() => new Fix(
        "// Copyright\r\n\r\nvar app = Microsoft.AspNetCore.Builder.WebApplication.{|OMNI3003:Create|}(args);\r\napp.Run();\r\n",
        "// Copyright\r\n\r\nusing Microsoft.AspNetCore.Builder;\r\n\r\nvar app = Microsoft.AspNetCore.Builder.WebApplication.Create(args);\r\n\r\napp.UseHttpsRedirection();\r\napp.Run();\r\n",
        implicitUsings: false).CheckAsync();

    [Fact]
    public Task Fixes_all() => new Fix(
        "var app = WebApplication.{|OMNI3003:Create|}(args);\napp.Run();\n",
        "var app = WebApplication.Create(args);\n\napp.UseHttpsRedirection();\napp.Run();\n").WithProject(
        "Admin",
        "var app = WebApplication.{|OMNI3003:Create|}(args);\n",
        "var app = WebApplication.Create(args);\n\napp.UseHttpsRedirection();\n").CheckAsync();

    [Theory]
    [InlineData("WebApplication.CreateBuilder(args).{|OMNI3003:Build|}().Run();")]
    [InlineData("WebApplication app;\napp = WebApplication.{|OMNI3003:Create|}(args);")]
    [InlineData("var app = WebApplication.{|OMNI3003:Create|}(args); app.Run();")]
    [InlineData("var app = WebApplication.{|OMNI3003:Create|}(args);\nif (args.Length > 0)\n    app.UseForwardedHeaders();")]
    [InlineData("var app = WebApplication.{|OMNI3003:Create|}(args);\napp.Use((context, next) => { context.Request.Scheme = \"https\"; return next(context); });")]
    [InlineData("var app = WebApplication.Create(args);\nif (args.Length > 0)\n    app.{|OMNI3003:UseHttpsRedirection|}();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3003:UseStartup|}<Startup>()).Build().Run();\nclass Startup { public void Configure(IApplicationBuilder app) => app.UseRouting(); }")]
    public Task Not_offered_for(string program) => Fix.CheckNotOffered(program);

    [Fact]
    public Task Half_typed_code_gets_no_fix()
    {
        const string source = "var app = WebApplication.{|OMNI3003:Create|}(args";
        return new Fix(source, source) { CompilerDiagnostics = CompilerDiagnostics.None }.CheckAsync();
    }
}
