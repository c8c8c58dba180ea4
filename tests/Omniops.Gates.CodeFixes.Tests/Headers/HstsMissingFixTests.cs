using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Analyzers.Tests;
using Omniops.Gates.CodeFixes.Headers;
using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.HstsMissingFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class HstsMissingFixTests
{
    private const string Options = """

        builder.Services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });


        """;

    /// <summary>A builder in a variable is a place for the options as well.</summary>
    [Theory]
    [InlineData("var app = builder.{|OMNI3001:Build|}();", "app")]
    [InlineData("WebApplication app = builder.{|OMNI3001:Build|}();", "app")]
    [InlineData("using var app = builder.{|OMNI3001:Build|}();", "app")]
    [InlineData("await using var app = builder.{|OMNI3001:Build|}();", "app")]
    [InlineData("await using WebApplication app = builder.{|OMNI3001:Build|}();", "app")]
    [InlineData("var app = WebApplication.CreateBuilder().{|OMNI3001:Build|}();", "app")]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args);", "app")]
    [InlineData("var @event = WebApplication.{|OMNI3001:Create|}(args); // the shop", "@event")]
    public Task Follows_the_declaration(string declaration, string name) => Check($"""
        var builder = WebApplication.CreateBuilder(args);
        {declaration}
        {name}.MapGet("/", () => "Hello");
        {name}.Run();
        """, $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{(declaration.Contains("builder.") ? Options : "")}}{{declaration.Replace("{|OMNI3001:", "").Replace("|}", "")}}

        if (!{{name}}.Environment.IsDevelopment())
        {
            {{name}}.UseHsts();
        }

        {{name}}.MapGet("/", () => "Hello");
        {{name}}.Run();
        """);

    [Fact]
    public Task Leaves_options_alone_that_are_set() => Check("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(1));
        var app = builder.{|OMNI3001:Build|}();
        app.Run();
        """, """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(1));
        var app = builder.Build();

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Run();
        """);

    [Fact]
    public Task Sets_options_behind_the_last_service() => Check("""
        using Microsoft.Extensions.Logging.Console;

        var options = WebApplication.CreateBuilder(args);
        options.Services.AddRouting();
        // Ready.
        var app = options.{|OMNI3001:Build|}(); // now
        app.Run();
        """, """
        using Microsoft.Extensions.Logging.Console;

        var options = WebApplication.CreateBuilder(args);
        options.Services.AddRouting();

        options.Services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });

        // Ready.
        var app = options.Build(); // now

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Run();
        """);

    [Fact]
    public Task Fits_into_a_startup_class() => Check("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3001:UseStartup|}<Startup>()).Build().Run();

        class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddRouting();
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                {
                    app.UseDeveloperExceptionPage();
                }

                app.UseRouting();
            }
        }
        """, """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddRouting();

                services.AddHsts(options =>
                {
                    options.MaxAge = TimeSpan.FromDays(365);
                    options.IncludeSubDomains = true;
                });
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (!env.IsDevelopment())
                {
                    app.UseHsts();
                }

                if (env.IsDevelopment())
                {
                    app.UseDeveloperExceptionPage();
                }

                app.UseRouting();
            }
        }
        """);

    [Fact]
    public Task Fits_into_blocks_and_keeps_comments() => Check("""
        // Copyright
        namespace Shop
        {
            internal static class Program
            {
                private static async Task Main(string[] args)
                {
                    try
                    {
                        await using var app = WebApplication.{|OMNI3001:Create|}(args); // once

                        // Static files first.
                        app.UseStaticFiles();

                        await app.RunAsync();
                    }
                    finally
                    {
                        Console.WriteLine();
                    }
                }
            }
        }
        """, """
        // Copyright
        namespace Shop
        {
            internal static class Program
            {
                private static async Task Main(string[] args)
                {
                    try
                    {
                        await using var app = WebApplication.Create(args); // once

                        if (!app.Environment.IsDevelopment())
                        {
                            app.UseHsts();
                        }

                        // Static files first.
                        app.UseStaticFiles();

                        await app.RunAsync();
                    }
                    finally
                    {
                        Console.WriteLine();
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Fits_at_the_end_of_a_block() => Check("""
        class Program
        {
            static void Main(string[] args)
            {
                var app = WebApplication.{|OMNI3001:Create|}(args);
            }
        }
        """, """
        class Program
        {
            static void Main(string[] args)
            {
                var app = WebApplication.Create(args);

                if (!app.Environment.IsDevelopment())
                {
                    app.UseHsts();
                }
            }
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public Task Fits_at_the_end_of_a_file(string end) => Check(
        "var app = WebApplication.{|OMNI3001:Create|}(args);" + end, """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        """ + end);

    [Fact]
    public Task Fits_before_a_comment_without_a_blank_line() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        // Serve.
        app.Run();
        """, """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        // Serve.
        app.Run();
        """);

    [Fact]
    public Task Follows_the_declaration_in_a_local_function() => Check("""
        Build(args).Run();

        static WebApplication Build(string[] args)
        {
            var app = WebApplication.{|OMNI3001:Create|}(args);
            app.UseStaticFiles();
            return app;
        }
        """, """
        Build(args).Run();

        static WebApplication Build(string[] args)
        {
            var app = WebApplication.Create(args);

            if (!app.Environment.IsDevelopment())
            {
                app.UseHsts();
            }

            app.UseStaticFiles();
            return app;
        }
        """);

    [Fact]
    public Task Follows_forwarded_headers() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.UseForwardedHeaders();
        app.UseRequestLocalization();
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardLimit = 2 }); // the outer proxy
        app.UseRouting();
        """, """
        var app = WebApplication.Create(args);
        app.UseForwardedHeaders();
        app.UseRequestLocalization();
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardLimit = 2 }); // the outer proxy

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseRouting();
        """);

    [Theory]
    [InlineData("app.Use((context, next) => { context.Request.Scheme = \"https\"; return next(context); });")]
    [InlineData("if (args.Length > 0)\n    app.UseForwardedHeaders();")]
    [InlineData("app.UseForwardedHeaders().UseRouting();")]
    [InlineData("void Proxy() => app.UseForwardedHeaders();\nProxy();")]
    [InlineData("ForwardedHeadersExtensions.UseForwardedHeaders(app);")]
    public Task Not_offered_when_the_scheme_is_set_in_an_unusual_way(string statement) => Fix.CheckNotOffered($"""
        var app = WebApplication.{"{|OMNI3001:Create|}"}(args);
        {statement}
        app.Run();
        """);

    [Fact]
    public Task Not_offered_when_another_file_sets_the_scheme() => NotOfferedBeside("""
        static class Proxy
        {
            public static void UseProxy(this WebApplication app) => app.UseForwardedHeaders();
        }
        """, """
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.UseProxy();
        app.Run();
        """);

    [Fact]
    public Task Reading_the_scheme_is_not_setting_it() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.MapGet("/", (HttpRequest request) => request.Scheme);
        """, """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.MapGet("/", (HttpRequest request) => request.Scheme);
        """);

    [Fact]
    public Task Joins_the_block_that_runs_outside_Development() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);

        // Configure the HTTP request pipeline.
        if (!app.Environment.IsDevelopment())
        {
            // Smaller answers.
            app.UseResponseCompression();
        }

        app.UseHttpsRedirection();
        """, """
        var app = WebApplication.Create(args);

        // Configure the HTTP request pipeline.
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            // Smaller answers.
            app.UseResponseCompression();
        }

        app.UseHttpsRedirection();
        """);

    [Fact]
    public Task Joins_the_block_after_its_exception_handler() => Check("""
        class Program
        {
            static void Main(string[] args)
            {
                var app = WebApplication.{|OMNI3001:Create|}(args);

                if (!app.Environment.IsDevelopment())
                {
                    app.UseExceptionHandler("/Error"); // for people
                    // The default HSTS value is 30 days.
                }

                app.UseHttpsRedirection();
            }
        }
        """, """
        class Program
        {
            static void Main(string[] args)
            {
                var app = WebApplication.Create(args);

                if (!app.Environment.IsDevelopment())
                {
                    app.UseExceptionHandler("/Error"); // for people
                    app.UseHsts();
                    // The default HSTS value is 30 days.
                }

                app.UseHttpsRedirection();
            }
        }
        """);

    [Fact]
    public Task Joins_the_else_block() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }
        else
        {
            app.UseExceptionHandler("/Error");
        }
        """, """
        var app = WebApplication.Create(args);
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }
        else
        {
            app.UseExceptionHandler("/Error");
            app.UseHsts();
        }
        """);

    [Fact]
    public Task Joins_an_empty_block_after_forwarded_headers() => Check("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
        }
        """, """
        var app = WebApplication.Create(args);
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        """);

    [Theory]
    [InlineData("app.Logger.LogInformation(\"up\");")]
    [InlineData("var environment = app.Environment;")]
    [InlineData("app.MapGet(\"/\", () => \"Hello\");")]
    [InlineData("using (var scope = app.Services.CreateScope()) { }")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage();")]
    public Task Joins_the_block_past_statements_without_middleware(string statement) => Check($$"""
        var app = WebApplication.{{"{|OMNI3001:Create|}"}}(args);
        {{statement}}
        if (!app.Environment.IsDevelopment())
        {
            app.UseResponseCompression();
        }
        """, $$"""
        var app = WebApplication.Create(args);
        {{statement}}
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseResponseCompression();
        }
        """);

    [Theory]
    [InlineData("app.UseStaticFiles();")]
    [InlineData("StaticFileExtensions.UseStaticFiles(app);")]
    [InlineData("app.Use(next => next);")]
    [InlineData("IApplicationBuilder pipeline = app;\npipeline.UseStaticFiles();")]
    [InlineData("app.Map(\"/old\", branch => branch.UseWelcomePage());")]
    [InlineData("Files();\nvoid Files() => app.UseStaticFiles();")]
    public Task Comes_before_middleware_that_stands_above_the_block(string statements) => Check($$"""
        var app = WebApplication.{{"{|OMNI3001:Create|}"}}(args);
        {{statements}}
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
        }
        """, $$"""
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        {{statements}}
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
        }
        """);

    [Theory]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseExceptionHandler(\"/Error\"); }")]
    [InlineData("if (!app.Environment.IsDevelopment())\n    app.UseExceptionHandler(\"/Error\");")]
    [InlineData("if (!app.Environment.IsStaging())\n{\n    app.UseExceptionHandler(\"/Error\");\n}")]
    [InlineData("if (!app.Environment.IsDevelopment() && args.Length > 0)\n{\n    app.UseExceptionHandler(\"/Error\");\n}")]
    [InlineData("if (!builder.Environment.IsDevelopment())\n{\n    app.UseExceptionHandler(\"/Error\");\n}")]
    [InlineData("if (app.Environment.IsDevelopment())\n{\n}\nelse if (args.Length > 0)\n{\n    app.UseExceptionHandler(\"/Error\");\n}")]
    [InlineData("if (!app.Environment.IsDevelopment())\n{\n#if DEBUG\n    app.UseStaticFiles();\n#endif\n}")]
    [InlineData("#if !DESKTOP\nvar shop = 1;\nif (!app.Environment.IsDevelopment())\n{\n    app.UseStaticFiles();\n}\n#endif")]
    public Task Leaves_other_conditions_alone(string condition) => Check($"""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.{"{|OMNI3001:Build|}"}();
        {condition}
        """, $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{Options}}var app = builder.Build();

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        {{condition}}
        """);

    [Fact]
    public Task Ends_lines_as_the_file_does() => Check(WithCarriageReturns("""
        using System.Text;

        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.Run();
        """), WithCarriageReturns("""
        using System.Text;

        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Run();
        """));

    [Fact]
    public Task Ends_lines_as_the_file_does_in_a_block() => Check(WithCarriageReturns("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
        }
        """), WithCarriageReturns("""
        var app = WebApplication.Create(args);
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
            app.UseHsts();
        }
        """));

    [Fact]
    public Task Ends_lines_as_the_file_does_around_usings() => CheckWithoutUsings(WithCarriageReturns("""
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.{|OMNI3001:Create|}(args);
        """), WithCarriageReturns("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Hosting;

        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        """));

    [Fact]
    public Task Follows_the_style_of_the_team() => new Fix("""
        class Program {
        	static void Main(string[] args) {
        		var app = WebApplication.{|OMNI3001:Create|}(args);
        		app.Run();
        	}
        }
        """, """
        class Program {
        	static void Main(string[] args) {
        		var app = WebApplication.Create(args);

        		if (!app.Environment.IsDevelopment()) {
        			app.UseHsts();
        		}

        		app.Run();
        	}
        }
        """) { Tolerated = ["OMNI3002"] }.WithStyle("indent_style = tab\ncsharp_new_line_before_open_brace = none").CheckAsync();

    [Fact]
    public Task Leaves_ugly_code_around_it_alone() => Check("""
        var   app=WebApplication.{|OMNI3001:Create|}( args ) ;
          app . Run( ) ;
        """, """
        var   app=WebApplication.Create( args ) ;

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

          app . Run( ) ;
        """);

    [Fact]
    public Task Imports_what_the_condition_needs() => CheckWithoutUsings("""
        // Copyright
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Shop;
        using static System.Math;

        // The shop.
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.Run();

        namespace Shop { }
        """, """
        // Copyright
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.Hosting;
        using Shop;
        using static System.Math;

        // The shop.
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Run();

        namespace Shop { }
        """);

    [Theory]
    [InlineData("", "")]
    [InlineData("// The shop.\n", "")]
    [InlineData("", "// Copyright\n// by us\n\n")]
    [InlineData("// The shop.\n", "// Copyright\n\n")]
    [InlineData("", "#nullable enable\n")]
    [InlineData("// The shop.\n", "#nullable enable\n")]
    public Task Imports_both_namespaces_where_there_are_none(string comment, string header) => CheckWithoutUsings(header + $"""
        {comment}var app = Microsoft.AspNetCore.Builder.WebApplication.{"{|OMNI3001:Create|}"}(args);
        """, header + $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Hosting;

        {{comment}}var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        """);

    [Fact]
    public Task Sees_usings_within_a_namespace() => CheckWithoutUsings("""
        namespace Shop
        {
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.Hosting;

            class Program
            {
                static void Main(string[] args)
                {
                    var app = WebApplication.{|OMNI3001:Create|}(args);
                }
            }
        }
        """, """
        namespace Shop
        {
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.Hosting;

            class Program
            {
                static void Main(string[] args)
                {
                    var app = WebApplication.Create(args);

                    if (!app.Environment.IsDevelopment())
                    {
                        app.UseHsts();
                    }
                }
            }
        }
        """);

    [Theory]
    [InlineData("#if !DESKTOP\nusing Microsoft.AspNetCore.Builder;\n#endif")]
    [InlineData("extern alias Old;\nusing Microsoft.AspNetCore.Builder;")]
    public Task Not_offered_when_an_import_has_no_certain_place(string head)
    {
        var source = head + "\n\nvar app = WebApplication.{|OMNI3001:Create|}(args);\n";
        return new Fix(source, source, implicitUsings: false) { CompilerDiagnostics = CompilerDiagnostics.None }.CheckAsync();
    }

    [Theory]
    [InlineData("public static void UseHsts(this WebApplication app) { }")]
    [InlineData("public static bool IsDevelopment(this IWebHostEnvironment environment) => false;")]
    public Task Not_offered_when_the_names_mean_something_else(string method) => NotOfferedBeside($"""
        static class Own
        {"{"}
            {method}
        {"}"}
        """, """
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.Run();
        """);

    [Theory]
    [InlineData("WebApplication.CreateBuilder(args).{|OMNI3001:Build|}().Run();")]
    [InlineData("start: var app = WebApplication.{|OMNI3001:Create|}(args);")]
    [InlineData("WebApplication app;\napp = WebApplication.{|OMNI3001:Create|}(args);")]
    [InlineData("IHost app = WebApplication.{|OMNI3001:Create|}(args);")]
    [InlineData("var app = (IApplicationBuilder)WebApplication.{|OMNI3001:Create|}(args);")]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args).UseRouting();")]
    [InlineData("WebApplication app = WebApplication.{|OMNI3001:Create|}(args), other = app;")]
    [InlineData("using (var app = WebApplication.{|OMNI3001:Create|}(args))\n    app.Run();")]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args); app.Run();")]
    [InlineData("if (args.Length > 0)\n{\n    var app = WebApplication.{|OMNI3001:Create|}(args);\n    app.Run();\n}")]
    [InlineData("switch (args.Length)\n{\n    case 1:\n        var app = WebApplication.{|OMNI3001:Create|}(args);\n        break;\n}")]
    [InlineData("#if !DESKTOP\nvar app = WebApplication.{|OMNI3001:Create|}(args);\n#endif")]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args);\n#if !DESKTOP\napp.UseForwardedHeaders();\n#endif")]
    public Task Not_offered_for(string statements) => Fix.CheckNotOffered(statements);

    [Fact]
    public Task Not_offered_for_an_expression_body() => Fix.CheckNotOffered("""
        class Program
        {
            static void Main(string[] args) => WebApplication.{|OMNI3001:Create|}(args).Run();
        }
        """);

    [Fact]
    public Task Not_offered_for_a_startup_class_that_does_not_know_the_environment() => Fix.CheckNotOffered("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3001:UseStartup|}<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app) => app.UseRouting();
        }
        """);

    [Fact]
    public Task Not_offered_when_a_helper_builds_the_application() => NotOfferedBeside("""
        static class Shop
        {
            public static WebApplication Open(string[] args)
            {
                var app = WebApplication.Create(args);
                return app;
            }
        }
        """, """
        var app = Shop.{|OMNI3001:Open|}(args);
        app.Run();
        """);

    [Fact]
    public Task Not_offered_when_nothing_is_proven() => Fix.CheckNotOffered("""
        var app = WebApplication.Create(args);
        if (args.Length > 0)
        {
            app.{|OMNI3001:UseHsts|}();
        }
        """);

    [Fact]
    public Task Not_offered_when_part_of_the_pipeline_cannot_be_seen() => Fix.CheckNotOffered("""
        var pipeline = System.Text.Json.JsonSerializer.Deserialize<Action<IApplicationBuilder>>(args[0])!;
        var app = WebApplication.Create(args);
        {|OMNI3001:pipeline|}(app);
        """);

    [Theory]
    [InlineData("Fails", true)]
    [InlineData("NotProven", false)]
    [InlineData("Noted", false)]
    [InlineData(null, false)]
    public async Task Offered_for_failures_only(string? outcome, bool expected)
    {
        const string source = """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.Hosting;
            var app = WebApplication.Create(args);
            """;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Shop", LanguageNames.CSharp)
            .WithMetadataReferences(SharedFramework.Web)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var document = project.AddDocument("Program.cs", source);
        var tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        var finding = Diagnostic.Create(
            new DiagnosticDescriptor("OMNI3001", "", "", "", DiagnosticSeverity.Error, isEnabledByDefault: true),
            Location.Create(tree!, new TextSpan(source.IndexOf("Create", StringComparison.Ordinal), "Create".Length)),
            ImmutableDictionary<string, string?>.Empty.Add(GateReporter.OutcomeProperty, outcome));

        var offered = new List<CodeAction>();
        var context = new CodeFixContext(document, finding, (action, _) => offered.Add(action), TestContext.Current.CancellationToken);
        await new HstsMissingFix().RegisterCodeFixesAsync(context);

        Assert.Equal(expected ? ["Send HSTS outside Development"] : [], offered.Select(action => action.Title));
    }

    [Fact]
    public Task Not_offered_when_HSTS_is_sent_in_Development_only() => Fix.CheckNotOffered("""
        var app = WebApplication.Create(args);
        if (app.Environment.IsDevelopment())
        {
            app.{|OMNI3001:UseHsts|}();
        }
        """);

    [Theory]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args)")]
    [InlineData("var app = WebApplication.{|OMNI3001:Create|}(args;")]
    [InlineData("class Program\n{\n    static void Main(string[] args)\n    {\n        var app = WebApplication.{|OMNI3001:Create|}(args)")]
    public Task Half_typed_code_gets_no_fix(string source) =>
        new Fix(source, source) { CompilerDiagnostics = CompilerDiagnostics.None }.CheckAsync();

    [Fact]
    public Task Half_typed_code_further_down_does_no_harm() => new Fix("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        if (!app.Environment.
        app.
        """, """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        if (!app.Environment.
        app.
        """) { CompilerDiagnostics = CompilerDiagnostics.None }.CheckAsync();

    [Fact]
    public Task Fixes_all_programs_of_a_solution_at_once() => new Fix("""
        var app = WebApplication.{|OMNI3001:Create|}(args);
        app.Run();
        """, """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Run();
        """) { Tolerated = ["OMNI3002"] }.WithProject("Admin", """
        var app = WebApplication.{|OMNI3001:Create|}(args);
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
        }
        """, """
        var app = WebApplication.Create(args);
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/Error");
            app.UseHsts();
        }
        """).CheckAsync();

    /// <summary>Without a place for the options the promise stays weak, which the other rule says.</summary>
    private static Task Check(string before, string after) => Fix.Check(before, after, "OMNI3002");

    private static string WithCarriageReturns(string source) => source.ReplaceLineEndings("\r\n");

    private static Task CheckWithoutUsings(string before, string after) => new Fix(before, after, implicitUsings: false) { Tolerated = ["OMNI3002"] }.CheckAsync();

    private static Task NotOfferedBeside(string other, string source) => new Fix(source, source).WithFile("Other.cs", other).CheckAsync();
}
