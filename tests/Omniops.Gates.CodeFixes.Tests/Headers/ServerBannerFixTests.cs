using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.ServerBannerFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class ServerBannerFixTests
{
    [Theory]
    [InlineData("", "\nbuilder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);\n")]
    [InlineData("var options = 1;\n", "\nbuilder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);\nvar options = 1;\n")]
    [InlineData("builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1);\n", "\nbuilder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);\nbuilder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1);\n")]
    [InlineData("builder.WebHost.ConfigureKestrel(kestrel =>\n{\n    // Small.\n    kestrel.Limits.MaxRequestBodySize = 1;\n});\n", "builder.WebHost.ConfigureKestrel(kestrel =>\n{\n    kestrel.AddServerHeader = false;\n    // Small.\n    kestrel.Limits.MaxRequestBodySize = 1;\n});\n")]
    public Task Configures_Kestrel(string before, string after) => Fix.Check(Program(before, "{|OMNI3012:Build|}"), Program(after, "Build"));

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(kestrel => kestrel.{|OMNI3012:AddServerHeader|} = true);\n", "builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);\n")]
    [InlineData("builder.WebHost.UseKestrel(kestrel =>\n{\n    kestrel.{|OMNI3012:AddServerHeader|} = args.Length > 0; // why\n});\n", "builder.WebHost.UseKestrel(kestrel =>\n{\n    kestrel.AddServerHeader = false; // why\n});\n")]
    public Task Changes_the_value(string before, string after) => Fix.Check(Program(before, "Build"), Program(after, "Build"));

    [Theory]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.{|OMNI3012:UseStartup|}<Startup>()).Build().Run();", "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>().ConfigureKestrel(options => options.AddServerHeader = false)).Build().Run();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web =>\n{\n    web.{|OMNI3012:UseStartup|}<Startup>();\n}).Build().Run();", "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web =>\n{\n    web.UseStartup<Startup>().ConfigureKestrel(options => options.AddServerHeader = false);\n}).Build().Run();")]
    [InlineData("Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web\n    .CaptureStartupErrors(true)\n    .{|OMNI3012:UseStartup|}<Startup>()).Build().Run();", "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web\n    .CaptureStartupErrors(true)\n    .UseStartup<Startup>()\n    .ConfigureKestrel(options => options.AddServerHeader = false)).Build().Run();")]
    public Task Continues_the_builder_of_a_startup_class(string before, string after) => Fix.Check(before + Startup, after + Startup);

    [Fact]
    public Task Fixes_all() => new Fix(Program("", "{|OMNI3012:Build|}"), Program("\nbuilder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);\n", "Build"))
        .WithProject(
            "Admin",
            Program("builder.WebHost.ConfigureKestrel(kestrel => kestrel.{|OMNI3012:AddServerHeader|} = true);\n", "Build"),
            Program("builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);\n", "Build"))
        .CheckAsync();

    [Theory]
    [InlineData("var app = WebApplication.{|OMNI3012:Create|}(args);\napp.Run();")]
    [InlineData("var app = WebApplication.CreateBuilder(args).{|OMNI3012:Build|}();\napp.Run();")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Services.AddRouting();\nvar app = builder.{|OMNI3012:Build|}();\napp.Run();")]
    public Task Not_offered_for(string program) => Fix.CheckNotOffered(program);

    private const string Startup = "\nclass Startup\n{\n    public void Configure(IApplicationBuilder app)\n    {\n    }\n}\n";

    private static string Program(string services, string build) => $"""
        var builder = WebApplication.CreateBuilder(args);
        {services}
        var app = builder.{build}();
        app.Run();
        """;
}
