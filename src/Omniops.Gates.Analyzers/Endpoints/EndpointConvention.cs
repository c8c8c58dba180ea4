using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>One thing that is said of an endpoint, by itself, by what it belongs to or by a filter.</summary>
/// <param name="Place">Where it is said.</param>
/// <param name="Scope">When it is said.</param>
/// <param name="Level">Who says it, as messages name it: endpoint, group, controller, convention.</param>
internal sealed record EndpointConvention(ConventionKind Kind, Location Place, PipelineScope Scope, string Level)
{
    /// <summary>The order of filters that ask for an antiforgery token or take it away, where nothing else is written.</summary>
    public const int UsualOrder = 1000;

    /// <summary>The order of such a filter, of which the last decides.</summary>
    public int Order { get; init; } = UsualOrder;

    /// <summary>The name of the policy; null for the default one, for one that is written in place, and for one that is not known.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the policy has a name that is not known.</summary>
    public bool IsPolicyUnknown { get; init; }

    /// <summary>The policy that is written in place.</summary>
    public AccessPolicy? Access { get; init; }

    /// <summary>The class of an attribute that asks for requirements of its own.</summary>
    public INamedTypeSymbol? Requirement { get; init; }

    /// <summary>The limit that is written in place.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>The roles that are asked for.</summary>
    public string? Roles { get; init; }

    /// <summary>The schemes that users are signed in with, between commas.</summary>
    public string? Schemes { get; init; }

    /// <summary>The class of a filter.</summary>
    public INamedTypeSymbol? Filter { get; init; }

    /// <summary>The code of a filter that is written in place.</summary>
    public SyntaxNode? Code { get; init; }

    /// <summary>Whether a filter of a library lets no stranger pass, as the library itself says.</summary>
    public bool IsGuard { get; init; }

    /// <summary>
    /// Whether a filter of MVC says it, which AuthorizationMiddleware does not ask. Source: AuthorizeFilter, AllowAnonymousFilter.
    /// </summary>
    public bool IsByFilter { get; init; }

    /// <summary>The largest body in bytes; null where it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why it is not known what is said.</summary>
    public string? Reason { get; init; }

    /// <summary>How near to a page it is said of its path: the folders above it, and more than any of them for the page itself.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it is certain to be said of an endpoint that exists under these circumstances.</summary>
    public bool IsCertain(PipelineScope endpoint) =>
        (endpoint.Environments.Includes(EnvironmentSet.Production)
            ? Scope.Environments.Includes(EnvironmentSet.Production) : (Scope.Environments & endpoint.Environments) == endpoint.Environments)
        && Scope.Conditions.All(each => !each.Environments.Includes(EnvironmentSet.Production) || each.IsDeferral || endpoint.Conditions.Any(each.IsSame));

    /// <summary>Whether it can be said in production.</summary>
    public bool IsPossible => Scope.Environments.Includes(EnvironmentSet.Production);
}
