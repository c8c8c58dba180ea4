using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Integrity;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What the rules about injected text share: where the sinks are, and what reaches them. A rule says what is harmful there.</summary>
internal sealed class InjectionCheck
{
    private readonly Sinks _sinks;
    private readonly TextFlows _flows;
    private readonly GateReporter _reporter;
    private readonly GateRule _rule;
    private readonly Func<TextFlow, SinkUse, InjectionFinding?> _judge;

    private InjectionCheck(
        Sinks sinks, TextFlows flows, GateReporter reporter, GateRule rule, Func<TextFlow, SinkUse, InjectionFinding?> judge) =>
        (_sinks, _flows, _reporter, _rule, _judge) = (sinks, flows, reporter, rule, judge);

    /// <summary>Registers what looks for the sinks, or nothing where none is referenced.</summary>
    /// <param name="list">Name of the sinks and sanitizers in <c>rules</c>: <c>sql</c>, <c>html</c>.</param>
    /// <param name="rule">The rule that speaks of a text that could not be followed.</param>
    /// <param name="judge">What reaches a sink, judged; null where it does no harm.</param>
    public static void Register(
        CompilationStartAnalysisContext start, GateReporter reporter, string list, GateRule rule,
        Func<TextFlow, SinkUse, InjectionFinding?> judge)
    {
        var compilation = start.Compilation;
        var sinks = Sinks.Load(list, compilation, start.Options);
        if (sinks.Problems.Count > 0)
            start.RegisterSemanticModelAction(context => reporter.Guard(context, file => ReportProblems(file, sinks.Problems, reporter)));
        if (sinks.IsEmpty)
            return;

        var bodies = new SourceBodies(compilation);
        var references = new SourceReferences(bodies);
        var provenance = new TextProvenance(
            compilation, bodies, sinks, Sanitizers.Load(list, compilation), new UntrustedSources(bodies, references));
        var check = new InjectionCheck(sinks, new TextFlows(provenance, new Callers(bodies, references)), reporter, rule, judge);
        Action<OperationAnalysisContext> action = check.Check;
        start.RegisterOperationAction(
            context => reporter.Guard(context, action),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.DeconstructionAssignment,
            OperationKind.Conversion,
            OperationKind.DynamicInvocation,
            OperationKind.DynamicObjectCreation);
        start.RegisterOperationAction(context => reporter.Guard(context, check.CheckHandedOn), OperationKind.MethodReference);
    }

    private static void ReportProblems(SemanticModelAnalysisContext context, IReadOnlyList<OptionProblem> problems, GateReporter reporter)
    {
        var tree = context.SemanticModel.SyntaxTree;
        foreach (var problem in problems)
        {
            if (problem.Tree == tree)
            {
                reporter.Finding(
                    context.ReportDiagnostic, IntegrityRules.ConfigurationInvalid, Location.Create(tree, new TextSpan(0, 0)), problem.Reason,
                    problem.Reason, problem.WayOut);
            }
        }
    }

    private void Check(OperationAnalysisContext context)
    {
        var number = 0;
        foreach (var use in _sinks.FindAll(context.Operation))
        {
            if (!IsConstant(use.Text))
                Judge(context, use, number);
            number++;
        }
    }

    /// <summary>What calls a method that was handed on, and with which text, is not followed.</summary>
    private void CheckHandedOn(OperationAnalysisContext context)
    {
        if (context.Operation is not IMethodReferenceOperation reference || !_sinks.IsHandedOn(reference))
            return;

        var name = reference.Method.Name;
        _reporter.NotProven(
            context.ReportDiagnostic, _rule, reference.NameLocation(), context.ContainingSymbol.ToDisplayString(),
            $"'{name}' is handed on, and the text that it will be given is not in sight; hand on a lambda that calls {name} with its text");
    }

    private void Judge(OperationAnalysisContext context, SinkUse use, int number)
    {
        var flows = _flows.To(context.Operation.Syntax, number, use.Text.Syntax, context.ContainingSymbol, context.CancellationToken);
        if (flows is null)
        {
            _reporter.NotProven(
                context.ReportDiagnostic, _rule, use.Text.Syntax.GetLocation(), context.ContainingSymbol.ToDisplayString(),
                $"'{use.Text.Syntax.OneLine()}' is too entangled to be followed; build the text that {use.Name} takes in fewer steps");
            return;
        }

        // Of all that reaches one place the worst is what has to be mended first.
        var findings = flows.Select(flow => _judge(flow, use)).OfType<InjectionFinding>();
        foreach (var group in findings.GroupBy(finding => (finding.Flow.Place, finding.Rule)))
            group.OrderBy(finding => finding.Outcome).First().Report(context.ReportDiagnostic, _reporter);
    }

    private static bool IsConstant(IOperation text) => text.ConstantValue.HasValue || text is IConversionOperation { Operand.ConstantValue.HasValue: true };
}
