using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Under which circumstances the statement being read runs.</summary>
/// <param name="Environments">Where the conditions on the environment let it run.</param>
/// <param name="Conditions">Conditions around it that the environment does not settle, outermost first.</param>
/// <param name="Site">The call in the entry body through which the statement is reached; null within the entry body.</param>
/// <param name="IsRequest">It runs while a request is served, not while the application is put together.</param>
/// <param name="IsFailed">An exception was thrown: nothing runs behind it, and the application does not start.</param>
internal sealed record PipelineScope(
    EnvironmentSet Environments, ImmutableArray<PipelineCondition> Conditions, Location? Site, bool IsRequest = false, bool IsFailed = false)
{
    public static PipelineScope Entry { get; } = new(EnvironmentSet.All, ImmutableArray<PipelineCondition>.Empty, Site: null);

    /// <summary>The scope of what runs when the condition is true, or when it is false.</summary>
    public PipelineScope When(EnvironmentSplit split, bool isTrue, SyntaxNode condition, string? label = null)
    {
        var environments = Environments & (isTrue ? split.WhenTrue : split.WhenFalse);
        var undecided = split.Undecided & environments;
        return this with
        {
            Environments = environments,
            Conditions = undecided == EnvironmentSet.None
                ? Conditions
                : Conditions.Add(new PipelineCondition(condition, isTrue, undecided, label, split.Doubt)),
        };
    }

    /// <summary>The scope of what runs only for some requests, or only perhaps.</summary>
    public PipelineScope Perhaps(SyntaxNode where, string label) => When(EnvironmentSplit.Unknown, isTrue: true, where, label);

    /// <summary>The scope of what runs where a class is found at run time.</summary>
    /// <param name="isNamed">Whether the program names the assembly in which it is.</param>
    public PipelineScope Found(SyntaxNode where, string label, bool isNamed) =>
        Perhaps(where, label, condition => condition with { IsFound = isNamed });

    /// <summary>This scope without loops around it that go through all there is: whether a class is found is what they say.</summary>
    public PipelineScope Without(Func<CommonForEachStatementSyntax, bool> isOfAll) =>
        this with { Conditions = Conditions.RemoveAll(condition => condition.Syntax is CommonForEachStatementSyntax loop && isOfAll(loop)) };

    /// <summary>The scope of code that is handed over to run later, such as that of options.</summary>
    public PipelineScope Later(SyntaxNode where, string label) =>
        Perhaps(where, label, condition => condition with { IsDeferral = true });

    /// <summary>The scope of a branch of the pipeline.</summary>
    /// <param name="path">The path that it is for.</param>
    public PipelineScope Branch(SyntaxNode where, string label, string? path = null) =>
        Perhaps(where, label, condition => condition with { IsBranch = true, Path = path });

    private PipelineScope Perhaps(SyntaxNode where, string label, Func<PipelineCondition, PipelineCondition> change)
    {
        var perhaps = Perhaps(where, label);
        return perhaps.Conditions.Length == Conditions.Length ? perhaps : perhaps with
        {
            Conditions = perhaps.Conditions.SetItem(Conditions.Length, change(perhaps.Conditions[Conditions.Length])),
        };
    }

    /// <summary>This scope under the circumstances of another as well.</summary>
    public PipelineScope Within(PipelineScope other) => this with
    {
        Environments = Environments & other.Environments,
        Conditions = Conditions.AddRange(other.Conditions.Where(condition => !Conditions.Any(condition.IsSame))),
    };

    /// <summary>The first condition that matters in production here and does not also stand around <paramref name="other"/>.</summary>
    public PipelineCondition? FirstBeyond(PipelineScope other) => Conditions.FirstOrDefault(condition =>
        condition.Environments.Includes(EnvironmentSet.Production) && !other.Conditions.Any(condition.IsSame));

    /// <summary>Whether this runs in production where <paramref name="other"/> does. What a thrown exception would have kept from running has run by then.</summary>
    public bool IsCertainIn(PipelineScope other) => Environments.Includes(EnvironmentSet.Production)
        && Conditions.All(condition => !condition.Environments.Includes(EnvironmentSet.Production) || condition.IsCertain || other.Conditions.Any(condition.IsSame));

    /// <summary>Why it is not known whether this runs in production, where that is because code sets the environment.</summary>
    public string? Doubt => Conditions.FirstOrDefault(condition =>
        condition.Doubt is not null && condition.Environments.Includes(EnvironmentSet.Production))?.Doubt;

    /// <summary>Where two ways meet again; null for a way that has left.</summary>
    public static PipelineScope? Join(PipelineScope? one, PipelineScope? other)
    {
        if (one is null || other is null)
            return one is { IsFailed: true } ? other ?? one : one ?? other;

        var common = 0;
        while (common < Math.Min(one.Conditions.Length, other.Conditions.Length) && one.Conditions[common].IsSame(other.Conditions[common]))
            common++;

        if (one.IsFailed || other.IsFailed)
        {
            var (live, failed) = one.IsFailed ? (other, one) : (one, other);
            // It stays, so that what stood under it is known to run; what follows does not depend on it.
            return live with
            {
                Conditions = ImmutableArray.CreateRange(live.Conditions, condition =>
                    failed.Conditions.Skip(common).Any(condition.IsOpposite) ? condition with { Environments = EnvironmentSet.None } : condition),
            };
        }

        var joined = one.Conditions.RemoveRange(common, one.Conditions.Length - common)
            .AddRange(one.Conditions.Skip(common).Where(condition => !other.Conditions.Skip(common).Any(condition.IsOpposite)))
            .AddRange(other.Conditions.Skip(common).Where(condition =>
                !one.Conditions.Skip(common).Any(also => condition.IsOpposite(also) || condition.IsSame(also))));
        return one with { Environments = one.Environments | other.Environments, Conditions = joined };
    }
}
