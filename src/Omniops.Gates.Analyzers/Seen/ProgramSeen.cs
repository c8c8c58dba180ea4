using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Endpoints;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Seen;

namespace Omniops.Gates.Analyzers.Seen;

/// <summary>
/// Tells the tool how the rules understood the program, through the compiler's log. Only where the tool asks for it: neither an IDE nor an
/// ordinary build sees anything of it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramSeen() : GateAnalyzer(s_seen)
{
    // Hidden ones do not reach the log. Nobody may configure it: a listing that is missing looks like a program without a pipeline.
    private static readonly DiagnosticDescriptor s_seen = new(
        SeenProgram.DiagnosticId,
        "The program as the gate understood it",
        "the gate tells 'omniops-gates check' how it understood this program",
        "Seen",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        customTags: [WellKnownDiagnosticTags.NotConfigurable]);

    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        if (!reporter.Collects
            || HostingTypes.Find(start.Compilation) is not { } types
            || start.Compilation.GetEntryPoint(start.CancellationToken) is not { } entry)
        {
            return;
        }

        var sources = new ProgramSources(start.Compilation, start.Options);
        start.RegisterOperationBlockAction(context =>
        {
            if (SymbolEqualityComparer.Default.Equals(context.OwningSymbol, entry))
                reporter.Guard(context, Report);
        });

        void Report(OperationBlockAnalysisContext context)
        {
            if (Program(sources, types, context.CancellationToken) is not { } program)
                return;

            var properties = ImmutableDictionary<string, string?>.Empty.Add(SeenProgram.Property, SeenWriter.Write(program, file => file));
            context.ReportDiagnostic(Diagnostic.Create(s_seen, context.OperationBlocks[0].Syntax.GetFirstToken().GetLocation(), properties));
        }
    }

    private static SeenProgram? Program(ProgramSources sources, HostingTypes types, CancellationToken cancellation)
    {
        if (sources.ReadProgram(types, cancellation) is not { } pipeline)
            return null;

        var facts = new SeenFacts(pipeline);
        return facts.Program() is { } program
            ? SeenEndpoints.AddTo(new SeenPolicies(sources, facts, cancellation).AddTo(program), new EndpointFacts(pipeline, sources, cancellation))
            : null;
    }
}
