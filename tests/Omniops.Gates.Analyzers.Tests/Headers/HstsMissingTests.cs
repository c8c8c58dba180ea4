using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

public sealed class HstsMissingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("app.UseHttpsRedirection(); app.UseRouting();")]
    [InlineData("// app.UseHsts();")]
    [InlineData("""var help = "app.UseHsts()";""")]
    [InlineData("new Own().UseHsts();")]
    [InlineData("Own.UseHsts(app);")]
    [InlineData("""app.Use(async (context, next) => { context.Response.Headers["X-Frame-Options"] = "DENY"; await next(context); });""")]
    [InlineData("""app.Use(async (context, next) => { var seen = context.Request.Headers["Strict-Transport-Security"]; await next(context); });""")]
    [InlineData("void Later(WebApplication other) => other.UseHsts();")]
    [InlineData("builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));")]
    [InlineData("#if NEVER\napp.UseHsts();\n#endif\n")]
    public Task Reports_an_application_without_it(string statements) => Gate<PipelineAnalyzer>.CheckProgram(Program("[|Build|]", statements));

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) app.[|UseHsts|]();")]
    [InlineData("if (false) app.[|UseHsts|]();")]
    [InlineData("if (app.Environment.IsStaging()) { app.[|UseHsts|](); }")]
    [InlineData("if (!app.Environment.IsProduction()) app.[|UseHsts|]();")]
    [InlineData("if (app.Environment.IsProduction()) { } else app.[|UseHsts|]();")]
    [InlineData("var isDevelopment = app.Environment.IsDevelopment(); if (isDevelopment) app.[|UseHsts|]();")]
    [InlineData("""if (app.Environment.EnvironmentName == "Development") app.[|UseHsts|]();""")]
    [InlineData("""if (app.Environment.IsEnvironment("Test")) app.[|UseHsts|]();""")]
    public Task Reports_a_call_that_leaves_production_out(string statements) => Gate<PipelineAnalyzer>.CheckProgram(Program("Build", statements));

    [Theory]
    [InlineData("app.UseHsts();")]
    [InlineData("if (!app.Environment.IsDevelopment()) app.UseHsts();")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseExceptionHandler(\"/error\"); app.UseHsts(); }")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); } else { app.UseHsts(); }")]
    [InlineData("if (app.Environment.IsProduction()) app.UseHsts();")]
    [InlineData("if (app.Environment.IsProduction() || app.Environment.IsStaging()) app.UseHsts();")]
    [InlineData("var isDevelopment = app.Environment.IsDevelopment(); if (!isDevelopment) app.UseHsts();")]
    [InlineData("if (app.Environment.EnvironmentName != \"Development\") app.UseHsts();")]
    [InlineData("if (app.Environment.EnvironmentName != Environments.Development) app.UseHsts();")]
    [InlineData("if (!string.Equals(app.Environment.EnvironmentName, \"development\", StringComparison.OrdinalIgnoreCase)) app.UseHsts();")]
    [InlineData("if (!app.Environment.IsEnvironment(\"Test\")) app.UseHsts();")]
    [InlineData("app.UseHttpsRedirection().UseHsts().UseRouting();")]
    [InlineData("HstsBuilderExtensions.UseHsts(app);")]
    [InlineData("Hsts.UseHsts(app);")]
    [InlineData("((IApplicationBuilder)app).UseHsts();")]
    [InlineData("{ { app.UseHsts(); } }")]
    [InlineData("foreach (var name in new[] { 1 }) app.UseHsts();")]
    [InlineData("Secure(); void Secure() => app.UseHsts();")]
    [InlineData("Secure(app); static void Secure(IApplicationBuilder builder) { builder.UseHsts(); }")]
    [InlineData("app.UseOwnDefaults();")]
    [InlineData("app.UseOwnDefaults(configure: true);")]
    [InlineData("new Own().Configure(app);")]
    [InlineData("app.UseMiddleware<OwnHeaders>();")]
    [InlineData("""app.Use(async (context, next) => { context.Response.Headers["Strict-Transport-Security"] = "max-age=31536000"; await next(context); });""")]
    [InlineData("""app.Use(async (context, next) => { context.Response.Headers.StrictTransportSecurity = "max-age=31536000"; await next(context); });""")]
    [InlineData("""app.Use(async (context, next) => { context.Response.Headers.Append("strict-transport-security", "max-age=31536000"); await next(context); });""")]
    [InlineData("""app.Use(async (context, next) => { if (context.Request.IsHttps) context.Response.Headers.TryAdd(Microsoft.Net.Http.Headers.HeaderNames.StrictTransportSecurity, "max-age=31536000"); await next(context); });""")]
    [InlineData("""app.Use((context, next) => { context.Response.OnStarting(() => { context.Response.Headers.StrictTransportSecurity = "max-age=1"; return Task.CompletedTask; }); return next(context); });""")]
    [InlineData("try { app.UseHsts(); app.Run(); } catch (Exception error) { Console.WriteLine(error); }")]
    public Task Allows_an_application_with_it(string statements) => Gate<PipelineAnalyzer>.CheckProgram(Program("Build", statements));

    [Theory]
    [InlineData("if (args.Length > 0) app.[|UseHsts|]();")]
    [InlineData("if (app.Configuration.GetValue<bool>(\"Hsts\")) app.[|UseHsts|]();")]
    [InlineData("app.UseWhen(context => context.Request.IsHttps, branch => branch.[|UseHsts|]());")]
    [InlineData("app.Map(\"/shop\", branch => branch.[|UseHsts|]());")]
    [InlineData("switch (args.Length) { case 0: app.[|UseHsts|](); break; }")]
    [InlineData("Action<WebApplication> configure = Own.Find(); [|configure|](app);")]
    [InlineData("foreach (var module in Own.Modules) module.[|Configure|](app);")]
    public async Task Does_not_prove_what_depends_on_more_than_the_environment(string statements)
    {
        await Gate<PipelineAnalyzer>.CheckProgram(Program("Build", statements));

        var program = Program("Build", statements).Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(await new Findings(program).InBuild()).Severity);
        var release = new Findings(program, null, ("build_property.OmniopsStage", "release"));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await release.InBuild()).Severity);
    }

    [Fact]
    public Task Allows_early_return_in_development() => Gate<PipelineAnalyzer>.CheckProgram("""
        var app = WebApplication.CreateBuilder(args).Build();
        if (app.Environment.IsDevelopment())
        {
            app.Run();
            return;
        }
        app.UseHsts();
        app.Run();
        """);

    [Theory]
    [InlineData("if (args.Length > 0) return;", "app.UseHsts();", true)]
    [InlineData("if (args.Length > 0) return;", "if (!app.Environment.IsDevelopment()) app.UseHsts();", true)]
    [InlineData("if (args.Length > 0) return;", "if (args.Length < 5) app.UseHsts();", false)]
    [InlineData("", "if (args.Length > 0) return; app.UseHsts();", true)]
    [InlineData("", "if (args.Length > 0) app.UseHsts(); else throw new Exception();", true)]
    [InlineData("", "switch (args.Length) { case 0: throw new Exception(); default: app.UseHsts(); break; }", true)]
    [InlineData("", "if (args.Length > 0) { app.Run(); return; } app.UseHsts();", false)]
    public async Task Compares_conditions_with_those_of_the_application_itself(string before, string after, bool isProven)
    {
        var findings = await new Findings($"{before} var app = WebApplication.CreateBuilder(args).Build(); {after} app.Run();").InBuild();
        Assert.Equal(isProven, findings.IsEmpty);
        Assert.All(findings, finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));
    }

    [Theory]
    [InlineData("one.UseHsts();", true)]
    [InlineData("one.UseHsts(); two.UseHsts();", false)]
    public async Task Does_not_take_one_application_for_two(string statements, bool isReported)
    {
        var findings = await new Findings($"var one = WebApplication.Create(args); var two = WebApplication.Create(args); {statements} one.Start(); two.Run();").InBuild();
        Assert.Equal(isReported, findings.Length == 1);
    }

    [Fact]
    public Task Reports_early_return_in_production() => Gate<PipelineAnalyzer>.CheckProgram("""
        var app = WebApplication.CreateBuilder(args).Build();
        if (app.Environment.IsProduction())
        {
            app.Run();
            return;
        }
        app.[|UseHsts|]();
        app.Run();
        """);

    [Fact]
    public Task Follows_the_builder_through_helpers_in_other_files()
    {
        var gate = new Gate<PipelineAnalyzer>("""
            var app = WebApplication.CreateBuilder(args).ConfigureServices().ConfigurePipeline();
            app.Run();
            """)
        { OutputKind = OutputKind.ConsoleApplication };
        gate.TestState.Sources.Add(("/app/Hosting.cs", """
            static class Hosting
            {
                public static WebApplication ConfigureServices(this WebApplicationBuilder builder) => builder.Build();

                public static WebApplication ConfigurePipeline(this WebApplication app)
                {
                    if (!app.Environment.IsDevelopment())
                        app.UseHsts();
                    return app;
                }
            }
            """));
        return gate.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Reports_at_the_entry_what_a_helper_in_another_file_leaves_out()
    {
        var gate = new Gate<PipelineAnalyzer>("""
            var app = Hosting.[|Create|](args);
            app.Run();
            """)
        { OutputKind = OutputKind.ConsoleApplication };
        gate.TestState.Sources.Add(("/app/Hosting.cs", """
            static class Hosting
            {
                public static WebApplication Create(string[] args) => WebApplication.CreateBuilder(args).Build();
            }
            """));
        return gate.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("[|UseStartup|]<Startup>()", "")]
    [InlineData("[|UseStartup|](typeof(Startup))", "")]
    [InlineData("UseStartup<Startup>()", "if (!env.IsDevelopment()) app.UseHsts();")]
    [InlineData("UseStartup(typeof(Startup))", "if (env.IsDevelopment()) { } else { app.UseHsts(); }")]
    [InlineData("UseStartup<Derived>()", "app.UseHsts();")]
    [InlineData("[|UseStartup|](\"App\")", "app.UseHsts();")]
    public Task Reads_a_startup_class(string useStartup, string statements) => Gate<PipelineAnalyzer>.CheckProgram($$"""
        class Program
        {
            static void Main(string[] args) => CreateHostBuilder(args).Build().Run();

            static IHostBuilder CreateHostBuilder(string[] args) =>
                Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{{useStartup}});
        }

        class Startup
        {
            public void ConfigureServices(IServiceCollection services) { }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                {{statements}}
            }
        }

        class Derived : Startup { }
        """);

    [Theory]
    [InlineData("[|Configure|](app => { })")]
    [InlineData("Configure(app => app.UseHsts())")]
    [InlineData("Configure((context, app) => { if (!context.HostingEnvironment.IsDevelopment()) app.UseHsts(); })")]
    [InlineData("Configure(Pipeline)")]
    public Task Reads_a_pipeline_written_inline(string configure) => Gate<PipelineAnalyzer>.CheckProgram($$"""
        class Program
        {
            static async Task Main(string[] args) =>
                await Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{{configure}}).Build().RunAsync();

            static void Pipeline(IApplicationBuilder app) => app.UseHsts();
        }
        """);

    [Theory]
    [InlineData("AddTransient", "=> app => { app.UseHsts(); next(app); };")]
    [InlineData("AddTransient", "{ return builder => { builder.UseHsts(); next.Invoke(builder); }; }")]
    [InlineData("AddSingleton", "{ return Add; void Add(IApplicationBuilder app) { app.UseRouting(); app.UseHsts(); next(app); } }")]
    [InlineData("[|AddTransient|]", "=> app => { next(app); app.UseHsts(); };")]
    [InlineData("[|AddTransient|]", "=> app => app.UseHsts();")]
    [InlineData("[|AddTransient|]", "=> app => { if (app is null) next(app!); app!.UseHsts(); };")]
    [InlineData("[|AddTransient|]", "=> s_other ?? next; static readonly Action<IApplicationBuilder>? s_other = (Action<IApplicationBuilder>?)Delegate.CreateDelegate(typeof(string), null!);")]
    public Task Reads_a_startup_filter(string add, string configure) => Gate<PipelineAnalyzer>.CheckProgram($$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.{{add}}<IStartupFilter, Filter>();
        builder.Build().Run();

        class Filter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) {{configure}}
        }
        """);

    [Fact]
    public Task An_unseen_startup_filter_is_not_proven() => Gate<PipelineAnalyzer>.CheckProgram("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.[|AddTransient|]<IStartupFilter, Filter>();
        builder.Build().Run();

        class Filter : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => next;
        }
        """);

    [Theory]
    [InlineData("var builder = Host.CreateApplicationBuilder(args); builder.Build().Run();")]
    [InlineData("Console.WriteLine(args.Length);")]
    [InlineData("var builder = new Own(); builder.Build(); class Own { public Own Build() => this; }")]
    public Task Is_silent_for_programs_that_serve_no_HTTP(string program) => Gate<PipelineAnalyzer>.CheckProgram(program);

    [Fact]
    public Task Is_silent_for_a_library() => Gate<PipelineAnalyzer>.Check("""
        public static class Hosting
        {
            public static WebApplication Create(string[] args) => WebApplication.CreateBuilder(args).Build();
        }
        """);

    [Fact]
    public Task Is_silent_without_ASP_NET_Core() => Gate<PipelineAnalyzer>.CheckWithoutWeb("class C { void Build() { } }");

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build|](); app.")]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build|](); if (app.Environment.) app.UseHsts")]
    [InlineData("WebApplication.CreateBuilder(args).Build(); app.UseHsts(); if (")]
    [InlineData("var app = WebApplication.CreateBuilder(")]
    public async Task Survives_half_typed_code(string program)
    {
        var findings = await new Findings(program.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).InBuild();
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        Assert.Equal(program.Contains("[|", StringComparison.Ordinal) || program.Contains("Build()", StringComparison.Ordinal), findings.Any(finding => finding.Id == "OMNI3001"));
    }

    [Fact]
    public async Task Ends_on_recursion()
    {
        var findings = await new Findings("""
            var app = WebApplication.CreateBuilder(args).Build();
            First(app);
            app.Run();

            static void First(WebApplication app) => Second(app);
            static void Second(WebApplication app) { First(app); Second(app); }
            """).InBuild();
        Assert.Equal(["OMNI3001"], findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task Says_what_it_found_and_what_to_write()
    {
        var finding = Assert.Single(await new Findings("if (true) { } var app = WebApplication.CreateBuilder(args).Build(); app.Run();").InBuild());
        Assert.Equal(
            "'Build' starts an application that never sends Strict-Transport-Security; call app.UseHsts() wherever the environment is not Development",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Program(string build, string statements) => $$"""
        using Hsts = Microsoft.AspNetCore.Builder.HstsBuilderExtensions;

        var builder = WebApplication.CreateBuilder(args);
        var app = builder.{{build}}();
        {{statements}}
        app.MapGet("/", () => "hello");
        app.Run();

        class Own
        {
            public static IEnumerable<IModule> Modules => [];
            public static Action<WebApplication> Find() => null!;
            public static void UseHsts(object app) { }
            public void UseHsts() { }
            public void Configure(IApplicationBuilder app) => app.UseHsts();
        }

        interface IModule { void Configure(IApplicationBuilder app); }

        static class OwnExtensions
        {
            public static TBuilder UseOwnDefaults<TBuilder>(this TBuilder app, bool configure = false) where TBuilder : IApplicationBuilder
            {
                app.UseHsts();
                return app;
            }
        }

        class OwnHeaders(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context)
            {
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
                return next(context);
            }
        }
        """;
}
