using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered authorization policy.</summary>
/// <param name="Name">Its name, <see cref="Default"/> or <see cref="Fallback"/>; null where it is not known.</param>
internal sealed record AccessPolicy(string? Name, PolicyStrength Strength, Location Place, PipelineScope Scope)
{
    /// <summary>What holds where authorization is asked for without naming a policy.</summary>
    public const string Default = "\u0001default";

    /// <summary>What holds where nothing is said.</summary>
    public const string Fallback = "\u0001fallback";

    /// <summary>Whether production certainly has it.</summary>
    public bool IsCertain => Scope.Environments.Includes(EnvironmentSet.Production) && Scope.Conditions.All(condition => condition.IsDeferral);
}
