using Microsoft.CodeAnalysis;
using Omniops.Gates.Analyzers.Pipeline;

namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>A call that maps one endpoint, or all controllers, pages or methods of a kind.</summary>
internal sealed class EndpointMapping(EndpointKind kind, PipelineCall call, EndpointGroup? group)
{
    public EndpointKind Kind => kind;

    public PipelineCall Call => call;

    public EndpointGroup? Group => group;

    /// <summary>The pattern as written; unknown parts are a <see cref="HeaderTexts.Hole"/>.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>
    /// The names that a route of controllers is for where its pattern does not say, or that a fallback is to, each a
    /// <see cref="HeaderTexts.Hole"/> that is made at run time; null where none is known.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Defaults { get; init; }

    /// <summary>The paths below which everything is answered at once.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>The verbs; empty for every verb, null where they are not known.</summary>
    public IReadOnlyList<string>? Verbs { get; init; } = [];

    /// <summary>The method that serves it.</summary>
    public IMethodSymbol? Handler { get; init; }

    /// <summary>Where it is written, where that is not where it is mapped.</summary>
    public Location? Place { get; init; }

    /// <summary>The name of what serves it, where it is another project's.</summary>
    public string? HandlerName { get; init; }

    /// <inheritdoc cref="Endpoint.Doubt" />
    public string? Doubt { get; init; }

    /// <summary>The code that serves it, where it is written in place.</summary>
    public IOperation? Code { get; init; }

    /// <summary>The hub, service or component that serves it.</summary>
    public INamedTypeSymbol? Type { get; init; }

    /// <summary>Whether components are served by circuits, which have endpoints of their own.</summary>
    public bool HasCircuits { get; set; }

    /// <summary>Further assemblies that components are found in.</summary>
    public List<IAssemblySymbol> Assemblies { get; } = [];

    /// <summary>Whether components may be found in assemblies that are not in sight.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>What is said of it, in the order in which the framework collects it.</summary>
    public List<EndpointConvention> Conventions { get; } = [];

    /// <summary>The route with those of the groups around it.</summary>
    public string Route => Routes.Combine(group?.Prefix ?? "", Pattern);
}
