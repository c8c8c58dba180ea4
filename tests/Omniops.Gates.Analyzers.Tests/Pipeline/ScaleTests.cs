using System.Text;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>Generated and machine-made code is deep and long. Nothing may throw or take forever, whatever the outcome.</summary>
public sealed class ScaleTests
{
    private const int Many = 1000;

    public static TheoryData<string, string> Programs => new()
    {
        { "nested ifs", Repeat("if (flag) { ", Many) + "app.UseRouting();" + Repeat("}", Many) },
        { "else ifs", "if (flag) { } " + Repeat("else if (args.Length == 1) { } ", Many) },
        { "a long condition", "if (" + Repeat("flag && ", Many) + "flag) app.UseRouting();" },
        { "a long environment condition", "if (" + Repeat("app.Environment.IsDevelopment() || ", Many) + "flag) app.UseRouting();" },
        { "nots", "if (" + Repeat("!", Many) + "app.Environment.IsDevelopment()) app.UseRouting();" },
        { "parentheses", "var x = " + Repeat("(", 400) + "1" + Repeat(")", 400) + ";" },
        { "sums", "var x = 0" + Repeat(" + args.Length", Many) + ";" },
        { "a fluent chain", "((IApplicationBuilder)app)" + Repeat(".UseRouting()", Many) + ";" },
        { "nested lambdas", string.Concat(Enumerable.Range(0, 30).Select(i => $"app.UseWhen(c{i} => true, b{i} => {{ ")) + Repeat("});", 30) },
        { "nested ternaries", "var x = " + Repeat("flag ? 1 : ", Many) + "2;" },
        { "nested coalesces", "var x = " + Repeat("args[0] ?? ", Many) + "\"\";" },
        { "nested calls", "var x = " + Repeat("Same(", 500) + "1" + Repeat(")", 500) + ";" },
        { "many ifs", Repeat("if (args.Length == 7) app.UseRouting(); ", Many) },
        { "many early exits", Repeat("if (args.Length == 7) return; ", Many) },
        { "many environment ifs", "var isDevelopment = app.Environment.IsDevelopment();" + Repeat("if (isDevelopment) app.UseRouting(); ", Many) },
        { "many locals", string.Concat(Enumerable.Range(0, Many).Select(i => $"var d{i} = app.Environment.IsDevelopment(); if (d{i}) app.UseRouting(); ")) },
        { "many routes", Repeat("app.MapGet(\"/\", () => \"hello\"); ", Many) },
        { "a long switch", "switch (args.Length) { " + string.Concat(Enumerable.Range(0, Many).Select(i => $"case {i}: app.UseRouting(); break; ")) + "}" },
        { "a chain of methods", "Chain.M0(app);" },
        { "doubling methods", "M0(app); " + string.Concat(Enumerable.Range(0, 60).Select(i => $"static void M{i}(IApplicationBuilder a) {{ M{i + 1}(a); M{i + 1}(a); }} ")) + "static void M60(IApplicationBuilder a) { a.UseRouting(); }" },
        { "doubling predicates", "if (P0(app.Environment)) app.UseRouting(); " + string.Concat(Enumerable.Range(0, 60).Select(i => $"static bool P{i}(IHostEnvironment e) => P{i + 1}(e) || P{i + 1}(e); ")) + "static bool P60(IHostEnvironment e) => e.IsDevelopment();" },
        { "recursive predicates", "if (P(app.Environment)) app.UseRouting(); static bool P(IHostEnvironment e) => e.IsDevelopment() || P(e);" },
        { "recursive lambdas", "Action<IApplicationBuilder> f = null!; f = a => f(a); f(app);" },
        { "variables that hold each other", "var a = flag; var b = a; var c = b; a = c; if (c) app.UseRouting();" },
        { "origins in a long list", "new Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder().WithOrigins(new[] { " + Repeat("\"https://a.example\", ", Many) + "\"https://b.example\" });" },
        { "origins in long sums", "new Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder().WithOrigins(\"https://\"" + Repeat(" + args[0]", Many) + ");" },
        { "many policies", Repeat("new Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder().WithOrigins(Origins()); ", 300) + "static string[] Origins() => [\"https://shop.example\"];" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Neither_throws_nor_stalls(string name, string statements)
    {
        var findings = await new Findings($$"""
            var flag = args.Length > 3;
            var app = WebApplication.CreateBuilder(args).Build();
            {{statements}}
            app.Run();
            static int Same(int x) => x;

            static class Chain
            {
                {{string.Concat(Enumerable.Range(0, Many).Select(i => $"public static void M{i}(IApplicationBuilder a) => M{i + 1}(a); "))}}
                public static void M{{Many}}(IApplicationBuilder a) { }
            }
            """).InBuild();
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        Assert.True(findings.Any(finding => finding.Id == "OMNI3001"), name);
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
