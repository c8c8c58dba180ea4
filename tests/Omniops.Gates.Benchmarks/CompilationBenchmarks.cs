using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Benchmarks;

/// <summary>
/// Analysing a web application with all of the gate's analyzers, against one that merely looks at each operation: the compiler has to
/// build operations for the first analyzer that asks, so an empty analyzer would flatter the comparison.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class CompilationBenchmarks
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_gate =
    [
        .. typeof(PipelineAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_looking = [new LookingAnalyzer(OperationKind.Invocation)];

    private ImmutableArray<SyntaxTree> _trees;
    private ImmutableArray<MetadataReference> _references;

    [GlobalSetup]
    public void Setup()
    {
        _references = [.. FrameworkReferences.Of("Microsoft.NETCore.App.Ref"), .. FrameworkReferences.Of("Microsoft.AspNetCore.App.Ref")];
        _trees =
        [
            CSharpSyntaxTree.ParseText("""
                using Microsoft.AspNetCore.Builder;
                var app = WebApplication.CreateBuilder(args).Build();
                app.UseHsts();
                app.Run();
                """),
            .. Enumerable.Range(0, 300).Select(i => CSharpSyntaxTree.ParseText($$"""
                using System;
                using System.Collections.Generic;
                using System.Linq;
                namespace Shop.Part{{i}};
                public sealed class Service
                {
                    private readonly Dictionary<string, int> _stock = new();
                    public int Count(IEnumerable<string> names) => names.Where(name => _stock.ContainsKey(name)).Sum(name => _stock[name]);
                    public string Describe(int id, string name)
                    {
                        if (id < 0) throw new ArgumentOutOfRangeException(nameof(id));
                        var text = $"{id}: {name.Trim().ToUpperInvariant()}";
                        for (var i = 0; i < 10; i++) { text += i.ToString(); _stock[text] = i; }
                        return string.Join(", ", text.Split(' ').Select(part => part.Replace("a", "b")));
                    }
                }
                """)),
        ];
    }

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> LookingOnly() => Analyze(s_looking);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Gate() => Analyze(s_gate);

    private Task<ImmutableArray<Diagnostic>> Analyze(ImmutableArray<DiagnosticAnalyzer> analyzers) => CSharpCompilation
        .Create("Shop", _trees, _references, new CSharpCompilationOptions(OutputKind.ConsoleApplication))
        .WithAnalyzers(analyzers)
        .GetAllDiagnosticsAsync();
}
