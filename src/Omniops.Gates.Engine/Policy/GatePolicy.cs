namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository has decided about the gate, from <c>omniops.gates.json</c> in its root.</summary>
/// <param name="Waivers">Those that are complete; an incomplete one does not act and is a problem.</param>
/// <param name="Problems">What is not understood.</param>
public sealed record GatePolicy(IReadOnlyList<Waiver> Waivers, IReadOnlyList<PolicyProblem> Problems)
{
    /// <summary>The file's name; it stands in the root of the repository.</summary>
    public const string FileName = "omniops.gates.json";

    /// <summary>What is said about files that may hold secrets.</summary>
    public SecretPolicy Secrets { get; init; } = SecretPolicy.None;

    /// <summary>What is said about the sites that may read answers.</summary>
    public CorsPolicy Cors { get; init; } = CorsPolicy.None;

    /// <summary>What is said about how often applications may be called.</summary>
    public RateLimitPolicy RateLimits { get; init; } = RateLimitPolicy.None;

    /// <summary>What is said about who may call them.</summary>
    public RoutePolicy Access { get; init; } = RoutePolicy.None;

    /// <summary>What is said about the packages they are built from.</summary>
    public DependencyPolicy Dependencies { get; init; } = DependencyPolicy.None;

    /// <summary>The policy of a repository that has decided nothing.</summary>
    public static GatePolicy None { get; } = new([], []);
}
