using System.Collections.Immutable;

namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>What is known at a point of a body.</summary>
internal sealed class FlowState
{
    private static readonly ImmutableDictionary<Place, Value> s_noValues = ImmutableDictionary<Place, Value>.Empty;

    private FlowState(
        ImmutableDictionary<Place, Value> locals, ImmutableDictionary<Place, Value> heap, ImmutableDictionary<Place, Value> narrowed,
        ImmutableDictionary<Place, Facts> facts, ImmutableDictionary<Place, Place> aliases) =>
        (Locals, Heap, Narrowed, Conditions, Aliases) = (locals, heap, narrowed, facts, aliases);

    public static FlowState Empty { get; } = new(
        s_noValues, s_noValues, s_noValues, ImmutableDictionary<Place, Facts>.Empty, ImmutableDictionary<Place, Place>.Empty);

    /// <summary>Variables and temporaries.</summary>
    public ImmutableDictionary<Place, Value> Locals { get; private init; }

    /// <summary>Static members, and members and contents of objects.</summary>
    public ImmutableDictionary<Place, Value> Heap { get; private init; }

    /// <summary>The places that a condition on the way here has shown to be harmless, with the value they had.</summary>
    public ImmutableDictionary<Place, Value> Narrowed { get; private init; }

    /// <summary>What follows from a variable that holds the outcome of a condition.</summary>
    public ImmutableDictionary<Place, Facts> Conditions { get; private init; }

    /// <summary>Temporaries that hold a copy of a variable.</summary>
    public ImmutableDictionary<Place, Place> Aliases { get; private init; }

    public Value? Find(Place place) => (place.IsLocal ? Locals : Heap).TryGetValue(place, out var value) ? value : null;

    public FlowState Set(Place place, Value value)
    {
        var narrowed = Narrowed.IsEmpty ? Narrowed : Narrowed.Remove(place);
        var conditions = Conditions.IsEmpty ? Conditions : Conditions.Remove(place);
        var aliases = Aliases;
        if (!aliases.IsEmpty)
        {
            foreach (var alias in aliases)
            {
                if (alias.Value.Equals(place) || alias.Key.Equals(place))
                    aliases = aliases.Remove(alias.Key);
            }
        }

        return place.IsLocal
            ? new FlowState(Locals.SetItem(place, value), Heap, narrowed, conditions, aliases)
            : new FlowState(Locals, Heap.SetItem(place, value), narrowed, conditions, aliases);
    }

    public FlowState WithCondition(Place place, Facts facts) => facts.IsNone
        ? this
        : new FlowState(Locals, Heap, Narrowed, Conditions.SetItem(place, facts), Aliases);

    public FlowState WithAlias(Place temporary, Place variable) =>
        new(Locals, Heap, Narrowed, Conditions, Aliases.SetItem(temporary, variable));

    /// <summary>The variables of another method's run, with what happened to objects since.</summary>
    public FlowState Returning(FlowState callee) => new(Locals, callee.Heap, Narrowed, Conditions, Aliases);

    /// <summary>Before a method or lambda runs. Functions that it is given see the variables of their own method; no two methods share one.</summary>
    public FlowState Entering() => new(Locals, Heap, s_noValues, Conditions, Aliases);

    /// <summary>After a lambda, or a method that may have run one.</summary>
    public FlowState ReturningFrom(FlowState lambda) => new(lambda.Locals, lambda.Heap, Narrowed, Conditions, Aliases);

    /// <summary>After a condition; null where it cannot have this outcome.</summary>
    public FlowState? Narrow(ImmutableDictionary<Place, Value>? places)
    {
        if (places is null)
            return null;

        var state = this;
        foreach (var place in places)
        {
            // Written since the condition was asked.
            if (state.Find(place.Key) is not { } value || !value.Equals(place.Value))
                continue;

            var (locals, heap) = (state.Locals, state.Heap);
            if (place.Key.IsLocal)
                locals = locals.SetItem(place.Key, Value.Harmless);
            else
                heap = heap.SetItem(place.Key, Value.Harmless);
            state = new FlowState(locals, heap, state.Narrowed.SetItem(place.Key, value), state.Conditions, state.Aliases);
        }

        return state;
    }

