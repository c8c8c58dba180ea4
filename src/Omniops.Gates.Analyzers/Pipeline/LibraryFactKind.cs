namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What a fact about a library is about. The names are written into assemblies: never rename one.</summary>
internal enum LibraryFactKind
{
    /// <summary>Who may call what is registered under a name.</summary>
    AccessPolicy,

    /// <summary>A middleware writes an answer itself.</summary>
    Answer,

    /// <summary>What the application's own code changes of the way in which controllers are found.</summary>
    Controllers,

    /// <summary>Something is said of the endpoint or group that the method is handed.</summary>
    Convention,

    /// <summary>A method of an interface or base class is called, which classes of other projects may implement.</summary>
    Dispatch,
    Endpoint,

    /// <summary>The class is a filter that lets no stranger pass.</summary>
    Filter,
    Gap,

    /// <summary>The method returns a group of its own.</summary>
    Group,

    /// <summary>What a filter of all controllers and pages says of them.</summary>
    GlobalFilter,
    Header,

    /// <summary>The method builds an application of its own, to which the facts behind it belong.</summary>
    Host,
    Middleware,
    Option,

    /// <summary>How often what is registered under a name may be called.</summary>
    RateLimit,

    /// <summary>An answer is written as HTML somewhere in the library.</summary>
    Page,

    /// <summary>What is said of Razor Pages by their path.</summary>
    PageConvention,

    /// <summary>What is said of the routes of Razor Pages.</summary>
    PageRoute,

    /// <summary>A middleware turns callers away itself.</summary>
    Refusal,
    RemovedHeader,

    /// <summary>What an attribute that is written with the constructor says of routes.</summary>
    Route,
    Service,
    Terminal,

    /// <summary>Code that the library cannot see either.</summary>
    Unseen,
}
