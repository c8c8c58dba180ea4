using System.Collections.Immutable;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What an expression can be: a text, and the objects it can refer to.</summary>
internal sealed class Value : IEquatable<Value>
{
    private const int MaxObjects = 8;

    private Value(Text text, ImmutableArray<HeapObject> objects, bool isOpen = false) => (Text, Objects, IsOpen) = (text, objects, isOpen);

    public static Value Empty { get; } = new(Text.Empty, ImmutableArray<HeapObject>.Empty);

    public static Value Harmless { get; } = new(Text.Harmless, ImmutableArray<HeapObject>.Empty);

    public Text Text { get; }

    public ImmutableArray<HeapObject> Objects { get; }

    /// <summary>Whether a place can hold what it held at first as well, which is found out only when the place is read.</summary>
    public bool IsOpen { get; }

    /// <summary>This, or what the place held at first.</summary>
    public Value Opened => IsOpen ? this : new Value(Text, Objects, isOpen: true);

    /// <summary>This alone.</summary>
    public Value Closed => IsOpen ? new Value(Text, Objects) : this;

    /// <summary>Whether nothing in it is of unknown origin, as far as it is not an object.</summary>
    public bool IsClean => Text.IsConstant && Objects.IsEmpty;

    public static Value Of(Text text) => ReferenceEquals(text, Text.Empty) ? Empty : new Value(text, ImmutableArray<HeapObject>.Empty);

    public static Value Of(HeapObject item) => new(Text.Empty, ImmutableArray.Create(item));

    public static Value Of(Text text, ImmutableArray<HeapObject> objects) => new(text, objects);

    public Value With(Text text) => new(text, Objects);

    public Value Or(Value other)
    {
        if (ReferenceEquals(this, other))
            return this;

        var objects = Objects;
        foreach (var item in other.Objects)
        {
            if (!objects.Contains(item) && objects.Length < MaxObjects)
                objects = objects.Add(item);
        }

        var text = Text.Or(other.Text);
        var isOpen = IsOpen || other.IsOpen;
        return ReferenceEquals(text, Text) && objects.Length == Objects.Length && isOpen == IsOpen ? this : new Value(text, objects, isOpen);
    }

    public bool Equals(Value? other)
    {
        if (other is null || IsOpen != other.IsOpen || Objects.Length != other.Objects.Length || !Text.Equals(other.Text))
            return false;

        for (var at = 0; at < Objects.Length; at++)
        {
            if (!Objects[at].Equals(other.Objects[at]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Value);

    public override int GetHashCode() => unchecked(Text.GetHashCode() * 31 + Objects.Length);
}
