namespace Omniops.Gates.Engine.Seen;

/// <summary>A CORS policy, as production has it.</summary>
/// <param name="Name">Empty for the default policy, null where the name is known at run time only.</param>
public sealed record SeenPolicy(string? Name, SeenPlace Place)
{
    /// <summary>Whether it is written where it is applied, and has no name.</summary>
    public bool IsInline { get; init; }

    /// <summary>Whether production registers it.</summary>
    public bool IsInProduction { get; init; } = true;

    /// <summary>Whether every site may read the answers.</summary>
    public bool AllowsAny { get; init; }

    /// <summary>The origins that are written in code or in settings files.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The keys of the configuration that hold origins.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The functions that choose origins, as the source writes them.</summary>
    public IReadOnlyList<string> Predicates { get; init; } = [];

    /// <summary>Whether browsers may send credentials along.</summary>
    public bool AllowsCredentials { get; init; }

    /// <summary>What cannot be told about its origins.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}
