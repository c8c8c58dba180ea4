using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests;

/// <summary>Runs one analyzer over marked-up source: <c>[|here|]</c> or <c>{|OMNI3001:here|}</c> expects a finding, anything else expects none.</summary>
internal sealed class Gate<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <param name="source">What the user wrote, with implicit usings of a web project in front.</param>
    /// <param name="isWeb">Whether ASP.NET Core is referenced.</param>
    /// <param name="rule">The rule that is asked of the pipeline, which has many; its first one unless said otherwise.</param>
    public Gate(string source, bool isWeb = true, string? rule = null)
    {
        var supported = new TAnalyzer().SupportedDiagnostics;
        _asked = supported.FirstOrDefault(descriptor => descriptor.Id == rule) ?? supported[0];
        if (typeof(TAnalyzer) == typeof(PipelineAnalyzer))
            DisabledDiagnostics.AddRange(supported.Where(other => other.Category != nameof(Engine.Catalogue.Gate.Integrity) && other.Id != _asked.Id).Select(other => other.Id));
        // Twice the time for each row: whether a pragma and a generated file hide findings is asked once for each rule, of its page's example.
        TestBehaviors = TestBehaviors.SkipSuppressionCheck | TestBehaviors.SkipGeneratedCodeCheck;
        ReferenceAssemblies = SharedFramework.None;
        TestState.AdditionalReferences.AddRange(isWeb ? SharedFramework.Web : SharedFramework.Net);
        TestState.Sources.Add(("/app/Program.cs", source));
        if (isWeb)
            TestState.Sources.Add(("/app/obj/GlobalUsings.g.cs", WebUsings));
    }

    private readonly DiagnosticDescriptor _asked;

    /// <summary>Whether the source is a program with an entry point, or a library.</summary>
    public OutputKind OutputKind { init => TestState.OutputKind = value; }

    /// <summary>Half-typed code: the compiler's own errors are not asked for.</summary>
    public static Task CheckBroken(string source) =>
        new Gate<TAnalyzer>(source) { CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();

    /// <summary>A library that references ASP.NET Core.</summary>
    public static Task Check(string source) => new Gate<TAnalyzer>(source).RunAsync();

    /// <summary>A library that references ASP.NET Core and the packages that validate tokens.</summary>
    public static Task CheckTokens(string source) => Tokens(source).RunAsync();

    /// <inheritdoc cref="CheckTokens" />
    public static Gate<TAnalyzer> Tokens(string source)
    {
        var gate = new Gate<TAnalyzer>(source);
        gate.TestState.AdditionalReferences.AddRange(SharedFramework.Tokens.Except(SharedFramework.Web));
        return gate;
    }

    /// <summary>A program that references ASP.NET Core.</summary>
    public static Task CheckProgram(string source, string? rule = null) => new Gate<TAnalyzer>(source, rule: rule) { OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    /// <summary>One rule of the pipeline over a program of minimal hosting.</summary>
    /// <param name="services">Statements before the application is built.</param>
    /// <param name="build">The method that builds it, marked where it is found fault with.</param>
    /// <param name="pipeline">Statements behind.</param>
    public static Task CheckPipeline(string rule, string services, string build, string pipeline) => CheckProgram($$"""
        using Microsoft.AspNetCore.HttpOverrides;
        using Microsoft.AspNetCore.HttpsPolicy;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.{{build}}();
        {{pipeline}}
        app.Run();
        """, rule);

    /// <summary>Code that does not reference ASP.NET Core at all.</summary>
    public static Task CheckWithoutWeb(string source) => new Gate<TAnalyzer>(source, isWeb: false).RunAsync();

    /// <summary>A setting as the package's targets or an .editorconfig gives it, for every file.</summary>
    public Gate<TAnalyzer> With(string key, string value)
    {
        TestState.AnalyzerConfigFiles.Add(($"/.globalconfig{TestState.AnalyzerConfigFiles.Count}", $"is_global = true\n{key} = {value}\n"));
        return this;
    }

    protected override DiagnosticDescriptor GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => _asked;

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);

    internal const string WebUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;
}