    /// <summary>About how much there is to compare.</summary>
    public int Differences(FlowState other) =>
        1 + ((ReferenceEquals(Locals, other.Locals) ? 0 : Locals.Count) + (ReferenceEquals(Heap, other.Heap) ? 0 : Heap.Count)) / 8;

    /// <summary>What is known where two ways meet.</summary>
    public FlowState Join(FlowState other)
    {
        if (ReferenceEquals(this, other))
            return this;

        var locals = Join(Locals, other.Locals, isHeap: false);
        var heap = Join(Heap, other.Heap, isHeap: true);
        var narrowed = Common(Narrowed, other.Narrowed, static (first, _) => first);
        var conditions = Common(Conditions, other.Conditions, static (first, second) => first.Or(second));
        var aliases = JoinAliases(this, other);
        return ReferenceEquals(locals, Locals) && ReferenceEquals(heap, Heap) && ReferenceEquals(narrowed, Narrowed)
            && ReferenceEquals(conditions, Conditions) && ReferenceEquals(aliases, Aliases)
            ? this
            : new FlowState(locals, heap, narrowed, conditions, aliases);
    }

    /// <param name="isHeap">Whether a place that one way has not written holds what it held at first.</param>
    private static ImmutableDictionary<Place, Value> Join(ImmutableDictionary<Place, Value> first, ImmutableDictionary<Place, Value> second, bool isHeap)
    {
        if (ReferenceEquals(first, second))
            return first;

        var joined = first;
        foreach (var place in second)
        {
            if (!first.TryGetValue(place.Key, out var value))
                joined = joined.SetItem(place.Key, isHeap ? place.Value.Opened : place.Value);
            else if (value.Or(place.Value) is var both && !ReferenceEquals(both, value))
                joined = joined.SetItem(place.Key, both);
        }

        if (!isHeap)
            return joined;

        foreach (var place in first)
        {
            if (!place.Value.IsOpen && !second.ContainsKey(place.Key))
                joined = joined.SetItem(place.Key, place.Value.Opened);
        }

        return joined;
    }

    private static ImmutableDictionary<Place, T> Common<T>(
        ImmutableDictionary<Place, T> first, ImmutableDictionary<Place, T> second, Func<T, T, T> merge)
        where T : class
    {
        if (ReferenceEquals(first, second) || first.IsEmpty)
            return first;

        var common = first;
        foreach (var place in first)
        {
            if (!second.TryGetValue(place.Key, out var other))
                common = common.Remove(place.Key);
            else if (merge(place.Value, other) is var merged && !Equals(merged, place.Value))
                common = common.SetItem(place.Key, merged);
        }

        return common;
    }

    /// <summary>
    /// What is a copy on both ways, or on one where the other way has no copy of a harmless variable: in <c>x ?? ""</c> what is shown of the
    /// whole is shown of <c>x</c>, which is null on the other way.
    /// </summary>
    private static ImmutableDictionary<Place, Place> JoinAliases(FlowState first, FlowState second)
    {
        if (ReferenceEquals(first.Aliases, second.Aliases))
            return first.Aliases;

        var joined = first.Aliases;
        foreach (var alias in first.Aliases)
        {
            if (second.Aliases.TryGetValue(alias.Key, out var other) ? !other.Equals(alias.Value) : !second.IsHarmless(alias.Value))
                joined = joined.Remove(alias.Key);
        }

        foreach (var alias in second.Aliases)
        {
            if (!first.Aliases.ContainsKey(alias.Key) && first.IsHarmless(alias.Value))
                joined = joined.SetItem(alias.Key, alias.Value);
        }

        return joined;
    }

    private bool IsHarmless(Place place) => Find(place) is { IsClean: true };
}
