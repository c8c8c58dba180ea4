namespace Omniops.Gates.Analyzers.Provenance;

/// <summary>A method that calls itself while it runs.</summary>
internal sealed class Recursion
{
    /// <summary>Rounds after which a method is taken to return whatever it is given.</summary>
    private const int MaxRounds = 4;

    private readonly Dictionary<int, Value> _given = [];
    private bool _isNew;

    /// <summary>What it returns, as far as it is known.</summary>
    public Value Returned { get; private set; } = Value.Empty;

    /// <summary>How often it called itself in this round.</summary>
    public int Count { get; set; }

    /// <summary>Notes what it gives itself.</summary>
    public void Meet(List<Argument> arguments)
    {
        Count++;
        foreach (var argument in arguments)
        {
            var known = _given.TryGetValue(argument.Parameter.Ordinal, out var value) ? value : null;
            var both = known is null ? argument.Value : known.Or(argument.Value);
            _isNew |= known is null || !both.Equals(known);
            _given[argument.Parameter.Ordinal] = both;
        }
    }

    /// <summary>What a parameter is given from outside and by the method itself.</summary>
    public Value With(Argument argument) =>
        _given.TryGetValue(argument.Parameter.Ordinal, out var value) ? argument.Value.Or(value) : argument.Value;

    /// <summary>Notes what a round returned; false when it is nothing new.</summary>
    public bool Learn(Value returned, int round)
    {
        var both = Returned.Text.IsEmpty && Returned.Objects.IsEmpty ? returned : Returned.Or(returned);
        var isNew = _isNew || !both.Equals(Returned);
        (Returned, _isNew) = (both, false);
        return isNew && round < MaxRounds;
    }
}
