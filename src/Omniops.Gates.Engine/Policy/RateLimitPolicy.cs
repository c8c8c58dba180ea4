namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository says about how often its applications may be called.</summary>
public sealed record RateLimitPolicy
{
    /// <summary>The policy of a repository that says nothing.</summary>
    public static RateLimitPolicy None { get; } = new();

    /// <summary>The most that limits in code and settings may let through.</summary>
    public IReadOnlyList<DeclaredLimit> Limits { get; init; } = [];

    /// <summary>Further routes that need a limit.</summary>
    public IReadOnlyList<PathPattern> Required { get; init; } = [];

    /// <summary>Routes that need none.</summary>
    public IReadOnlyList<PathPattern> Exempt { get; init; } = [];
}
