namespace Omniops.Gates.Engine.Seen;

/// <summary>
/// A program as the rules understood it, for a reader to agree or disagree with. The compiler's log carries it from the analyzers to the
/// tool.
/// </summary>
public sealed record SeenProgram
{
    /// <summary>The ID under which the compiler's log carries it. No rule: nothing in it is wrong.</summary>
    public const string DiagnosticId = "OMNI0001";

    /// <summary>The property of that diagnostic which holds it.</summary>
    public const string Property = "omniops.seen";

    /// <summary>The number of this form. Further members do not change it; a member that means something else does.</summary>
    public const int Schema = 1;

    /// <summary>What is not known.</summary>
    public IReadOnlyList<SeenGap> Unknown { get; init; } = [];

    /// <summary>Calls out of sight that are handed what the application is put together with; the argument names the assembly.</summary>
    public IReadOnlyList<SeenCall> Unseen { get; init; } = [];

    /// <summary>What code does to the environment's name; null for a program that leaves it to its deployment.</summary>
    public string? Environment { get; init; }

    /// <summary>Where web applications are built.</summary>
    public IReadOnlyList<SeenCall> Applications { get; init; } = [];

    /// <summary>Services that have to do with what requests go through.</summary>
    public IReadOnlyList<SeenCall> Services { get; init; } = [];

    /// <summary>Middleware in the order in which the program adds it.</summary>
    public IReadOnlyList<SeenCall> Middleware { get; init; } = [];

    /// <summary>Headers of responses.</summary>
    public IReadOnlyList<SeenHeader> Headers { get; init; } = [];

    /// <summary>Options that the rules ask about.</summary>
    public IReadOnlyList<SeenOption> Options { get; init; } = [];

    /// <summary>What is mapped to routes, the argument being the pattern where it is written out.</summary>
    public IReadOnlyList<SeenCall> Endpoints { get; init; } = [];

    /// <summary>Every endpoint with its route and what holds for it.</summary>
    public IReadOnlyList<SeenEndpoint> Routes { get; init; } = [];

    /// <summary>CORS policies.</summary>
    public IReadOnlyList<SeenPolicy> CorsPolicies { get; init; } = [];

    /// <summary>Where CORS policies are applied, the argument being the name of the policy.</summary>
    public IReadOnlyList<SeenCall> CorsUses { get; init; } = [];
}
