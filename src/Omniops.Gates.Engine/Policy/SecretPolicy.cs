namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository says about its files, as far as secrets go. Paths are relative to the root.</summary>
public sealed record SecretPolicy
{
    /// <summary>The policy of a repository that says nothing.</summary>
    public static SecretPolicy None { get; } = new();

    /// <summary>Files in which nothing is looked for. Reports count them.</summary>
    public IReadOnlyList<PathPattern> Skip { get; init; } = [];

    /// <summary>Tests, samples and documentation that are not recognised as such.</summary>
    public IReadOnlyList<PathPattern> Aside { get; init; } = [];

    /// <summary>Production code and settings that look like tests, samples or documentation.</summary>
    public IReadOnlyList<PathPattern> Production { get; init; } = [];
}
