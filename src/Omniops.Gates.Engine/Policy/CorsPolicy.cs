namespace Omniops.Gates.Engine.Policy;

/// <summary>What a repository says about the sites that may read its answers.</summary>
public sealed record CorsPolicy
{
    /// <summary>The policy of a repository that says nothing.</summary>
    public static CorsPolicy None { get; } = new();

    /// <summary>
    /// The origins that code and settings may name, such as <c>https://shop.example</c>, or <c>https://*.shop.example</c> for all below it.
    /// Empty where every origin may be named.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
}
