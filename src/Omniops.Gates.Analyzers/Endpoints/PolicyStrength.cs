namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Whom an authorization policy lets in.</summary>
internal enum PolicyStrength
{
    /// <summary>Everybody, such as one that asserts nothing but <c>true</c>.</summary>
    Open,

    /// <summary>Some.</summary>
    Guards,

    /// <summary>There is none: <c>FallbackPolicy = null</c>.</summary>
    None,
    Unknown,
}
