namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository says about who may call its routes.</summary>
public sealed record RoutePolicy
{
    /// <summary>The policy of a repository that says nothing.</summary>
    public static RoutePolicy None { get; } = new();

    /// <summary>Further routes that are never open to everybody.</summary>
    public IReadOnlyList<PathPattern> Sensitive { get; init; } = [];

    /// <summary>Routes that are open to everybody on purpose, whatever they are called.</summary>
    public IReadOnlyList<PathPattern> Public { get; init; } = [];
}
