using Microsoft.CodeAnalysis;

namespace Omniops.Gates.CodeFixes.Tests;

/// <summary>The fixes of the gates of the web, applied until none is offered any more.</summary>
public sealed class MendedProjectTests
{
    [Fact]
    public async Task A_program_that_lacks_everything_passes()
    {
        using var workspace = new AdhocWorkspace();
        var project = MendedProject.Program(workspace, """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRazorPages();
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()));

            var app = builder.Build();

            app.UseDeveloperExceptionPage();
            app.UseStaticFiles();
            app.UseCors();
            app.MapGet("/", (HttpResponse response) => response.Cookies.Append("cart", "1"));
            app.MapRazorPages();
            app.Run();
            """, """{ "Cors": { "Origins": ["https://shop.example.com"] } }""");
        Assert.Equal(
            ["OMNI3001", "OMNI3003", "OMNI3004", "OMNI3009", "OMNI3011", "OMNI3012", "OMNI4001"], await IdsAsync(project));

        var mended = await MendedProject.ApplyFixesAsync(project, IsOfTheWeb);

        Assert.Equal("""
            var builder = WebApplication.CreateBuilder(args);

            builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
            builder.Services.AddRazorPages();
            builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])));

            builder.Services.AddHsts(options =>
            {
                options.MaxAge = TimeSpan.FromDays(365);
                options.IncludeSubDomains = true;
            });

            var app = builder.Build();

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

            if (!app.Environment.IsDevelopment())
            {
                app.UseHsts();
            }

            if (app.Environment.IsDevelopment())
            {
                app.UseDeveloperExceptionPage();
            }

            app.UseHttpsRedirection();
            app.UseStaticFiles();
            app.UseCors();
            app.MapGet("/", (HttpResponse response) => response.Cookies.Append("cart", "1", new CookieOptions { Secure = true, HttpOnly = true }));
            app.MapRazorPages();
            app.Run();
            """, await MendedProject.TextAsync(mended, "Program.cs"));
        Assert.Empty(await IdsAsync(mended));
        var compilation = await mended.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.Empty(compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity >= DiagnosticSeverity.Warning));
    }

    /// <summary>Where a decision of the team would open something, it is closed until they have decided.</summary>
    [Fact]
    public async Task The_broken_sample_passes()
    {
        using var workspace = new AdhocWorkspace();

        var mended = await MendedProject.ApplyFixesAsync(MendedProject.Sample(workspace), IsOfTheWeb);

        Assert.Empty(await IdsAsync(mended));
        Assert.Contains("""
            builder.Services.AddScrape();

            builder.Services.AddCors(cors => cors.AddPolicy("partners", policy =>
                policy.WithOrigins(builder.Configuration.GetSection("Cors:PartnersOrigins").Get<string[]>() ?? [])));

            var app = builder.Build(); // gate: OMNI3001, OMNI3003, OMNI3004

            app.UseForwardedHeaders(); // gate: OMNI3010

            if (!app.Environment.IsDevelopment())
            {
                app.UseHsts();
            }

            // Before anything that can answer: errors, redirects and refusals carry the headers too.
            app.UseMiddleware<SecurityHeadersMiddleware>(); // gate: OMNI3005, OMNI3006
            app.UseExceptionHandler();
            if (app.Environment.IsDevelopment())
            {
                app.UseDeveloperExceptionPage(); // gate: OMNI3011
            }

            app.UseStatusCodePages();
            app.UseHttpsRedirection();

            app.UseRouting();
            """, await MendedProject.TextAsync(mended, "Program.cs"), StringComparison.Ordinal);
        Assert.Contains("""
                        options.AddPolicy(Preview, policy => policy
                            .WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? []) // gate: OMNI4002
                            .AllowCredentials()); // gate: OMNI4003

                        options.AddPolicy(Kiosk, policy => policy
                            .WithOrigins()); // gate: OMNI4004
            """, await MendedProject.TextAsync(mended, "CorsPolicies.cs"), StringComparison.Ordinal);
        Assert.Contains("""
                    services.Configure<ForwardedHeadersOptions>(options =>
                    {
                        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    });
            """, await MendedProject.TextAsync(mended, "TrustedProxies.cs"), StringComparison.Ordinal);
        var headers = await MendedProject.TextAsync(mended, "SecurityHeadersMiddleware.cs");
        Assert.Contains("form-action 'none'; script-src 'self'\";", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("AccessControlAllowOrigin", headers, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> IdsAsync(Project project) =>
        (await MendedProject.FindingsAsync(project)).Select(finding => finding.Id).Where(IsOfTheWeb).Distinct();

    private static bool IsOfTheWeb(string id) => id.StartsWith("OMNI3", StringComparison.Ordinal) || id.StartsWith("OMNI4", StringComparison.Ordinal);
}
