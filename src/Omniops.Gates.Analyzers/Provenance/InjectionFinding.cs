using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Injection;
using Omniops.Gates.Engine.Catalogue;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What a rule says of data that reaches a sink.</summary>
/// <param name="WayOut">What to do instead where the rule cannot tell whether the data is harmful.</param>
internal sealed record InjectionFinding(GateRule Rule, Outcome Outcome, TextFlow Flow, SinkUse Use, string WayOut)
{
    /// <summary>
    /// An error where a request reaches the sink, a warning where the origin is not in sight. What an operator configures, what was meant to
    /// be run as it is, and what only shapes a schema, is listed.
    /// </summary>
    /// <param name="isMeant">Whether data that was written down before, such as a script in a file, is meant to be run as it is.</param>
    public static Outcome OutcomeOf(TextFlow flow, SinkUse use, bool isMeant)
    {
        var isWeak = use.Kind == SinkKind.DesignTime || use.IsProcedure && flow.Hole.IsWhole;
        return flow.Hole.Origin.Kind switch
        {
            OriginKind.Untrusted => isWeak ? Outcome.NotProven : Outcome.Fails,
            OriginKind.Configured => Outcome.Noted,
            OriginKind.SecondOrder => isWeak || isMeant ? Outcome.Noted : Outcome.NotProven,
            _ => isWeak ? Outcome.Noted : Outcome.NotProven,
        };
    }

    /// <summary>Hands the finding to the compiler.</summary>
    public void Report(Action<Diagnostic> report, GateReporter reporter)
    {
        var (location, anchor) = (Flow.Place.GetLocation(), Flow.Owner.ToDisplayString());
        var sink = (Flow.Hole.Through ?? Flow.Wrapper) is { } step ? $"{Use.Name} through '{step}'" : Use.Name;
        switch (Outcome)
        {
            case Outcome.Fails:
                reporter.Finding(report, Rule, location, anchor, Described, sink);
                break;
            case Outcome.NotProven:
                reporter.NotProven(report, Rule, location, anchor, $"{Described} reaches {sink}; {WayOut}");
                break;
            default:
                reporter.Noted(report, Rule, location, anchor, Described, sink);
                break;
        }
    }

    private string Described => Flow.Hole.Origin switch
    {
        { What: { } what } origin => $"'{origin.Name}' ({what})",
        { Parameter: { } parameter } origin => $"'{origin.Name}', which callers of '{MethodOf(parameter)}' choose,",
        var origin => $"'{origin.Name}', whose origin is not in sight,",
    };

    private static string MethodOf(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? parameter.ContainingType.Name
        : parameter.ContainingSymbol.Name;
}
