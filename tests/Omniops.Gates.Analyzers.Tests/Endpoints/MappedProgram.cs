using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Endpoints;

/// <summary>The endpoints of a program as the rules see them.</summary>
internal static class MappedProgram
{
    /// <summary>Statements between building and running an application of minimal hosting, in front of declarations of types.</summary>
    public static EndpointFacts OfMinimal(string services, string pipeline, string types = "") => Of($$"""
        using System.Security.Claims;
        using System.Text.RegularExpressions;
        using System.Threading.RateLimiting;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Cors;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ApplicationModels;
        using Microsoft.AspNetCore.Mvc.Authorization;
        using Microsoft.AspNetCore.RateLimiting;
        using Microsoft.AspNetCore.SignalR;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        {{types}}
        """);

    /// <summary>A whole program. It must compile.</summary>
    /// <param name="settings">appsettings.json.</param>
    /// <param name="references">Packages, and the projects Library and Base.</param>
    public static EndpointFacts Of(string source, string? settings = null, params MetadataReference[] references)
    {
        var compilation = CSharpCompilation.Create(
            "App",
            [CSharpSyntaxTree.ParseText(source, path: "/app/Program.cs"), CSharpSyntaxTree.ParseText(Gate<PipelineAnalyzer>.WebUsings, path: "/app/Usings.cs")],
            SharedFramework.Web.AddRange(references),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(each => each.Severity == DiagnosticSeverity.Error));
        var sources = new ProgramSources(compilation, Findings.Options(
            settings is null ? [] : [("appsettings.json", settings)], (ReferencedFacts.Projects, "Library,Base")));
        return new EndpointFacts(sources.ReadProgram(HostingTypes.Find(compilation)!, cancellation)!, sources, cancellation);
    }

    /// <summary>Each endpoint that production serves, with who may call it: <c>GET /a = Guarded by group</c>.</summary>
    public static IEnumerable<string> Accesses(EndpointFacts facts) => facts.Live.Select(endpoint =>
        facts.AccessOf(endpoint) is var decision && decision.State == AccessState.Undecided
            ? $"{endpoint.Name} = Undecided"
            : $"{endpoint.Name} = {facts.AccessOf(endpoint).State} by {facts.AccessOf(endpoint).By}");

    /// <summary>The same with what is asked for: <c>GET /a = Guarded admin by action</c>.</summary>
    public static IEnumerable<string> Policies(EndpointFacts facts) => facts.Live.Select(endpoint =>
        facts.AccessOf(endpoint) is var decision ? $"{endpoint.Name} = {decision.State} {decision.Policy ?? "-"} by {decision.By}" : "");

    /// <summary>Each endpoint that production serves, with its limit: <c>GET /a = Limited 10/1m</c>.</summary>
    public static IEnumerable<string> Limits(EndpointFacts facts) => facts.Live.Select(endpoint =>
        facts.LimitOf(endpoint) is var decision
            ? $"{endpoint.Name} = {decision.State} {string.Join(" and ", decision.Limits.Select(limit => limit.Figures))}".TrimEnd() : "");
}
