using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.MiddlewareOrderFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class MiddlewareOrderFixTests
{
    [Fact]
    public Task Moves_forwarded_headers_to_the_beginning() => Fix.Check("""
        var app = WebApplication.Create(args);

        // First.
        app.UseHttpsRedirection();
        app.UseRouting();

        // The proxy.
        app.{|OMNI3010:UseForwardedHeaders|}(); // outermost

        app.Run();
        """, """
        var app = WebApplication.Create(args);

        // The proxy.
        app.UseForwardedHeaders(); // outermost

        // First.
        app.UseHttpsRedirection();
        app.UseRouting();

        app.Run();
        """);

    [Fact]
    public Task Moves_authentication_before_authorization() => Fix.Check("""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthorization();
        app.{|OMNI3010:UseAuthentication|}();
        app.Run();
        """, """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Run();
        """);

    [Fact]
    public Task Moves_within_a_startup_class() => Fix.Check("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app)
            {
                app.UseHttpsRedirection();
                app.{|OMNI3010:UseForwardedHeaders|}(new ForwardedHeadersOptions
                {
                    ForwardLimit = 2,
                });
            }
        }
        """, """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app)
            {
                app.UseForwardedHeaders(new ForwardedHeadersOptions
                {
                    ForwardLimit = 2,
                });

                app.UseHttpsRedirection();
            }
        }
        """);

    [Fact]
    public Task Leaves_the_neighbour_on_its_line() => Fix.Check(
        "var app = WebApplication.Create(args);\napp.UseHttpsRedirection(); app.{|OMNI3010:UseForwardedHeaders|}();\napp.Run();\n",
        "var app = WebApplication.Create(args);\n\napp.UseForwardedHeaders();\napp.UseHttpsRedirection();\napp.Run();\n");

    [Theory]
    [InlineData("app.UseHttpsRedirection().{|OMNI3010:UseForwardedHeaders|}();")]
    [InlineData("app.UseHttpsRedirection();\nvar options = new ForwardedHeadersOptions();\napp.{|OMNI3010:UseForwardedHeaders|}(options);")]
    [InlineData("app.UseHttpsRedirection();\nif (!app.Environment.IsDevelopment())\n{\n    app.{|OMNI3010:UseForwardedHeaders|}();\n}")]
    [InlineData("app.UseHttpsRedirection();\n#if !DESKTOP\napp.{|OMNI3010:UseForwardedHeaders|}();\n#endif")]
    [InlineData("app.{|OMNI3010:UseStaticFiles|}();\napp.Use((context, next) => { context.Response.Headers.XFrameOptions = \"DENY\"; return next(context); });")]
    public Task Not_offered_for(string statements) => Fix.CheckNotOffered($"var app = WebApplication.Create(args);\n{statements}\napp.Run();\n");
}
