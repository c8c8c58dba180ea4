using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A registered authorization policy.</summary>
/// <param name="Name">Its name, <see cref="Default"/> or <see cref="Fallback"/>; null where it is not known.</param>
/// <param name="Asked">Whom it lets in by what it asks for.</param>
internal sealed record AccessPolicy(string? Name, PolicyStrength Asked, Location Place, PipelineScope Scope)
{
    /// <summary>What holds where authorization is asked for without naming a policy.</summary>
    public const string Default = "\u0001default";

    /// <summary>What holds where nothing is said.</summary>
    public const string Fallback = "\u0001fallback";

    /// <summary>
    /// Whether everybody meets what it asks for. That is asked for late: which handlers there are is known only when all is registered.
    /// </summary>
    public Func<bool>? IsMetByAll { get; init; }

    /// <summary>Whom it lets in.</summary>
    public PolicyStrength Strength => IsMetByAll?.Invoke() == true ? PolicyStrength.Open : Asked;

    /// <summary>The schemes that it signs users in with; none for those of the application, null where they are not known.</summary>
    public IReadOnlyList<string>? Schemes { get; init; }

    /// <summary>Whether it is what <see cref="Default"/> is, by <c>options.FallbackPolicy = options.DefaultPolicy</c>.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether production certainly has it where there is an endpoint under these circumstances.</summary>
    public bool IsCertain(PipelineScope endpoint) => Scope.IsCertainIn(endpoint);

    /// <summary>Whether it can be there where there is such an endpoint.</summary>
    public bool IsPossible(PipelineScope endpoint) => Scope.Environments.Includes(EnvironmentSet.Production)
        && !Scope.Conditions.Any(condition => endpoint.Conditions.Any(condition.IsOpposite));
}
