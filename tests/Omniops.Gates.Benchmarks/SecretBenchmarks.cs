using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Secrets;

namespace Omniops.Gates.Benchmarks;

/// <summary>The rules about secrets over code that is full of text, against an analyzer that merely looks at each literal.</summary>
[InProcess]
[MemoryDiagnoser]
public class SecretBenchmarks
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_secrets = [new SecretInCode()];
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_looking = [new LookingAnalyzer(OperationKind.Literal)];

    private ImmutableArray<SyntaxTree> _trees;
    private ImmutableArray<MetadataReference> _references;

    [GlobalSetup]
    public void Setup()
    {
        var packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var newest = Directory.GetDirectories(packs).Max(StringComparer.Ordinal)!;
        _references =
        [
            .. Directory.GetFiles(Directory.GetDirectories(Path.Combine(newest, "ref")).Single(), "*.dll")
                .Select(file => MetadataReference.CreateFromFile(file)),
        ];
        _trees =
        [
            .. Enumerable.Range(0, 300).Select(i => CSharpSyntaxTree.ParseText($$"""
                using System;
                using System.Collections.Generic;
                namespace Shop.Part{{i}};
                public sealed class Texts
                {
                    private const string Route = "/api/v1/orders/{id}/lines/{line}";
                    private readonly Dictionary<string, string> _labels = new() { ["title"] = "Your order {{i}}", ["token"] = "A token of our thanks" };
                    public string PasswordLabel => "Choose a password of at least twelve characters";
                    public string Sql(int id) => $"SELECT id, name, price FROM products WHERE shop = {{i}} AND id = {id} ORDER BY name";
                    public void Log(string key) => Console.WriteLine("{0} was found under the key {1}", key, "https://shop.example/part{{i}}?a=b");
                    public string Describe(string name) => name switch
                    {
                        "red" => "The colour of part {{i}} is red; this is what most customers like",
                        "blue" => "The colour of part {{i}} is blue; this is what some customers like",
                        _ => throw new ArgumentException("There is no such colour: " + name, nameof(name)),
                    };
                }
                """)),
        ];
    }

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> LookingOnly() => Analyze(s_looking);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Secrets() => Analyze(s_secrets);

    private Task<ImmutableArray<Diagnostic>> Analyze(ImmutableArray<DiagnosticAnalyzer> analyzers) => CSharpCompilation
        .Create("Shop", _trees, _references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
        .WithAnalyzers(analyzers)
        .GetAllDiagnosticsAsync();
}
