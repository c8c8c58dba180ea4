using Fix = Omniops.Gates.CodeFixes.Tests.Fix<
    Omniops.Gates.Analyzers.Pipeline.PipelineAnalyzer, Omniops.Gates.CodeFixes.Headers.ForwardedHeadersFix>;

namespace Omniops.Gates.CodeFixes.Tests.Headers;

public sealed class ForwardedHeadersFixTests
{
    private const string Both = "ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto";

    [Fact]
    public Task Names_the_headers_where_nobody_does() => Fix.Check(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRouting();
        var app = builder.Build();
        app.{|OMNI3013:UseForwardedHeaders|}();
        app.Run();
        """,
        $"""
        using Microsoft.AspNetCore.HttpOverrides;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRouting();

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = {Both});

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.Run();
        """);

    [Fact]
    public Task Names_them_in_the_call_where_there_are_no_services() => Fix.Check(
        """
        var app = WebApplication.Create(args);
        app.{|OMNI3013:UseForwardedHeaders|}();
        app.Run();
        """,
        $$"""
        using Microsoft.AspNetCore.HttpOverrides;

        var app = WebApplication.Create(args);
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = {{Both}} });
        app.Run();
        """);

    [Theory]
    [InlineData(
        "options =>\n{\n    options.ForwardLimit = 2;\n}", $"options =>\n{{\n    options.ForwardedHeaders = {Both};\n    options.ForwardLimit = 2;\n}}")]
    [InlineData("options => options.ForwardLimit = 2", $"options =>\n{{\n    options.ForwardedHeaders = {Both};\n    options.ForwardLimit = 2;\n}}")]
    public Task Names_them_beside_other_options(string before, string after) => Fix.Check(
        Program($"builder.Services.Configure<ForwardedHeadersOptions>({before});", "app.{|OMNI3013:UseForwardedHeaders|}();"),
        Program($"builder.Services.Configure<ForwardedHeadersOptions>({after});", "app.UseForwardedHeaders();"));

    [Theory]
    [InlineData(
        "app.{|OMNI3013:UseForwardedHeaders|}(new ForwardedHeadersOptions());",
        $$"""app.UseForwardedHeaders(new ForwardedHeadersOptions() { ForwardedHeaders = {{Both}} });""")]
    [InlineData(
        "app.{|OMNI3013:UseForwardedHeaders|}(new ForwardedHeadersOptions { ForwardLimit = 2 });",
        $$"""app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = {{Both}}, ForwardLimit = 2 });""")]
    [InlineData(
        "app.UseForwardedHeaders(new ForwardedHeadersOptions { {|OMNI3013:ForwardedHeaders|} = ForwardedHeaders.None });",
        $$"""app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = {{Both}} });""")]
    public Task Names_them_in_the_options_of_the_call(string before, string after) => Fix.Check(Program("", before), Program("", after));

    [Fact]
    public Task Keeps_the_known_proxies() => Fix.Check(
        Program(
            $$"""
            builder.Services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = {{Both}};
                // Every cluster is different.
                options.KnownProxies.{|OMNI3013:Clear|}();
                options.KnownIPNetworks.Clear(); // all of them
            });
            """,
            "app.UseForwardedHeaders();"),
        Program(
            $$"""
            builder.Services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = {{Both}};
            });
            """,
            "app.UseForwardedHeaders();"));

    [Fact]
    public Task Keeps_them_in_another_file()
    {
        const string before = """
            using Microsoft.AspNetCore.HttpOverrides;

            static class Proxies
            {
                public static void AddProxies(this IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(options =>
                {
                    options.KnownProxies.Clear();
                    options.KnownIPNetworks.Clear();
                    options.ForwardedHeaders = ForwardedHeaders.All;
                });
            }
            """;
        var fix = new Fix(
            Program("builder.Services.{|OMNI3013:AddProxies|}();", "app.UseForwardedHeaders();"),
            Program("builder.Services.AddProxies();", "app.UseForwardedHeaders();"));
        fix.TestState.Sources.Add(("/app/Proxies.cs", before));
        fix.FixedState.Sources.Add(("/app/Proxies.cs", before
            .Replace("        options.KnownProxies.Clear();\n", "").Replace("        options.KnownIPNetworks.Clear();\n", "")));
        return fix.CheckAsync();
    }

    [Theory]
    [InlineData("", "Configure(app.UseForwardedHeaders); static void Configure(Func<IApplicationBuilder> use) => {|OMNI3013:use|}();")]
    // One of them is not a statement of its own.
    [InlineData(
        "builder.Services.Configure<ForwardedHeadersOptions>(options => options.KnownProxies.{|OMNI3013:Clear|}());\n"
        + "builder.Services.Configure<ForwardedHeadersOptions>(options => { options.ForwardedHeaders = ForwardedHeaders.All; options.KnownIPNetworks.Clear(); });",
        "app.UseForwardedHeaders();")]
    public Task Not_offered_for(string services, string use) => Fix.CheckNotOffered(Program(services, use));

    private static string Program(string services, string use) => $$"""
        using Microsoft.AspNetCore.HttpOverrides;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{use}}
        app.Run();
        """;
}
