namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What is said of an endpoint.</summary>
internal enum ConventionKind
{
    /// <summary>Some callers only.</summary>
    Authorize,

    /// <summary>Everybody, whatever else is said. Source: AuthorizationMiddleware, <c>IAllowAnonymous</c>.</summary>
    Anonymous,

    /// <summary>A limit of its own.</summary>
    RateLimit,

    /// <summary>No limit, not even the global one. Source: RateLimitingMiddleware, <c>DisableRateLimitingAttribute</c>.</summary>
    NoRateLimit,
    Cors,
    NoCors,
    Antiforgery,
    NoAntiforgery,

    /// <summary>A largest body, in bytes.</summary>
    RequestSize,
    NoRequestSize,

    /// <summary>What AddValidation does is left out. Source: IDisableValidationMetadata.</summary>
    NoValidation,

    /// <summary>It is answered where it is routed, before any middleware runs. Source: EndpointRoutingMiddleware, tried on a running server.</summary>
    ShortCircuit,

    /// <summary>Code that runs before the endpoint and can answer in its place.</summary>
    Filter,

    /// <summary>What it is cannot be seen.</summary>
    Unknown,
}
