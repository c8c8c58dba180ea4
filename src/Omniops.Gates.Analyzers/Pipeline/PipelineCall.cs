using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Pipeline;

/// <summary>Something that happens to the pipeline: an application is built or run, a middleware added, a header written.</summary>
/// <param name="Name">The method's name, or the header's in the case it is written in.</param>
/// <param name="Location">Where it stands, in the entry body's file.</param>
/// <param name="Scope">When it runs.</param>
/// <param name="Host">The application it happens to; null where that is not known.</param>
/// <param name="Order">Its place in the order in which the program runs.</param>
internal sealed record PipelineCall(string Name, Location Location, PipelineScope Scope, PipelineCall? Host, int Order)
{
    /// <summary>The call itself.</summary>
    public IOperation? Operation { get; init; }

    /// <summary>The method of another project that does it, as messages name it; null for what this one does.</summary>
    public string? Library { get; init; }

    /// <summary>Where that method is called; null for what this project does itself.</summary>
    public Location? Caller { get; init; }

    /// <summary>How a message says where it is written, where that is not where the finding stands; otherwise nothing.</summary>
    public string Place => Library is not null ? $" (in {Library})" : Operation is not { Syntax: var syntax } || Location.SourceTree == syntax.SyntaxTree ? ""
        : syntax.GetLocation().GetLineSpan() is var span ? $" ({Path.GetFileName(span.Path)}:{span.StartLinePosition.Line + 1})" : "";

    /// <summary>
    /// What a header is given, or the path, class or policy that a middleware is, <see cref="HeaderTexts.Hole"/> standing for parts that are known at run time
    /// only; null where nothing is known.
    /// </summary>
    public string? Value { get; init; }

    /// <summary>Whether the team says so in .editorconfig, of a method whose body cannot be seen.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether a header is written as the response starts, when nobody clears it any more.</summary>
    public bool IsOnStarting { get; init; }

    /// <summary>Whether a header is written beside what it holds already, not instead of it.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Whether it can have happened to this application.</summary>
    public bool Concerns(PipelineCall host) => Host is null || ReferenceEquals(Host, host);

    /// <summary>Whether it is about this header, whose name has no case.</summary>
    public bool IsHeader(string header) => string.Equals(Name, header, StringComparison.OrdinalIgnoreCase);

    public bool IsInProduction => Scope.Environments.Includes(EnvironmentSet.Production);
}
