using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Tests.Pipeline;

/// <summary>A program and the libraries that it calls, each built with the gate as a build does, one after the other.</summary>
internal static class TwoProjects
{
    private const string Trusted = "Library,Base,App";

    /// <summary>What a rule of the pipeline says about the program, as severity, line and message.</summary>
    public static async Task<string[]> Judge(string rule, string library, string program) =>
        await Judge(rule, program, Built("Library", library));

    /// <inheritdoc cref="Judge(string, string, string)" />
    /// <param name="libraries">References of the program, as <see cref="Built"/> or otherwise.</param>
    public static Task<string[]> Judge(string rule, string program, params MetadataReference[] libraries) => Judge(rule, program, compiles: true, libraries);

    /// <summary>The same of a program as it stands while somebody types.</summary>
    public static Task<string[]> JudgeBroken(string rule, string program) => Judge(rule, program, compiles: false, []);

    private static async Task<string[]> Judge(string rule, string program, bool compiles, MetadataReference[] libraries)
    {
        var found = await Findings.Of(Compilation("App", program, OutputKind.ConsoleApplication, libraries), Options(Trusted), compiles, rules: [rule]);
        return [.. found.Where(finding => finding.Id == rule).Select(finding =>
            $"{finding.Severity} {finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.GetMessage()}")];
    }

    /// <summary>The library's reference assembly, which a build compiles against, with what the generator writes into it.</summary>
    public static MetadataReference Built(string name, string source, params MetadataReference[] libraries) =>
        Emitted(Generated(name, source, IncrementalGeneratorOutputKind.None, libraries), new EmitOptions(metadataOnly: true, includePrivateMembers: false));

    /// <summary>The library's assembly without the gate.</summary>
    public static MetadataReference BuiltWithoutGate(string name, string source, params MetadataReference[] libraries) =>
        Emitted(Compilation(name, source, OutputKind.DynamicallyLinkedLibrary, libraries));

    /// <summary>The library as an IDE hands it over.</summary>
    public static MetadataReference Typed(string name, string source) =>
        Generated(name, source, IncrementalGeneratorOutputKind.Implementation, []).ToMetadataReference();

    private static Compilation Generated(string name, string source, IncrementalGeneratorOutputKind without, MetadataReference[] libraries)
    {
        var library = Compilation(name, source, OutputKind.DynamicallyLinkedLibrary, libraries);
        CSharpGeneratorDriver.Create(
                [new FactGenerator().AsSourceGenerator()], [], CSharpParseOptions.Default, Options(Trusted).AnalyzerConfigOptionsProvider,
                new GeneratorDriverOptions(without))
            .RunGeneratorsAndUpdateCompilation(library, out var generated, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        return generated;
    }

    private static MetadataReference Emitted(Compilation compilation, EmitOptions? options = null)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, options: options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static AnalyzerOptions Options(string projects) =>
        Findings.Options([], (ReferencedFacts.Projects, projects), ("build_property.UsingMicrosoftNETSdkWeb", "true"));

    private static CSharpCompilation Compilation(string name, string source, OutputKind kind, MetadataReference[] libraries) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, path: $"/{name}/Program.cs"), CSharpSyntaxTree.ParseText(Gate<PipelineAnalyzer>.WebUsings, path: $"/{name}/GlobalUsings.g.cs")],
        SharedFramework.Web.AddRange(libraries), new CSharpCompilationOptions(kind));
}
