namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>Whether requests to an endpoint are counted.</summary>
internal enum LimitState
{
    /// <summary>Nothing counts them.</summary>
    None,

    /// <summary>They are asked to be counted, and are not.</summary>
    WithoutEffect,

    /// <summary>The endpoint is taken out.</summary>
    Disabled,
    Limited,
    Unknown,
}
