namespace Omniops.Gates.Analyzers.Tests.Sql;

/// <summary>What each variable of a generated program holds at one point of it.</summary>
internal sealed class FlowState
{
    /// <summary>Three variables, a builder, a list, the text of an object and a field.</summary>
    public const int Builder = 3, List = 4, Box = 5, Field = 6, Count = 7;

    private readonly Origin[] _slots;

    /// <summary>What reached a point where an exception may leave, of each <c>try</c> around this point.</summary>
    private readonly List<FlowState> _handlers;

    private readonly bool _isCoarse;

    /// <param name="isCoarse">Whether what leaves a <c>finally</c> may be taken for what entered it by an exception or a return.</param>
    public FlowState(bool isCoarse) : this(new Origin[Count], [], isCoarse) { }

    private FlowState(Origin[] slots, List<FlowState> handlers, bool isCoarse)
    {
        _slots = slots;
        _handlers = handlers;
        _isCoarse = isCoarse;
    }

    public Origin this[int slot]
    {
        get => _slots[slot];
        set
        {
            _slots[slot] = value;
            foreach (var handler in _handlers)
                handler.Join(this);
        }
    }

    public FlowState Copy() => new([.. _slots], _handlers, _isCoarse);

    /// <summary>Holds from here on what came either way.</summary>
    public void Join(FlowState other)
    {
        for (var i = 0; i < Count; i++)
            _slots[i] = Worse(_slots[i], other._slots[i]);
    }

    public bool IsLike(FlowState other) => _slots.AsSpan().SequenceEqual(other._slots);

    /// <summary>Runs what stands in a <c>try</c> and gives what its handler may find.</summary>
    public FlowState Try(Action<FlowState> body)
    {
        var handler = new FlowState([.. _slots], [], _isCoarse);
        _handlers.Add(handler);
        body(this);
        _handlers.Remove(handler);
        return new FlowState(handler._slots, _handlers, _isCoarse);
    }

    /// <summary>Runs what stands before a <c>finally</c>, also one that the compiler writes.</summary>
    public void RunToFinally(Action<FlowState> body)
    {
        var abrupt = Try(body);
        if (_isCoarse)
            Join(abrupt);
    }

    public static Origin Worse(Origin a, Origin b) => a > b ? a : b;
}
