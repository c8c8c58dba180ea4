namespace Omniops.Gates.Conformance.Tests;

/// <summary>A request.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="IsSecure">Whether it comes by https.</param>
/// <param name="Origin">The site that a script asks from; null for a visitor.</param>
/// <param name="IsPreflight">Whether a browser asks beforehand.</param>
/// <param name="IsForwarded">Whether proxies say in headers that the client came by https, from elsewhere.</param>
internal sealed record Question(string Path, bool IsSecure, string? Origin = null, bool IsPreflight = false, bool IsForwarded = false)
{
    /// <summary>The address that the outer one of two proxies names.</summary>
    public const string Client = "203.0.113.9";

    /// <summary>The address of that proxy, as the inner one names it.</summary>
    public const string OuterProxy = "198.51.100.7";

    /// <summary>The host that the client is said to have asked for.</summary>
    public const string ForwardedHost = "forwarded.example";

    /// <summary>Whether it is a visitor's request.</summary>
    public bool IsPlain => Origin is null && !IsForwarded;

    public override string ToString() =>
        $"{(IsPreflight ? "preflight" : "GET")} {(IsSecure ? "https" : "http")} {Path}"
        + $"{(Origin is null ? "" : $" from {Origin}")}{(IsForwarded ? " forwarded" : "")}";
}
