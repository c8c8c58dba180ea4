using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>Where a value is kept: a variable, a temporary of the compiler, a static member, a member or the content of an object.</summary>
internal readonly struct Place : IEquatable<Place>
{
    private readonly object _owner;
    private readonly object? _part;

    private Place(object owner, object? part) => (_owner, _part) = (owner, part);

    /// <summary>The object that this is a part of; null for a variable.</summary>
    public HeapObject? Object => _owner as HeapObject;

    /// <summary>The member of an object; null for its content.</summary>
    public ISymbol? Member => _part as ISymbol;

    /// <summary>The variable; null for a part of an object.</summary>
    public ISymbol? Variable => _owner as ISymbol;

    /// <summary>Whether it belongs to the running method alone.</summary>
    public bool IsLocal => _owner is CaptureKey or ILocalSymbol or IParameterSymbol;

    public static Place Of(ISymbol variable) => new(variable.OriginalDefinition, null);

    public static Place Of(CaptureId capture, ControlFlowGraph graph) => new(new CaptureKey(capture, graph), null);

    public static Place MemberOf(HeapObject item, ISymbol member) => new(item, member.OriginalDefinition);

    public static Place ContentOf(HeapObject item) => new(item, null);

    /// <summary>The same part of another object.</summary>
    public Place In(HeapObject item) => new(item, _part);

    /// <summary>An element of a tuple, or what a record takes apart into.</summary>
    public static Place PartOf(HeapObject item, int at) => new(item, at);

    /// <summary>What a dictionary finds its content by.</summary>
    public static Place KeysOf(HeapObject item) => new(item, "keys");

    public bool Equals(Place other) => Equal(_owner, other._owner) && Equal(_part, other._part);

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => unchecked(Hash(_owner) * 31 + Hash(_part));

    private static bool Equal(object? first, object? second) => first is ISymbol symbol
        ? second is ISymbol other && SymbolEqualityComparer.Default.Equals(symbol, other)
        : Equals(first, second);

    private static int Hash(object? part) => part switch
    {
        null => 0,
        ISymbol symbol => SymbolEqualityComparer.Default.GetHashCode(symbol),
        _ => part.GetHashCode(),
    };

    /// <summary>Temporaries are numbered anew in each graph.</summary>
    private sealed record CaptureKey(CaptureId Capture, ControlFlowGraph Graph);
}
