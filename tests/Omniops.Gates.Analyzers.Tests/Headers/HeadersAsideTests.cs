using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Headers;

/// <summary>OMNI3001 to OMNI3006 and OMNI3011 of what no pipeline in sight runs: code of MVC, start-up classes and middleware without a program.</summary>
public sealed partial class HeadersAsideTests
{
    [Theory]
    [InlineData("""public class C : Controller { public IActionResult Get() { Response.Headers.{|OMNI3005:XFrameOptions|} = "ALLOWALL"; return View(); } }""")]
    [InlineData("""public class C : Controller { public void Get() => Response.Headers.{|OMNI3006:Append|}("Content-Security-Policy", "default-src *"); }""")]
    [InlineData("""public class P : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() => {|OMNI3005:Response.Headers["X-Content-Type-Options"]|} = "sniff"; }""")]
    [InlineData("""public class F : ActionFilterAttribute { public override void OnResultExecuting(ResultExecutingContext c) => {|OMNI3005:c.HttpContext.Response.Headers["x-frame-options"]|} = "ALLOW-FROM https://a.example"; }""")]
    [InlineData("""public class C : Controller { public void Get() => Write(); void Write() { {|OMNI3005:Response.Headers["Referrer-Policy"]|} = "unsafe-url"; } }""")]
    public Task Reports_what_MVC_writes_in_a_program(string types) => Check(Program + types);

    [Theory]
    [InlineData("""public class C : Controller { public void Get() { Response.Headers.XFrameOptions = "DENY"; Request.Headers.XFrameOptions = "ALLOWALL"; } }""")]
    [InlineData("""public class C : Controller { public void Get() => Response.Headers.Remove("X-Frame-Options"); }""")]
    [InlineData("""public class C : Controller { public void Get() => Response.Headers.Append("Content-Security-Policy", "frame-ancestors 'self' https://partner.example"); }""")]
    [InlineData("""public class Unused { public void Invoke(HttpContext c) { c.Response.Headers.XFrameOptions = "ALLOWALL"; } }""")]
    [InlineData("""public class C : Controller { public void Get() { } string Text => "X-Frame-Options: ALLOWALL"; }""")]
    public Task Allows_in_a_program(string types) => Check(Program + types);

    /// <summary>Where an action sets a policy for its own answer, that of the application may have said the rest.</summary>
    [Fact]
    public async Task A_policy_of_one_answer_that_leaves_out_the_rest_is_a_warning()
    {
        var found = Assert.Single(await new Findings(
            Program + """public class C : Microsoft.AspNetCore.Mvc.Controller { public void Get() => Response.Headers.ContentSecurityPolicy = "frame-ancestors https://partner.example"; }""")
            .InBuild("OMNI3006"));
        Assert.Equal((DiagnosticSeverity.Warning, "Advised"), (found.Severity, found.Properties[GateReporter.OutcomeProperty]));
    }

    [Fact]
    public Task Reports_once_what_the_pipeline_runs_as_well() => Check($$"""
        {{Program.Replace("app.Run();", "app.Use((c, next) => { S.Write(c.Response); return next(c); }); app.Run();")}}
        public class S : Controller { public static void Write(HttpResponse r) { {|OMNI3005:r.Headers["X-Frame-Options"]|} = "ALLOWALL"; } }
        """);

    [Theory]
    [InlineData("""class M { public async Task Invoke(HttpContext c, RequestDelegate next) { {|OMNI3005:c.Response.Headers["X-XSS-Protection"]|} = "1; mode=block"; await next(c); } }""")]
    [InlineData("""class M(RequestDelegate next) { public Task InvokeAsync(HttpContext c) { c.Response.Headers.{|OMNI3006:ContentSecurityPolicy|} = "script-src 'unsafe-inline'"; return next(c); } }""")]
    [InlineData("""class M { void Send(HttpResponse r) { {|OMNI3002:r.Headers["Strict-Transport-Security"]|} = "max-age=60"; } }""")]
    [InlineData("""static class X { static void UseHeaders(this IApplicationBuilder app) => app.Use((c, next) => { {|OMNI3005:c.Response.Headers["X-Frame-Options"]|} = "ALLOWALL"; return next(c); }); }""")]
    [InlineData("""static class X { static void UseErrors(this IApplicationBuilder app) => app.{|OMNI3011:UseDeveloperExceptionPage|}(); }""")]
    [InlineData("""static class X { static void AddOwn(this IServiceCollection services) => services.AddHsts(o => o.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(1)); }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app) { app.{|OMNI3011:UseDeveloperExceptionPage|}(); } }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (!env.IsDevelopment()) app.{|OMNI3011:UseDeveloperExceptionPage|}(); } }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app) { Errors(app); } static void Errors(IApplicationBuilder app) => app.{|OMNI3011:UseDeveloperExceptionPage|}(); }""")]
    [InlineData("""
        class S
        {
            public void ConfigureServices(IServiceCollection services) => services.AddControllers();
            public void {|OMNI3001:{|OMNI3003:{|OMNI3004:Configure|}|}|}(IApplicationBuilder app) { app.UseRouting(); app.UseEndpoints(e => e.MapControllers()); }
        }
        """)]
    [InlineData("""
        class S
        {
            public void ConfigureServices(IServiceCollection services) => services.AddHsts(o => { o.{|OMNI3002:MaxAge|} = TimeSpan.FromDays(9); o.IncludeSubDomains = true; });
            public void {|OMNI3004:Configure|}(IApplicationBuilder app) { app.UseHsts(); app.UseHttpsRedirection(); app.UseEndpoints(e => e.MapControllers()); }
        }
        """)]
    public Task Reports_without_a_program(string types) => Check(Usings + types, OutputKind.DynamicallyLinkedLibrary);

