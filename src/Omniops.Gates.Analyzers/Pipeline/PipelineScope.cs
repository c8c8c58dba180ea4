using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Under which circumstances the statement being read runs.</summary>
/// <param name="Environments">Where the conditions on the environment let it run.</param>
/// <param name="Conditions">Conditions around it that are not about the environment, outermost first.</param>
/// <param name="Site">The call in the entry body through which the statement is reached; null within the entry body.</param>
internal sealed record PipelineScope(EnvironmentSet Environments, ImmutableArray<PipelineCondition> Conditions, Location? Site)
{
    public static PipelineScope Entry { get; } = new(EnvironmentSet.All, ImmutableArray<PipelineCondition>.Empty, Site: null);

    public PipelineScope When(EnvironmentSplit split, bool isTrue, SyntaxNode condition) => this with
    {
        Environments = Environments & (isTrue ? split.WhenTrue : split.WhenFalse),
        Conditions = split.IsKnown ? Conditions : Conditions.Add(new PipelineCondition(condition, $"'{condition}'", IsBranch: false)),
    };

    public PipelineScope In(PipelineCondition condition) => this with { Conditions = Conditions.Add(condition) };

    /// <summary>The first condition of this scope that does not also stand around <paramref name="other"/>.</summary>
    public PipelineCondition? FirstBeyond(PipelineScope other) => Conditions.FirstOrDefault(condition => !other.Conditions.Contains(condition));
}
