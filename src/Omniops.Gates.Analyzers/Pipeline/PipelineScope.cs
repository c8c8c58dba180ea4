using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Under which circumstances the statement being read runs.</summary>
/// <param name="Environments">Where the conditions on the environment let it run.</param>
/// <param name="DependsOn">A condition that is not about the environment, as written; null when it runs always.</param>
/// <param name="Site">The call in the entry body through which the statement is reached; null within the entry body.</param>
internal sealed record PipelineScope(EnvironmentSet Environments, string? DependsOn, Location? Site)
{
    public static PipelineScope Entry { get; } = new(EnvironmentSet.All, DependsOn: null, Site: null);

    public PipelineScope When(EnvironmentSet environments, string? dependsOn) =>
        this with { Environments = Environments & environments, DependsOn = DependsOn ?? dependsOn };
}
