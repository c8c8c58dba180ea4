using Microsoft.CodeAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What the rules ask about a body, collected while it is evaluated.</summary>
internal sealed class BodyFacts
{
    /// <summary>The texts that reach a sink, by the operation that is the sink and the number of the text among those it is given.</summary>
    public Dictionary<(SyntaxNode Sink, int Number), Text> Sinks { get; } = [];

    /// <summary>What calls of methods in source are given, by call and parameter.</summary>
    public Dictionary<(SyntaxNode Call, int Parameter), Text> Arguments { get; } = [];

    /// <summary>What members of the containing type are given.</summary>
    public Dictionary<ISymbol, Value> Writes { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Operations that were looked at.</summary>
    public int Steps { get; set; }

    /// <summary>Whether a budget ended before all that the body calls was run.</summary>
    public bool IsCut { get; set; }

    /// <summary>Whether the body is too large or too entangled to be followed to its end.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether something that a call is given is of unknown origin.</summary>
    public bool LeavesOpen(SyntaxNode call) =>
        Arguments.Any(given => given.Key.Call == call && given.Value.Holes.Any(hole => hole.Origin.Kind == OriginKind.Unknown));
}
