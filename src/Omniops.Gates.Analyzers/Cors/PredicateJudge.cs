using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Cors;

/// <summary>Tries a predicate on strangers: first on any, then on those made to look like what it compares with.</summary>
internal sealed class PredicateJudge(ProgramSources sources)
{
    /// <summary>Each round can reach conditions that the one before did not.</summary>
    private const int MaxRounds = 3;

    private const int MaxProbes = 400;

    /// <summary>Which strangers a predicate accepts.</summary>
    public PredicateVerdict Judge(IOperation predicate, CancellationToken cancellation) =>
        Judge((machine, origin) => machine.Run(predicate, origin), predicate, cancellation);

    /// <summary>Which strangers code lets in.</summary>
    /// <param name="run">Runs it on one of them.</param>
    /// <param name="code">The code, for a message.</param>
    /// <param name="cancellation">Ends the trial.</param>
    public PredicateVerdict Judge(Func<PredicateMachine, string, PredicateValue> run, IOperation code, CancellationToken cancellation)
    {
        var machine = new PredicateMachine(sources, cancellation);
        var tried = new HashSet<string>(StringComparer.Ordinal);
        string? doubt = null;
        for (var round = 0; round <= MaxRounds; round++)
        {
            var probes = round == 0
                ? OriginProbes.Strangers
                : OriginProbes.Of(machine.Texts.Concat(machine.Patterns.SelectMany(OriginProbes.Spelled)).ToList());
            var isNew = false;
            foreach (var origin in probes.ToList())
            {
                if (tried.Count >= MaxProbes || !tried.Add(origin))
                    continue;

                isNew = true;
                var answer = run(machine, origin);
                if (answer.IsTrue)
                    return new PredicateVerdict(origin, IsAll: round == 0 && answer.Expression is null, answer.Expression);
                if (!answer.IsSeen)
                    doubt ??= answer.Expression ?? code.Syntax.OneLine();
            }

            if (!isNew)
                break;
        }

        return new PredicateVerdict(null, Doubt: doubt);
    }
}
