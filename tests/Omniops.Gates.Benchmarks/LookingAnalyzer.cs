using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Omniops.Gates.Benchmarks;

/// <summary>Looks at each operation of a kind and says nothing: the least that any analyzer over operations costs.</summary>
internal sealed class LookingAnalyzer(OperationKind kind) : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_none = new("LOOK0001", "None", "None", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_none];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.RegisterOperationAction(_ => { }, kind);
    }
}
