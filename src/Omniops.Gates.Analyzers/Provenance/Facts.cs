using System.Collections.Immutable;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>
/// What follows from a condition: the places whose value is one of a list then. Each with the value that it had when the condition was
/// asked, as one that was written since is another.
/// </summary>
/// <param name="WhenTrue">Null where it cannot be true.</param>
/// <param name="WhenFalse">Null where it cannot be false.</param>
internal sealed record Facts(ImmutableDictionary<Place, Value>? WhenTrue, ImmutableDictionary<Place, Value>? WhenFalse)
{
    private static readonly ImmutableDictionary<Place, Value> s_nothing = ImmutableDictionary<Place, Value>.Empty;

    public static Facts None { get; } = new(s_nothing, s_nothing);

    public static Facts True { get; } = new(s_nothing, null);

    public static Facts False { get; } = new(null, s_nothing);

    public bool IsNone => WhenTrue is { IsEmpty: true } && WhenFalse is { IsEmpty: true };

    public Facts Negated => new(WhenFalse, WhenTrue);

    public ImmutableDictionary<Place, Value>? When(bool outcome) => outcome ? WhenTrue : WhenFalse;

    public static Facts Then(IEnumerable<KeyValuePair<Place, Value>> places) => new(s_nothing.SetItems(places), s_nothing);

    /// <summary>What holds in both cases.</summary>
    public Facts Or(Facts other) => new(Both(WhenTrue, other.WhenTrue), Both(WhenFalse, other.WhenFalse));

    /// <summary>What follows when two conditions are asked together.</summary>
    public Facts AndAlso(Facts other) => new(
        WhenTrue is null || other.WhenTrue is null ? null : WhenTrue.SetItems(other.WhenTrue), Both(WhenFalse, other.WhenFalse));

    /// <summary>The same, with what is known at this place anyway.</summary>
    public Facts And(ImmutableDictionary<Place, Value> known) => known.IsEmpty
        ? this
        : new Facts(WhenTrue?.SetItems(known), WhenFalse?.SetItems(known));

    private static ImmutableDictionary<Place, Value>? Both(ImmutableDictionary<Place, Value>? first, ImmutableDictionary<Place, Value>? second)
    {
        if (first is null)
            return second;
        if (second is null || ReferenceEquals(first, second))
            return first;

        var both = first;
        foreach (var place in first)
        {
            if (!second.ContainsKey(place.Key))
                both = both.Remove(place.Key);
        }

        return both;
    }
}
