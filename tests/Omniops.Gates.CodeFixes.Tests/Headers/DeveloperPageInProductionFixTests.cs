using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.DeveloperPageInProductionFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class DeveloperPageInProductionFixTests
{
    [Fact]
    public Task Puts_the_call_under_a_condition() => Fix.Check("""
        var app = WebApplication.Create(args);

        // Show all.
        app.{|OMNI3011:UseDeveloperExceptionPage|}(); // stack traces
        app.UseRouting();
        app.Run();
        """, """
        var app = WebApplication.Create(args);

        // Show all.
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage(); // stack traces
        }

        app.UseRouting();
        app.Run();
        """);

    [Fact]
    public Task Fits_into_a_startup_class() => Fix.Check("""
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                app.{|OMNI3011:UseDeveloperExceptionPage|}();
            }
        }
        """, """
        Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        class Startup
        {
            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                {
                    app.UseDeveloperExceptionPage();
                }
            }
        }
        """);

    [Fact]
    public Task Fixes_all() => Fix.Check("""
        var app = WebApplication.Create(args);
        app.{|OMNI3011:UseDeveloperExceptionPage|}();
        app.UseHttpsRedirection();
        app.{|OMNI3011:UseDeveloperExceptionPage|}();
        app.Run();
        """, """
        var app = WebApplication.Create(args);
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }

        app.UseHttpsRedirection();
        if (app.Environment.IsDevelopment())
        {
            app.UseDeveloperExceptionPage();
        }

        app.Run();
        """);

    [Theory]
    [InlineData("app.UseRouting().{|OMNI3011:UseDeveloperExceptionPage|}();")]
    [InlineData("if (!app.Environment.IsDevelopment())\n    app.{|OMNI3011:UseDeveloperExceptionPage|}();")]
    [InlineData("app.UseRouting(); app.{|OMNI3011:UseDeveloperExceptionPage|}(); app.UseEndpoints(_ => { });")]
    public Task Not_offered_for(string statements) => Fix.CheckNotOffered($"var app = WebApplication.Create(args);\n{statements}\napp.Run();\n");
}
