using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What reaches a sink: the parts of its text, and where they are a method's parameters, what the callers give.</summary>
internal sealed class TextFlows(TextProvenance provenance, Callers callers)
{
    /// <summary>Methods that hand a text on to each other. Deeper, nobody knows what reaches the sink.</summary>
    private const int MaxDepth = 6;

    /// <summary>Everything of interest that reaches a sink; null where the text could not be followed.</summary>
    /// <param name="sink">The call, creation or assignment.</param>
    /// <param name="number">Which of the texts that the sink is given.</param>
    /// <param name="text">The expression that is the text.</param>
    /// <param name="owner">The member that the sink stands in.</param>
    public IReadOnlyList<TextFlow>? To(SyntaxNode sink, int number, SyntaxNode text, ISymbol owner, CancellationToken cancellation)
    {
        if (provenance.FactsOf(owner, Focus.Sinks, cancellation) is not { } facts || !facts.Sinks.TryGetValue((sink, number), out var reached))
            return null;

        var flows = new List<TextFlow>();
        Judge(reached, text, owner, null, [], flows, cancellation);
        if (facts.IsIncomplete && flows.Count == 0)
            return null;

        return flows;
    }

    private void Judge(
        Text text, SyntaxNode place, ISymbol owner, string? wrapper, List<IParameterSymbol> open, List<TextFlow> flows, CancellationToken cancellation)
    {
        foreach (var hole in text.Holes)
        {
            if (hole.Origin is not { Kind: OriginKind.Parameter, Parameter: { } parameter })
                flows.Add(new TextFlow(place, owner, hole, wrapper));
            else if (open.Count >= MaxDepth)
                flows.Add(new TextFlow(place, owner, hole, wrapper));
            else if (!open.Contains(parameter, SymbolEqualityComparer.Default))
                JudgeParameter(hole, parameter, place, owner, wrapper, [.. open, parameter], flows, cancellation);
        }
    }

    private void JudgeParameter(
        Hole hole, IParameterSymbol parameter, SyntaxNode place, ISymbol owner, string? wrapper, List<IParameterSymbol> open, List<TextFlow> flows,
        CancellationToken cancellation)
    {
        var set = parameter.ContainingSymbol is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method
            ? callers.Of(method, cancellation)
            : new CallerSet([], IsOpen: true);
        var given = new List<TextFlow>();
        foreach (var site in set.Calls)
            JudgeCall(site, parameter, wrapper ?? Named(parameter), open, given, cancellation);
        if (MembersOf(hole.Origin, parameter) is { Length: > 0 } members)
            given = given.ConvertAll(flow => flow.Hole.IsWhole ? flow with { Hole = flow.Hole with { Origin = flow.Hole.Origin.Member(members) } } : flow);

        // A text that is handed on as it is was built by the caller, and there it is mended.
        if (hole.IsWhole)
        {
            flows.AddRange(given);
            if (set.IsOpen)
                flows.Add(new TextFlow(place, owner, hole, wrapper));
            return;
        }

        // What a caller built is mended there; here stands what callers handed on as it was, and that others may call. Where they may, that
        // says it of the callers in sight as well, unless what they built is certain to be harmful.
        flows.AddRange(given
            .Where(flow => !flow.Hole.IsWhole && (!set.IsOpen || flow.Hole.Origin.Kind == OriginKind.Untrusted))
            .Select(flow => flow with { Hole = flow.Hole.Within(hole) }));
        var worst = given.Where(flow => flow.Hole.IsWhole).OrderByDescending(flow => flow.Hole.Origin.Kind).FirstOrDefault();
        if (worst is { Hole.Origin.Kind: OriginKind.Untrusted })
            flows.Add(new TextFlow(place, owner, hole with { Origin = worst.Hole.Origin, Through = hole.Through ?? Named(parameter) }, wrapper));
        else if (set.IsOpen || worst is { Hole.Origin.Kind: OriginKind.Parameter or OriginKind.Unknown })
            flows.Add(new TextFlow(place, owner, hole, wrapper));
        else if (worst is not null)
            flows.Add(new TextFlow(place, owner, hole with { Origin = worst.Hole.Origin }, wrapper));
    }

    private void JudgeCall(
        CallSite site, IParameterSymbol parameter, string wrapper, List<IParameterSymbol> open, List<TextFlow> flows, CancellationToken cancellation)
    {
        var facts = provenance.ArgumentsOf(site.Owner, site.Call.Syntax, cancellation);
        if (facts is not null && facts.Arguments.TryGetValue((site.Call.Syntax, parameter.Ordinal), out var text))
        {
            Judge(text, PlaceOf(site.Call, parameter) ?? site.Call.Syntax, site.Owner, wrapper, open, flows, cancellation);
            return;
        }

        // What is not given is the default, a constant.
        if (PlaceOf(site.Call, parameter) is not { } place)
            return;

        flows.Add(new TextFlow(place, site.Owner, new Hole(new Origin(OriginKind.Unknown, parameter.Name)), wrapper));
    }

    /// <summary>The expression that a parameter is given; null where none is written.</summary>
    private static SyntaxNode? PlaceOf(IOperation call, IParameterSymbol parameter)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue)
                return argument.ArgumentKind == ArgumentKind.Explicit ? argument.Value.Syntax : call.Syntax;
        }

        return null;
    }

    /// <summary>What is read of a parameter, as it is read of what the caller gives: <c>Name</c> of <c>filter.Name</c>.</summary>
    private static string MembersOf(Origin origin, IParameterSymbol parameter) =>
        origin.Name.StartsWith(parameter.Name + ".", StringComparison.Ordinal) ? origin.Name.Substring(parameter.Name.Length + 1) : "";

    private static string Named(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? parameter.ContainingType.Name : parameter.ContainingSymbol.Name;
}
