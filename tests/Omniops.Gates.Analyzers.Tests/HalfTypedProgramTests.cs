using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>An IDE asks at every key stroke: no rule stops at a program that ends in the middle, lacks a word or names what is not there.</summary>
public sealed class HalfTypedProgramTests
{
    private const string Program = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateIssuer = false);
        builder.Services.AddAuthorization(o => o.AddPolicy("admin", p => p.RequireRole("admin")));
        builder.Services.AddRateLimiter(o => o.AddFixedWindowLimiter("chat", l => { l.PermitLimit = 5; l.Window = TimeSpan.FromMinutes(1); }));
        builder.Services.AddCors(c => c.AddPolicy("shop", p => p.WithOrigins("https://shop.example").AllowCredentials()));
        builder.Services.Configure<HstsOptions>(h => h.MaxAge = TimeSpan.FromDays(1));
        builder.Services.AddControllers(o => o.Filters.Add(new AuthorizeFilter()));
        var app = builder.Build();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.Use(async (context, next) => { context.Response.Headers["X-Frame-Options"] = "DENY"; await next(context); });
        app.UseMiddleware<Own>();
        app.UseRateLimiter();
        app.UseCors("shop");
        var group = app.MapGroup("/admin").RequireAuthorization("admin");
        group.MapGet("/{id:int}", [AllowAnonymous] (int id, HttpContext context) => Results.Ok(id)).RequireRateLimiting("chat");
        app.MapPost("/upload", async (IFormFile file) => await file.CopyToAsync(File.Create(file.FileName)));
        app.MapControllers().RequireCors("shop");
        app.MapHub<Room>("/room");
        app.Map("/old", branch => branch.Run(context => context.Response.WriteAsync(context.Request.Query["q"])));
        app.Run();

        class Own(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context) { context.Response.Cookies.Append("a", "b", new CookieOptions { Secure = false }); return next(context); }
        }

        [Route("api/[controller]"), ApiController, Authorize(Roles = "clerk")]
        public class OrdersController : ControllerBase
        {
            [HttpPost("{id}"), EnableRateLimiting("chat")]
            public IActionResult Post(int id, [FromBody] Order order) => Ok(order.Text);
        }

        public class Room : Microsoft.AspNetCore.SignalR.Hub { }

        public record Order([Required] string Text);
        """;

    private static readonly SyntaxTree s_usings = CSharpSyntaxTree.ParseText(
        Gate<PipelineAnalyzer>.WebUsings + string.Concat(new[]
        {
            "System.ComponentModel.DataAnnotations", "System.IO", "Microsoft.AspNetCore.Authorization", "Microsoft.AspNetCore.HttpsPolicy", "Microsoft.AspNetCore.Mvc",
            "Microsoft.AspNetCore.Mvc.Authorization", "Microsoft.AspNetCore.RateLimiting",
        }.Select(name => $"global using {name};\n")), path: "/app/obj/GlobalUsings.g.cs");

    private static readonly ImmutableArray<SyntaxToken> s_tokens = [.. CSharpSyntaxTree.ParseText(Program).GetRoot(TestContext.Current.CancellationToken).DescendantTokens()];

    [Fact]
    public async Task The_whole_program_compiles_and_is_judged()
    {
        var compilation = Compile(Program);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), problem => problem.Severity == DiagnosticSeverity.Error);
        Assert.Contains(await Judge(compilation), finding => finding.Id == "OMNI6001");
    }

    [Fact]
    public Task Ends_anywhere() => Survives(s_tokens.Where((_, at) => at % 12 == 0).Select(token => Program[..token.SpanStart]));

    [Fact]
    public Task Lacks_a_word() => Survives(s_tokens.Where((_, at) => at % 12 == 6).Select(token => Program.Remove(token.SpanStart, token.Span.Length)));

    [Fact]
    public Task Names_what_is_not_there() => Survives(
        s_tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Where((_, at) => at % 5 == 0).Select(token => Program.Insert(token.SpanStart, "Microsoft.AspNetCore.")));

    private static async Task Survives(IEnumerable<string> programs)
    {
        foreach (var program in programs)
        {
            var stopped = (await Judge(Compile(program))).Where(finding => finding.Id is "AD0001" or "OMNI9910").Select(finding => finding.GetMessage());
            Assert.True(!stopped.Any(), $"{string.Join("\n", stopped)}\n{program}");
        }
    }

    private static CSharpCompilation Compile(string program) => CSharpCompilation.Create(
        "App", [CSharpSyntaxTree.ParseText(program, path: "/app/Program.cs"), s_usings], SharedFramework.Tokens,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication));

    private static Task<ImmutableArray<Diagnostic>> Judge(CSharpCompilation compilation) =>
        compilation.WithAnalyzers(Findings.All, Findings.Options([])).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
}
