using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>A place where code sets the name of the environment.</summary>
/// <param name="Kind">How it does.</param>
/// <param name="Place">The statement or argument that does.</param>
/// <param name="Scope">When it runs.</param>
/// <param name="Names">The name it sets, by the environment that the deployment chose.</param>
/// <param name="Creation">The host whose environment it is; null for every host, or for one that is not known.</param>
/// <param name="Variable">The environment variable that is set.</param>
/// <param name="Order">Its place among all assignments; -1 for one that counts from the start.</param>
internal sealed record EnvironmentAssignment(
    AssignmentKind Kind,
    SyntaxNode Place,
    PipelineScope Scope,
    IReadOnlyDictionary<EnvironmentSet, AssignedName> Names,
    SyntaxNode? Creation,
    string? Variable,
    int Order)
{
    /// <summary>What it makes of the name, given what the assignments before it made.</summary>
    /// <param name="one">The environment that the deployment chose.</param>
    /// <param name="reading">Under which circumstances the name is read.</param>
    public AssignedName Apply(AssignedName before, EnvironmentSet one, PipelineScope reading)
    {
        if (!Scope.Environments.Includes(one) || Scope.Conditions.Any(condition => reading.Conditions.Any(condition.IsOpposite)))
            return before;

        return Names[one] is var after && (after == before || Condition(one, reading) is null) ? after : AssignedName.Unknown;
    }

    /// <summary>Why it is not known what the name is then.</summary>
    public string Doubt(PipelineScope reading) => Condition(EnvironmentSet.Production, reading) is { } condition
        ? $"{Description} sets the environment under the condition {condition.Text}; set it unconditionally or leave it to the deployment"
        : $"{Description} sets the environment to what cannot be told; set it to a constant or leave it to the deployment";

    /// <summary>How a message names it, with its place.</summary>
    public string Description
    {
        get
        {
            var place = Place.GetLocation().GetLineSpan();
            return $"'{Place.OneLine()}' ({Path.GetFileName(place.Path)}:{place.StartLinePosition.Line + 1})";
        }
    }

    private PipelineCondition? Condition(EnvironmentSet one, PipelineScope reading) => Scope.Conditions.FirstOrDefault(condition =>
        condition.Environments.Includes(one) && !reading.Conditions.Any(condition.IsSame));
}
