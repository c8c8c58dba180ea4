namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What is said of Razor Pages by their path.</summary>
internal sealed record PageConvention(EndpointConvention Convention, PagePath On);
