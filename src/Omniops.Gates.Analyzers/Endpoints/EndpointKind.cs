namespace Omniops.Gates.Analyzers.Endpoints;

/// <summary>What serves an endpoint. The names are written into reports: never rename one.</summary>
internal enum EndpointKind
{
    Minimal,
    Controller,

    /// <summary>All controllers, by their attributes or by a pattern; replaced by the actions.</summary>
    Controllers,
    Page,

    /// <summary>All Razor Pages; replaced by the pages.</summary>
    Pages,
    Component,

    /// <summary>All routable components; replaced by the components.</summary>
    Components,
    Hub,
    Grpc,
    Health,
    Identity,
    Static,
    Fallback,
    Proxy,
    Document,
    Dashboard,

    /// <summary>A branch of the pipeline that answers whatever is asked below its path.</summary>
    Branch,

    /// <summary>What a method maps that cannot be seen.</summary>
    Library,
}
