using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers;

/// <summary>What every analyzer of a gate shares, sealed so that no rule forgets it.</summary>
public abstract class GateAnalyzer(params GateRule[] rules) : DiagnosticAnalyzer
{
    /// <summary>An analyzer that tells what it saw and finds nothing wrong.</summary>
    private protected GateAnalyzer(DiagnosticDescriptor seen)
        : this() => SupportedDiagnostics = SupportedDiagnostics.Add(seen);

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Describe(rules);

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // An "auto-generated" header must not hide a finding.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var reporter = GateReporter.For(start.Options, start.Compilation);
            Register(start, reporter);
            if (reporter.MayDefer)
                start.RegisterCompilationEndAction(end => reporter.ReportDeferred(end.ReportDiagnostic));
        });
    }

    /// <summary>Looks up the types the rule needs and registers its callbacks, or nothing where those types are not referenced.</summary>
    protected abstract void Register(CompilationStartAnalysisContext start, GateReporter reporter);

    private static ImmutableArray<DiagnosticDescriptor> Describe(GateRule[] rules)
    {
        var descriptors = ImmutableArray.CreateBuilder<DiagnosticDescriptor>();
        foreach (var rule in rules.Append(IntegrityRules.GateDidNotRun))
        {
            descriptors.Add(Descriptors.Of(rule));
            if (rule.NotProvenMessage is not null)
                descriptors.Add(Descriptors.NotProven(rule));
        }

        return descriptors.ToImmutable();
    }
}
