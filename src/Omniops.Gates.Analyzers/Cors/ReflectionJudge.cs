using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Tries a written header on strangers: whether what they send is what is answered, in spite of the conditions around it.</summary>
internal sealed class ReflectionJudge(ProgramSources sources, CancellationToken cancellation)
{
    private readonly PredicateJudge _judge = new(sources);

    /// <summary>Whether the value is what the request sends, and which strangers get it back.</summary>
    public (bool IsReflected, PredicateVerdict Verdict) Judge(IOperation place, IOperation value)
    {
        var last = new Passage(Guards.Of(place), value, Parameter: null);
        if (new PredicateMachine(sources, cancellation).Reflects(value))
            return (true, _judge.Judge((machine, origin) => machine.Respond([last], origin), value, cancellation));

        // A helper that is handed the origin is judged where it is called.
        if (sources.Values.Origin(value, cancellation) is not IParameterReferenceOperation
            { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } parameter })
        {
            return (false, default);
        }

        var found = (IsReflected: false, Verdict: default(PredicateVerdict));
        foreach (var call in sources.References.To(method, cancellation).OfType<IInvocationOperation>())
        {
            if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is not { } given
                || !new PredicateMachine(sources, cancellation).Reflects(given))
            {
                continue;
            }

            var first = new Passage(Guards.Of(call), given, parameter);
            var verdict = _judge.Judge((machine, origin) => machine.Respond([first, last], origin), given, cancellation);
            if (verdict.Accepted is not null)
                return (true, verdict);
            found = (true, found.Verdict.Doubt is null ? verdict : found.Verdict);
        }

        return found;
    }
}
