using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Omniops.Gates.Analyzers.Cors;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Secrets;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Secrets;

namespace Omniops.Gates.Analyzers.Transport;

/// <summary>Reports what weakens the transport, as far as production gets there.</summary>
internal sealed class TransportFindings(GateReporter reporter, GateRule rule, ProgramSources sources)
{
    private readonly bool _isTest = TestFrameworks.IsReferenced(sources.Bodies.Compilation);

    /// <param name="place">What is wrong.</param>
    /// <param name="uses">Where it has its effect, when that is elsewhere.</param>
    /// <param name="arguments">What the message is filled with.</param>
    public void Report(
        OperationAnalysisContext context, IOperation place, IReadOnlyList<IOperation> uses, Location location, object[] arguments,
        bool isMinor = false, string? properties = null)
    {
        var cancellation = context.CancellationToken;
        if (sources.Reach.Of(place, cancellation) is not { IsInProduction: true } reach
            || (uses.Count > 0 && !uses.Any(use => sources.Reach.IsInProduction(use, cancellation))))
        {
            return;
        }

        var anchor = AnchorOf(context);
        if (reach.Doubt is { } doubt)
        {
            reporter.NotProven(context.ReportDiagnostic, rule, location, anchor, doubt);
            return;
        }

        var file = place.Syntax.SyntaxTree.FilePath;
        var isAside = reporter.PlaceOf(file, _isTest) == SecretPlace.Aside;
        reporter.Report(context.ReportDiagnostic, new GateDiagnostic(
            rule, isAside || isMinor ? Outcome.Advised : rule.Outcome, location, anchor, arguments)
        {
            Settings = properties,
            IsAsideByPolicy = isAside && !_isTest && SecretPlaces.Of(reporter.Relative(file)) != SecretPlace.Aside,
        });
    }

    /// <summary>The rule cannot judge what stands here.</summary>
    public void NotProven(OperationAnalysisContext context, IOperation place, Location location, string reason)
    {
        if (sources.Reach.IsInProduction(place, context.CancellationToken))
            reporter.NotProven(context.ReportDiagnostic, rule, location, AnchorOf(context), reason);
    }

    private static string AnchorOf(OperationAnalysisContext context) => context.ContainingSymbol.ToDisplayString();
}
