using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Benchmarks;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Conformance.Tests;

/// <summary>A program as the compiler sees it, with the package's analyzers.</summary>
internal sealed class CompiledProgram
{
    private const string WebUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
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

    /// <summary>Files below it are a project of their own, which the program references.</summary>
    private const string Library = "Library/";

    /// <summary>What the SDK writes into a program whose library holds controllers.</summary>
    private const string LibraryPart = """[assembly: Microsoft.AspNetCore.Mvc.ApplicationParts.ApplicationPartAttribute("Library")]""";

    private static readonly string[] s_gates = ["OMNI3", "OMNI4", "OMNI99"];

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_framework = new(() =>
        [.. FrameworkReferences.Of("Microsoft.NETCore.App.Ref"), .. FrameworkReferences.Of("Microsoft.AspNetCore.App.Ref")]);

    private static readonly Lazy<ImmutableArray<MetadataReference>> s_packages = new(() =>
        [.. PackageFiles.Where(file => !Frameworks.Contains(Path.GetFileName(file)))
            .Select(file => MetadataReference.CreateFromFile(file))]);

    private readonly WebProgram _program;
    private readonly CSharpCompilation _compilation;
    private readonly byte[]? _library;

    public CompiledProgram(WebProgram program)
    {
        _program = program;
        var references = program.NeedsPackages ? s_framework.Value.AddRange(s_packages.Value) : s_framework.Value;
        var source = program.Files.Where(IsSource).ToLookup(file => file.Path.StartsWith(Library, StringComparison.Ordinal));
        var own = source[false];
        if (source[true].Any())
        {
            _library = Built(Compiled("Library", OutputKind.DynamicallyLinkedLibrary, source[true], references));
            references = references.Add(MetadataReference.CreateFromImage(_library));
            own = own.Append(("obj/MvcApplicationPartsAssemblyInfo.g.cs", LibraryPart));
        }

        _compilation = Compiled("App", OutputKind.ConsoleApplication, own, references);
    }

    private static CSharpCompilation Compiled(
        string name, OutputKind kind, IEnumerable<(string Path, string Text)> files, ImmutableArray<MetadataReference> references)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        return CSharpCompilation.Create(
            name,
            files.Append(("obj/GlobalUsings.g.cs", WebUsings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, options, "/app/" + file.Item1)),
            references,
            new CSharpCompilationOptions(
                kind, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>A library as a build makes it, with what the generator says of it.</summary>
    private static byte[] Built(CSharpCompilation library)
    {
        CSharpGeneratorDriver.Create(
                [new FactGenerator().AsSourceGenerator()], [], new CSharpParseOptions(LanguageVersion.Latest), new PackageProperties())
            .RunGeneratorsAndUpdateCompilation(library, out var generated, out _);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    /// <summary>The program that runs the others.</summary>
    public static string WriteRunner(string folder) => new CompiledProgram(WebProgram.Runner).Write(folder);

    /// <summary>The assemblies of the packages that the samples use, beside those of the tests.</summary>
    private static IEnumerable<string> PackageFiles => Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(file =>
        !Array.Exists(["Omniops.", "xunit", "Microsoft.CodeAnalysis", "Microsoft.Testing", "testhost"], name =>
            Path.GetFileName(file).StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    private static HashSet<string> Frameworks =>
        [.. s_framework.Value.Select(reference => Path.GetFileName(reference.Display!))];

    /// <summary>What the gate for headers, transport and CORS says.</summary>
    public async Task<ImmutableArray<Finding>> JudgeAsync(CancellationToken cancellation)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. typeof(PipelineAnalyzer).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
                .Where(analyzer => analyzer.SupportedDiagnostics.Any(rule =>
                    Array.Exists(s_gates, gate => rule.Id.StartsWith(gate, StringComparison.Ordinal)))),
        ];
        var findings = await _compilation.WithAnalyzers(analyzers, Options)
            .GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "OMNI9910");
        return
        [
            .. from finding in findings
               where Array.Exists(s_gates, gate => finding.Id.StartsWith(gate, StringComparison.Ordinal))
               let outcome = Enum.Parse<Outcome>(finding.Properties[GateReporter.OutcomeProperty]!)
               where outcome != Outcome.Noted
               orderby finding.Id, finding.Location.SourceSpan.Start
               select new Finding(finding.Id, outcome, finding.Properties[GateReporter.AnchorProperty]!, finding.GetMessage(null)),
        ];
    }

    /// <summary>The endpoints as the rules see them.</summary>
    public EndpointFacts ReadEndpoints(CancellationToken cancellation)
    {
        var sources = new ProgramSources(_compilation, Options);
        return new EndpointFacts(sources.ReadProgram(HostingTypes.Find(_compilation)!, cancellation)!, sources, cancellation);
    }

    /// <summary>Writes what can be started: the assembly, its content and the files that a page may ask for.</summary>
    /// <returns>The path of the assembly.</returns>
    public string Write(string folder)
    {
        var assembly = Path.Combine(folder, "App.dll");
        var result = _compilation.Emit(assembly);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)));
        if (_library is not null)
            File.WriteAllBytes(Path.Combine(folder, "Library.dll"), _library);
        var version = Environment.Version.ToString(3);
        File.WriteAllText(Path.Combine(folder, "App.runtimeconfig.json"), $$"""
            {
              "runtimeOptions": {
                "frameworks": [
                  { "name": "Microsoft.NETCore.App", "version": "{{version}}" },
                  { "name": "Microsoft.AspNetCore.App", "version": "{{version}}" }
                ],
                "configProperties": { "System.Globalization.Invariant": true, "System.GC.Server": false, "System.Runtime.TieredPGO": false }
              }
            }
            """);
        var content = _program.Files.Where(file => !IsSource(file))
            .Prepend(("wwwroot/index.html", $"<!DOCTYPE html><!-- {Answer.FileMark} --><title>Shop</title>"))
            .Prepend(("wwwroot/site.css", $"/* {Answer.FileMark} */"));
        foreach (var (path, text) in content)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        if (_program.NeedsPackages)
        {
            foreach (var file in PackageFiles)
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return assembly;
    }

    private AnalyzerOptions Options => new(
        [.. _program.Files.Where(file => !IsSource(file)).Select(file => new SettingsText("/app/" + file.Path, file.Text))],
        new PackageProperties());

    private static bool IsSource((string Path, string Text) file) => file.Path.EndsWith(".cs", StringComparison.Ordinal);

    private sealed class SettingsText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(text, System.Text.Encoding.UTF8);
    }

    private sealed class PackageProperties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values : AnalyzerConfigOptions
    {
        private static readonly Dictionary<string, string> s_values =
            new(KeyComparer) { ["build_property.OmniopsStage"] = "build", ["build_property._OmniopsRootKey"] = "/r/", [ReferencedFacts.Projects] = "Library" };

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            s_values.TryGetValue(key, out value);
    }
}
