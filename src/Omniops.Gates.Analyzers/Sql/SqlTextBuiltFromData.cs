using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Analyzers.Pipeline;
using Omniops.Gates.Analyzers.Provenance;
using Omniops.Gates.Engine.Catalogue;
using Omniops.Gates.Engine.Sql;

namespace Omniops.Gates.Analyzers.Sql;

/// <summary>
/// OMNI2001 and OMNI2002: the text of a SQL statement is constant, and data goes beside it as parameters; names in it are chosen from a list.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SqlTextBuiltFromData() : GateAnalyzer(SqlRules.SqlTextBuiltFromData, SqlRules.SqlIdentifierBuiltFromData)
{
    /// <inheritdoc />
    protected override void Register(CompilationStartAnalysisContext start, GateReporter reporter)
    {
        var sinks = Sinks.Load("sql", start.Compilation, start.Options);
        if (sinks.IsEmpty)
            return;

        var injection = new InjectionCheck(start.Compilation, sinks, Sanitizers.Load("sql", start.Compilation));
        Action<OperationAnalysisContext> rule = context =>
        {
            foreach (var (use, number) in injection.Find(context.Operation))
                Judge(context, reporter, use, number, injection);
        };
        start.RegisterOperationAction(
            context => reporter.Guard(context, rule),
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.Conversion,
            OperationKind.DynamicInvocation,
            OperationKind.DynamicObjectCreation);
    }

    private static void Judge(OperationAnalysisContext context, GateReporter reporter, SinkUse use, int number, InjectionCheck injection)
    {
        var flows = injection.FlowsTo(context.Operation, use, number, context.ContainingSymbol, context.CancellationToken);
        if (flows is null)
        {
            reporter.NotProven(
                context.ReportDiagnostic, SqlRules.SqlTextBuiltFromData, use.Text.Syntax.GetLocation(), context.ContainingSymbol.ToDisplayString(),
                $"'{use.Text.Syntax.OneLine()}' is too entangled to be followed; build the text that {use.Name} runs in fewer steps");
            return;
        }

        // Quoting makes a name of anything, and no value.
        var harmful = flows.Where(flow => !flow.Hole.IsSanitized || RuleOf(flow, use) != SqlRules.SqlIdentifierBuiltFromData);
        foreach (var group in harmful.GroupBy(flow => (flow.Place, Rule: RuleOf(flow, use))))
            Report(context, reporter, use, group.Key.Rule, group.OrderBy(flow => Level(flow, use)).First());
    }

    private static GateRule RuleOf(TextFlow flow, SinkUse use) =>
        use.Kind == SinkKind.Identifier && flow.Hole.IsWhole || SqlPosition.IsIdentifier(flow.Hole.Before)
            ? SqlRules.SqlIdentifierBuiltFromData
            : SqlRules.SqlTextBuiltFromData;

    private static void Report(OperationAnalysisContext context, GateReporter reporter, SinkUse use, GateRule rule, TextFlow flow)
    {
        var (location, anchor) = (flow.Place.GetLocation(), flow.Owner.ToDisplayString());
        var sink = (flow.Hole.Through ?? flow.Wrapper) is { } step ? $"{use.Name} through '{step}'" : use.Name;
        switch (Level(flow, use))
        {
            case Outcome.Fails:
                reporter.Finding(context.ReportDiagnostic, rule, location, anchor, Described(flow), sink);
                break;
            case Outcome.NotProven:
                reporter.NotProven(context.ReportDiagnostic, rule, location, anchor, $"{Described(flow)} reaches {sink}{WayOut(rule)}");
                break;
            default:
                reporter.Noted(context.ReportDiagnostic, rule, location, anchor, Described(flow), sink);
                break;
        }
    }

    private static string WayOut(GateRule rule) => rule == SqlRules.SqlIdentifierBuiltFromData
        ? "; choose it from a list, or quote it with QuoteIdentifier"
        : "; make the text constant and pass values as parameters";

    private static string Described(TextFlow flow) => flow.Hole.Origin switch
    {
        { What: { } what } origin => $"'{origin.Name}' ({what})",
        { Parameter: { } parameter } origin => $"'{origin.Name}', which callers of '{MethodOf(parameter)}' choose,",
        var origin => $"'{origin.Name}', whose origin is not in sight,",
    };

    private static string MethodOf(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? parameter.ContainingType.Name
        : parameter.ContainingSymbol.Name;

    /// <summary>
    /// An error where a request reaches the sink, a warning where the origin is not in sight. A script from a file is run as it is; what an
    /// operator configures, and what only shapes a schema, is listed.
    /// </summary>
    private static Outcome Level(TextFlow flow, SinkUse use)
    {
        var isWeak = use.Kind == SinkKind.DesignTime || use.IsProcedure && flow.Hole.IsWhole;
        return flow.Hole.Origin.Kind switch
        {
            OriginKind.Untrusted => isWeak ? Outcome.NotProven : Outcome.Fails,
            OriginKind.Configured => Outcome.Noted,
            OriginKind.SecondOrder => isWeak || flow.Hole.IsWhole ? Outcome.Noted : Outcome.NotProven,
            _ => isWeak ? Outcome.Noted : Outcome.NotProven,
        };
    }
}
