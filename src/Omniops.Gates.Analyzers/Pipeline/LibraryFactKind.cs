namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>What a fact about a library is about. The names are written into assemblies: never rename one.</summary>
internal enum LibraryFactKind
{
    /// <summary>A middleware writes an answer itself.</summary>
    Answer,
    Endpoint,
    Gap,
    Header,
    Middleware,
    Option,

    /// <summary>An answer is written as HTML somewhere in the library.</summary>
    Page,
    RemovedHeader,
    Service,
    Terminal,

    /// <summary>Code that the library cannot see either.</summary>
    Unseen,
}