    [Theory]
    [InlineData("""class M { public async Task Invoke(HttpContext c, RequestDelegate next) { c.Response.Headers["X-XSS-Protection"] = "0"; c.Response.Headers.XFrameOptions = "DENY"; await next(c); } }""")]
    [InlineData("""class M { void Send(HttpResponse r) { r.Headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"; } }""")]
    [InlineData("""static class X { static void UseOwn(this IApplicationBuilder app) { app.UseHsts(); app.UseRouting(); } }""")]
    [InlineData("""static class X { static void UseErrors(this IApplicationBuilder app, IHostEnvironment env) { if (env.IsDevelopment()) app.UseDeveloperExceptionPage(); } }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (env.IsDevelopment()) Errors(app); } static void Errors(IApplicationBuilder app) => app.UseDeveloperExceptionPage(); }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app) { app.UseRouting(); } }""")]
    [InlineData("""public class Startup { public void ConfigureDevelopment(IApplicationBuilder app) => app.UseDeveloperExceptionPage(); public void Configure(IApplicationBuilder app) { } }""")]
    [InlineData("""public class StartupDevelopment { public void Configure(IApplicationBuilder app) => app.UseDeveloperExceptionPage(); }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app, Microsoft.AspNetCore.Hosting.IHostingEnvironment env) { if (env.IsDevelopment()) app.UseDeveloperExceptionPage(); } }""")]
    [InlineData("""class S { public void Configure(IApplicationBuilder app, Microsoft.Extensions.Hosting.IHostingEnvironment env) { if (env.IsDevelopment()) app.UseDeveloperExceptionPage(); } }""")]
    [InlineData("""class Response { public Dictionary<string, string> Headers { get; } = []; } class M { void Send(Response r) { r.Headers["X-Frame-Options"] = "ALLOWALL"; } }""")]
    public Task Allows_without_a_program(string types) => Check(Usings + types, OutputKind.DynamicallyLinkedLibrary);

    [Fact]
    public Task A_program_without_a_host_is_none() => Check("""
        Console.WriteLine();
        class M { void Send(HttpResponse r) { {|OMNI3005:r.Headers["X-Frame-Options"]|} = "ALLOWALL"; } }
        public class Startup { public void Configure(IApplicationBuilder app) => app.Use((c, next) => { {|OMNI3005:c.Response.Headers["X-Frame-Options"]|} = "ALLOWALL"; return next(c); }); }
        """);

    [Fact]
    public Task A_library_of_a_solution_is_judged_in_its_program() => Check(
        Usings + """class S { public void Configure(IApplicationBuilder app) { app.UseDeveloperExceptionPage(); } }""",
        OutputKind.DynamicallyLinkedLibrary, ("build_property.TargetFramework", "net10.0"));

    [Fact]
    public Task Survives_half_typed_code() => Gate<PipelineAnalyzer>.CheckBroken("""
        class S { public void Configure(IApplicationBuilder app { app.UseDeveloperExceptionPage( } void M(HttpResponse r) { r.Headers.Append("X-Frame-Options", } }
        """);

    private const string Usings = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;

        """;

    private const string Program = Usings + """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllersWithViews();
        var app = builder.Build();
        app.MapControllers();
        app.Run();

        """;

    /// <summary>What a program lacks is not asked about here.</summary>
    private static async Task Check(string marked, OutputKind kind = OutputKind.ConsoleApplication, params (string Key, string Value)[] options)
    {
        var (text, expected) = (marked, new List<string>());
        while (Marks().Match(text) is { Success: true } mark)
        {
            expected.Add($"{mark.Groups[1].Value}:{mark.Groups[2].Value}");
            text = text.Remove(mark.Index, mark.Length).Insert(mark.Index, mark.Groups[2].Value);
        }

        var cancellation = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            "App",
            [
                CSharpSyntaxTree.ParseText(text, path: "/app/A.cs", cancellationToken: cancellation),
                CSharpSyntaxTree.ParseText(Gate<PipelineAnalyzer>.WebUsings, path: "/app/Usings.cs", cancellationToken: cancellation),
            ],
            SharedFramework.Web, new CSharpCompilationOptions(kind));
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(each => each.Severity == DiagnosticSeverity.Error));
        string[] asked = kind == OutputKind.ConsoleApplication
            ? ["OMNI3005", "OMNI3006"]
            : ["OMNI3001", "OMNI3002", "OMNI3003", "OMNI3004", "OMNI3005", "OMNI3006", "OMNI3010", "OMNI3011", "OMNI9910"];
        var found = await compilation.WithAnalyzers([new PipelineAnalyzer()], Findings.Options([], options)).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            found.Where(each => Array.IndexOf(asked, each.Id) >= 0)
                .Select(each => $"{each.Id}:{each.Location.SourceTree!.GetText(cancellation).ToString(each.Location.SourceSpan)}").Order(StringComparer.Ordinal));
    }

    /// <summary>The innermost mark.</summary>
    [GeneratedRegex(@"\{\|(OMNI[0-9]{4}):((?:(?!\{\||\|\}).)*)\|\}", RegexOptions.None, 1000)]
    private static partial Regex Marks();
}
